// Trouble: why requests do not leave the kiosk, as staff read it. Everything that is not a receipt is one of
// these. Thread: any.
#pragma once

#include <optional>
#include <string_view>

namespace porchlight::delivery {

enum class Trouble {
  no_network,          // no name, no route, refused, cut off
  timeout,             // no answer in time
  login_page,          // a network that wants a log-in answers in the collector's place
  wrong_certificate,   // whoever answers is not the collector
  wrong_clock,         // the kiosk's clock is so wrong that nobody believes it, and it believes nobody
  changed_on_the_way,  // what arrived there, or came back, is not what was sent
  signature,           // the collector does not take the kiosk's signature
  another_request,     // a good receipt, for something else
  unknown_kiosk,
  revoked,
  busy,             // the collector, or what stands before it
  full,             // the collector's disk
  refused,          // one request: other bytes have its id, or it is none
  too_large,        // one request
  other_version,    // the collector does not understand the status
  not_a_collector,  // an answer that no collector gives
  recipients,       // a set of recipients that the root key did not sign
  base,             // a base configuration that the root key did not sign
  disk,             // of this kiosk
  no_key,           // kiosk.key cannot be read
};

struct TroubleWords {
  std::string_view what;       // is wrong
  std::string_view to_do;      // by staff
  std::string_view meanwhile;  // what the kiosk does
};
// Plain words for staff, in whole sentences.
TroubleWords words_for(Trouble trouble);

// For files and JSON: "no_network". Nothing: no such word.
std::string_view name_of(Trouble trouble);
std::optional<Trouble> trouble_named(std::string_view name);

}  // namespace porchlight::delivery
