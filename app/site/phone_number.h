// A telephone number that staff write for visitors to dial. Only what is surely wrong is refused: numbers are
// new every year, and short ones (988) are some of the most important.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace porchlight::site {

struct PhoneNumber {
  std::string problem;  // empty: none; else continues a sentence: "has letters."
  std::string to_do;
  std::optional<std::string> fix;
};

PhoneNumber check_phone_number(std::string_view text);

}  // namespace porchlight::site
