// The top says where and when; everything that is needed stands low, in the bottom bar, the same place on
// every screen.
#include "screens/layout.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using ui::TextRole;
using ui::Theme;

void start_over(Scene& scene) {
  if (scene.visit.something_typed())
    scene.visit.question = Question::start_over;
  else
    scene.errands.end_visit();
}

// The languages of the facility in turn; with two of them the button names the other one.
Language next_language(const Scene& scene) {
  const auto& offered = scene.site.languages;
  for (std::size_t i = 0; i < offered.size(); ++i)
    if (offered[i] == scene.visit.language) return offered[(i + 1) % offered.size()];
  return offered.empty() ? Language("en") : offered.front();
}

ui::View small_button(std::string label, ui::Tap tap, std::string language = {}) {
  ui::Node node{.role = ui::Role::button, .name = label, .language = language};
  node.tap = std::move(tap);
  return ui::pressable(
      std::move(node), ui::surface::bar,
      ui::text_block(std::move(label),
                     {.role = TextRole::bar, .align = text::Align::center, .language = language}));
}

ui::View large_button(const std::string& label, const ui::Surface& ground, ui::Color Theme::*color,
                      ui::Tap tap) {
  ui::Node node{.role = ui::Role::button, .name = label};
  node.tap = std::move(tap);
  return ui::pressable(
      std::move(node), ground,
      ui::text_block(label, {.role = TextRole::bar_main, .color = color, .align = text::Align::center}));
}

// What somebody else should not see over a shoulder. Nothing tells from afar that one leaves: the button
// looks like any other, and the screen then rests as if nobody had been there.
bool better_unseen(const Scene& scene) {
  const Stop& here = scene.visit.here();
  if (here.screen == ScreenId::safety) return true;
  const guide::Page* page = here.screen == ScreenId::page ? scene.page(here.about) : nullptr;
  return page != nullptr && page->shelf == guide::Shelf::safety;
}

void leave(Scene& scene) {
  if (scene.visit.something_typed())
    scene.visit.question = Question::leave;
  else
    scene.errands.leave();
}

ui::View leave_or_start_over(Scene& scene) {
  const bool leaves = better_unseen(scene);
  return large_button(leaves ? scene.tr("Leave this page") : scene.tr("Start over"), ui::surface::bar_quiet,
                      &Theme::primary,
                      [scene = &scene, leaves] { leaves ? leave(*scene) : start_over(*scene); });
}

ui::View text_size_button(Scene& scene) {
  Visit& visit = scene.visit;
  const bool largest = visit.text_size == ui::TextSize::xl;
  return small_button(largest ? scene.tr("Normal text") : scene.tr("Bigger text"), [&visit, largest] {
    visit.text_size =
        largest ? ui::TextSize::m : static_cast<ui::TextSize>(static_cast<int>(visit.text_size) + 1);
  });
}

}  // namespace

ui::View top_bar(Scene& scene) {
  const auto local = scene.local_now();
  ui::Views place = ui::views(ui::heading(scene.site.facility.name, TextRole::label));
  ui::Views line;
  // An untrusted clock claims neither a day nor a time.
  if (scene.situation.clock_trusted)
    place.push_back(ui::paragraph(scene.formats.begin_line(scene.formats.weekday_month_day(local.date)),
                                  &Theme::muted, TextRole::small));
  line.push_back(ui::column(1_mm, std::move(place)));
  if (scene.situation.clock_trusted)
    line.push_back(
        ui::text_block(scene.formats.time(local.time), {.role = TextRole::clock, .align = text::Align::end}));
  const bool with_clock = line.size() == 2;
  ui::View bar = ui::padded(
      margin(scene), scene.small_panel ? 2.5_mm : 6_mm,
      ui::row(6_mm, with_clock ? std::vector<float>{1, 0} : std::vector<float>{1}, std::move(line)));
  return ui::column(0_mm, ui::views(std::move(bar), ui::rule()));
}

ui::View help_bar(Scene& scene) {
  Visit& visit = scene.visit;
  ui::View help =
      large_button(scene.tr("Help now: call or text"), ui::surface::bar_help, &Theme::on_help, [&visit] {
        visit.question = Question::none;
        if (visit.here().screen != ScreenId::now) visit.go(ScreenId::now);
      });
  return ui::column(
      0_mm, ui::views(ui::rule(), ui::card(std::move(help), scene.small_panel ? ui::surface::bottom_small
                                                                              : ui::surface::bottom)));
}

ui::View bottom_bar(Scene& scene) {
  Visit& visit = scene.visit;
  const bool at_home = visit.here().screen == ScreenId::home;
  const bool at_help = visit.here().screen == ScreenId::now;

  ui::Views small;
  if (!at_home) small.push_back(small_button(scene.tr("‹ Back"), [&visit] { visit.back(); }));
  small.push_back(text_size_button(scene));
  const Language other = next_language(scene);
  if (other != visit.language)
    small.push_back(small_button(
        std::string(language::own_name(other)), [&visit, other] { visit.language = other; }, other));

  ui::View left = at_home ? large_button(scene.tr("Who answers?"), ui::surface::bar_quiet, &Theme::primary,
                                         [&visit] { visit.go(ScreenId::who_answers); })
                          : leave_or_start_over(scene);
  ui::View help = at_help ? large_button(scene.tr("Overdose, withdrawal, safety"), ui::surface::bar_quiet,
                                         &Theme::primary, [&visit] { visit.go(ScreenId::safety); })
                          : large_button(scene.tr("Help now: call or text"), ui::surface::bar_help,
                                         &Theme::on_help, [&visit] { visit.go(ScreenId::now); });

  if (scene.landscape) {
    std::vector<float> weights(small.size(), -1.0f);
    weights.push_back(-1.32f);
    weights.push_back(scene.small_panel ? -2.0f : -2.6f);
    ui::Views all = std::move(small);
    all.push_back(std::move(left));
    all.push_back(std::move(help));
    return ui::column(0_mm, ui::views(ui::rule(), ui::card(ui::row(4_mm, weights, std::move(all)),
                                                           scene.small_panel ? ui::surface::bottom_small
                                                                             : ui::surface::bottom)));
  }
  std::vector<float> weights(small.size(), -1.0f);
  ui::View bars = ui::column(
      4_mm, ui::views(ui::row(4_mm, weights, std::move(small)),
                      ui::row(4_mm, {-0.34f, -0.66f}, ui::views(std::move(left), std::move(help)))));
  return ui::column(0_mm, ui::views(ui::rule(), ui::card(std::move(bars), ui::surface::bottom)));
}

}  // namespace porchlight::screens
