// Spoken text: a text as it is to be heard, made of how it is written. A synthesizer reads "1-800-555-0100"
// as "one dash eight hundred", and "7:00 PM" as "seven zero zero".
#pragma once

#include <string>
#include <string_view>

#include "language/catalog.h"

namespace porchlight::ui {

// - Phone numbers and other long numbers digit by digit, in groups: "8 0 0, 5 5 5, 0 1 0 0". Also the short
//   ones that are called that way (911, 988).
// - A full hour without its zeros: "7 PM", and without "PM" by the catalog's words for it.
// - Two capitals as letters: "A.A.".
// - What only separates becomes a pause; arrows and marks are left out.
// `catalog`: of the text's language.
std::string spoken_text(std::string_view text, const language::Catalog& catalog);

// One character that was typed: "A", and by its name what has no sound.
std::string spoken_character(std::string_view character, const language::Catalog& catalog);

}  // namespace porchlight::ui
