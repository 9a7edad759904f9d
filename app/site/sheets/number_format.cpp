#include "site/sheets/number_format.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <vector>

#include "schedule/time.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

constexpr long day_s = 24 * 60 * 60;

// One letter or sign of a format code that means something; what is quoted, escaped, or in brackets is a
// literal.
struct Token {
  char sign = 0;   // lower case; 0: `literal`; '?': a placeholder like 0 and #; 'e': exponent; 'a': AM/PM
  int length = 1;  // how often it stands there: "yyyy"
  bool elapsed = false;  // [h]: hours that go beyond 24
  std::string literal;
};

bool starts_with_blind(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && lower(text.substr(0, word.size())) == word;
}

class Tokens {
 public:
  explicit Tokens(std::string_view code) : code_(code) {
    while (!code_.empty()) next();
  }
  std::vector<Token> take() { return std::move(tokens_); }

 private:
  void add_literal(std::string_view text) {
    if (tokens_.empty() || tokens_.back().sign != 0) tokens_.push_back({});
    tokens_.back().literal += text;
  }

  void next() {
    const char c = code_.front();
    if (c == '"') {
      const std::size_t end = std::min(code_.find('"', 1), code_.size());
      add_literal(code_.substr(1, end - 1));
      return code_.remove_prefix(std::min(end + 1, code_.size()));
    }
    if (c == '\\' || c == '_' || c == '*') {
      if (c == '\\') add_literal(code_.substr(1, 1));
      return code_.remove_prefix(std::min<std::size_t>(2, code_.size()));
    }
    if (c == '[') return bracket();
    for (const std::string_view half : {"am/pm", "a/p"})
      if (starts_with_blind(code_, half)) {
        tokens_.push_back({'a'});
        return code_.remove_prefix(half.size());
      }
    const char sign = lower(code_.substr(0, 1))[0];
    if (sign == 'e' && code_.size() > 1 && (code_[1] == '+' || code_[1] == '-')) {
      tokens_.push_back({'e'});
      return code_.remove_prefix(2);
    }
    if (std::string_view("ymdhsbg").find(sign) != std::string_view::npos || sign == 'e') {
      // "e" alone is a year of East Asia.
      const std::size_t length = std::min(code_.find_first_not_of(code_.substr(0, 1)), code_.size());
      tokens_.push_back({sign == 'e' || sign == 'b' || sign == 'g' ? 'y' : sign, static_cast<int>(length)});
      return code_.remove_prefix(length);
    }
    if (std::string_view("0#?.,%/").find(sign) != std::string_view::npos)
      tokens_.push_back({sign});
    else if (sign != '@')
      add_literal(code_.substr(0, 1));
    code_.remove_prefix(1);
  }

  // [h], [mm], [$€-407], [Red], [>=100]
  void bracket() {
    const std::size_t end = std::min(code_.find(']'), code_.size());
    const std::string inside = lower(code_.substr(1, end - 1));
    code_.remove_prefix(std::min(end + 1, code_.size()));
    if (!inside.empty() && inside.find_first_not_of(inside[0]) == std::string::npos &&
        std::string_view("hms").find(inside[0]) != std::string_view::npos)
      tokens_.push_back({inside[0], static_cast<int>(inside.size()), true});
    else if (inside.starts_with('$'))
      add_literal(inside.substr(1, inside.find('-') - 1));
  }

  std::string_view code_;
  std::vector<Token> tokens_;
};

// The sections of a code: positive; negative; zero.
std::vector<std::string_view> sections(std::string_view code) {
  std::vector<std::string_view> result;
  std::size_t begin = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i] == '\\') {
      ++i;
    } else if (code[i] == '"') {
      quoted = !quoted;
    } else if (code[i] == ';' && !quoted) {
      result.push_back(code.substr(begin, i - begin));
      begin = i + 1;
    }
  }
  result.push_back(code.substr(std::min(begin, code.size())));
  return result;
}

bool has(const std::vector<Token>& tokens, std::string_view signs) {
  return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
    return token.sign != 0 && signs.find(token.sign) != std::string_view::npos;
  });
}

std::string iso_date(long serial, DateSystem dates) {
  using std::chrono::sys_days, std::chrono::days, std::chrono::year;
  if (dates == DateSystem::from_1900 && serial == 60) return "1900-02-29";
  const sys_days first = dates == DateSystem::from_1904 ? sys_days(year(1904) / 1 / 1)
                         : serial < 60                  ? sys_days(year(1899) / 12 / 31)
                                                        : sys_days(year(1899) / 12 / 30);
  return schedule::iso_date(schedule::Date(first + days(serial)));
}

