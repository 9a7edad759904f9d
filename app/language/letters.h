// Letters: capitals as a language writes them.
#pragma once

#include <string>
#include <string_view>

namespace porchlight::language {

// "ж" -> "Ж", "i" -> "İ" in Turkish. What has no capital stays as it is.
std::string upper(std::string_view text, std::string_view language);

}  // namespace porchlight::language
