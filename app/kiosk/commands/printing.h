// How the commands print: the same meeting and the same problem look the same in each of them. Only for
// commands/; thread: main.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "schedule/schedule.h"
#include "site/problem.h"

namespace porchlight::kiosk {

int failed(const Error& error);
void print(const nlohmann::ordered_json& json);

nlohmann::ordered_json describe(const schedule::Occurrence& occurrence, const schedule::Zone& zone);
nlohmann::ordered_json describe(const site::Problem& problem);
std::string line_of(const schedule::Occurrence& occurrence, const schedule::Zone& zone);

// What the kiosk would show on `days` calendar days, today included, in order.
std::vector<schedule::Occurrence> shown_from(const schedule::Schedule& schedule, Instant now, int days);

// --at, else the time it is.
Result<Instant> time_of(const std::optional<std::string>& at, const schedule::Zone& zone);

}  // namespace porchlight::kiosk
