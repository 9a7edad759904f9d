// The names are those of the Unicode CLDR, with a capital first where the script has one, as they stand on a
// button.
#include <unicode/locid.h>
#include <unicode/stringoptions.h>
#include <unicode/unistr.h>

#include <array>
#include <map>

#include "language/catalog.h"

namespace porchlight::language {

namespace {

struct Name {
  std::string_view code, name;
};

constexpr std::array names{
    Name{"am", "አማርኛ"},          Name{"ar", "العربية"},
    Name{"bn", "বাংলা"},         Name{"bs", "Bosanski"},
    Name{"cs", "Čeština"},       Name{"da", "Dansk"},
    Name{"de", "Deutsch"},       Name{"el", "Ελληνικά"},
    Name{"en", "English"},       Name{"es", "Español"},
    Name{"fa", "فارسی"},         Name{"fi", "Suomi"},
    Name{"fil", "Filipino"},     Name{"fr", "Français"},
    Name{"gu", "ગુજરાતી"},        Name{"he", "עברית"},
    Name{"hi", "हिन्दी"},         Name{"hmn", "Hmoob"},
    Name{"hr", "Hrvatski"},      Name{"ht", "Kreyòl ayisyen"},
    Name{"hu", "Magyar"},        Name{"hy", "Հայերեն"},
    Name{"is", "Íslenska"},      Name{"it", "Italiano"},
    Name{"ja", "日本語"},        Name{"km", "ខ្មែរ"},
    Name{"ko", "한국어"},        Name{"lo", "ລາວ"},
    Name{"lt", "Lietuvių"},      Name{"nb", "Norsk"},
    Name{"ne", "नेपाली"},         Name{"nl", "Nederlands"},
    Name{"pa", "ਪੰਜਾਬੀ"},         Name{"pl", "Polski"},
    Name{"pt", "Português"},     Name{"ro", "Română"},
    Name{"ru", "Русский"},       Name{"so", "Soomaali"},
    Name{"sr", "Српски"},        Name{"sv", "Svenska"},
    Name{"sw", "Kiswahili"},     Name{"ta", "தமிழ்"},
    Name{"te", "తెలుగు"},         Name{"th", "ไทย"},
    Name{"ti", "ትግርኛ"},          Name{"tl", "Tagalog"},
    Name{"tr", "Türkçe"},        Name{"uk", "Українська"},
    Name{"ur", "اردو"},          Name{"vi", "Tiếng Việt"},
    Name{"zh", "中文"},          Name{"zh-Hans", "简体中文"},
    Name{"zh-Hant", "繁體中文"},
};

std::string name_by_icu(const Language& language) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale = icu::Locale::forLanguageTag(language, status);
  icu::UnicodeString name;
  locale.getDisplayName(locale, name);
  std::string text;
  name.toTitle(nullptr, locale, U_TITLECASE_WHOLE_STRING | U_TITLECASE_NO_LOWERCASE).toUTF8String(text);
  return text;
}

// A language that somebody added needs no line in the table above.
std::map<Language, std::string, std::less<>> all_names() {
  std::map<Language, std::string, std::less<>> all;
  for (const Name& each : names) all.emplace(each.code, each.name);
  for (const Language& language : available_languages()) {
    if (all.contains(language)) continue;
    const std::string said = Catalog(language).head("X-Own-Name");
    all.emplace(language, said.empty() ? name_by_icu(language) : said);
  }
  return all;
}

}  // namespace

std::string_view own_name(std::string_view language) {
  static const auto all = all_names();
  while (!language.empty()) {
    if (const auto found = all.find(language); found != all.end()) return found->second;
    const auto dash = language.rfind('-');
    language = language.substr(0, dash == std::string_view::npos ? 0 : dash);
  }
  return {};
}

}  // namespace porchlight::language
