#include "delivery/delivery_state.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "disk/state_folder.h"

namespace porchlight::delivery {
namespace {

constexpr const char* file_name = "/delivery.json";

template <class T>
T value_of(const nlohmann::json& object, const char* name, T otherwise) {
  try {
    return object.value(name, otherwise);
  } catch (const nlohmann::json::exception&) {
    return otherwise;
  }
}

}  // namespace

DeliveryReport read_report(const std::string& state_folder) {
  std::ifstream file(state_folder + file_name, std::ios::binary);
  const auto json =
      nlohmann::json::parse(std::string(std::istreambuf_iterator<char>(file), {}), nullptr, false);
  DeliveryReport report;
  if (!file || !json.is_object()) return report;
  report.trouble = trouble_named(value_of(json, "trouble", std::string()));
  report.since = Instant(seconds(value_of<std::int64_t>(json, "since_s", 0)));
  report.held = std::max(0, value_of(json, "held", 0));
  report.clock_offset = seconds(value_of<std::int64_t>(json, "clock_offset_s", 0));
  return report;
}

void ReportFile::tell(const DeliveryState& state, Instant now) {
  if (state.line == DeliveryState::Line::unknown && !state.trouble) return;
  // Seldom, so that a card does not wear out by it.
  if (written_ && written_->trouble == state.trouble && written_->held == state.held &&
      std::chrono::abs(written_->clock_offset - state.clock_offset) < minutes(1))
    return;
  const bool goes_on = written_ && written_->trouble == state.trouble;
  written_ = {state.trouble, goes_on ? written_->since : now, state.held, state.clock_offset};
  const nlohmann::ordered_json json{
      {"trouble", state.trouble ? std::string(name_of(*state.trouble)) : std::string()},
      {"since_s", written_->since.time_since_epoch().count()},
      {"held", state.held},
      {"clock_offset_s", state.clock_offset.count()}};
  // Where it cannot be written, that is trouble enough elsewhere.
  (void)disk::write_whole_file(state_folder_ + file_name, json.dump(1) + "\n");
}

}  // namespace porchlight::delivery
