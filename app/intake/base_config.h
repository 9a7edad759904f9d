// BaseConfig: the files that all kiosks of a team have in common, signed by the offline root key: what each
// has in its own kiosk-config/ lies on top. The collector publishes it and cannot make one; a kiosk takes it
// only when its pinned root key signed it and its number is higher than that of the one it has. The layout is
// in ENVELOPE.md. Thread: any.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>

#include "base/bytes.h"
#include "base/result.h"
#include "intake/keys.h"

namespace porchlight::intake {

// Texts of a facility have some kilobytes. A kiosk behind a mobile network fetches this in seconds.
inline constexpr std::size_t max_base_config_bytes = 1024 * 1024;
inline constexpr std::size_t max_base_path_bytes = 120;

struct BaseConfig {
  std::string team;          // letters, digits, "-", "_", "."; up to 32
  std::uint32_t number = 0;  // only rises
  // Bytes by path: "helplines.toml", "pages/es/welcome.md". A path is of letters, digits, "-", "_" and ".",
  // with "/" between; no part of it begins with ".".
  std::map<std::string, std::string> files;
};

// Error: no file, a path or team that does not fit, or too many bytes.
Result<Bytes> sign(const BaseConfig& config, const SigningSecret& root);

// Error: no base configuration, not signed by that root key, or of a later version.
Result<BaseConfig> verify_base_config(std::span<const std::byte> bytes, const SigningPublic& root);

}  // namespace porchlight::intake
