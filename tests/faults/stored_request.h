// A request as a collector hands it to its store.
#pragma once

#include <map>

#include "collector/store.h"
#include "support/temporary_folder.h"

namespace porchlight::faults {

inline constexpr Instant noon{seconds(1'790'000'000)};
inline constexpr const char* team = "st-brendans";

// Each number another visitor. Sealed once: a rig asks for the same ones again and again.
inline const collector::NewRequest& request(std::uint64_t number) {
  static std::map<std::uint64_t, collector::NewRequest> sealed_before;
  const auto found = sealed_before.find(number);
  if (found != sealed_before.end()) return found->second;
  const intake::Sealed sealed = sealed_request(number);
  collector::NewRequest request{.id = sealed.id,
                                .kiosk = "lobby-1",
                                .team = team,
                                .hash = intake::envelope_hash(sealed.bytes),
                                .withdraw = hash_of(sealed),
                                .received = noon,
                                .envelope = sealed.bytes};
  return sealed_before.emplace(number, std::move(request)).first->second;
}

// In a folder of the test.
inline std::string file_in(const std::filesystem::path& folder) {
  return (folder / "requests.db").string();
}

}  // namespace porchlight::faults
