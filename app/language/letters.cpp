#include "language/letters.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

namespace porchlight::language {

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

}  // namespace porchlight::language
