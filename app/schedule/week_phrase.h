// The words in which people say that something is only on some weeks: "1st & 3rd Saturdays of the month",
// "every other Sunday", "el último viernes de cada mes". English and Spanish.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schedule/recurrence.h"

namespace porchlight::schedule {

// Folded words, and of the signs between them those that matter: , / - : ( ) . and a line's end as "\n"; ; !
// ? | are ".".
// "&" is "and"; "1st-3rd" is "1st through 3rd"; the point of "1st." or "Sat." and the colon of "7:30" say
// nothing.
std::vector<std::string> phrase_tokens(std::string_view text);

struct WeekPhrase {
  std::size_t begin = 0, end = 0;  // tokens
  std::vector<int> which;          // as Monthly's, sorted; empty: every second week
  bool has_day = true;             // false: "1st & 3rd" alone
  bool of_the_month = false;
};

// The phrase that begins at token `i` and is of `day`, or of weeks.
std::optional<WeekPhrase> week_phrase_at(const std::vector<std::string>& tokens, std::size_t i, Weekday day);

// Whether the word is that weekday: "sat", "Saturdays", "sábado"; folded.
bool names_weekday(std::string_view word, Weekday day);

// Whether a text can hold such a phrase at all; quick, for the many that cannot.
bool may_speak_of_weeks(std::string_view text);

}  // namespace porchlight::schedule
