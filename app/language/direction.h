// Direction: which way a language is read, and how a piece of text of the other direction stands in a
// sentence without upsetting it.
#pragma once

#include <string>
#include <string_view>

namespace porchlight::language {

// Whether a reader of `language` (BCP 47) begins at the right: Arabic, Hebrew, Persian, Urdu. False for a
// code that nobody knows.
bool right_to_left(std::string_view language);

// Whether a letter of `text` belongs to a script that is read from the right. Digits and signs have no
// direction.
bool has_right_to_left(std::string_view text);

// `text` between marks of isolation: whatever stands around it does not change the order within (Unicode
// Standard Annex #9, 2.4.2: FSI, PDI).
std::string isolated(std::string_view text);

// `part` as it stands in `sentence`: between marks of isolation where the two are read in different
// directions, so that “(415) 555-0137” stays in order in an Arabic sentence.
std::string isolated_in(std::string_view sentence, std::string part);

// Without marks of direction (these, and those that translators set by hand), which are for the eye alone.
std::string without_marks(std::string text);

}  // namespace porchlight::language
