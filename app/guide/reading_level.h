// How hard an English text is to read, as a school grade. Porchlight's words are for grade 6: a frightened or
// tired reader loses several grades. For tests over the pages; an estimate, since syllables are counted from
// the spelling.
#pragma once

#include <string_view>

namespace porchlight::guide {

struct ReadingLevel {
  int sentences = 0, words = 0, syllables = 0;

  // Flesch-Kincaid grade level (Kincaid, Fishburne, Rogers and Chissom, "Derivation of new readability
  // formulas for Navy enlisted personnel", 1975). 0 for a text without words.
  double grade() const;
};

// The end of a line ends a sentence: headings and list items stand alone. Numbers count as words of one
// syllable.
ReadingLevel measure_reading(std::string_view english);

// At least 1.
int count_syllables(std::string_view english_word);

}  // namespace porchlight::guide
