// The rest screen: dark and calm, to be read from across the room. Any touch wakes it. It wanders a little
// each minute, so that no letter burns into the panel; when the building is closed only numbers are left.
#include <algorithm>
#include <cstdint>

#include "language/direction.h"
#include "screens/meeting_card.h"
#include "screens/scene.h"
#include "ui/ui.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using schedule::Occurrence;
using ui::TextRole;
using ui::Theme;

// The strokes of the clock are 5 mm wide: it goes further than that, and comes back after an hour or two.
// Two lengths without a common divisor lead over all places.
constexpr int wander_steps_x = 14, wander_steps_y = 17;
constexpr Millimetres wander_step = 1_mm;
constexpr Millimetres wander_x = wander_step * wander_steps_x, wander_y = wander_step * wander_steps_y;

// To and fro between 0 and `steps`, one step a minute.
Millimetres wandered(std::int64_t minute, int steps) {
  const std::int64_t turn = minute % (2 * steps);
  return wander_step * static_cast<float>(turn <= steps ? turn : 2 * steps - turn);
}

// Its child, somewhat to the right and down of where the box begins, as the minute has it.
class Wandering final : public ui::Element {
 public:
  Wandering(std::int64_t minute, ui::View child) : minute_(minute), child_(std::move(child)) {}
  float natural_width(ui::Ui& ui) override { return child_->natural_width(ui) + ui.px(wander_x); }

  void draw(ui::Ui& ui, ui::Rect box) override {
    child_->draw(ui, {box.x + ui.px(wandered(minute_, wander_steps_x)),
                      box.y + ui.px(wandered(minute_, wander_steps_y)), box.width - ui.px(wander_x),
                      box.height - ui.px(wander_y)});
  }

 protected:
  float measure(ui::Ui& ui, float width) override {
    return child_->height(ui, width - ui.px(wander_x)) + ui.px(wander_y);
  }

 private:
  std::int64_t minute_;
  ui::View child_;
};

std::string when_text(const Scene& scene, const Occurrence& occurrence) {
  std::string when = is_live(scene, occurrence) ? standing_text(scene, occurrence) : std::string();
  if (when.empty()) {
    const bool today = occurrence.starts_local.date == scene.today();
    when = fill(today ? scene.tr("Today at {time}") : scene.tr("Tomorrow at {time}"),
                {{"time", start_text(scene, occurrence)}});
  }
  return occurrence.here ? fill(scene.tr("{when}, in this building"), {{"when", when}}) : when;
}

ui::View clock(Scene& scene) {
  const auto local = scene.local_now();
  return ui::column(
      4_mm, ui::views(ui::paragraph(scene.formats.time_without_period(local.time), &Theme::ink,
                                    TextRole::rest_clock),
                      ui::paragraph(scene.formats.begin_line(scene.formats.weekday_month_day(local.date)),
                                    &Theme::muted, TextRole::rest_body)));
}

// What comes next; without a right clock, or with nothing to come, a welcome.
ui::View next(Scene& scene) {
  const TextRole large = scene.small_panel ? TextRole::title : TextRole::rest_title;
  if (const std::optional<Occurrence> meeting = next_meeting(scene, 2)) {
    const std::string about = joined(about_meeting(scene, *meeting), " · ");
    return ui::column(
        5_mm, ui::views(ui::paragraph(ui::Words(std::vector{std::pair(when_text(scene, *meeting), true)}),
                                      &Theme::lamp, TextRole::rest_body),
                        ui::paragraph(meeting->meeting->name, &Theme::ink, large),
                        ui::paragraph(about, &Theme::muted, TextRole::rest_body)));
  }
  ui::Views welcome = ui::views(ui::paragraph(scene.tr("You’re welcome here."), &Theme::ink, large));
  if (!scene.site.facility.name.empty())
    welcome.push_back(ui::paragraph(scene.site.facility.name, &Theme::muted, TextRole::rest_body));
  return ui::column(5_mm, std::move(welcome));
}

ui::View number_and_words(const std::string& number, std::string_view between, const std::string& words) {
  return ui::paragraph(
      ui::Words({{language::isolated_in(words, number), true}, {std::string(between) + words, false}}),
      &Theme::ink, TextRole::rest_body);
}

ui::View invitation(Scene& scene) {
  ui::Views lines =
      ui::views(ui::paragraph(scene.site.call_backs.offered
                                  ? scene.tr("Touch the screen for meetings, the steps, or to be called.")
                                  : scene.tr("Touch the screen for meetings, the steps, or numbers to call."),
                              &Theme::muted, TextRole::rest_body));
  const auto lines_to_call = guide::for_help_screen(scene.site.helplines);
  const auto any_time =
      std::find_if(lines_to_call.begin(), lines_to_call.end(),
                   [](const guide::Helpline* line) { return !line->emergency && line->hours.always; });
  if (any_time != lines_to_call.end())
    lines.push_back(number_and_words((*any_time)->number, " ",
                                     (*any_time)->free ? scene.tr("any time, free") : scene.tr("any time")));
  return ui::column(6_mm, std::move(lines));
}

// Nobody is here: who can be called all the same, and nothing else.
ui::View numbers_left(Scene& scene) {
  // More than these would be light again.
  constexpr std::size_t most = 4;
  ui::Views lines;
  for (const guide::Helpline* line : guide::for_help_screen(scene.site.helplines)) {
    if (lines.size() == most || !(line->emergency || line->hours.always)) continue;
    std::string name = own_text(scene, line->name);
    // "988 Suicide & Crisis Lifeline" says its number itself.
    if (name.starts_with(line->number + " ")) name.erase(0, line->number.size() + 1);
    ui::View number = number_and_words(line->number, "  ", name);
    // A name in another language stands below, and says which language that is.
    if (name.empty())
      number = ui::column(1_mm, ui::views(std::move(number),
                                          staff_text(scene, line->name, TextRole::rest_body, &Theme::ink)));
    lines.push_back(std::move(number));
  }
  return ui::column(6_mm, std::move(lines));
}

ui::View by_night(Scene& scene) {
  return ui::column(8_mm, ui::views(ui::spacer(), numbers_left(scene),
                                    ui::paragraph(scene.tr("Touch the screen to wake it."), &Theme::muted,
                                                  TextRole::rest_body)));
}

ui::View by_day(Scene& scene) {
  const bool dated = scene.situation.clock_trusted;
  ui::Views parts;
  if (scene.landscape && dated) {
    parts.push_back(ui::row(16_mm, {0, 1}, ui::views(clock(scene), next(scene)), true));
  } else {
    if (dated) parts.push_back(clock(scene));
    parts.push_back(ui::spacer());
    parts.push_back(next(scene));
  }
  parts.push_back(ui::spacer());
  parts.push_back(invitation(scene));
  return ui::column(4_mm, std::move(parts));
}

}  // namespace

ui::View rest(Scene& scene) {
  const Millimetres side = scene.small_panel ? 14_mm : 18_mm, above = scene.small_panel ? 12_mm
                                                                      : scene.landscape ? 18_mm
                                                                                        : 30_mm;
  // In the middle of its way it stands as if it did not wander.
  const auto minute = std::chrono::floor<minutes>(scene.situation.now).time_since_epoch().count();
  ui::View shown = scene.situation.rest == RestLight::dark ? by_night(scene) : by_day(scene);
  return ui::padded(side - wander_x / 2, above - wander_y / 2,
                    std::make_unique<Wandering>(minute, std::move(shown)));
}

}  // namespace porchlight::screens
