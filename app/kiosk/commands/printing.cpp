#include "kiosk/commands/printing.h"

#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <set>

#include "delivery/enrolment.h"
#include "kiosk/commands/commands.h"

namespace porchlight::kiosk {
namespace {

using nlohmann::ordered_json;
using schedule::Occurrence;

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

bool sealed_to_the_collectors(const std::string& state) {
  const auto enrolment = delivery::read_enrolment(state);
  return enrolment && *enrolment && (*enrolment)->recipient_set();
}

bool warns_of_demo_keys(const site::Problem& problem) {
  return problem.severity == site::Problem::Severity::notice && problem.file == "kiosk.toml" &&
         (problem.field == "recipients" || problem.field == "demo");
}

}  // namespace

int failed(const Error& error) {
  fmt::print(stderr, "porchlight: {}\n", error.what);
  return exit_failed;
}

void print(const ordered_json& json) {
  fmt::print("{}\n", json.dump(1, ' ', false, ordered_json::error_handler_t::replace));
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

std::vector<site::Problem> that_matter(std::vector<site::Problem> problems, const std::string& state) {
  if (sealed_to_the_collectors(state)) std::erase_if(problems, warns_of_demo_keys);
  return problems;
}

std::string line_of(const Occurrence& occurrence, const schedule::Zone& zone) {
  const bool plain = occurrence.status == Occurrence::Status::scheduled;
  return fmt::format("{}  {}  {}{}{}", zone.iso(occurrence.starts).substr(0, 16), occurrence.meeting->name,
                     place_of(occurrence), plain ? "" : "  ", plain ? "" : name_of(occurrence.status));
}

std::vector<Occurrence> shown_from(const schedule::Schedule& schedule, Instant now, int days) {
  // What is still on from yesterday belongs to today; the rest follows by date.
  std::vector<Occurrence> occurrences = schedule.today(now);
  const schedule::Date today = schedule.zone().local(now).date;
  for (Occurrence& occurrence : schedule.occurrences(schedule::add_days(today, 1), days - 1))
    occurrences.push_back(std::move(occurrence));
  // One that moved to another date is listed under both; here it stands once, under the new one if that is
  // among these.
  std::set<std::string> listed;
  for (const Occurrence& occurrence : occurrences)
    if (!occurrence.moved_away()) listed.insert(occurrence.id);
  std::erase_if(occurrences, [&](const Occurrence& occurrence) {
    return occurrence.moved_away() && listed.contains(occurrence.id);
  });
  return occurrences;
}

Result<Instant> time_of(const std::optional<std::string>& at, const schedule::Zone& zone) {
  if (at) return schedule::parse_instant(*at, zone);
  return SystemClock().now();
}

}  // namespace porchlight::kiosk
