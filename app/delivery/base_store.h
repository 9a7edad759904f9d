// The base configuration that the collector gave, kept in the state folder as it came. It lies below what
// stands in kiosk-config/. Source: PROTOCOL.md, "Base configuration". Thread: any; waits for the disk.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "base/result.h"
#include "delivery/enrolment.h"
#include "intake/base_config.h"
#include "site/load.h"

namespace porchlight::delivery {

inline constexpr const char* base_file_name = "base-config";

// Verified each time. Nothing: there is none, or none for this enrolment's team that its root key signed.
std::optional<intake::BaseConfig> kept_base(const Enrolment& enrolment, const std::string& state_folder);

// What the collector offers, if its number is higher than that of the one that is kept. Error: the root key
// did not sign it, or it is of another team.
Result<std::optional<intake::BaseConfig>> newer_base(const Enrolment& enrolment,
                                                     const std::string& state_folder,
                                                     std::span<const std::byte> base);
// Survives a power cut, once it has returned.
Outcome keep_base(std::span<const std::byte> base, const std::string& state_folder);

// The files of kiosk-config/ and, below site::base_prefix, those that the collector gave. Error: as
// site::read_files().
Result<site::Files> read_config(const std::string& config, const std::string& state_folder);
// Adds the latter to files that were read already.
site::Files with_base(site::Files files, const std::string& state_folder);

}  // namespace porchlight::delivery
