#include <algorithm>
#include <limits>

#include "screens/filter_chips.h"
#include "screens/layout.h"
#include "screens/meeting_card.h"
#include "screens/slips.h"
#include "screens/take_along.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using schedule::Occurrence;
using ui::TextRole;
using ui::Theme;

// A list longer than anybody reads is shown in parts.
constexpr std::size_t cards_at_once = 24;
// Filters that stand there without “More…”: above the list, or in a column of their own.
constexpr int filter_lines = 2;
constexpr int filter_lines_in_column = 4;
constexpr int days_shown = 7;

ui::View day_button(Scene& scene, int day) {
  Visit& visit = scene.visit;
  const schedule::Date date = schedule::add_days(scene.today(), day);
  const bool on = visit.day == day;
  const bool dated = scene.situation.clock_trusted;
  std::string first = scene.formats.begin_line(scene.formats.short_weekday(schedule::weekday_of(date)));
  std::string second = dated ? scene.formats.day(date) : std::string();
  if (day == 0 && dated) {
    first = scene.tr("Today");
    second = scene.formats.begin_line(scene.formats.short_weekday_day(date));
  }
  ui::Node node{.role = ui::Role::toggle, .name = day_text(scene, date), .on = on};
  if (day == 0 && dated) node.hint = first;
  node.tap = [&visit, day] {
    visit.day = day;
    visit.shown = 0;
    visit.here().scroll = {};
    visit.here().second_scroll = {};
    visit.here().printing = Printing::not_yet;
  };
  const auto line = [&](std::string words, TextRole role, bool strong) {
    auto color = on ? (strong ? &Theme::on_primary : &Theme::on_primary_muted)
                    : (strong ? &Theme::ink : &Theme::muted);
    return ui::text_block(std::move(words), {.role = role, .color = color, .align = text::Align::center});
  };
  ui::Views lines = ui::views(line(first, TextRole::day, true));
  if (!second.empty()) lines.push_back(line(second, TextRole::day_small, false));
  return ui::pressable(std::move(node), on ? ui::surface::day_on : ui::surface::day,
                       ui::column(1_mm, std::move(lines)));
}

ui::View days(Scene& scene) {
  ui::Views buttons;
  for (int day = 0; day < days_shown; ++day) buttons.push_back(day_button(scene, day));
  // Seven large words do not stand beside each other in portrait.
  const bool two_rows = !scene.landscape && scene.visit.text_size >= ui::TextSize::l;
  const std::vector<std::size_t> columns =
      two_rows ? std::vector<std::size_t>{4, 3} : std::vector<std::size_t>{days_shown, 4, 3};
  return ui::grid_that_fits(columns, 3_mm, std::move(buttons));
}

ui::View filters(Scene& scene) {
  return filter_chips(scene, scene.site.directory->offered(scene.visit.filters),
                      two_columns(scene) && !scene.small_panel ? filter_lines_in_column : filter_lines);
}

struct Section {
  std::string name;
  std::vector<const Occurrence*> occurrences;
};

