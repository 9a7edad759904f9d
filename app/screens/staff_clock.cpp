// Setting the clock, for where no network does: by steps, since there is no keyboard.
#include "screens/layout.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using std::chrono::days;
using std::chrono::hours;
using ui::TextRole;
using ui::Theme;

// In local time, so that a step of a day keeps the hour when clocks change.
Instant stepped(const schedule::Zone& zone, Instant from, days by_days, minutes by) {
  if (by_days == days(0)) return from + by;
  schedule::LocalTime local = zone.local(from);
  local.date = schedule::add_days(local.date, static_cast<int>(by_days.count()));
  return zone.instant(local);
}

ui::View step(Scene& scene, std::string name, days by_days, minutes by) {
  Visit& visit = scene.visit;
  return ui::button(std::move(name), ui::surface::button_quiet,
                    [&visit, zone = scene.site.schedule->zone(), by_days, by] {
                      visit.new_time = stepped(zone, *visit.new_time, by_days, by);
                    });
}

}  // namespace

ui::View staff_clock(Scene& scene) {
  Visit& visit = scene.visit;
  const auto local = scene.site.schedule->zone().local(*visit.new_time);
  ui::View what = ui::card(
      ui::column(2_mm, ui::views(ui::paragraph(scene.formats.time(local.time), &Theme::ink, TextRole::title),
                                 ui::paragraph(scene.formats.weekday(schedule::weekday_of(local.date)) +
                                                   ", " + scene.formats.month_day_year(local.date),
                                               &Theme::ink, TextRole::heading))));
  ui::Views steps =
      ui::views(step(scene, "Year −", days(-365), {}), step(scene, "Year +", days(365), {}),
                step(scene, "30 days −", days(-30), {}), step(scene, "30 days +", days(30), {}),
                step(scene, "Day −", days(-1), {}), step(scene, "Day +", days(1), {}),
                step(scene, "Hour −", {}, -hours(1)), step(scene, "Hour +", {}, hours(1)),
                step(scene, "10 minutes −", {}, minutes(-10)), step(scene, "10 minutes +", {}, minutes(10)),
                step(scene, "Minute −", {}, minutes(-1)), step(scene, "Minute +", {}, minutes(1)));
  ui::View set =
      ui::button("Set the clock to this", ui::surface::button_primary, [&visit, staff = scene.staff] {
        staff->set_clock(*visit.new_time);
        visit.back();
      });
  ui::View hint = ui::paragraph("Only needed where the computer has no network: else the network sets it.",
                                &Theme::muted);
  const auto grid = [&](std::vector<std::size_t> columns) {
    return ui::grid_that_fits(std::move(columns), 4_mm, std::move(steps));
  };
  // Where the screen is wide all of it is seen at once.
  ui::View all =
      scene.landscape
          ? ui::column(part_gap(scene),
                       ui::views(ui::title("Set the clock"),
                                 ui::row(column_gap(scene), {-0.5f, -0.5f},
                                         ui::views(std::move(what),
                                                   ui::column(part_gap(scene),
                                                              ui::views(std::move(hint), std::move(set))))),
                                 grid({4, 2, 1})))
          : ui::column(part_gap(scene), ui::views(ui::title("Set the clock"), std::move(hint),
                                                  std::move(what), grid({2, 1}), std::move(set)));
  return scrolling(scene, std::move(all));
}

}  // namespace porchlight::screens
