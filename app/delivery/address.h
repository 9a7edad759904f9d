// Addresses of other computers, taken apart. Thread: any.
#pragma once

#include <string>

#include "base/result.h"

namespace porchlight::delivery {

// In lower case; empty when `url` is no address.
std::string scheme_of(const std::string& url);
std::string host_of(const std::string& url);

// Whether it is this very computer: what is sent there never leaves it, so it needs no https.
bool is_loopback(const std::string& url);

// The address of a collector as it is kept: https, or http on this computer; no path, no question, no
// password, no "/" at its end. Error: what to write instead.
Result<std::string> collector_address(const std::string& text);

}  // namespace porchlight::delivery
