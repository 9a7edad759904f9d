#include "site/formats/days.h"

#include <algorithm>
#include <array>

#include "site/words.h"

namespace porchlight::site {
namespace {

constexpr std::array<std::string_view, 7> english{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                  "Thursday", "Friday", "Saturday"};

struct Name {
  std::string_view word;
  unsigned day;  // 0 is Sunday
};
constexpr Name names[] = {
    {"sunday", 0},   {"sun", 0},    {"su", 0},        {"domingo", 0},   {"dom", 0},       {"monday", 1},
    {"mon", 1},      {"mo", 1},     {"lunes", 1},     {"lun", 1},       {"tuesday", 2},   {"tues", 2},
    {"tue", 2},      {"tu", 2},     {"martes", 2},    {"mar", 2},       {"wednesday", 3}, {"wed", 3},
    {"weds", 3},     {"we", 3},     {"miércoles", 3}, {"miercoles", 3}, {"mié", 3},       {"mie", 3},
    {"thursday", 4}, {"thurs", 4},  {"thur", 4},      {"thu", 4},       {"th", 4},        {"jueves", 4},
    {"jue", 4},      {"friday", 5}, {"fri", 5},       {"fr", 5},        {"viernes", 5},   {"vie", 5},
    {"saturday", 6}, {"sat", 6},    {"sa", 6},        {"sábado", 6},    {"sabado", 6},    {"sáb", 6},
    {"sab", 6},
};

struct Group {
  std::string_view word;
  unsigned long days;  // a bit per day, bit 0 is Sunday
};
constexpr Group groups[] = {
    {"daily", 0b1111111},   {"everyday", 0b1111111}, {"diario", 0b1111111},  {"weekdays", 0b0111110},
    {"weekday", 0b0111110}, {"weekends", 0b1000001}, {"weekend", 0b1000001},
};

// Words and "-", the latter where one day reaches to another.
std::vector<std::string> tokens(std::string_view text) {
  std::vector<std::string> result;
  std::string word;
  const auto end_word = [&] {
    if (word == "to" || word == "thru" || word == "through") word = "-";
    if (!word.empty() && word != "and" && word != "y" && word != "every" && word != "each" && word != "on")
      result.push_back(word);
    word.clear();
  };
  const std::string plain = matching_key(text);
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const char c = plain[i];
    if (std::string_view(" ,;/&+|.\n").find(c) != std::string_view::npos) {
      end_word();
    } else if (c == '-') {
      end_word();
      result.push_back("-");
    } else {
      word += c;
    }
  }
  end_word();
  if (result.size() == 1 && result[0] == "day") result[0] = "daily";  // "every day"
  return result;
}

}  // namespace

std::optional<schedule::Weekday> read_day(std::string_view text) {
  std::string word = lower(trimmed(text));
  if (word.ends_with('.')) word.pop_back();
  for (int attempt = 0; attempt < 2; ++attempt) {
    for (const Name& name : names)
      if (name.word == word) return schedule::Weekday(name.day);
    if (!word.ends_with('s')) break;
    word.pop_back();  // "Mondays"
  }
  if (word.size() == 1 && word[0] >= '0' && word[0] <= '6')
    return schedule::Weekday(static_cast<unsigned>(word[0] - '0'));
  return std::nullopt;
}

ReadDays read_days(std::string_view text) {
  ReadDays read;
  // Below 0 there is no day; a minus elsewhere reaches from one day to another.
  if (const std::string number = trimmed(text);
      number.size() > 1 && number[0] == '-' &&
      number.find_first_not_of("0123456789", 1) == std::string::npos) {
    read.unknown.push_back(number);
    return read;
  }
  std::optional<schedule::Weekday> last;
  bool range = false;
  for (const std::string& token : tokens(text)) {
    if (token == "-") {
      range = last.has_value();
      continue;
    }
    const auto* group =
        std::find_if(std::begin(groups), std::end(groups), [&](const Group& g) { return g.word == token; });
    const auto day = read_day(token);
    if (group != std::end(groups)) {
      read.days |= schedule::Weekdays(group->days);
    } else if (!day) {
      read.unknown.push_back(token);
    } else {
      if (range)
        for (unsigned d = last->c_encoding(); d != day->c_encoding(); d = (d + 1) % 7) read.days.set(d);
      read.days.set(day->c_encoding());
    }
    last = day;
    range = false;
  }
  return read;
}

std::optional<std::string> suggested_day(std::string_view word) {
  static const std::vector<std::string> candidates = [] {
    std::vector<std::string> words(english.begin(), english.end());
    for (const std::string_view each : {"daily", "weekdays", "weekends"}) words.emplace_back(each);
    return words;
  }();
  return nearest(word, candidates);
}

std::optional<std::string> suggested_days(std::string_view cell) {
  std::optional<std::string> mended(cell);
  for (const std::string& word : read_days(cell).unknown) {
    const auto meant = suggested_day(word);
    if (meant && mended) mended = with_piece(*mended, " ,;/&+|.\n-", word, *meant);
    if (!meant) mended.reset();
  }
  if (mended && !read_days(*mended).unknown.empty()) return std::nullopt;
  return mended;
}

schedule::Weekdays days_of(const schedule::Recurrence& recurrence) {
  return std::visit(
      [](const auto& rule) {
        if constexpr (requires { rule.days; })
          return rule.days;
        else
          return schedule::Weekdays();
      },
      recurrence.rule);
}

std::vector<std::string> short_day_names(schedule::Weekdays days) {
  std::vector<std::string> result;
  for (std::size_t day = 0; day < 7; ++day)
    if (days.test(day)) result.push_back(lower(english[day].substr(0, 3)));
  return result;
}

std::string day_name(schedule::Weekday day) {
  return std::string(english[day.c_encoding() % 7]);
}

}  // namespace porchlight::site