std::string weekday_name(long serial, DateSystem dates) {
  constexpr std::array<std::string_view, 7> names{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                  "Thursday", "Friday", "Saturday"};
  // What spreadsheets show: serial number 1 is a Sunday to them, also where the calendar says Monday.
  const long day = dates == DateSystem::from_1904 ? serial + 5 : serial + 6;
  return std::string(names[static_cast<std::size_t>(day % 7)]);
}

std::string shown_moment(double value, const std::vector<Token>& tokens, DateSystem dates) {
  constexpr double last_day = 2'958'465;  // 9999-12-31
  if (value < 0 || value > last_day) return plain_number(value);
  const long seconds = std::lround(value * day_s), serial = seconds / day_s;
  bool has_date = false, has_weekday = false, has_time = false, elapsed = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    elapsed |= token.elapsed;
    const auto neighbour = [&](std::size_t step, char sign) {
      std::size_t at = i + step;
      while (at < tokens.size() && tokens[at].sign == 0) at += step;
      return at < tokens.size() && tokens[at].sign == sign;
    };
    constexpr std::size_t back = static_cast<std::size_t>(-1);
    const bool minutes = token.sign == 'm' && (token.elapsed || neighbour(back, 'h') || neighbour(1, 's'));
    if (token.sign == 'h' || token.sign == 's' || token.sign == 'a' || minutes)
      has_time = true;
    else if (token.sign == 'd' && token.length >= 3)
      has_weekday = true;
    else if (token.sign == 'y' || token.sign == 'm' || token.sign == 'd')
      has_date = true;
  }
  if (elapsed) return shown_time(seconds);
  const std::string time = shown_time(seconds % day_s);
  const bool only_time = serial == 0 && dates == DateSystem::from_1900;
  if (!has_date && !has_weekday) return time;
  std::string day = has_date ? iso_date(serial, dates) : weekday_name(serial, dates);
  if (!has_time) return day;
  return only_time ? time : seconds % day_s == 0 ? day : day + " " + time;
}

// Puts digits into the placeholders of a code such as 00000 or (000) 000-0000, from the right.
class NumberPicture {
 public:
  explicit NumberPicture(const std::vector<Token>& tokens) : tokens_(tokens) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const char sign = tokens[i].sign;
      const bool placeholder = sign == '0' || sign == '#' || sign == '?';
      if (sign == '%') ++percents_;
      if (sign == '.' && point_ == tokens.size() + 1) point_ = i;
      if (placeholder) ++(i > point_ ? decimals_ : whole_);
      if (sign == ',' && whole_ > 0) grouped_ = true;
    }
  }

  bool holds_number() const { return whole_ + decimals_ > 0; }

  std::string fill(double value) const {
    const double scaled = value * std::pow(100.0, percents_);
    std::array<char, 400> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), scaled,
                                            std::chars_format::fixed, decimals_);
    if (error != std::errc()) return plain_number(value);
    const std::string_view digits(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    double rounded = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), rounded);
    // Only shown rounded: the number itself says more.
    if (percents_ == 0 && std::abs(rounded - scaled) > 1e-9 * std::max(1.0, std::abs(scaled)))
      return plain_number(value);
    const std::size_t point = std::min(digits.find('.'), digits.size());
    return put(std::string(digits.substr(0, point)),
               std::string(digits.substr(std::min(point + 1, digits.size()))));
  }

 private:
  // Backwards over the code: decimals, then the whole part.
  std::string put(std::string whole, std::string decimals) const {
    if (whole == "0") whole.clear();
    std::string reversed;
    const auto add = [&](std::string_view text) { reversed.append(text.rbegin(), text.rend()); };
    int left = whole_, placed = 0;
    const auto digit = [&] {
      if (grouped_ && placed > 0 && placed % 3 == 0) reversed += ',';
      reversed += whole.back();
      whole.pop_back();
      ++placed;
    };
    bool decimal_shown = false;
    for (std::size_t i = tokens_.size(); i-- > 0;) {
      const Token& token = tokens_[i];
      if (token.sign == 0) {
        add(token.literal);
      } else if (token.sign == '%') {
        reversed += '%';
      } else if (token.sign == '.' && i == point_) {
        if (decimal_shown) reversed += '.';
      } else if (token.sign == '0' || token.sign == '#' || token.sign == '?') {
        if (i > point_ && point_ < tokens_.size()) {
          const char last = decimals.empty() ? '0' : decimals.back();
          if (!decimals.empty()) decimals.pop_back();
          if (token.sign == '0' || last != '0' || decimal_shown) reversed += last, decimal_shown = true;
          continue;
        }
        --left;
        if (!whole.empty())
          digit();
        else if (token.sign == '0')
          reversed += '0', ++placed;
        if (left == 0)
          while (!whole.empty()) digit();
      }
    }
    return {reversed.rbegin(), reversed.rend()};
  }

  const std::vector<Token>& tokens_;
  std::size_t point_ = tokens_.size() + 1;
  int percents_ = 0, whole_ = 0, decimals_ = 0;
  bool grouped_ = false;
};

}  // namespace

