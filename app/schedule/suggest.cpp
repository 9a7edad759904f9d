#include "schedule/suggest.h"

#include <algorithm>
#include <array>

#include "schedule/fold.h"

namespace porchlight::schedule {

namespace {

using Words = std::vector<std::string>;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// 1 to 5, -1 for the last; 0: no ordinal.
int ordinal(std::string_view word) {
  constexpr std::array<std::array<std::string_view, 2>, 5> names = {
      {{"1st", "first"}, {"2nd", "second"}, {"3rd", "third"}, {"4th", "fourth"}, {"5th", "fifth"}}};
  for (std::size_t i = 0; i < names.size(); ++i)
    if (word == names[i][0] || word == names[i][1]) return static_cast<int>(i) + 1;
  return word == "last" ? -1 : 0;
}

// "sat", "saturdays", "week" in place of it.
bool names_day(std::string_view word, Weekday day) {
  constexpr std::array<std::string_view, 7> names = {"sunday",   "monday", "tuesday", "wednesday",
                                                     "thursday", "friday", "saturday"};
  if (is_one_of(word, {"week", "weeks", "wk", "wks"})) return true;
  if (word.ends_with('s') && word != "tues" && word != "thurs") word.remove_suffix(1);
  return word.size() >= 3 && names[day.c_encoding()].starts_with(word);
}

// A clause that holds one of these speaks of something else: what the group does on that date, or that it
// does not meet.
bool speaks_of_something_else(const Words& clause) {
  return std::any_of(clause.begin(), clause.end(), [](const std::string& word) {
    return word.starts_with("speak") || word.starts_with("birthday") || word.starts_with("tradition") ||
           word.starts_with("anniv") || word.starts_with("beginner") || word.starts_with("newcomer") ||
           is_one_of(word,
                     {"no",      "not",     "never", "except",     "cancelled",  "canceled", "closed",
                      "open",    "chip",    "chips", "business",   "biz",        "potluck",  "step",
                      "steps",   "spkr",    "trad",  "book",       "bb",         "topic",    "literature",
                      "lit",     "disc",    "study", "discussion", "meditation", "format",   "grapevine",
                      "parking", "starts",  "until", "floor",      "fl",         "reading",  "is",
                      "are",     "combined"});
  });
}

struct Phrase {
  std::size_t begin = 0, end = 0;  // words
  std::vector<int> which;          // empty: every second
};

// "1st and 3rd Saturday of the month", "every other Saturday", beginning at word `i`.
std::optional<Phrase> phrase_at(const Words& words, std::size_t i, Weekday day) {
  const auto word = [&](std::size_t k) {
    return k < words.size() ? std::string_view(words[k]) : std::string_view();
  };
  Phrase phrase{i, i, {}};
  std::size_t k = i;
  if (word(k) == "every" && is_one_of(word(k + 1), {"other", "second", "2nd"})) {
    if (!names_day(word(k + 2), day)) return {};
    phrase.end = k + 3;
    return phrase;
  }
  for (; ordinal(word(k)) != 0 || (k > i && word(k) == "and"); ++k)
    if (const int which = ordinal(word(k))) phrase.which.push_back(which);
  if (phrase.which.empty() || !names_day(word(k), day)) return {};
  ++k;
  if (is_one_of(word(k), {"of", "in"}) || is_one_of(word(k), {"each", "every"})) {
    std::size_t month = k;
    while (is_one_of(word(month), {"of", "in", "the", "each", "every"})) ++month;
    if (is_one_of(word(month), {"month", "months"})) k = month + 1;
  }
  phrase.end = k;
  return phrase;
}

// Whether the words before and after the phrase make it the rule of the meeting.
bool is_the_rule(const Words& words, const Phrase& phrase) {
  const auto before = [&](std::size_t back) {
    return back <= phrase.begin ? std::string_view(words[phrase.begin - back]) : std::string_view();
  };
  const bool of_the_month = words[phrase.end - 1].starts_with("month");
  const bool every_second = phrase.which.empty();
  if (phrase.end < words.size() && words[phrase.end] == "only") return true;

  std::size_t back = 1;
  while (is_one_of(before(back), {"on", "the"})) ++back;
  if (before(back) == "only") return true;
  if (!of_the_month && !every_second) return false;
  // "Meets at a residence on the last Thursday of the month": the verb begins the clause, or follows
  // "meeting".
  const auto verb = std::find_if(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(phrase.begin),
                                 [](const std::string& word) {
                                   return is_one_of(word, {"meet", "meets", "held"});
                                 });
  const auto verb_at = static_cast<std::size_t>(verb - words.begin());
  if (verb_at == phrase.begin) return false;
  return std::all_of(words.begin(), verb, [](const std::string& word) {
    return is_one_of(word, {"this", "the", "our", "we", "group", "meeting", "it", "is", "only"});
  });
}

std::string repeats(std::vector<int> which) {
  if (which.empty()) return "every 2 weeks";
  std::sort(which.begin(), which.end(), [](int a, int b) { return (a < 0 ? 9 : a) < (b < 0 ? 9 : b); });
  which.erase(std::unique(which.begin(), which.end()), which.end());
  std::string text;
  for (const int n : which) {
    constexpr std::array<std::string_view, 6> names = {"", "1st", "2nd", "3rd", "4th", "5th"};
    if (!text.empty()) text += ", ";
    text += n < 0 ? "last" : names[static_cast<std::size_t>(n)];
  }
  return text;
}

// A part of the text between stops, brackets and slashes.
struct Clause {
  Words words;
  bool alone;  // the whole text, or in brackets
};

std::vector<Clause> clauses_of(std::string_view text) {
  std::vector<Clause> clauses;
  constexpr std::string_view stops = ".;!?()[]/|<>\n\r";
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find_first_of(stops, begin), text.size());
    const bool bracketed = begin > 0 && end < text.size() && text[begin - 1] == '(' && text[end] == ')';
    std::string_view part = text.substr(begin, end - begin);
    // What follows a colon is explained by what stands before it.
    if (part.find(':') == std::string_view::npos) clauses.push_back({folded_words(part), bracketed});
    begin = end + 1;
  }
  std::erase_if(clauses, [](const Clause& clause) { return clause.words.empty(); });
  if (clauses.size() == 1 && text.find(':') == std::string_view::npos) clauses[0].alone = true;
  return clauses;
}

}  // namespace

