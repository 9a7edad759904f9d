// Enrolment: what a kiosk knows of its collector, pinned when it was enrolled: from then on receipts must be
// signed by one key, recipient sets by another, whatever certificate the server has. Kept in the state folder
// as collector.json, mode 0600, whole or not at all. Source: PROTOCOL.md, "Enrolment", "Recipient sets".
// Thread: any; reading and keeping wait for the disk.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/bytes.h"
#include "base/result.h"
#include "delivery/http.h"
#include "intake/keys.h"
#include "intake/recipient_set.h"

namespace porchlight::delivery {

inline constexpr const char* enrolment_file_name = "collector.json";

struct Enrolment {
  std::string url;  // "https://collector.example.org"
  std::string kiosk_id, team;
  intake::SigningPublic receipt_key, root_key;
  // The newest one, as it came: signed by the root key. Empty: the team had none yet.
  Bytes recipients;

  // Nothing, when there is none.
  std::optional<intake::RecipientSet> recipient_set() const;

  friend bool operator==(const Enrolment&, const Enrolment&) = default;
};

// Nothing: the kiosk is not enrolled. Error: the file cannot be read, or is not what was written; the set in
// it is verified.
Result<std::optional<Enrolment>> read_enrolment(const std::string& state_folder);
// Survives a power cut, once it has returned.
Outcome keep_enrolment(const Enrolment& enrolment, const std::string& state_folder);

// Takes another set: the root key signed it, it is of this team, and its epoch is higher. Gives whether it
// was newer. Error: it is none of ours.
Result<bool> take_recipients(Enrolment& enrolment, std::span<const std::byte> recipients);

// Exchanges the code for what is pinned. `then` is called from a later http.wait(), once, or at once when the
// address is none. Nothing is written. Error: in words, for who stands at the kiosk with the code.
void enrol(Http& http, const std::string& url, const std::string& code, const intake::SigningPublic& kiosk,
           std::function<void(Result<Enrolment>)> then);

}  // namespace porchlight::delivery