std::string shown(double value, std::string_view format, DateSystem dates) {
  if (!std::isfinite(value)) return {};
  constexpr std::size_t longest_code = 255;  // Excel's limit
  if (format.size() > longest_code) return plain_number(value);
  const std::vector<std::string_view> parts = sections(format);
  const std::size_t part = parts.size() > 1 && value < 0 ? 1 : parts.size() > 2 && value == 0 ? 2 : 0;
  if (format.empty() || parts[part] == "@" || lower(parts[part]).find("general") != std::string::npos)
    return plain_number(value);
  const std::vector<Token> tokens = Tokens(parts[part]).take();
  if (has(tokens, "ymdhs")) return shown_moment(value, tokens, dates);
  if (has(tokens, "e/")) return plain_number(value);
  const NumberPicture picture(tokens);
  // ";;;" shows nothing.
  if (!picture.holds_number()) return tokens.empty() ? std::string() : tokens.front().literal;
  // The second section shows its sign itself.
  const bool minus = part == 0 && value < 0;
  return (minus ? "-" : "") + picture.fill(std::abs(value));
}

std::string_view built_in_format(int id) {
  switch (id) {
    case 1:
      return "0";
    case 2:
      return "0.00";
    case 3:
      return "#,##0";
    case 4:
      return "#,##0.00";
    case 9:
      return "0%";
    case 10:
      return "0.00%";
    case 37:
    case 38:
      return "#,##0;-#,##0";
    case 39:
    case 40:
      return "#,##0.00;-#,##0.00";
    case 18:
    case 19:
    case 20:
    case 21:
    case 32:
    case 33:
    case 34:
    case 35:
    case 45:
    case 47:
    case 55:
    case 56:
      return "h:mm:ss";
    case 46:
      return "[h]:mm:ss";
    case 22:
      return "m/d/yy h:mm";
    default:
      // 14 to 17, and those of East Asia.
      return (id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? "yyyy-mm-dd"
                                                                                        : "General";
  }
}

std::string plain_number(double value) {
  if (!std::isfinite(value)) return {};
  constexpr int digits_kept = 15;
  std::array<char, 64> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                          std::chars_format::general, digits_kept);
  double kept = 0;
  std::from_chars(buffer.data(), end, kept);
  // As people write it, not as 1e+05, where it has room.
  constexpr double longest_fixed = 1e15, smallest_fixed = 1e-6;
  const bool fixed = kept == 0 || (std::abs(kept) < longest_fixed && std::abs(kept) > smallest_fixed);
  const auto [last, failed] =
      fixed ? std::to_chars(buffer.data(), buffer.data() + buffer.size(), kept, std::chars_format::fixed)
            : std::to_chars(buffer.data(), buffer.data() + buffer.size(), kept);
  return failed == std::errc() ? std::string(buffer.data(), last) : std::string();
}

std::string shown_date(std::string_view iso) {
  const std::string date(iso.substr(0, iso.find('T')));
  if (!schedule::parse_date(date)) return std::string(iso);
  if (date.size() == iso.size()) return date;
  std::string_view time = iso.substr(date.size() + 1);
  time = time.substr(0, time.find_first_of(".,Z+"));
  if (time.ends_with(":00") && time.size() == 8) time.remove_suffix(3);
  if (date == "1899-12-30" || date == "1899-12-31") return std::string(time);
  return time == "00:00" || time.empty() ? date : date + " " + std::string(time);
}

std::string shown_time(long seconds) {
  const auto two = [](long number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  const std::string text = two(seconds / 3600) + ":" + two(seconds / 60 % 60);
  return seconds % 60 == 0 ? text : text + ":" + two(seconds % 60);
}

}  // namespace porchlight::site
