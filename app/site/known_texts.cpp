#include "site/known_texts.h"

#include <algorithm>
#include <array>

namespace porchlight::site {
namespace {

using language::message;

// Of lines that the kiosk does not bring along, but that most facilities list. For the catalogs.
[[maybe_unused]] constexpr std::array often_listed{
    message("AA local office"),
    message("A question about AA, or someone who has been there"),
    message("AA volunteers, who are in recovery themselves"),
    message("NA helpline"),
    message("A question about NA, or someone who has been there"),
    message("NA members, in turn, on their own phones"),
    message("National Domestic Violence Hotline"),
    message("Someone at home hurts or frightens you?"),
    message("Trained advocates of a national nonprofit. You need not give a name."),
    message("Poison Help"),
    message("Took too much, or the wrong thing, and is awake?"),
    message("Nurses, pharmacists and doctors of the poison center of your region"),
};

void translate(LocalText& text, const std::vector<language::Catalog>& catalogs) {
  const auto in = [&](const Language& language) {
    return std::ranges::find(text.versions, language, &LocalText::Version::language);
  };
  const auto found = in("en");
  if (found == text.versions.end()) return;
  const std::string english = found->text;  // a version that is added moves the others
  for (const language::Catalog& catalog : catalogs) {
    if (in(catalog.language()) != text.versions.end()) continue;
    if (std::string translated = catalog.tr(english); translated != english)
      text.versions.push_back({catalog.language(), std::move(translated)});
  }
}

}  // namespace

LocalText known_text(std::string_view english, const std::vector<language::Catalog>& catalogs) {
  LocalText text{{{"en", std::string(english)}}};
  translate(text, catalogs);
  return text;
}

void translate_known(guide::Helpline& line, const std::vector<language::Catalog>& catalogs) {
  for (LocalText* text : {&line.name, &line.when_to_call, &line.answered_by, &line.language_hint})
    translate(*text, catalogs);
}

}  // namespace porchlight::site
