// The files of assets/, built into the program: pages, catalogs, icons, keyboards, themes. A kiosk with a
// damaged disk still has its safety pages.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace porchlight {

// The bytes of one file by its path below assets/ ("pages/en/overdose.md"); lives as long as the program.
std::optional<std::string_view> asset(std::string_view path);

// All paths that begin with `prefix`, sorted.
std::vector<std::string_view> assets_under(std::string_view prefix);

}  // namespace porchlight
