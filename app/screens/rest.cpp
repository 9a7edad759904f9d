// The rest screen: dark and calm, to be read from across the room. Any touch wakes it.
#include <algorithm>

#include "screens/meeting_card.h"
#include "screens/scene.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using schedule::Occurrence;
using ui::TextRole;
using ui::Theme;

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
    const std::string about = joined(about_meeting(scene, *meeting), ". ") + ".";
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
    lines.push_back(ui::paragraph(
        ui::Words({{(*any_time)->number + " ", true},
                   {(*any_time)->free ? scene.tr("any time, free") : scene.tr("any time"), false}}),
        &Theme::ink, TextRole::rest_body));
  return ui::column(6_mm, std::move(lines));
}

}  // namespace

ui::View rest(Scene& scene) {
  const Millimetres side = scene.small_panel ? 14_mm : 18_mm, above = scene.small_panel ? 12_mm
                                                                      : scene.landscape ? 18_mm
                                                                                        : 30_mm;
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
  return ui::padded(side, above, ui::column(4_mm, std::move(parts)));
}

}  // namespace porchlight::screens
