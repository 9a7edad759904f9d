// How the commands print: the same meeting and the same problem look the same in each of them. Only for
// commands/; thread: main, where nothing else is said.
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
// Those that matter to the kiosk with this state folder: where a collector has said who can open requests,
// the keys in kiosk.toml are not used, and demo keys among them are no problem. Thread: any; reads the disk.
std::vector<site::Problem> that_matter(std::vector<site::Problem> problems, const std::string& state);
std::string line_of(const schedule::Occurrence& occurrence, const schedule::Zone& zone);

// What the kiosk would show on `days` calendar days, today included, in order.
std::vector<schedule::Occurrence> shown_from(const schedule::Schedule& schedule, Instant now, int days);

// --at, else the time it is.
Result<Instant> time_of(const std::optional<std::string>& at, const schedule::Zone& zone);

}  // namespace porchlight::kiosk
