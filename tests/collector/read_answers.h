// What the API's answers hold, for its tests.
#pragma once

#include <nlohmann/json.hpp>

#include "collector/call.h"

namespace porchlight::collector {

// The word of an error, which every refusal has, with a message.
inline std::string error_of(const Answer& answer) {
  const auto json = nlohmann::json::parse(answer.body, nullptr, false);
  if (!json.is_object() || !json.contains("error") || !json.contains("message")) return "no error";
  if (answer.content_type != "application/json") return "no JSON";
  return json["error"];
}

inline nlohmann::json json_of(const Answer& answer) {
  return nlohmann::json::parse(answer.body, nullptr, false);
}

}  // namespace porchlight::collector
