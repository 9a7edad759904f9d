#include "site/formats/repeats.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "site/formats/days.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

using schedule::Recurrence;
using schedule::Weekdays;

constexpr std::array<std::pair<std::string_view, int>, 16> ordinals{{{"1st", 1},
                                                                     {"first", 1},
                                                                     {"1", 1},
                                                                     {"2nd", 2},
                                                                     {"second", 2},
                                                                     {"2", 2},
                                                                     {"3rd", 3},
                                                                     {"third", 3},
                                                                     {"3", 3},
                                                                     {"4th", 4},
                                                                     {"fourth", 4},
                                                                     {"4", 4},
                                                                     {"5th", 5},
                                                                     {"fifth", 5},
                                                                     {"5", 5},
                                                                     {"last", -1}}};

std::optional<int> ordinal(std::string_view word) {
  for (const auto& [name, which] : ordinals)
    if (name == word) return which;
  return std::nullopt;
}

bool says_nothing(std::string_view word) {
  for (const std::string_view filler :
       {"and", "&", "the", "of", "each", "every", "month", "only", "in", "a", "on"})
    if (filler == word) return true;
  return false;
}

// "every 2 weeks", "every other week", "biweekly": how many weeks; 0: something else.
int every_weeks(const std::vector<std::string>& words) {
  if (words.size() == 1 && (words[0] == "biweekly" || words[0] == "fortnightly")) return 2;
  if (words.size() < 3 || words[0] != "every") return 0;
  if (words[2] != "week" && words[2] != "weeks") return 0;
  if (words[1] == "other" || words[1] == "second" || words[1] == "2nd" || words[1] == "two") return 2;
  if (words[1] == "third" || words[1] == "three") return 3;
  int weeks = 0;
  const std::string& word = words[1];
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), weeks);
  constexpr int most_weeks = 52;
  return error == std::errc() && end == word.data() + word.size() && weeks >= 1 && weeks <= most_weeks ? weeks
                                                                                                       : 0;
}

Error no_day() {
  return {"It repeats, but no day is given."};
}

Result<Recurrence> every_few_weeks(const std::vector<std::string>& words, Weekdays days,
                                   std::optional<schedule::Date> from, DateOrder order) {
  const auto start = std::find_if(words.begin(), words.end(), [](const std::string& word) {
    return word == "from" || word == "starting";
  });
  if (start != words.end()) {
    std::string text;
    for (auto word = start + 1; word != words.end(); ++word) text += *word + " ";
    const auto date = read_date(text, order);
    if (!date) return Error{in_quotes(text) + " is not a date."};
    from = date->date;
  }
  if (!from) return Error{"It repeats every few weeks, but not from which date."};
  if (days.none()) days.set(schedule::weekday_of(*from).c_encoding());
  const int weeks = every_weeks({words.begin(), start});
  if (weeks == 1) return Recurrence{schedule::Weekly{days}, from, {}, {}};
  return Recurrence{schedule::EveryWeeks{days, weeks, *from}, {}, {}, {}};
}

}  // namespace

Result<Recurrence> read_repeats(std::string_view text, Weekdays days, std::optional<schedule::Date> from,
                                DateOrder order) {
  const std::string key = matching_key(text);
  if (key.find("appointment") != std::string::npos || key == "appt")
    return Recurrence{schedule::ByAppointment{}, {}, {}, {}};
  if (key.empty() || key == "weekly" || key == "every week" || key == "each week") {
    if (days.none()) return no_day();
    return Recurrence{schedule::Weekly{days}, {}, {}, {}};
  }
  const ReadDates dates = read_dates(key, order);
  if (!dates.dates.empty() && dates.unknown.empty())
    return Recurrence{schedule::OnDates{dates.dates}, {}, {}, {}};

  const std::vector<std::string> words = split(key, " ,;/&+.");
  const auto until_from = std::find_if(words.begin(), words.end(), [](const std::string& word) {
    return word == "from" || word == "starting";
  });
  // Dates hold the characters that separate words, so the part behind "from" is kept whole.
  if (every_weeks({words.begin(), until_from}) > 0)
    return every_few_weeks(split(key, " "), days, from, order);

  std::vector<int> which;
  Weekdays named;
  for (const std::string& word : words) {
    if (const auto found = ordinal(word))
      which.push_back(*found);
    else if (const auto day = word[0] > '9' ? read_day(word) : std::nullopt)
      named.set(day->c_encoding());
    else if (!says_nothing(word))
      return Error{in_quotes(text) + " is not understood."};
  }
  if (which.empty()) return Error{in_quotes(text) + " is not understood."};
  if (days.none()) days = named;
  if (days.none()) return no_day();
  if (named.any() && named != days) return Error{"Day and Repeats name different days."};
  std::sort(which.begin(), which.end());
  which.erase(std::unique(which.begin(), which.end()), which.end());
  return Recurrence{schedule::Monthly{days, which}, {}, {}, {}};
}

std::optional<std::string> suggested_repeats_text(std::string_view text, Weekdays days,
                                                  std::optional<schedule::Date> from, DateOrder order) {
  static const std::vector<std::string> vocabulary{
      "1st",  "2nd",   "3rd",   "4th",  "5th",    "first",    "second", "third", "fourth",     "fifth",
      "last", "every", "other", "week", "weekly", "biweekly", "weeks",  "from",  "appointment"};
  constexpr std::string_view separators = " ,;/&+\n";
  std::string mended(text);
  for (const std::string& word : split(text, separators)) {
    const std::string key = lower(word);
    if (std::find(vocabulary.begin(), vocabulary.end(), key) != vocabulary.end() || says_nothing(key))
      continue;
    auto meant = nearest(word, vocabulary);
    if (!meant && !read_date(word, order)) meant = suggested_date(word, order);
    if (meant) mended = with_piece(mended, separators, word, *meant).value_or(mended);
  }
  if (mended == text || !read_repeats(mended, days, from, order)) return std::nullopt;
  return mended;
}

}  // namespace porchlight::site
