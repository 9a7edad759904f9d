#include "schedule/suggest.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

#include "schedule/fold.h"
#include "schedule/week_phrase.h"

namespace porchlight::schedule {

namespace {

using Tokens = std::vector<std::string>;
using Part = std::span<const std::string>;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool holds(Part part, std::initializer_list<std::string_view> list) {
  return std::any_of(part.begin(), part.end(),
                     [&](const std::string& word) { return is_one_of(word, list); });
}

bool is_only(std::string_view word) {
  return is_one_of(word, {"only", "solo", "solamente", "unicamente"});
}

bool is_verb(std::string_view word) {
  return is_one_of(word, {"meet", "meets", "held", "gathers", "occurs", "happens", "reune", "reunen",
                          "reunimos", "sesiona", "sesionamos"});
}

// The meeting itself, in its own notes.
bool is_meeting(std::string_view word) {
  return is_one_of(word, {"meeting", "meetings", "mtg", "mtgs", "group", "grupo", "reunion", "reuniones"});
}

bool is_monthly(Part part) {
  const auto once = std::find(part.begin(), part.end(), "once");
  return holds(part, {"monthly", "mensual"}) || (once != part.end() && holds({once, part.end()}, {"month"}));
}

// Says nothing that could limit the rest to something else.
bool is_neutral(std::string_view word) {
  return is_only(word) || is_verb(word) || is_meeting(word) ||
         is_one_of(
             word,
             {"this",  "the",       "our",     "we",        "it",      "is",      "are",   "be",     "will",
              "a",     "an",        "on",      "in",        "at",      "of",      "every", "each",   "month",
              "once",  "monthly",   "just",    "currently", "now",     "note",    "notes", "please", "takes",
              "place", "residence", "home",    "homes",     "private", "members", "el",    "los",    "la",
              "las",   "este",      "esta",    "se",        "nos",     "es",      "son",   "hay",    "sesion",
              "cada",  "mes",       "mensual", "vez",       "una",     "por",     "al",    "en",     "casa",
              "nota",  ",",         "-",       "(",         ")"});
}

// What a group does on some of its dates, what is there then, and that it does not meet: a name or a part of
// a sentence that holds one of these is not about all of its meetings.
bool is_something_else(std::string_view word) {
  for (const std::string_view beginning :
       {"speak", "birthday", "tradition", "anniv", "beginner", "newcomer", "celebrat", "cancel", "discuss",
        "meditat", "literat", "orador", "cumplea", "aniversari", "tradicion", "principiant", "negocio",
        "servicio", "estudio"})
    if (word.starts_with(beginning)) return true;
  return is_one_of(
      word, {"no",        "not",        "never",      "except",  "but",   "unless",  "instead",   "closed",
             "open",      "dark",       "chip",       "chips",   "token", "tokens",  "cake",      "business",
             "biz",       "potluck",    "eating",     "dinner",  "step",  "steps",   "spkr",      "spk",
             "trad",      "book",       "bb",         "topic",   "lit",   "disc",    "study",     "format",
             "grapevine", "parking",    "starts",     "floor",   "fl",    "reading", "combined",  "zoom",
             "online",    "hybrid",     "virtual",    "person",  "women", "men",     "childcare", "asl",
             "panel",     "h",          "conscience", "gsr",     "sin",   "excepto", "menos",     "salvo",
             "cerrada",   "cerrado",    "abierta",    "paso",    "pasos", "libro",   "junta",     "weekly",
             "rotating",  "alternates", "otherwise",  "starting"});
}

bool is_time_word(std::string_view word) {
  return (!word.empty() && word[0] >= '0' && word[0] <= '9') ||
         is_one_of(word, {"am", "pm", "noon", "midnight", "to", "from", "at", "until", "till", "central",
                          "eastern", "pacific", "mountain", "time", "de", "a", "las", "-"});
}

struct SaidTime {
  minutes of_day{0};
  std::size_t end = 0;  // behind it
};

// "3 30 pm", "7pm". Nothing: there is no time at `i`.
std::optional<SaidTime> time_at(Part words, std::size_t i) {
  if (words[i] == "noon") return SaidTime{minutes(12 * 60), i + 1};
  const auto is_minute = [](const std::string& word) {
    return word.size() == 2 && word[0] >= '0' && word[0] <= '5';
  };
  int hour = 0, minute = 0;
  const std::string& first = words[i];
  const auto [end, error] = std::from_chars(first.data(), first.data() + first.size(), hour);
  if (error != std::errc() || hour > 24) return std::nullopt;
  std::string_view half(end, static_cast<std::size_t>(first.data() + first.size() - end));
  std::size_t next = i + 1;
  if (half.empty() && next < words.size() && is_minute(words[next])) {
    std::from_chars(words[next].data(), words[next].data() + 2, minute);
    ++next;
  }
  if (half.empty() && next < words.size() && is_one_of(words[next], {"am", "pm"})) half = words[next++];
  if (half == "pm" && hour < 12) hour += 12;
  if (half == "am" && hour == 12) hour = 0;
  return SaidTime{minutes(hour * 60 + minute), next};
}

// The words say when it begins, and it is not when the meeting does: they are about something else then.
bool at_another_time(Part words, const Meeting& meeting) {
  for (std::size_t i = 0; i < words.size();) {
    const auto time = time_at(words, i);
    const bool when_it_ends = i > 0 && is_one_of(words[i - 1], {"to", "until", "till", "-", "a"});
    if (time && !when_it_ends)
      return time->of_day != meeting.start && time->of_day + minutes(12 * 60) != meeting.start;
    i = time ? time->end : i + 1;
  }
  return false;
}

// What stands before, in and behind the phrase of one sentence, or one part of a name.
struct Clause {
  Part before;
  WeekPhrase phrase;
  Part behind;
};

std::optional<Clause> clause_of(Part words, Weekday day) {
  const Tokens tokens(words.begin(), words.end());
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (auto phrase = week_phrase_at(tokens, i, day)) {
      const std::size_t begin = phrase->begin, end = phrase->end;
      return Clause{words.first(begin), std::move(*phrase), words.subspan(end)};
    }
  return std::nullopt;
}

// The rest of a sentence may go on behind "only" or a comma.
bool ends_well(Part behind, bool limited) {
  std::size_t i = 0;
  while (i < behind.size() && (is_time_word(behind[i]) || is_only(behind[i]))) ++i;
  if (i == behind.size()) return true;
  const bool goes_on = behind[i] == "," || behind[i] == "/" || (limited && behind[i] != "for");
  return goes_on && std::none_of(behind.begin(), behind.end(), is_something_else);
}

// Sentences: the rule must be said of the meeting, in words of which each is known.
bool is_the_rule(const Clause& clause, const Meeting& meeting, bool whole_text) {
  const auto own = [&](const std::string& word) {
    if (is_neutral(word)) return true;
    const std::vector<std::string> name = folded_words(meeting.name + " " + meeting.group);
    return !is_something_else(word) && std::find(name.begin(), name.end(), word) != name.end();
  };
  if (!std::all_of(clause.before.begin(), clause.before.end(), own)) return false;
  const bool only = (!clause.behind.empty() && is_only(clause.behind.front())) ||
                    std::any_of(clause.before.begin(), clause.before.end(), is_only);
  const bool verb = std::any_of(clause.before.begin(), clause.before.end(), is_verb);
  const bool several =
      clause.phrase.which.size() > 1 || clause.phrase.of_the_month || clause.phrase.which.empty();
  const bool named = std::any_of(clause.before.begin(), clause.before.end(), is_meeting) && several;
  const bool alone = whole_text && clause.before.empty();
  if (!only && !verb && !named && !alone && !is_monthly(clause.before)) return false;
  // "Only meets 1st Saturday": whatever follows. "Meets 1st Saturday in the chapel": perhaps only then there.
  const bool limited = verb && std::any_of(clause.before.begin(), clause.before.end(), is_only);
  return ends_well(clause.behind, limited);
}

// A name, or what is in its brackets or behind its dash.
bool is_the_rule_of_name(const Clause& clause) {
  if (std::any_of(clause.before.begin(), clause.before.end(), is_something_else) ||
      std::any_of(clause.behind.begin(), clause.behind.end(), is_something_else))
    return false;
  if (!clause.behind.empty() && is_only(clause.behind.front())) return true;
  const bool ends = std::all_of(clause.behind.begin(), clause.behind.end(), is_time_word);
  if (!ends) return false;
  const bool alone = std::all_of(clause.before.begin(), clause.before.end(), is_neutral);
  const bool several = clause.phrase.has_day && clause.phrase.which.size() != 1;
  return alone || several;
}

std::vector<Part> split_at(Part words, std::initializer_list<std::string_view> signs) {
  std::vector<Part> parts;
  while (!words.empty()) {
    const auto end = std::find_if(words.begin(), words.end(),
                                  [&](const std::string& word) { return is_one_of(word, signs); });
    const auto length = static_cast<std::size_t>(end - words.begin());
    if (length > 0) parts.push_back(words.first(length));
    words = words.subspan(std::min(length + 1, words.size()));
  }
  return parts;
}

// What follows a colon is explained by what stands before it, which must be no more than "Note" or "Meets".
std::optional<Part> behind_colon(Part sentence) {
  const auto colon = std::find(sentence.begin(), sentence.end(), ":");
  if (colon == sentence.end()) return sentence;
  const bool says_nothing = std::all_of(sentence.begin(), colon, [](const std::string& word) {
    return is_one_of(word, {"note", "notes", "please", "important", "when", "schedule", "days", "meets",
                            "meetings", "nota", "horario", "cuando"});
  });
  if (!says_nothing || colon == sentence.begin()) return std::nullopt;
  return sentence.subspan(static_cast<std::size_t>(colon - sentence.begin()) + 1);
}

// Somewhere it says that it is every week.
bool says_every_week(Part words, Weekday day) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == "weekly" || (is_one_of(words[i], {"every", "each"}) && i + 1 < words.size() &&
                                 (names_weekday(words[i + 1], day) || words[i + 1] == "week")))
      if (i == 0 || !is_one_of(words[i - 1], {"bi", "-"})) return true;
  return false;
}

