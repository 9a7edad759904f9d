#include "collector/inbox/asking.h"

#include <nlohmann/json.hpp>

#include "base/base64.h"

namespace porchlight::collector {

decltype(Asking::body) read_body(const Bytes& bytes) {
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  const auto json = nlohmann::json::parse(text, nullptr, false);
  decltype(Asking::body) body;
  if (!json.is_object()) return body;
  for (const auto& [name, value] : json.items()) {
    if (value.is_string()) body.emplace(name, value.get<std::string>());
    if (value.is_number_integer()) body.emplace(name, value.get<std::int64_t>());
  }
  return body;
}

std::optional<std::string> Asking::text(const char* member) const {
  const auto found = body.find(member);
  if (found == body.end() || !std::holds_alternative<std::string>(found->second)) return std::nullopt;
  return std::get<std::string>(found->second);
}

std::optional<std::int64_t> Asking::number(const char* member) const {
  const auto found = body.find(member);
  if (found == body.end() || !std::holds_alternative<std::int64_t>(found->second)) return std::nullopt;
  return std::get<std::int64_t>(found->second);
}

std::optional<Bytes> Asking::bytes(const char* member, std::size_t most) const {
  const auto base64 = text(member);
  if (!base64) return std::nullopt;
  auto bytes = from_base64(*base64);
  if (!bytes || bytes->size() > most) return std::nullopt;
  return bytes;
}

Answer ok(const Json& json) {
  return json_answer(200, json.dump());
}

Answer not_understood() {
  return refusal(422, "not_understood",
                 "The page asked for something that is not known here. Load it again.");
}

}  // namespace porchlight::collector
