#include "site/screen_table.h"

#include <algorithm>

#include "base/reach.h"

namespace porchlight::site {
namespace {

using Severity = Problem::Severity;

// Nobody hangs a screen higher than this above the floor: somebody wrote inches or pixels.
constexpr double highest_bottom_mm = 2000;

void set_height(TomlReader& table, ScreenSettings& screen) {
  constexpr std::string_view key = "bottom_from_floor_mm";
  const auto bottom = table.number(key, 0, highest_bottom_mm);
  if (!bottom) return;
  screen.bottom_from_floor_mm = static_cast<float>(*bottom);
  if (*bottom < reach::lowest.value)
    table.note(Severity::notice, key, "The lowest buttons are less than 15 inches (381 mm) above the floor.",
               "If you can, hang the screen higher.", "Somebody in a wheelchair may not reach them.");
  // What is slid down must fit between there and the buttons at the bottom, which take about 70 mm.
  constexpr double bar_mm = 70;
  const double height = screen.panel_height_mm.value_or(0);
  const double too_high = *bottom + height - reach::highest.value;
  if (*bottom + bar_mm > reach::highest.value || (height > 0 && too_high > (height - bar_mm) / 2))
    table.note(Severity::notice, key, "Much of the screen is more than 48 inches (1219 mm) above the floor.",
               "If you can, hang the screen lower.",
               "Somebody in a wheelchair may not reach all of it, even when they lower the page.");
}

void set_panel(TomlReader& table, ScreenSettings& screen, double width, double height) {
  screen.panel_width_mm = static_cast<float>(width);
  screen.panel_height_mm = static_cast<float>(height);
  // A 15.4 inch panel: the smallest on which every target and the largest text fit.
  constexpr double small_long_side_mm = 332, small_short_side_mm = 207;
  if (std::max(width, height) < small_long_side_mm || std::min(width, height) < small_short_side_mm)
    table.note(Severity::notice, "panel_mm", "This panel is smaller than 332 by 207 mm.",
               "If you can, use one of 15.4 inches or more.",
               "Everything fits, but the labels at the bottom do not grow to the largest size.");
}

}  // namespace

ScreenSettings read_screen(TomlReader table) {
  table.when_missing(Severity::left_out, "The kiosk takes what the screen itself says.");
  ScreenSettings screen;
  const std::vector<double> panel = table.numbers("panel_mm");
  screen.monitor = table.text("monitor").value_or("");
  screen.lit = table.hours("lit_hours");
  if (!panel.empty()) {
    constexpr double largest_mm = 2500, smallest_mm = 50;  // of panels; beyond, somebody wrote pixels
    const bool plausible = std::all_of(
        panel.begin(), panel.end(), [&](double side) { return side >= smallest_mm && side <= largest_mm; });
    if (panel.size() != 2 || !plausible)
      table.refuse("panel_mm", "These are not the width and height of a panel in millimetres.",
                   "Measure the picture with a ruler and write panel_mm = [268, 476].");
    else
      set_panel(table, screen, panel[0], panel[1]);
  }
  set_height(table, screen);
  constexpr std::pair<std::string_view, bool> switches[] = {{"none", false}, {"two", true}};
  screen.two_switches = table.choice<bool>("switches", switches).value_or(false);
  table.finish();
  return screen;
}

}  // namespace porchlight::site
