// The top says where and when; everything that is needed stands low, in the bottom bar, the same place on
// every screen.
#include <algorithm>
#include <iterator>
#include <limits>

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

ui::View word(std::string words, std::string language = {}) {
  return ui::text_block(
      std::move(words),
      {.role = TextRole::bar, .align = text::Align::center, .language = std::move(language)});
}

ui::View word_with_icon(std::string words, std::string_view icon) {
  constexpr Millimetres icon_size = 9_mm;
  return ui::icon_and_word(ui::icon(icon, icon_size, &Theme::ink), word(std::move(words)));
}

ui::View small_button(ui::Node node, ui::Tap tap, ui::View label) {
  node.role = ui::Role::button;
  node.tap = std::move(tap);
  return ui::pressable(std::move(node), ui::surface::bar, std::move(label));
}

ui::View back_button(Scene& scene) {
  const std::string name = scene.tr("‹ Back");
  return small_button(
      {.name = name, .goes_back = true}, [&visit = scene.visit] { visit.back(); }, word(name));
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

// Opens a screen of choices; there, it leads back.
ui::View choices_button(Scene& scene, std::string name, std::string_view icon, ScreenId screen) {
  const auto tap = [&visit = scene.visit, screen] {
    visit.question = Question::none;  // below a dialog: it is asked again where it comes up again
    if (visit.here().screen == screen)
      visit.back();
    else
      visit.go(screen);
  };
  return small_button({.name = name}, tap, word_with_icon(name, icon));
}

// Of two languages the button names the other one; more of them have a screen.
ui::View language_button(Scene& scene) {
  const auto& offered = scene.site.languages;
  if (offered.size() > 2) return choices_button(scene, scene.tr("Language"), "language", ScreenId::languages);
  const Language other = offered.front() == scene.visit.language ? offered.back() : offered.front();
  const std::string name(language::own_name(other));
  return small_button(
      {.name = name, .language = other}, [&visit = scene.visit, other] { visit.language = other; },
      word(name, other));
}

// Whoever hears each part anyway needs no reading, but a way to how it sounds.
ui::View speech_button(Scene& scene) {
  return choices_button(scene, scene.tr("Speech"), "listen", ScreenId::speech);
}

ui::View listen_button(Scene& scene) {
  const std::string listen = scene.tr("Listen"), stop = scene.tr("Stop");
  ui::View to_listen = word_with_icon(listen, "listen"), to_stop = word_with_icon(stop, "stop");
  if (scene.listening) std::swap(to_listen, to_stop);
  return small_button(
      {.name = scene.listening ? stop : listen}, [errands = &scene.errands] { errands->listen(); },
      ui::by_turns(std::move(to_listen), std::move(to_stop)));
}

// Slides what is too high down into reach; the next tap, or the next screen, slides it back.
ui::View lower_button(Scene& scene) {
  Visit& visit = scene.visit;
  std::string name = scene.tr("Lower page"), other = scene.tr("Raise page");
  if (visit.lowered) std::swap(name, other);
  const auto tap = [&visit] {
    // From where it is, which the screen knows, all the way down.
    constexpr float as_it_stands = std::numeric_limits<float>::max();
    if (visit.lowered)
      visit.lowered.reset();
    else
      visit.lowered = ui::Scroll{.offset_px = as_it_stands, .goal_px = 0};
  };
  return small_button({.name = name}, tap, ui::by_turns(word(name), word(other)));
}

// Side by side; where there are many and little width, in two lines.
ui::View small_buttons(ui::Views buttons, std::size_t most_in_line) {
  const std::size_t lines = (buttons.size() + most_in_line - 1) / most_in_line;
  const std::size_t in_line = (buttons.size() + lines - 1) / lines;
  ui::Views all;
  for (std::size_t first = 0; first < buttons.size(); first += in_line) {
    const std::size_t end = std::min(first + in_line, buttons.size());
    ui::Views line(std::make_move_iterator(buttons.begin() + static_cast<std::ptrdiff_t>(first)),
                   std::make_move_iterator(buttons.begin() + static_cast<std::ptrdiff_t>(end)));
    std::vector<float> weights(line.size(), 1.0f);
    all.push_back(ui::row_of_buttons(4_mm, std::move(weights), std::move(line)));
  }
  return ui::column(4_mm, std::move(all));
}

// Where the keys need the height.
bool without_date(const Scene& scene) {
  const ScreenId screen = scene.visit.here().screen;
  const bool typing = screen == ScreenId::search || screen == ScreenId::name || screen == ScreenId::phone ||
                      screen == ScreenId::withdraw;
  return typing && scene.landscape && scene.small_panel && scene.visit.text_size >= ui::TextSize::l;
}

}  // namespace

