#include "collector/fleet.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

namespace porchlight::collector {
namespace {

using Json = nlohmann::ordered_json;

template <class T>
Json known(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json known(const std::optional<Instant>& value) {
  return value ? Json(value->time_since_epoch().count()) : Json(nullptr);
}

// "3 min", "5 h", "12 days": of a time that is over.
std::string ago(Instant then, Instant now) {
  const auto passed = std::max(now - then, seconds(0));
  if (passed < std::chrono::hours(1))
    return fmt::format("{} min", std::chrono::floor<minutes>(passed).count());
  if (passed < std::chrono::days(2))
    return fmt::format("{} h", std::chrono::floor<std::chrono::hours>(passed).count());
  return fmt::format("{} days", std::chrono::floor<std::chrono::days>(passed).count());
}

std::string number(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) : "?";
}

std::string oldest(const KioskStatus& status, Instant now) {
  if (status.waiting == 0) return "-";
  return status.oldest_hour ? ago(Instant(std::chrono::hours(*status.oldest_hour)), now) : "?";
}

std::string clock(const KioskStatus& status) {
  if (!status.clock_offset_s) return "?";
  return fmt::format("{:+} s{}", *status.clock_offset_s, status.clock_trusted == false ? " !" : "");
}

}  // namespace

std::vector<FleetRow> fleet_of(std::vector<Kiosk> kiosks) {
  std::vector<FleetRow> fleet;
  for (Kiosk& kiosk : kiosks) {
    auto status = read_status(kiosk.status);
    fleet.push_back({std::move(kiosk), status ? std::move(*status) : KioskStatus{}});
  }
  std::ranges::stable_sort(fleet, {}, [](const FleetRow& row) {
    return std::tuple(row.kiosk.revoked, row.kiosk.last_seen.value_or(Instant::min()));
  });
  return fleet;
}

std::string fleet_table(const std::vector<FleetRow>& fleet, const Waiting& waiting, Instant now) {
  constexpr const char* row = "{:<20}  {:<16}  {:<12}  {:>7}  {:>8}  {:>8}  {:>9}  {:<12}  {}\n";
  std::string text = fmt::format(fmt::runtime(row), "kiosk", "team", "last seen", "waiting", "oldest",
                                 "problems", "clock", "version", "");
  for (const auto& [kiosk, status] : fleet)
    text += fmt::format(fmt::runtime(row), kiosk.id, kiosk.team,
                        kiosk.last_seen ? ago(*kiosk.last_seen, now) + " ago" : "never",
                        number(status.waiting), oldest(status, now), number(status.config_problems),
                        clock(status), status.version.value_or("?"), kiosk.revoked ? "revoked" : "");
  text += fmt::format("\nReceived and not called yet: {}", waiting.requests);
  if (waiting.oldest) text += fmt::format(", the oldest {} ago", ago(*waiting.oldest, now));
  return text + ".\n";
}

std::string fleet_json(const std::vector<FleetRow>& fleet, const Waiting& waiting) {
  Json kiosks = Json::array();
  for (const auto& [kiosk, status] : fleet)
    kiosks.push_back({{"kiosk", kiosk.id},
                      {"team", kiosk.team},
                      {"enrolled", kiosk.enrolled.time_since_epoch().count()},
                      {"last_seen", known(kiosk.last_seen)},
                      {"revoked", kiosk.revoked},
                      {"version", known(status.version)},
                      {"waiting", known(status.waiting)},
                      {"oldest_hour", known(status.oldest_hour)},
                      {"withdrawals", known(status.withdrawals)},
                      {"expired", known(status.expired)},
                      {"disk_free_mb", known(status.disk_free_mb)},
                      {"clock_offset_s", known(status.clock_offset_s)},
                      {"clock_trusted", known(status.clock_trusted)},
                      {"config_problems", known(status.config_problems)},
                      {"recipients_epoch", known(status.recipients_epoch)},
                      {"base_number", known(status.base_number)}});
  const Json json{{"kiosks", kiosks},
                  {"waiting", {{"requests", waiting.requests}, {"oldest", known(waiting.oldest)}}}};
  return json.dump(2) + "\n";
}

}  // namespace porchlight::collector
