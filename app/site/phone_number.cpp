#include "site/phone_number.h"

#include <algorithm>

namespace porchlight::site {
namespace {

// ITU-T E.161: the letters on the keys 2 to 9.
constexpr std::string_view keys_of_letters = "22233344455566677778889999";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_sign(char c) {
  return std::string_view("+-(). /").find(c) != std::string_view::npos;
}

}  // namespace

PhoneNumber check_phone_number(std::string_view text) {
  const auto letters = std::count_if(text.begin(), text.end(), is_letter);
  auto digits = std::count_if(text.begin(), text.end(), is_digit);
  const bool others = !std::all_of(text.begin(), text.end(),
                                   [](char c) { return is_digit(c) || is_letter(c) || is_sign(c); });
  if (others) return {"is not a telephone number.", "Write digits: (415) 555-0112.", std::nullopt};
  if (letters > 0) {
    // "1-800-662-HELP": not everybody can dial letters. "555-0112 ext 5" is another thing.
    constexpr auto most_letters = 8;
    std::string dialled(text);
    for (char& c : dialled)
      if (is_letter(c)) c = keys_of_letters[static_cast<std::size_t>((c | 0x20) - 'a')];
    if (digits + letters == 10 || digits + letters == 11)
      if (digits >= 3 && letters <= most_letters)
        return {"has letters in it.", "Write " + dialled + ".", dialled};
    return {"has letters in it.", "Write digits alone: (415) 555-0112.", std::nullopt};
  }
  // E.164: 15 digits at most. 911 is as short as it gets, in every country.
  if (digits < 3 || digits > 15)
    return {digits < 3 ? "is too short for a telephone number." : "is too long for a telephone number.",
            "Write it as it is dialled: (415) 555-0112.", std::nullopt};
  if (digits == 7) return {"has no area code.", "Write all ten digits: (415) 555-0112.", std::nullopt};
  return {};
}

}  // namespace porchlight::site
