#include "language/direction.h"

#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <array>

namespace porchlight::language {

namespace {

constexpr std::string_view first_strong_isolate = "\u2068", pop_isolate = "\u2069";
// All that have the property Bidi_Control, but the Arabic letter mark.
constexpr std::array<std::string_view, 11> marks{
    "\u200e",   "\u200f", "\u202a", "\u202b", "\u202c",
    "\u202d",   "\u202e", "\u2066", "\u2067", first_strong_isolate,
    pop_isolate};

// Whether `look` is true of a character of `text`.
template <class Look>
bool any_character(std::string_view text, Look look) {
  const auto characters =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  for (int32_t at = 0; at < characters.length(); at = characters.moveIndex32(at, 1))
    if (look(characters.char32At(at))) return true;
  return false;
}

void erase_all(std::string& text, std::string_view mark) {
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
    text.erase(at, mark.size());
}

}  // namespace

bool right_to_left(std::string_view language) {
  char locale[ULOC_FULLNAME_CAPACITY];
  UErrorCode status = U_ZERO_ERROR;
  uloc_forLanguageTag(std::string(language).c_str(), locale, sizeof locale, nullptr, &status);
  return U_SUCCESS(status) && uloc_isRightToLeft(locale);
}

bool has_right_to_left(std::string_view text) {
  return any_character(text, [](UChar32 c) {
    const UCharDirection direction = u_charDirection(c);
    return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
  });
}

std::string isolated(std::string_view text) {
  return std::string(first_strong_isolate).append(text).append(pop_isolate);
}

std::string isolated_in(std::string_view sentence, std::string part) {
  const bool only_digits = !any_character(part, [](UChar32 c) { return !u_isdigit(c); });
  if (only_digits || has_right_to_left(sentence) == has_right_to_left(part)) return part;
  return isolated(part);
}

std::string without_marks(std::string text) {
  constexpr std::string_view beginning = "\xE2\x80", isolates = "\xE2\x81";  // of U+2000..203F, U+2040..207F
  if (text.find(beginning) == std::string::npos && text.find(isolates) == std::string::npos) return text;
  for (const std::string_view mark : marks) erase_all(text, mark);
  return text;
}

}  // namespace porchlight::language
