// Letters: capitals as a language writes them, and what a letter is without its ornaments. Thread: any.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace porchlight::language {

// "ж" -> "Ж", "i" -> "İ" in Turkish. What has no capital stays as it is.
std::string upper(std::string_view text, std::string_view language);

// One letter or digit without case, accents and width: "Ễ" -> "e", "Ё" -> "е", "أ" -> "ا", "٧" -> "7".
// Empty: a mark of the letter before it (an accent, a vowel of Arabic). Nothing: it is neither letter nor
// digit.
std::optional<std::u32string> plain(char32_t letter);

// Of Chinese or Japanese, which write no blanks between words.
bool is_ideograph(char32_t letter);

}  // namespace porchlight::language
