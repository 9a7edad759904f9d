// Catalog: what the program says, in one language. Message ids are the English sentences; translations are
// gettext catalogs, assets/locale/<language>.po, compiled at build and held inside the program: no locale of
// the system is needed or asked. Files are named by BCP 47 ("es.po", "zh-Hans.po"). Immutable; read from any
// thread; cheap to copy.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/local_text.h"

namespace porchlight::language {

class Catalog {
 public:
  // A regional code finds its language: "es-MX" speaks "es". English when there is no catalog for `language`.
  explicit Catalog(const Language& language);

  // What is really spoken: "es", or "en" where nothing else was found.
  const Language& language() const { return language_; }

  // The translation, or the message id itself. `tr` is what xgettext looks for.
  std::string tr(std::string_view message) const;

  // What the catalog's head says about itself: head("X-Native-Review"). Empty: nothing, and for English.
  std::string head(std::string_view field) const;

  // Whether a native speaker has read the whole translation: "X-Native-Review: yes", and then who and when.
  // English, in which the program is written, needs none.
  bool native_review() const;

  // By number, with the plural forms of the language: trn("in {} minute", "in {} minutes", n) still holds the
  // "{}". Without a translation: `one` for 1, else `many`.
  std::string trn(std::string_view one, std::string_view many, long n) const;

 private:
  struct Messages;
  Language language_;
  std::shared_ptr<const Messages> messages_;
};

// A language's name in itself: "Español", also for "es-MX". One with a catalog that is not known here has the
// name in the catalog's head ("X-Own-Name: Hawaiʻi"), else ICU's. Empty for an unknown code.
std::string_view own_name(std::string_view language);

// The languages that have a catalog, English first, then by code. That each is complete is what
// tests/language/check_catalogs.sh shows.
std::vector<Language> available_languages();

// A message id that is translated later, where a Catalog is at hand. For xgettext.
constexpr std::string_view message(std::string_view id) {
  return id;
}

}  // namespace porchlight::language
