#include "language/catalog.h"

#include <algorithm>
#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>
#include <limits>
#include <locale>
#include <optional>
#include <utility>

#include "base/assets.h"

namespace porchlight::language {

namespace {

using Format = boost::locale::message_format<char>;

constexpr std::string_view catalog_folder = "locale/";
constexpr std::string_view catalog_ending = ".mo";

struct Found {
  Language language;
  std::string_view bytes;
};

// "zh-Hans-CN", then "zh-Hans", then "zh".
std::optional<Found> find_catalog(std::string_view language) {
  while (!language.empty()) {
    const std::string path = std::string(catalog_folder).append(language).append(catalog_ending);
    if (const auto bytes = asset(path)) return Found{Language(language), *bytes};
    const auto dash = language.rfind('-');
    language = language.substr(0, dash == std::string_view::npos ? 0 : dash);
  }
  return std::nullopt;
}

// Boost composes file names of its own from language and country (and misses zh_Hans); the callback ignores
// them, since the right bytes are already here. The language is only a label.
std::locale load(const Found& found) {
  boost::locale::gnu_gettext::messages_info info;
  info.language = "en";
  info.encoding = "UTF-8";
  info.domains.emplace_back("porchlight");
  info.paths.emplace_back("assets");
  info.callback = [bytes = found.bytes](const std::string&, const std::string&) {
    return std::vector<char>(bytes.begin(), bytes.end());
  };
  return std::locale(std::locale::classic(), boost::locale::gnu_gettext::create_messages_facet<char>(info));
}

}  // namespace

struct Catalog::Messages {
  std::locale locale;  // owns the facet
  const Format& format = std::use_facet<Format>(locale);
};

Catalog::Catalog(const Language& language) : language_("en") {
  if (const auto found = find_catalog(language)) {
    language_ = found->language;
    messages_ = std::make_shared<const Messages>(Messages{load(*found)});
  }
}

std::string Catalog::tr(std::string_view message) const {
  std::string id(message);
  // The empty id holds the catalog's head.
  if (!messages_ || id.empty()) return id;
  const char* translated = messages_->format.get(0, nullptr, id.c_str());
  return translated ? translated : id;
}

std::string Catalog::head(std::string_view field) const {
  // gettext keeps it as the translation of nothing.
  const char* found = messages_ ? messages_->format.get(0, nullptr, "") : nullptr;
  std::string_view rest = found != nullptr ? found : "";
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (!line.starts_with(field) || line.substr(field.size(), 1) != ":") continue;
    const std::string_view value = line.substr(field.size() + 1);
    return std::string(value.substr(std::min(value.find_first_not_of(' '), value.size())));
  }
  return {};
}

bool Catalog::native_review() const {
  return !messages_ || head("X-Native-Review").starts_with("yes");
}

std::string Catalog::trn(std::string_view one, std::string_view many, long n) const {
  if (messages_) {
    // Boost 1.74 takes an int. Plural rules look at the last digits and at small numbers, so the border does
    // no harm.
    constexpr long border = std::numeric_limits<int>::max();
    const int count = static_cast<int>(std::clamp(n, -border, border));
    if (const char* translated = messages_->format.get(0, nullptr, std::string(one).c_str(), count))
      return translated;
  }
  return std::string(n == 1 ? one : many);
}

std::vector<Language> available_languages() {
  std::vector<Language> languages{"en"};
  for (std::string_view path : assets_under(catalog_folder)) {
    if (!path.ends_with(catalog_ending)) continue;
    path.remove_prefix(catalog_folder.size());
    path.remove_suffix(catalog_ending.size());
    if (path != "en") languages.emplace_back(path);
  }
  return languages;
}

}  // namespace porchlight::language