// Those without a distance come last; equally near ones stay in the order of their starts.
void sort_by_nearness(const Scene& scene, std::vector<const Occurrence*>& occurrences) {
  std::vector<std::pair<double, const Occurrence*>> by_distance;
  for (const Occurrence* occurrence : occurrences)
    by_distance.emplace_back(
        scene.site.directory->distance_m(*occurrence).value_or(std::numeric_limits<double>::infinity()),
        occurrence);
  std::stable_sort(by_distance.begin(), by_distance.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::transform(by_distance.begin(), by_distance.end(), occurrences.begin(),
                 [](const auto& entry) { return entry.second; });
}

// Today: what is on and near, then what comes later; what is over is left out. Other days: one list.
std::vector<Section> sections(const Scene& scene, const std::vector<Occurrence>& all) {
  const Visit& visit = scene.visit;
  const bool live = scene.situation.clock_trusted && visit.day == 0;
  Section near{scene.tr("Now and next"), {}}, later{scene.tr("Later today"), {}};
  Section whole{day_text(scene, schedule::add_days(scene.today(), visit.day)), {}};
  for (const Occurrence& occurrence : all) {
    if (!scene.site.directory->matches(occurrence, visit.filters)) continue;
    if (!live) {
      whole.occurrences.push_back(&occurrence);
    } else {
      const auto standing = schedule::standing(occurrence, scene.situation.now);
      if (standing == schedule::Standing::past) continue;
      (standing == schedule::Standing::later ? later : near).occurrences.push_back(&occurrence);
    }
  }
  const auto local = scene.local_now();
  if (live && local.time >= evening) later.name = scene.tr("Later tonight");
  std::vector<Section> result;
  for (Section* section : {&near, &later, &whole}) {
    if (section->occurrences.empty()) continue;
    if (visit.nearest_first) sort_by_nearness(scene, section->occurrences);
    result.push_back(std::move(*section));
  }
  return result;
}

ui::View nothing_here(Scene& scene) {
  Visit& visit = scene.visit;
  const bool today = visit.day == 0 && scene.situation.clock_trusted;
  ui::Views parts =
      ui::views(ui::heading(today ? scene.tr("No more meetings listed for today")
                                  : scene.tr("No meetings listed for this day"),
                            TextRole::subheading),
                ui::paragraph(scene.tr("There may be more than we know of. The help lines can tell you."),
                              &Theme::muted));
  if (!visit.filters.empty())
    parts.push_back(ui::button(scene.tr("Show all kinds"), ui::surface::button_quiet,
                               [&visit] { visit.filters.clear(); }));
  parts.push_back(ui::button(scene.tr("The next day"), ui::surface::button_primary, [&visit] {
    visit.day = (visit.day + 1) % days_shown;
    visit.here().scroll = {};
  }));
  return ui::card(ui::column(5_mm, std::move(parts)));
}

std::vector<Occurrence> of_the_day(const Scene& scene) {
  if (scene.situation.clock_trusted && scene.visit.day == 0)
    return scene.site.schedule->today(scene.situation.now);
  return scene.site.schedule->occurrences(schedule::add_days(scene.today(), scene.visit.day), 1);
}

text::Slip slip_of_the_day(const Scene& scene) {
  const std::vector<Occurrence> all = of_the_day(scene);
  std::vector<Occurrence> listed;
  for (const Section& section : sections(scene, all))
    for (const Occurrence* occurrence : section.occurrences) listed.push_back(*occurrence);
  return day_slip(scene, schedule::add_days(scene.today(), scene.visit.day), listed);
}

ui::View list(Scene& scene) {
  Visit& visit = scene.visit;
  const std::vector<Occurrence> all = of_the_day(scene);
  const bool narrow = visit.text_size >= ui::TextSize::l && (!scene.landscape || scene.small_panel);
  ui::Views parts;
  std::size_t left = visit.shown == 0 ? cards_at_once : visit.shown;
  bool cut = false;
  for (const Section& section : sections(scene, all)) {
    if (left == 0) {
      cut = true;
      break;
    }
    parts.push_back(ui::heading(section.name, TextRole::subheading));
    for (const Occurrence* occurrence : section.occurrences) {
      if (left == 0) {
        cut = true;
        break;
      }
      parts.push_back(meeting_card(scene, *occurrence, narrow));
      --left;
    }
  }
  const bool something = !parts.empty();
  if (!something) parts.push_back(nothing_here(scene));
  if (cut)
    parts.push_back(ui::button(scene.tr("Show more meetings"), ui::surface::button_quiet, [&visit] {
      visit.shown = (visit.shown == 0 ? cards_at_once : visit.shown) + cards_at_once;
    }));
  if (something)
    if (ui::View print = print_part(scene, scene.tr("Print this day"), slip_of_the_day))
      parts.push_back(std::move(print));
  if (!scene.situation.clock_trusted)
    parts.insert(
        parts.begin(),
        ui::card(
            ui::paragraph(scene.tr("The clock of this screen may be wrong. Please look at the day yourself."),
                          &Theme::on_note),
            ui::surface::note));
  return ui::column(4.5_mm, std::move(parts));
}

}  // namespace

ui::View meetings(Scene& scene) {
  Visit& visit = scene.visit;
  const auto to_search = [&visit] { visit.go(ScreenId::search); };
  if (two_columns(scene)) {
    ui::Node node{.role = ui::Role::button, .name = scene.tr("Search a name or place")};
    node.tap = to_search;
    ui::View search_box = ui::pressable(std::move(node), ui::surface::search_box,
                                        ui::paragraph(scene.tr("Search a name or place"), &Theme::muted));
    ui::View left = ui::scroll(
        visit.here().second_scroll, {scene.tr("More filters below"), scene.tr("Back to the first filters")},
        ui::column(scene.small_panel ? 4_mm : 5_mm,
                   ui::views(ui::title(scene.tr("Meetings")), std::move(search_box), filters(scene))));
    ui::View right = ui::column(
        4_mm, ui::views(days(scene), ui::scroll(visit.here().scroll, scroll_names(scene), list(scene))));
    return within_margins(scene, ui::row(scene.small_panel ? 6_mm : 10_mm, {-0.31f, -0.69f},
                                         ui::views(std::move(left), std::move(right))));
  }
  ui::View head =
      ui::row(4_mm, {1, 0},
              ui::views(ui::title(scene.tr("Meetings")),
                        ui::button(scene.tr("Search"), ui::surface::pill, to_search, TextRole::label)));
  return scrolling(scene, ui::column(scene.small_panel ? 4_mm : 6.5_mm,
                                     ui::views(std::move(head), days(scene), filters(scene), list(scene))));
}

}  // namespace porchlight::screens