std::string repeats(const std::vector<int>& which) {
  if (which.empty()) return "every 2 weeks";
  std::string text;
  for (const int n : which) {
    constexpr std::array<std::string_view, 6> names = {"", "1st", "2nd", "3rd", "4th", "5th"};
    if (!text.empty()) text += ", ";
    text += n < 0 ? "last" : names[static_cast<std::size_t>(n)];
  }
  return text;
}

// "No meeting", "does not meet", "is not held", "cancelled", "every Friday except".
bool says_not_held(Part words) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i] == "no" && is_meeting(words[i + 1])) return true;
    if (is_one_of(words[i], {"not", "t", "dont", "doesnt", "wont"}) && is_verb(words[i + 1])) return true;
  }
  if (holds(words, {"cancelled", "canceled", "cancelada", "cancelado"})) return true;
  const auto every = std::ranges::find(words, std::string("every"));
  return every != words.end() && holds({every, words.end()}, {"except", "excepto"});
}

// A time of the year, or "until further notice".
bool says_a_time(Part words) {
  return holds(words, {"further", "june", "july", "august", "summer", "december", "january", "holidays",
                       "verano", "julio", "agosto", "diciembre"});
}

std::vector<Clause> rules_in_name(Part words, Weekday day) {
  std::vector<Clause> rules;
  for (const Part part : split_at(words, {"(", ")", "-", ":", "\n", "."}))
    if (auto clause = clause_of(part, day); clause && is_the_rule_of_name(*clause))
      rules.push_back(std::move(*clause));
  return rules;
}

