#include "guide/reading_level.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace porchlight::guide {

namespace {

using std::string_view;

bool is_vowel(char c) {
  return string_view("aeiouy").find(c) != string_view::npos;
}

// Bytes above ASCII are letters here ("café"), except the typographic apostrophe, which is taken out before.
bool is_word_part(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) || byte >= 0x80 || c == '\'' || c == '-';
}

std::string plain_punctuation(string_view text) {
  constexpr string_view marks[][2] = {{"’", "'"}, {"‘", "'"}, {"“", "\""},     {"”", "\""},    {"…", "."},
                                      {"–", " "}, {"—", " "}, {"\u00a0", " "}, {"\u202f", " "}};
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const auto mark =
        std::ranges::find_if(marks, [&](const auto& m) { return text.substr(i).starts_with(m[0]); });
    if (mark == std::end(marks)) {
      result += text[i++];
    } else {
      result += (*mark)[1];
      i += (*mark)[0].size();
    }
  }
  return result;
}

// A full stop inside "3.5" or "e.g." ends nothing: a sentence ends before a space, a quote or the end of the
// line.
bool ends_sentence(string_view text, std::size_t i) {
  if (string_view(".!?").find(text[i]) == string_view::npos) return false;
  const auto next = text.find_first_not_of("\"')", i + 1);
  return next == string_view::npos || std::isspace(static_cast<unsigned char>(text[next]));
}

// An "e" that is written and not spoken: "take", "takes", "moved", "safely".
bool has_silent_e(string_view word) {
  for (const string_view ending : {"ly", "ful", "less", "ment", "ness"})
    if (word.ends_with(ending) && word.size() >= ending.size() + 3) {
      const string_view stem = word.substr(0, word.size() - ending.size());
      const bool spoken_le = stem.ends_with("le") && !is_vowel(stem[stem.size() - 3]);  // "supplement"
      return stem.back() == 'e' && !is_vowel(stem[stem.size() - 2]) && !spoken_le;
    }
  const auto before_end = [&](std::size_t from_end) { return word[word.size() - from_end]; };
  if (word.size() < 3) return false;
  if (word.ends_with("e")) {
    const bool spoken_le = before_end(2) == 'l' && !is_vowel(before_end(3));  // "people"
    return !is_vowel(before_end(2)) && !spoken_le;
  }
  if (word.size() < 4 || is_vowel(before_end(3))) return false;
  if (word.ends_with("ed")) return before_end(3) != 't' && before_end(3) != 'd';  // "needed" speaks it
  if (word.ends_with("es")) {
    const bool spoken_le = before_end(3) == 'l' && !is_vowel(before_end(4));
    const bool hissing = string_view("szxcg").find(before_end(3)) != string_view::npos ||
                         word.ends_with("ches") || word.ends_with("shes");
    return !spoken_le && !hissing;
  }
  return false;
}

// "3.5" and "1,000" are one word.
bool inside_number(string_view text, std::size_t i) {
  const auto digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
  return (text[i] == '.' || text[i] == ',') && i > 0 && digit(i - 1) && digit(i + 1);
}

// Two vowels that stand together and are spoken apart: "diary", "being", "quiet", "create".
int hiatuses(string_view word) {
  int count = 0;
  for (std::size_t i = 0; i + 1 < word.size(); ++i) {
    const string_view pair = word.substr(i, 2);
    const string_view before = word.substr(0, i), after = word.substr(i + 2);
    const bool soft = before.ends_with("t") || before.ends_with("s") || before.ends_with("c") ||
                      before.ends_with("g") || before.ends_with("x");
    if ((pair == "ia" || pair == "io" || pair == "iu") && !soft) ++count;  // not "social", "nation"
    if (pair == "ie" && after == "t") ++count;
    if ((pair == "ei" || pair == "oi" || pair == "yi" || pair == "ui") && after == "ng") ++count;
    if (pair == "ea" && before.ends_with("cr") && after.starts_with("t")) ++count;
    if (pair == "uo" || pair == "eo") count += after.starts_with("us") || before.ends_with("vid") ? 1 : 0;
  }
  return count;
}

}  // namespace

double ReadingLevel::grade() const {
  if (words == 0 || sentences == 0) return 0;
  return 0.39 * words / sentences + 11.8 * syllables / words - 15.59;
}

int count_syllables(string_view english_word) {
  std::string word;
  for (const char c : english_word)
    if (std::isalpha(static_cast<unsigned char>(c))) word += static_cast<char>(std::tolower(c));
  int count = 0;
  bool in_vowels = false;
  for (const char c : word) {
    if (is_vowel(c) && !in_vowels) ++count;
    in_vowels = is_vowel(c);
  }
  count += hiatuses(word);
  if (has_silent_e(word)) --count;
  return std::max(count, 1);
}

ReadingLevel measure_reading(string_view english) {
  const std::string text = plain_punctuation(english);
  ReadingLevel level;
  int words_in_sentence = 0;
  std::string word;
  const auto end_word = [&] {
    if (std::ranges::any_of(word, [](char c) { return c != '\'' && c != '-'; })) {
      ++level.words;
      ++words_in_sentence;
      level.syllables += count_syllables(word);
    }
    word.clear();
  };
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool end = i == text.size();
    if (!end && (is_word_part(text[i]) || inside_number(text, i))) {
      word += text[i];
      continue;
    }
    end_word();
    if ((end || text[i] == '\n' || ends_sentence(text, i)) && words_in_sentence > 0) {
      ++level.sentences;
      words_in_sentence = 0;
    }
  }
  return level;
}

}  // namespace porchlight::guide
