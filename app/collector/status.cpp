#include "collector/status.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace porchlight::collector {
namespace {

struct Number {
  const char* name;
  std::optional<std::int64_t> KioskStatus::*member;
  std::int64_t least = 0;
};
// More than any count, size in MB or offset in seconds.
constexpr std::int64_t most = 1'000'000'000'000;
constexpr Number numbers[] = {
    {"waiting", &KioskStatus::waiting},
    {"oldest_hour", &KioskStatus::oldest_hour},
    {"withdrawals", &KioskStatus::withdrawals},
    {"expired", &KioskStatus::expired},
    {"disk_free_mb", &KioskStatus::disk_free_mb},
    {"clock_offset_s", &KioskStatus::clock_offset_s, -most},
    {"config_problems", &KioskStatus::config_problems},
    {"recipients_epoch", &KioskStatus::recipients_epoch},
    {"base_number", &KioskStatus::base_number},
};
constexpr std::size_t max_version_bytes = 32;

// "0.1.0", "1.2.0-rc1+3": no room for anything else.
bool is_version(const std::string& text) {
  return !text.empty() && text.size() <= max_version_bytes && text[0] >= '0' && text[0] <= '9' &&
         std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
                  c == '-' || c == '+' || c == '~';
         });
}

// False: of the wrong type. Null is as good as missing.
bool read_number(const nlohmann::json& value, const Number& number, KioskStatus& status) {
  if (value.is_null()) return true;
  if (!value.is_number_integer()) return false;
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > std::uint64_t{most}) return false;
  const auto read = value.get<std::int64_t>();
  if (read < number.least || read > most) return false;
  status.*number.member = read;
  return true;
}

}  // namespace

Result<KioskStatus> read_status(std::string_view text) {
  const Error refused{"This is not the status of a kiosk."};
  if (text.size() > max_status_bytes) return refused;
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return refused;
  KioskStatus status;
  for (const Number& number : numbers)
    if (const auto found = json.find(number.name);
        found != json.end() && !read_number(*found, number, status))
      return refused;
  if (const auto found = json.find("clock_trusted"); found != json.end() && !found->is_null()) {
    if (!found->is_boolean()) return refused;
    status.clock_trusted = found->get<bool>();
  }
  if (const auto found = json.find("version"); found != json.end() && !found->is_null()) {
    if (!found->is_string() || !is_version(found->get_ref<const std::string&>())) return refused;
    status.version = found->get<std::string>();
  }
  return status;
}

std::string to_json(const KioskStatus& status) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  if (status.version) json["version"] = *status.version;
  for (const Number& number : numbers)
    if (const auto& value = status.*number.member) json[number.name] = *value;
  if (status.clock_trusted) json["clock_trusted"] = *status.clock_trusted;
  return json.dump();
}

}  // namespace porchlight::collector
