#include "delivery/status.h"

#include <nlohmann/json.hpp>

#include "base/build_time.h"

namespace porchlight::delivery {
namespace {

// The year 9999, and what a receipt can say: what is more is a mistake.
constexpr std::int64_t last_second = 253'402'300'799, longest_wait_s = UINT32_MAX - std::int64_t{1};

std::optional<std::int64_t> number_in(const nlohmann::json& object, const char* name, std::int64_t least,
                                      std::int64_t most) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_number_integer()) return std::nullopt;
  // Beyond the range of signed numbers it would turn negative, and is refused as well.
  const auto number = found->get<std::int64_t>();
  return number < least || number > most ? std::nullopt : std::optional(number);
}

}  // namespace

std::string to_json(const Status& status) {
  nlohmann::ordered_json json{{"version", version()}, {"waiting", status.outbox.waiting}};
  json["oldest_hour"] = nullptr;
  if (status.outbox.oldest)
    json["oldest_hour"] =
        std::chrono::floor<std::chrono::hours>(status.outbox.oldest->time_since_epoch()).count();
  json["withdrawals"] = status.outbox.withdrawals;
  json["expired"] = status.outbox.expired;
  json["disk_free_mb"] = status.disk_free_mb;
  json["clock_offset_s"] = status.clock_offset.count();
  json["clock_trusted"] = status.clock_trusted;
  json["config_problems"] = status.config_problems;
  json["recipients_epoch"] = status.recipients_epoch;
  json["base_number"] = status.base_number;
  return json.dump();
}

std::optional<StatusAnswer> parse_status_answer(const std::string& body) {
  const auto json = nlohmann::json::parse(body, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  const auto now = number_in(json, "now", 1, last_second),
             epoch = number_in(json, "recipients_epoch", 0, UINT32_MAX);
  if (!now || !epoch) return std::nullopt;
  StatusAnswer answer{.now = Instant(seconds(*now)), .recipients_epoch = static_cast<std::uint32_t>(*epoch)};
  // A collector from before there were base configurations does not say it.
  if (const auto base = number_in(json, "base_number", 0, UINT32_MAX))
    answer.base_number = static_cast<std::uint32_t>(*base);
  if (const auto wait = number_in(json, "usual_wait_s", 0, longest_wait_s))
    answer.usual_wait = seconds(*wait);
  return answer;
}

}  // namespace porchlight::delivery
