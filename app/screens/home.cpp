#include "screens/call_back_facts.h"
#include "screens/form_parts.h"
#include "screens/layout.h"
#include "screens/meeting_card.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using schedule::Occurrence;
using ui::TextRole;
using ui::Theme;

const ui::Surface small_hero{.fill = &Theme::primary, .padding_x = 9_mm, .padding_y = 7_mm, .shadow = true};
// The two rows of tiles are as high as each other, and fill the screen.
const ui::Surface high_tile{
    .radius = 8.9_mm, .padding_x = 9_mm, .padding_y = 9_mm, .least_height = 84_mm, .shadow = true};

std::string when_text(const Scene& scene, const Occurrence& occurrence) {
  const long left = schedule::starts_in(occurrence, scene.situation.now).count();
  if (left <= schedule::soon_within.count())
    return fill(scene.trn("Starts in {n} minute", "Starts in {n} minutes", left),
                {{"n", scene.formats.number(left)}});
  return fill(scene.tr("Today at {time}"), {{"time", start_text(scene, occurrence)}});
}

ui::View next_meeting_card(Scene& scene) {
  Visit& visit = scene.visit;
  const std::optional<Occurrence> next = next_meeting(scene, 1);
  if (!next) {
    const std::string line = scene.situation.clock_trusted ? scene.tr("No more meetings listed for today")
                                                           : scene.tr("Meetings, day by day");
    ui::Node node{.role = ui::Role::button, .name = line};
    node.tap = [&visit] { visit.go(ScreenId::meetings); };
    return ui::pressable(
        std::move(node), ui::surface::hero,
        ui::column(3_mm, ui::views(ui::paragraph(line, &Theme::on_primary, TextRole::hero),
                                   ui::paragraph(scene.tr("See the whole week"), &Theme::on_primary_muted))));
  }
  const std::string where = next->here ? scene.tr("In this building") : std::string();
  const std::string about = joined(about_meeting(scene, *next));
  const std::string name = start_text(scene, *next) + " · " + next->meeting->name;
  ui::Node node{.role = ui::Role::button, .name = name};
  node.value = when_text(scene, *next);
  node.hint = about;
  node.tap = [&visit, id = next->id] { visit.go(ScreenId::meeting, id); };
  const bool narrow = scene.small_panel || visit.text_size >= ui::TextSize::l;
  ui::Views when_and_where =
      ui::views(ui::chip(node.value, true),
                ui::text_block(where, {.role = TextRole::small,
                                       .color = &Theme::on_primary_muted,
                                       .align = narrow ? text::Align::start : text::Align::end}));
  ui::View head =
      narrow ? ui::flow(4_mm, std::move(when_and_where)) : ui::row(4_mm, {0, 1}, std::move(when_and_where));
  return ui::pressable(
      std::move(node), scene.small_panel ? small_hero : ui::surface::hero,
      ui::column(4_mm, ui::views(std::move(head), ui::paragraph(name, &Theme::on_primary, TextRole::hero),
                                 ui::paragraph(about, &Theme::on_primary_muted))));
}

ui::View tile(const Scene& scene, std::string_view icon, std::string name, std::string about, ui::Tap tap) {
  ui::Node node{.role = ui::Role::button, .name = name, .hint = about};
  node.tap = std::move(tap);
  if (scene.small_panel || scene.visit.text_size == ui::TextSize::xl)
    return ui::pressable(
        std::move(node), ui::surface::plain_row,
        ui::row(6_mm, {0, 1},
                ui::views(
                    ui::badge(icon, 18_mm, 11_mm),
                    ui::column(1_mm,
                               ui::views(ui::paragraph(std::move(name), &Theme::ink, TextRole::tile),
                                         ui::paragraph(std::move(about), &Theme::muted, TextRole::small))))));
  if (scene.landscape)
    return ui::pressable(
        std::move(node), ui::surface::tile,
        ui::column(2_mm,
                   ui::views(ui::badge(icon, 18_mm, 11_mm), ui::space(0_mm),
                             ui::paragraph(std::move(name), &Theme::ink, TextRole::tile),
                             ui::paragraph(std::move(about), &Theme::muted, TextRole::small), ui::spacer())));
  return ui::pressable(
      std::move(node), high_tile,
      ui::column(4_mm,
                 ui::views(ui::badge(icon, 24_mm, 14_mm), ui::space(0_mm),
                           ui::paragraph(std::move(name), &Theme::ink, TextRole::heading),
                           ui::paragraph(std::move(about), &Theme::muted, TextRole::small), ui::spacer())));
}

