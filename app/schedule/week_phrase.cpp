#include "schedule/week_phrase.h"

#include <algorithm>
#include <array>

#include "schedule/fold.h"

namespace porchlight::schedule {

namespace {

using Tokens = std::vector<std::string>;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// 1 to 5, -1 for the last; 0: no ordinal.
int ordinal(std::string_view word) {
  struct Name {
    std::string_view word;
    int which;
  };
  static constexpr Name names[] = {
      {"1st", 1},      {"first", 1},   {"1er", 1},    {"1ro", 1},    {"primer", 1},  {"primero", 1},
      {"primeros", 1}, {"2nd", 2},     {"second", 2}, {"2do", 2},    {"segundo", 2}, {"segundos", 2},
      {"3rd", 3},      {"third", 3},   {"3er", 3},    {"3ro", 3},    {"tercer", 3},  {"tercero", 3},
      {"terceros", 3}, {"4th", 4},     {"fourth", 4}, {"4to", 4},    {"cuarto", 4},  {"cuartos", 4},
      {"5th", 5},      {"fifth", 5},   {"5to", 5},    {"quinto", 5}, {"quintos", 5}, {"last", -1},
      {"ultimo", -1},  {"ultimos", -1}};
  for (const Name& name : names)
    if (word == name.word) return name.which;
  return 0;
}

bool is_week(std::string_view word) {
  return is_one_of(word, {"week", "weeks", "wk", "wks", "semana", "semanas"});
}

bool is_short_day(std::string_view word) {
  return is_one_of(
      word, {"sun", "mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "wk", "wks"});
}

// Moves behind "of the month", "each month", "del mes", "de cada mes"; whether it was there.
bool skip_of_the_month(const Tokens& tokens, std::size_t& k) {
  std::size_t month = k;
  while (month < tokens.size() && month < k + 4 &&
         is_one_of(tokens[month], {"of", "in", "the", "each", "every", "a", "del", "de", "cada", "el"}))
    ++month;
  if (month == k || month >= tokens.size() || !is_one_of(tokens[month], {"month", "months", "mes", "mo"}))
    return false;
  k = month + 1;
  return true;
}

std::optional<WeekPhrase> every_second(const Tokens& tokens, std::size_t i, Weekday day) {
  const auto word = [&](std::size_t k) {
    return k < tokens.size() ? std::string_view(tokens[k]) : std::string_view();
  };
  WeekPhrase phrase{i, i, {}, true, false};
  const auto ends_at = [&](std::size_t end) {
    phrase.end = end;
    // "Every other Saturday of the month" may be the 1st and 3rd, or the 2nd and 4th.
    std::size_t k = end;
    return skip_of_the_month(tokens, k) ? std::nullopt : std::optional(phrase);
  };
  if (is_one_of(word(i), {"biweekly", "fortnightly"})) return ends_at(i + 1);
  if (word(i) == "bi" && is_one_of(word(i + 1), {"weekly"})) return ends_at(i + 2);
  if (word(i) == "bi" && word(i + 1) == "-" && word(i + 2) == "weekly") return ends_at(i + 3);
  const bool other = word(i) == "every" && word(i + 1) == "other",
             alternate = is_one_of(word(i), {"alternate", "alternating"});
  if (other || alternate) {
    const std::size_t k = other ? i + 2 : i + 1;
    return names_weekday(word(k), day) || is_week(word(k)) ? ends_at(k + 1) : std::nullopt;
  }
  if (word(i) == "every" && is_one_of(word(i + 1), {"2", "two", "second", "2nd"}) && is_week(word(i + 2)))
    return ends_at(i + 3);
  if (word(i) == "cada" && is_one_of(word(i + 1), {"2", "dos"}) && is_week(word(i + 2)))
    return ends_at(i + 3);
  if (word(i) == "cada" && is_one_of(word(i + 1), {"15", "quince"}) && word(i + 2) == "dias")
    return ends_at(i + 3);
  return std::nullopt;
}

// "1st, 2nd and 4th", "1st/3rd", "1st through 3rd" from `k` on, into `which`; moves behind it.
void read_ordinals(const Tokens& tokens, std::size_t& k, std::vector<int>& which) {
  bool range = false;
  for (std::size_t ahead = k; ahead < tokens.size(); ++ahead) {
    const std::string& token = tokens[ahead];
    if (const int found = ordinal(token)) {
      if (range && !which.empty())
        for (int between = which.back() + 1; between < found; ++between) which.push_back(between);
      which.push_back(found);
      range = false;
      k = ahead + 1;
    } else if (is_one_of(token, {"through", "thru"})) {
      range = true;
    } else if (!is_one_of(token, {"and", "y", "e", ",", "/", "the", "el"})) {
      return;
    }
  }
}

std::optional<WeekPhrase> of_each_month(const Tokens& tokens, std::size_t i, Weekday day) {
  const auto is_every = [&](std::size_t k) { return is_one_of(tokens[k], {"every", "each", "cada"}); };
  if (i > 0 && is_every(i - 1)) return std::nullopt;  // it began there, or was not clear
  const bool every = is_every(i);
  WeekPhrase phrase{i, i, {}, true, false};
  std::size_t k = every ? i + 1 : i;
  // "1st Saturday and 3rd Saturday", too.
  for (std::size_t next = k;;) {
    if (next >= tokens.size() || ordinal(tokens[next]) == 0) break;
    std::vector<int> which;
    read_ordinals(tokens, next, which);
    const bool named = next < tokens.size() && (names_weekday(tokens[next], day) || is_week(tokens[next]));
    if (!named && !phrase.which.empty()) break;
    phrase.which.insert(phrase.which.end(), which.begin(), which.end());
    phrase.has_day = named;
    k = named ? next + 1 : next;
    if (!named) break;
    next = k;
    while (next < tokens.size() && is_one_of(tokens[next], {"and", "y", ",", "the", "el"})) ++next;
  }
  if (phrase.which.empty()) return std::nullopt;
  phrase.of_the_month = skip_of_the_month(tokens, k);
  phrase.end = k;
  const std::size_t said = phrase.which.size();
  std::sort(phrase.which.begin(), phrase.which.end(),
            [](int a, int b) { return (a < 0 ? 9 : a) < (b < 0 ? 9 : b); });
  phrase.which.erase(std::unique(phrase.which.begin(), phrase.which.end()), phrase.which.end());
  if (phrase.which.size() != said) return std::nullopt;
  // One alone without a day may be of anything, and "the 1st of the month" is a date.
  if (!phrase.has_day && (said < 2 || phrase.of_the_month)) return std::nullopt;
  // "Every 2nd Saturday": of the month, or every second week?
  const bool clear = said > 1 || phrase.which[0] == 1 || phrase.which[0] == -1;
  if (every && !clear && !phrase.of_the_month) return std::nullopt;
  return phrase;
}

}  // namespace

bool names_weekday(std::string_view word, Weekday day) {
  static constexpr std::array<std::string_view, 7> english = {"sunday",   "monday", "tuesday", "wednesday",
                                                              "thursday", "friday", "saturday"};
  static constexpr std::array<std::string_view, 7> spanish = {"domingo", "lunes",   "martes", "miercoles",
                                                              "jueves",  "viernes", "sabado"};
  const std::string_view in_spanish = spanish[day.c_encoding() % 7];
  if (word == in_spanish ||
      (word.size() == in_spanish.size() + 1 && word.starts_with(in_spanish) && word.ends_with('s')))
    return true;
  if (word == "weds") return day == Weekday(3);
  if (word.ends_with('s') && word != "tues" && word != "thurs") word.remove_suffix(1);
  return word.size() >= 3 && english[day.c_encoding() % 7].starts_with(word);
}

std::vector<std::string> phrase_tokens(std::string_view text) {
  Tokens tokens;
  const auto is_sign = [](char c) {
    return std::string_view(",/-:().;!?|&+\n\r<>[]\"").find(c) != std::string_view::npos;
  };
  const auto is_digit = [&](std::size_t at) {
    return at < text.size() && text[at] >= '0' && text[at] <= '9';
  };
  const auto last_is_ordinal = [&] { return !tokens.empty() && ordinal(tokens.back()) != 0; };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && !is_sign(text[end])) ++end;
    for (std::string& word : folded_words(text.substr(at, end - at))) tokens.push_back(std::move(word));
    if (end == text.size()) break;
    const char sign = text[end];
    const bool before_digit = is_digit(end + 1), behind_digit = end > 0 && is_digit(end - 1);
    at = end + 1;
    if (sign == '&' || sign == '+') {
      tokens.emplace_back("and");
    } else if (sign == '.' && !tokens.empty() && (last_is_ordinal() || is_short_day(tokens.back()))) {
      continue;
    } else if (sign == '-' && last_is_ordinal() && before_digit) {
      tokens.emplace_back("through");
    } else if (sign == ':' && behind_digit && before_digit) {
      continue;
    } else if (sign == '\n' || sign == '\r') {
      tokens.emplace_back("\n");
    } else if (std::string_view(";!?|").find(sign) != std::string_view::npos) {
      tokens.emplace_back(".");
    } else if (std::string_view("<>[]\"").find(sign) == std::string_view::npos) {
      tokens.emplace_back(1, sign);
    }
  }
  return tokens;
}

std::optional<WeekPhrase> week_phrase_at(const std::vector<std::string>& tokens, std::size_t i, Weekday day) {
  if (i >= tokens.size()) return std::nullopt;
  if (auto phrase = every_second(tokens, i, day)) return phrase;
  return of_each_month(tokens, i, day);
}

bool may_speak_of_weeks(std::string_view text) {
  // How the words begin that begin such a phrase; without accents, in which letters one may be.
  static constexpr std::string_view beginnings[] = {
      "1st",    "1er",    "1ro",   "2nd",   "2do",    "3rd",    "3er",          "3ro",
      "4th",    "4to",    "5th",   "5to",   "first",  "second", "third",        "fourth",
      "fifth",  "last",   "every", "each",  "altern", "bi",     "fortn",        "primer",
      "segund", "tercer", "cuart", "quint", "cada",   "ultim",  "\xC3\xBAltim", "\xC3\x9Altim"};
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  bool in_word = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = lower(text[at]);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
    if (letter && !in_word)
      for (const std::string_view beginning : beginnings)
        if (beginning[0] == c && text.size() - at >= beginning.size() &&
            std::equal(beginning.begin(), beginning.end(), text.begin() + static_cast<std::ptrdiff_t>(at),
                       [&](char a, char b) { return a == lower(b); }))
          return true;
    in_word = letter;
  }
  return false;
}

}  // namespace porchlight::schedule
