#include "collector/address.h"

#include <algorithm>

namespace porchlight::collector {
namespace {

constexpr std::size_t max_name_bytes = 32;
constexpr std::size_t id_digits = 32;
constexpr std::size_t hash_digits = 64;

bool is_hex(std::string_view text, std::size_t digits) {
  return text.size() == digits &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

// What stands between the two, or nothing.
std::string_view between(std::string_view text, std::string_view before, std::string_view after) {
  if (text.size() < before.size() + after.size() || !text.starts_with(before) || !text.ends_with(after))
    return {};
  return text.substr(before.size(), text.size() - before.size() - after.size());
}

}  // namespace

Addressed read_address(std::string_view target) {
  if (target == "/healthz") return {Address::health, ""};
  if (target == "/v1/recipients") return {Address::recipients, ""};
  if (target == "/v1/base") return {Address::base, ""};
  if (target == "/v1/enrollments") return {Address::enrollments, ""};
  if (const auto id = between(target, "/v1/requests/", ""); is_hex(id, id_digits))
    return {Address::request, std::string(id)};
  if (const auto hash = between(target, "/v1/withdrawals/", ""); is_hex(hash, hash_digits))
    return {Address::withdrawal, std::string(hash)};
  if (const auto kiosk = between(target, "/v1/kiosks/", "/status"); is_name(kiosk))
    return {Address::status, std::string(kiosk)};
  return {};
}

const char* method_of(Address address) {
  switch (address) {
    case Address::request:
    case Address::status:
      return "PUT";
    case Address::withdrawal:
      return "DELETE";
    case Address::enrollments:
      return "POST";
    case Address::recipients:
    case Address::base:
    case Address::health:
    case Address::inbox:
    case Address::unknown:
      break;
  }
  return "GET";
}

std::string webhook_id_of(const Addressed& addressed, std::string_view kiosk) {
  switch (addressed.address) {
    case Address::request:
      return "request:" + addressed.name;
    case Address::withdrawal:
      return "withdrawal:" + addressed.name;
    case Address::status:
      return "status:" + std::string(kiosk);
    case Address::recipients:
      return "recipients:" + std::string(kiosk);
    case Address::base:
      return "base:" + std::string(kiosk);
    case Address::enrollments:
    case Address::health:
    case Address::inbox:
    case Address::unknown:
      break;
  }
  return {};
}

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= max_name_bytes && std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
           c == '_' || c == '.';
  });
}

}  // namespace porchlight::collector