std::vector<Clause> rules_in_notes(Part words, const Meeting& meeting, Weekday day) {
  std::vector<Clause> rules;
  const std::vector<Part> sentences = split_at(words, {".", "\n"});
  for (const Part sentence : sentences) {
    const auto said = behind_colon(sentence);
    if (!said) continue;
    const auto clause = clause_of(*said, day);
    if (!clause) continue;
    // Parts between slashes are facts of their own, unless one before speaks of what happens then.
    const auto slash = std::find(clause->before.rbegin(), clause->before.rend(), "/");
    const auto begin = static_cast<std::size_t>(clause->before.rend() - slash);
    const Part earlier = clause->before.first(begin), before = clause->before.subspan(begin);
    if (std::any_of(earlier.begin(), earlier.end(), is_something_else)) continue;
    Clause rule{before, clause->phrase, clause->behind};
    if (is_the_rule(rule, meeting, sentences.size() == 1 && earlier.empty()))
      rules.push_back(std::move(rule));
  }
  return rules;
}

// Another phrase of this weekday says something that the rule does not.
bool is_contradicted(Part words, const WeekPhrase& rule, Weekday day) {
  if (rule.which.empty()) return false;
  const Tokens tokens(words.begin(), words.end());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto other = week_phrase_at(tokens, i, day);
    if (!other) continue;
    for (const int which : other->which)
      if (std::find(rule.which.begin(), rule.which.end(), which) == rule.which.end()) return true;
    if (other->which.empty()) return true;
    i = other->end - 1;
  }
  return false;
}

}  // namespace

std::optional<std::string> suggested_repeats(const Meeting& meeting, std::string_view text, Wording where) {
  const auto* weekly = std::get_if<Weekly>(&meeting.recurrence.rule);
  if (!weekly || weekly->days.count() != 1 || !may_speak_of_weeks(text)) return {};
  unsigned encoding = 0;
  while (!weekly->days[encoding]) ++encoding;
  const Weekday day(encoding);

  const Tokens tokens = phrase_tokens(text);
  const std::vector<Clause> rules =
      where == Wording::name ? rules_in_name(tokens, day) : rules_in_notes(tokens, meeting, day);
  if (rules.empty() || says_every_week(tokens, day)) return {};
  for (const Clause& rule : rules)
    if (at_another_time(rule.behind, meeting) || is_contradicted(tokens, rule.phrase, day)) return {};
  return repeats(rules.front().phrase.which);
}

bool leaves_weeks_out(const Meeting& meeting, std::string_view text) {
  const auto* weekly = std::get_if<Weekly>(&meeting.recurrence.rule);
  if (!weekly || weekly->days.count() != 1) return false;
  unsigned encoding = 0;
  while (!weekly->days[encoding]) ++encoding;
  const Tokens tokens = phrase_tokens(text);
  return std::ranges::any_of(split_at(tokens, {".", "\n"}), [&](Part sentence) {
    return says_not_held(sentence) && (clause_of(sentence, Weekday(encoding)) || says_a_time(sentence));
  });
}

}  // namespace porchlight::schedule