std::optional<std::string> suggested_repeats(const Meeting& meeting, std::string_view text) {
  const auto* weekly = std::get_if<Weekly>(&meeting.recurrence.rule);
  if (!weekly || weekly->days.count() != 1) return {};
  unsigned encoding = 0;
  while (!weekly->days[encoding]) ++encoding;
  const Weekday day(encoding);

  for (const Clause& clause : clauses_of(text)) {
    for (std::size_t i = 0; i < clause.words.size(); ++i) {
      const auto phrase = phrase_at(clause.words, i, day);
      if (!phrase) continue;
      Words rest(clause.words.begin(), clause.words.begin() + static_cast<std::ptrdiff_t>(phrase->begin));
      const bool whole = rest.empty() && phrase->end == clause.words.size() && clause.alone;
      if (!whole && !is_the_rule(clause.words, *phrase)) break;
      rest.insert(rest.end(), clause.words.begin() + static_cast<std::ptrdiff_t>(phrase->end),
                  clause.words.end());
      // "This meeting is held" is how people say it; any other "is" tells what happens then.
      if (const auto held = std::find(rest.begin(), rest.end(), "held"); held != rest.end())
        std::erase(rest, "is");
      if (speaks_of_something_else(rest)) break;
      return repeats(phrase->which);
    }
  }
  return {};
}

}  // namespace porchlight::schedule
