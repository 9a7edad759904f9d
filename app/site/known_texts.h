// Texts that come with the kiosk in every language: those of the help lines that everybody has. Where staff
// write them in English word for word, their translations go along, and nobody in danger reads a foreign
// sentence.
#pragma once

#include <string_view>
#include <vector>

#include "base/local_text.h"
#include "guide/help.h"
#include "language/catalog.h"

namespace porchlight::site {

// `english` in each language of `catalogs` that has it.
LocalText known_text(std::string_view english, const std::vector<language::Catalog>& catalogs);

// Adds to the texts of a line what the catalogs have for its English, where staff wrote no translation.
void translate_known(guide::Helpline& line, const std::vector<language::Catalog>& catalogs);

}  // namespace porchlight::site
