#include "language/letters.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace porchlight::language {
namespace {

// Combining classes from here on are of accents and of the vowels of Arabic and Hebrew; below it they make
// another letter (Unicode 15, 4.3: nukta, kana voicing, virama).
constexpr int first_class_of_accents = 10;

struct Forms {
  const icu::Normalizer2 *caseless, *apart, *joined;
};

const Forms& forms() {
  static const Forms all = [] {
    UErrorCode status = U_ZERO_ERROR;
    return Forms{icu::Normalizer2::getNFKCCasefoldInstance(status), icu::Normalizer2::getNFDInstance(status),
                 icu::Normalizer2::getNFCInstance(status)};
  }();
  return all;
}

// As most people type Arabic: without the dots of a last letter, which every keyboard has elsewhere.
UChar32 as_typed(UChar32 letter) {
  constexpr UChar32 alef_maksura = 0x649, yeh = 0x64A, teh_marbuta = 0x629, heh = 0x647;
  return letter == alef_maksura ? yeh : letter == teh_marbuta ? heh : letter;
}

}  // namespace

std::string upper(std::string_view text, std::string_view language) {
  icu::UnicodeString letters =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  UErrorCode status = U_ZERO_ERROR;
  letters.toUpper(icu::Locale::forLanguageTag(
      icu::StringPiece(language.data(), static_cast<int32_t>(language.size())), status));
  std::string result;
  letters.toUTF8String(result);
  return result;
}

std::optional<std::u32string> plain(char32_t letter) {
  constexpr UChar32 tatweel = 0x640;  // makes a word longer, and is no letter
  const auto given = static_cast<UChar32>(letter);
  const bool is_mark = (U_GET_GC_MASK(given) & U_GC_M_MASK) != 0;
  if (!u_isalnum(given) && !is_mark && !u_hasBinaryProperty(given, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
    return std::nullopt;
  if (is_ideograph(letter)) return std::u32string(1, letter);
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString apart =
      forms().apart->normalize(forms().caseless->normalize(icu::UnicodeString(given), status), status);
  icu::UnicodeString kept;
  for (int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
    const UChar32 c = apart.char32At(i);
    const int32_t digit = u_charDigitValue(c);
    if (u_getCombiningClass(c) < first_class_of_accents && c != tatweel)
      kept.append(digit >= 0 ? UChar32{'0'} + digit : as_typed(c));
  }
  kept = forms().joined->normalize(kept, status);
  std::u32string result;
  for (int32_t i = 0; i < kept.length(); i = kept.moveIndex32(i, 1))
    result += static_cast<char32_t>(kept.char32At(i));
  return result;
}

bool is_ideograph(char32_t letter) {
  return u_hasBinaryProperty(static_cast<UChar32>(letter), UCHAR_IDEOGRAPHIC) != 0;
}

}  // namespace porchlight::language