std::string call_promise(const Scene& scene) {
  std::string promise = own_text(scene, scene.site.call_backs.who_many);
  if (!promise.empty()) promise += ".";
  if (const auto wait = usual_wait(scene)) promise += (promise.empty() ? "" : " ") + *wait;
  return promise;
}

ui::View tiles(Scene& scene) {
  Visit& visit = scene.visit;
  ui::Views all;
  all.push_back(tile(scene, "calendar", scene.tr("Find a meeting"),
                     scene.situation.clock_trusted ? scene.tr("Today, this week, near here")
                                                   : scene.tr("Day by day, near here"),
                     [&visit] { visit.go(ScreenId::meetings); }));
  all.push_back(tile(scene, "steps", scene.tr("The 12 steps"), scene.tr("What they are, in plain words"),
                     [&visit] { visit.go(ScreenId::steps); }));
  if (scene.site.call_backs.offered)
    all.push_back(tile(scene, "phone", scene.tr("Ask us to call you"), call_promise(scene),
                       [&visit] { visit.go(ScreenId::ask); }));
  else
    all.push_back(tile(scene, "phone", scene.tr("Numbers to call"), scene.tr("Somebody to talk to"),
                       [&visit] { visit.go(ScreenId::now); }));
  all.push_back(tile(scene, "heart", scene.tr("Other kinds of help"),
                     scene.tr("Detox, treatment, medication, family"),
                     [&visit] { visit.go(ScreenId::other_help); }));
  const bool one_column = scene.small_panel || visit.text_size == ui::TextSize::xl;
  return ui::grid(one_column ? 1 : 2, one_column ? 4_mm : 7_mm, std::move(all));
}

ui::View first_time(Scene& scene) {
  Visit& visit = scene.visit;
  const ui::Words words =
      emphasised(scene.tr("First time? **What happens at a meeting**, and when a doctor should come first."));
  ui::Node node{.role = ui::Role::button, .name = words.plain()};
  node.tap = [&visit] { visit.go(ScreenId::page, "first-meeting"); };
  return ui::pressable(std::move(node), ui::surface::note,
                       ui::text_block(words, {.role = TextRole::small, .color = &Theme::on_note}));
}

}  // namespace

ui::View home(Scene& scene) {
  std::string promise = scene.tr("No sign-in. We don’t record who you are.");
  if (scene.site.facility.no_cost) promise = scene.tr("No sign-in, no cost. We don’t record who you are.");
  ui::View welcome = ui::column(4_mm, ui::views(ui::title(scene.tr("You’re welcome here.")),
                                                ui::paragraph(std::move(promise), &Theme::muted)));
  ui::Views left = ui::views(std::move(welcome), next_meeting_card(scene));
  if (scene.landscape) {
    if (scene.page("first-meeting") != nullptr) left.push_back(first_time(scene));
    return scrolling(scene,
                     ui::row(8_mm, {0.51f, 0.49f},
                             ui::views(ui::column(part_gap(scene), std::move(left)), tiles(scene)), true));
  }
  left.push_back(tiles(scene));
  if (scene.page("first-meeting") != nullptr) left.push_back(first_time(scene));
  return scrolling(scene, ui::column(part_gap(scene), std::move(left)));
}

}  // namespace porchlight::screens