// The way in for staff. They read English, as everything there is.
ui::Tap staff_door(Scene& scene) {
  if (scene.staff == nullptr) return {};
  return [&visit = scene.visit] {
    visit.language = "en";
    visit.go_from_home(ScreenId::staff_pin);
  };
}

ui::View top_bar(Scene& scene) {
  const auto local = scene.local_now();
  ui::Views place = ui::views(
      ui::text_block(scene.site.facility.name,
                     {.role = TextRole::label, .says = ui::Role::heading, .held = staff_door(scene)}));
  ui::Views line;
  // An untrusted clock claims neither a day nor a time.
  if (scene.situation.clock_trusted && !without_date(scene))
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
  ui::Views buttons;
  std::vector<float> weights;
  if (scene.site.languages.size() > 1) {
    buttons.push_back(language_button(scene));
    weights.push_back(0.3f);
  }
  buttons.push_back(std::move(help));
  weights.push_back(0.7f);
  return ui::column(
      0_mm,
      ui::views(ui::rule(), ui::card(ui::row_of_buttons(4_mm, std::move(weights), std::move(buttons)),
                                     scene.small_panel ? ui::surface::bottom_small : ui::surface::bottom)));
}

ui::View bottom_bar(Scene& scene) {
  Visit& visit = scene.visit;
  const bool at_home = visit.here().screen == ScreenId::home;
  const bool at_help = visit.here().screen == ScreenId::now;

  ui::Views small;
  if (!at_home) small.push_back(back_button(scene));
  small.push_back(choices_button(scene, scene.tr("Text and colors"), "text", ScreenId::text_and_colors));
  if (visit.full_speech.on)
    small.push_back(speech_button(scene));
  else if (scene.can_listen)
    small.push_back(listen_button(scene));
  if (scene.site.languages.size() > 1) small.push_back(language_button(scene));
  if (scene.top_too_high) small.push_back(lower_button(scene));

  ui::View left = at_home ? large_button(scene.tr("Who answers?"), ui::surface::bar_quiet, &Theme::primary,
                                         [&visit] { visit.go(ScreenId::who_answers); })
                          : leave_or_start_over(scene);
  ui::View help = at_help ? large_button(scene.tr("Overdose, withdrawal, safety"), ui::surface::bar_quiet,
                                         &Theme::primary, [&visit] { visit.go(ScreenId::safety); })
                          : large_button(scene.tr("Help now: call or text"), ui::surface::bar_help,
                                         &Theme::on_help, [&visit] { visit.go(ScreenId::now); });

  if (scene.landscape) {
    std::vector<float> weights(small.size(), 1.0f);
    weights.push_back(1.32f);
    weights.push_back(scene.small_panel ? 2.0f : 2.6f);
    ui::Views all = std::move(small);
    all.push_back(std::move(left));
    all.push_back(std::move(help));
    return ui::column(0_mm, ui::views(ui::rule(), ui::card(ui::row_of_buttons(4_mm, weights, std::move(all)),
                                                           scene.small_panel ? ui::surface::bottom_small
                                                                             : ui::surface::bottom)));
  }
  const std::size_t most_in_line = visit.text_size <= ui::TextSize::l ? 5 : 4;
  ui::View bars = ui::column(
      4_mm, ui::views(small_buttons(std::move(small), most_in_line),
                      ui::row_of_buttons(4_mm, {0.34f, 0.66f}, ui::views(std::move(left), std::move(help)))));
  return ui::column(0_mm, ui::views(ui::rule(), ui::card(std::move(bars), ui::surface::bottom)));
}

}  // namespace porchlight::screens
