// The commands that print: tour, schedule, check.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/log.h"
#include "delivery/base_store.h"
#include "delivery/feed_store.h"
#include "kiosk/commands/commands.h"
#include "kiosk/commands/printing.h"
#include "site/load.h"

namespace porchlight::kiosk {
namespace {

using nlohmann::ordered_json;
using schedule::Occurrence;

}  // namespace

std::string default_state_folder() {
  const char* state = std::getenv("XDG_STATE_HOME");
  if (state != nullptr && *state == '/') return std::string(state) + "/porchlight";
  const char* home = std::getenv("HOME");
  return (home != nullptr && *home == '/' ? std::string(home) : std::string("/var/lib")) +
         "/.local/state/porchlight";
}

int tour_command(const TourOptions& options) {
  log::silence();
  const Result<Toured> toured = tour(options);
  if (!toured.ok()) return failed(toured.error());
  if (!toured->fonts_installed) fmt::print(stderr, "porchlight: {}\n", font_missing_text);
  fmt::print("{} screens in {}\n", toured->screens, options.out);
  return exit_ok;
}

int schedule_command(const ScheduleOptions& options) {
  const Result<site::Files> files = delivery::read_config(options.config, options.state);
  if (!files.ok()) return failed(files.error());
  const site::Loaded loaded = site::load(*files, std::nullopt, delivery::kept_feeds(options.state));
  if (!loaded.site) {
    for (const site::Problem& problem : loaded.problems) fmt::print(stderr, "{}\n", site::to_line(problem));
    return exit_failed;
  }
  const schedule::Schedule& schedule = *loaded.site->schedule;
  const Result<Instant> now = time_of(options.at, schedule.zone());
  if (!now.ok()) return failed(now.error());
  ordered_json all = ordered_json::array();
  for (const Occurrence& occurrence : shown_from(schedule, *now, options.days)) {
    if (options.json)
      all.push_back(describe(occurrence, schedule.zone()));
    else
      fmt::print("{}\n", line_of(occurrence, schedule.zone()));
  }
  if (options.json) print(all);
  return exit_ok;
}

int check(const std::string& config, const std::string& state, bool json) {
  const Result<site::Files> files = delivery::read_config(config, state);
  if (!files.ok()) return failed(files.error());
  const SystemClock clock;
  site::Loaded loaded = site::load(*files, clock.trusted() ? std::optional(clock.now()) : std::nullopt,
                                   delivery::kept_feeds(state));
  loaded.problems = that_matter(std::move(loaded.problems), state);
  bool notices_only = true;
  ordered_json problems = ordered_json::array();
  for (const site::Problem& problem : loaded.problems) {
    notices_only = notices_only && problem.severity == site::Problem::Severity::notice;
    if (json)
      problems.push_back(describe(problem));
    else
      fmt::print("{}\n", site::to_line(problem));
  }
  ordered_json tables = ordered_json::array();
  for (const site::RowCount& table : loaded.tables) {
    if (json)
      tables.push_back({{"file", table.file},
                        {"format", table.format},
                        {"rows", table.rows},
                        {"taken", table.taken},
                        {"repaired", table.repaired},
                        {"left_out", table.left_out}});
    else
      fmt::print("{}: {} rows: {} taken, {} repaired, {} left out\n", table.file, table.rows, table.taken,
                 table.repaired, table.left_out);
  }
  if (json) print({{"shown", loaded.site != nullptr}, {"problems", problems}, {"files", tables}});
  if (!loaded.site) return exit_failed;
  return notices_only ? exit_ok : exit_problems;
}

}  // namespace porchlight::kiosk
