// LocalText: a text of staff in one or more languages. What is not translated is shown in the language it
// has, and the screen names that language, so that nobody takes a foreign sentence for a broken one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace porchlight {

// A language by its BCP 47 code: "en", "es", "zh-Hans".
using Language = std::string;

struct LocalText {
  struct Version {
    Language language;
    std::string text;
    friend bool operator==(const Version&, const Version&) = default;
  };
  // In the order written; the first is what everybody falls back to.
  std::vector<Version> versions;

  bool empty() const { return versions.empty(); }

  // The version for a reader of `language`, else the first. Precondition: !empty().
  const Version& in(std::string_view language) const {
    for (const Version& version : versions)
      if (version.language == language) return version;
    return versions.front();
  }

  friend bool operator==(const LocalText&, const LocalText&) = default;
};

}  // namespace porchlight
