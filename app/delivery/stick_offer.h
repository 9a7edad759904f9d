// StickOffer: the folder `kiosk-config` of a USB stick, read, checked by the code that checks kiosk-config
// itself, and compared with what is shown; then taken over, if somebody may say so. Who may: the key that is
// pinned in the state folder (`porchlight trust`), by a signature on the stick (`porchlight sign`), or staff
// behind their PIN. Thread: any but the main one; waits for disk and stick.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "delivery/config_exchange.h"
#include "intake/keys.h"
#include "site/comparison.h"

namespace porchlight::delivery {

inline constexpr const char* stick_config_name = "kiosk-config";
// Beside that folder on the stick.
inline constexpr const char* stick_signature_name = "kiosk-config.sig";
// In the state folder: whose sticks are taken over without a PIN.
inline constexpr const char* trusted_signer_name = "stick.pub";

struct StickOffer {
  bool signed_by_trusted = false;
  bool can_be_shown = false;
  Exchange exchange;            // what taking it over does; exactly what was checked
  site::Comparison comparison;  // with what is shown now
  std::vector<site::Problem> problems;
  std::vector<std::string> files;  // that would be others than now
  std::string facility;            // whose screen this is

  // "3 added, 1 changed, 2 problems", the files, then what changes and what is wrong, at most `most` lines of
  // it.
  std::vector<std::string> words(std::size_t most) const;
};

// Nothing: there is no kiosk-config on this stick, or nothing in it is new. Error: why it is not read, in
// words for staff. `now`: of a clock that can be trusted.
Result<std::optional<StickOffer>> look_at_stick(const std::string& stick, const std::string& config,
                                                const std::string& state, std::optional<Instant> now);

// Precondition: offer.can_be_shown. As take(): what was there before can be put back.
Outcome take_over(const StickOffer& offer, const std::string& config, const std::string& state);

// Writes the page of problems beside the folder, for whoever made the files.
Outcome write_problems(const StickOffer& offer, const std::string& stick);

// Pins it: from now on this signer's sticks are taken over. Error: the disk.
Outcome trust_signer(const intake::SigningPublic& signer, const std::string& state);

}  // namespace porchlight::delivery
