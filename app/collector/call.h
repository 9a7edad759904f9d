// A call as it came and the answer to it, without a socket. PROTOCOL.md says what may be asked.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "collector/store.h"

namespace porchlight::collector {

// PROTOCOL.md, "Limits".
inline constexpr std::size_t max_header_bytes = 16 * 1024;
inline constexpr std::size_t max_body_bytes = 8 * 1024;

struct Call {
  std::string method;                          // "PUT"
  std::string target;                          // path as sent, "/v1/requests/00..."
  std::map<std::string, std::string> headers;  // names in lower case
  Bytes body;
};

// What can be asked.
enum class Address {
  unknown,
  request,
  withdrawal,
  status,
  recipients,
  base,
  enrollments,
  health,
  inbox,  // the page of the people who call back, and all that it asks
};

struct Answer {
  unsigned status = 500;
  std::string content_type = "application/json";
  std::string body;
  std::optional<seconds> retry_after;
  const char* allow = nullptr;                               // with 405: the method that this address has
  std::vector<std::pair<std::string, std::string>> headers;  // others, also instead of the usual ones

  // For the log, and only this: nothing in it comes from the call's bytes.
  Address address = Address::unknown;
  std::shared_ptr<const Kiosk> kiosk;  // who signed the call, as the store has it
  std::optional<StoreTrouble::Kind> trouble;
};

}  // namespace porchlight::collector
