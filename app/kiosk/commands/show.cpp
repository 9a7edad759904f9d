// The commands that print: tour, schedule, check, outbox.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>

#include "base/log.h"
#include "delivery/feed_store.h"
#include "kiosk/commands/commands.h"
#include "site/load.h"
#include "storage/outbox.h"

namespace porchlight::kiosk {
namespace {

using nlohmann::ordered_json;
using schedule::Occurrence;

int failed(const Error& error) {
  fmt::print(stderr, "porchlight: {}\n", error.what);
  return exit_failed;
}

void print(const ordered_json& json) {
  fmt::print("{}\n", json.dump(1, ' ', false, ordered_json::error_handler_t::replace));
}

std::string_view name_of(Occurrence::Status status) {
  switch (status) {
    case Occurrence::Status::scheduled:
      return "scheduled";
    case Occurrence::Status::cancelled:
      return "cancelled";
    case Occurrence::Status::moved:
      return "moved";
    case Occurrence::Status::added:
      return "added";
  }
  return "scheduled";
}

std::string place_of(const Occurrence& occurrence) {
  const schedule::Place& place = occurrence.place;
  std::string text = place.room;
  if (!place.name.empty()) text += (text.empty() ? "" : ", ") + place.name;
  return text.empty() ? place.address : text;
}

ordered_json describe(const Occurrence& occurrence, const schedule::Zone& zone) {
  ordered_json json{
      {"id", occurrence.id},
      {"name", occurrence.meeting->name},
      {"starts", zone.iso(occurrence.starts)},
      {"ends", occurrence.ends ? ordered_json(zone.iso(*occurrence.ends)) : ordered_json(nullptr)},
      {"status", name_of(occurrence.status)},
      {"place", place_of(occurrence)},
      {"kinds", occurrence.meeting->kinds}};
  if (occurrence.was) json["was"] = zone.iso(zone.instant(*occurrence.was));
  return json;
}

std::string_view name_of(site::Problem::Severity severity) {
  switch (severity) {
    case site::Problem::Severity::notice:
      return "notice";
    case site::Problem::Severity::repair:
      return "repair";
    case site::Problem::Severity::left_out:
      return "left_out";
    case site::Problem::Severity::fatal:
      return "fatal";
  }
  return "notice";
}

ordered_json describe(const site::Problem& problem) {
  return {{"severity", name_of(problem.severity)},
          {"file", problem.file},
          {"row", problem.row},
          {"line", problem.line},
          {"column", problem.column},
          {"field", problem.field},
          {"value", problem.value},
          {"message", problem.what},
          {"to_do", problem.to_do},
          {"meanwhile", problem.meanwhile},
          {"fix", problem.fix ? ordered_json(*problem.fix) : ordered_json(nullptr)}};
}

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
  const Result<site::Files> files = site::read_files(options.config);
  if (!files.ok()) return failed(files.error());
  const site::Loaded loaded = site::load(*files, std::nullopt, delivery::kept_feeds(options.state));
  if (!loaded.site) {
    for (const site::Problem& problem : loaded.problems) fmt::print(stderr, "{}\n", site::to_line(problem));
    return exit_failed;
  }
  const schedule::Schedule& schedule = *loaded.site->schedule;
  Instant now = SystemClock().now();
  if (options.at) {
    const Result<Instant> at = schedule::parse_instant(*options.at, schedule.zone());
    if (!at.ok()) return failed(at.error());
    now = *at;
  }
  // What is still on from yesterday belongs to today; the rest follows by date.
  std::vector<Occurrence> occurrences = schedule.today(now);
  const schedule::Date today = schedule.zone().local(now).date;
  for (Occurrence& occurrence : schedule.occurrences(schedule::add_days(today, 1), options.days - 1))
    occurrences.push_back(std::move(occurrence));
  // One that moved to another date is listed under both; here it stands once, under the new one if that is
  // among these.
  std::set<std::string> listed;
  for (const Occurrence& occurrence : occurrences)
    if (!occurrence.moved_away()) listed.insert(occurrence.id);
  std::erase_if(occurrences, [&](const Occurrence& occurrence) {
    return occurrence.moved_away() && listed.contains(occurrence.id);
  });

  ordered_json all = ordered_json::array();
  for (const Occurrence& occurrence : occurrences) {
    if (options.json) {
      all.push_back(describe(occurrence, schedule.zone()));
      continue;
    }
    fmt::print("{}  {}  {}{}{}\n", schedule.zone().iso(occurrence.starts).substr(0, 16),
               occurrence.meeting->name, place_of(occurrence),
               occurrence.status == Occurrence::Status::scheduled ? "" : "  ",
               occurrence.status == Occurrence::Status::scheduled ? "" : name_of(occurrence.status));
  }
  if (options.json) print(all);
  return exit_ok;
}

int check(const std::string& config, const std::string& state, bool json) {
  const Result<site::Files> files = site::read_files(config);
  if (!files.ok()) return failed(files.error());
  const SystemClock clock;
  const site::Loaded loaded = site::load(*files, clock.trusted() ? std::optional(clock.now()) : std::nullopt,
                                         delivery::kept_feeds(state));
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

int outbox(const std::string& state, bool json) {
  const SystemClock clock;
  Result<storage::Outbox> opened = storage::Outbox::look(state, clock);
  if (!opened.ok()) return failed(opened.error());
  const Result<storage::Counts> counts = opened->counts();
  if (!counts.ok()) return failed(counts.error());
  const std::int64_t oldest_h =
      counts->oldest ? std::chrono::duration_cast<std::chrono::hours>(clock.now() - *counts->oldest).count()
                     : 0;
  if (json) {
    print({{"waiting", counts->waiting},
           {"oldest_hours", counts->oldest ? ordered_json(oldest_h) : ordered_json(nullptr)},
           {"withdrawals", counts->withdrawals},
           {"expired", counts->expired}});
    return exit_ok;
  }
  fmt::print("waiting requests: {}\n", counts->waiting);
  if (counts->oldest) fmt::print("oldest: about {} hours\n", oldest_h);
  fmt::print("withdrawals to be delivered: {}\nexpired so far: {}\n", counts->withdrawals, counts->expired);
  return exit_ok;
}

}  // namespace porchlight::kiosk
