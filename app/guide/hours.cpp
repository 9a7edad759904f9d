// parse_hours: opening hours as people write them.
#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <tuple>
#include <utility>

#include "guide/help.h"

namespace porchlight::guide {

namespace {

using std::string_view;
using std::chrono::weekday;
using Minutes = std::chrono::minutes;

constexpr Minutes whole_day{1440};
constexpr std::array day_names{string_view("monday"),   string_view("tuesday"), string_view("wednesday"),
                               string_view("thursday"), string_view("friday"),  string_view("saturday"),
                               string_view("sunday")};

struct Token {
  enum class Type { word, number, sign } type;
  std::string text;  // words in small letters, without full stops
};

// Signs that spreadsheets and word processors put in for "-" and " ".
std::string plain_signs(string_view text) {
  constexpr std::array<std::pair<string_view, char>, 7> signs{
      {{"–", '-'}, {"—", '-'}, {"−", '-'}, {"‑", '-'}, {"\u00a0", ' '}, {"\u202f", ' '}, {"\n", ';'}}};
  std::string result;
  while (!text.empty()) {
    const auto sign = std::ranges::find_if(signs, [&](const auto& s) { return text.starts_with(s.first); });
    result += sign == signs.end() ? text.front() : sign->second;
    text.remove_prefix(sign == signs.end() ? 1 : sign->first.size());
  }
  return result;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::vector<Token> tokens_of(const std::string& text) {
  constexpr std::array ignored{string_view("open"), string_view("from"), string_view("on")};
  std::vector<Token> tokens;
  for (std::size_t i = 0; i < text.size();) {
    Token token{Token::Type::sign, {}};
    if (is_digit(text[i])) {
      token.type = Token::Type::number;
      while (i < text.size() && is_digit(text[i])) token.text += text[i++];
    } else if (is_letter(text[i])) {
      token.type = Token::Type::word;
      for (; i < text.size() && (is_letter(text[i]) || text[i] == '.'); ++i)
        if (text[i] != '.')
          token.text += static_cast<char>(std::tolower(static_cast<unsigned char>(text[i])));
      if (std::ranges::find(ignored, token.text) != ignored.end()) continue;
    } else {
      const char sign = text[i++];
      if (sign == ' ' || sign == '\t' || sign == '\r') continue;
      token.text = sign;
    }
    tokens.push_back(std::move(token));
  }
  return tokens;
}

struct Time {
  Minutes value{0};
  // maybe12: "9:00"; bare: "9"; named: noon, midnight.
  enum class Form { clock24, maybe12, am, pm, bare, named } form = Form::clock24;
};

// Recursive descent over the tokens. Each parse_ function gives nothing, and stays where it was, when the
// text goes on otherwise.
class Parser {
 public:
  explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  std::optional<OpenHours> parse() {
    if (is_always()) return OpenHours{true, {}};
    bool named_days = false;
    while (!at_end()) {
      const auto days = parse_days();
      if (!days && named_days) return std::nullopt;  // "Mon 9:00-12:00; 14:00-17:00": on which days?
      named_days = named_days || days.has_value();
      sign(":");
      if (!parse_spans(days.value_or(every_day()))) return std::nullopt;
      if (!at_end() && !sign(";") && !sign(",") && !word("and")) return std::nullopt;
    }
    return finished();
  }

 private:
  using Days = std::vector<weekday>;

  bool at_end() const { return next_ >= tokens_.size(); }
  const Token* peek(std::size_t ahead = 0) const {
    return next_ + ahead < tokens_.size() ? &tokens_[next_ + ahead] : nullptr;
  }
  bool take(Token::Type type, string_view text) {
    if (!peek() || peek()->type != type || peek()->text != text) return false;
    ++next_;
    return true;
  }
  bool sign(string_view text) { return take(Token::Type::sign, text); }
  bool word(string_view text) { return take(Token::Type::word, text); }
  bool number(string_view text) { return take(Token::Type::number, text); }

  static Days every_day() { return range(std::chrono::Monday, std::chrono::Sunday); }
  static Days range(weekday first, weekday last) {
    Days days{first};
    while (days.back() != last) days.push_back(days.back() + std::chrono::days(1));
    return days;
  }

  bool is_always() {
    constexpr std::array always{string_view("24/7"),         string_view("always"),
                                string_view("24hours"),      string_view("24h"),
                                string_view("24hoursaday"),  string_view("24hoursaday,7daysaweek"),
                                string_view("24hours7days"), string_view("dayandnight")};
    std::string all;
    for (const Token& token : tokens_) all += token.text;
    return std::ranges::find(always, all) != always.end();
  }

  std::optional<weekday> parse_day() {
    if (!peek() || peek()->type != Token::Type::word) return std::nullopt;
    string_view name = peek()->text;
    if (name == "weds") name = "wed";
    if (name.size() > 3 && name.ends_with("s") && name != "tues" && name != "thurs") name.remove_suffix(1);
    if (name.size() < 2) return std::nullopt;
    const auto day =
        std::ranges::find_if(day_names, [&](string_view full) { return full.starts_with(name); });
    if (day == day_names.end()) return std::nullopt;
    ++next_;
    return std::chrono::Monday + std::chrono::days(day - day_names.begin());
  }

  // "Mon-Fri", "Mon, Wed and Fri", "weekdays".
  std::optional<Days> parse_days() {
    if (word("daily") || word("everyday")) return every_day();
    if (peek(1) && peek(1)->text == "day" && word("every")) return ++next_, every_day();
    if (word("weekdays")) return range(std::chrono::Monday, std::chrono::Friday);
    if (word("weekends") || word("weekend")) return range(std::chrono::Saturday, std::chrono::Sunday);
    Days days;
    while (const auto first = parse_day()) {
      auto last = first;
      if (sign("-") || word("to") || word("through")) last = parse_day();
      if (!last) return std::nullopt;
      std::ranges::copy(range(*first, *last), std::back_inserter(days));
      const std::size_t before = next_;
      if (!sign(",") && !word("and") && !sign("&")) break;
      if (!parse_day()) {  // the comma was the last of the list
        next_ = before;
        break;
      }
      next_ = before + 1;
    }
    return days.empty() ? std::nullopt : std::optional(days);
  }

  bool parse_spans(const Days& days) {
    if (word("closed")) return true;
    const std::size_t start = next_;
    if (number("24") && word("hours")) return add(days, Minutes(0), whole_day);
    next_ = start;
    if (word("all") && word("day")) return add(days, Minutes(0), whole_day);
    next_ = start;
    do {
      const auto from = parse_time();
      if (!from || (!sign("-") && !word("to") && !word("until") && !word("till"))) return false;
      const auto to = parse_time();
      if (!to || !add_span(days, *from, *to)) return false;
    } while (time_follows());
    return true;
  }

  // "9:00-12:00, 14:00-17:00": the same days go on; "..., Sat 10:00" begins new ones.
  bool time_follows() {
    const Token* separator = peek();
    const Token* after = peek(1);
    if (!separator || !after ||
        (separator->text != "," && separator->text != "and" && separator->text != "&"))
      return false;
    if (after->type != Token::Type::number && after->text != "noon" && after->text != "midnight")
      return false;
    ++next_;
    return true;
  }

  std::optional<Time> parse_time() {
    if (word("noon")) return Time{Minutes(12 * 60), Time::Form::named};
    if (word("midnight")) return Time{Minutes(0), Time::Form::named};
    const Token* hour_token = peek();
    if (!hour_token || hour_token->type != Token::Type::number || hour_token->text.size() > 2)
      return std::nullopt;
    ++next_;
    const int hour = std::stoi(hour_token->text);
    int minute = 0;
    bool has_minutes = false;
    if (sign(":") || sign(".")) {
      if (!peek() || peek()->type != Token::Type::number || peek()->text.size() != 2) return std::nullopt;
      minute = std::stoi(peek()->text);
      has_minutes = true;
      ++next_;
    }
    const bool am = word("am"), pm = !am && word("pm");
    if (minute > 59 || hour > 24 || (hour == 24 && minute > 0)) return std::nullopt;
    if ((am || pm) && (hour < 1 || hour > 12)) return std::nullopt;
    if (am || pm)
      return Time{Minutes((hour % 12 + (pm ? 12 : 0)) * 60 + minute), am ? Time::Form::am : Time::Form::pm};
    const bool like_12 = hour >= 1 && hour <= 12 && hour_token->text.front() != '0';
    const auto form = !has_minutes ? Time::Form::bare : like_12 ? Time::Form::maybe12 : Time::Form::clock24;
    return Time{Minutes(hour * 60 + minute), form};
  }

  bool add_span(const Days& days, Time from, Time to) {
    using Form = Time::Form;
    const auto has_period = [](const Time& time) { return time.form == Form::am || time.form == Form::pm; };
    const auto vague = [](const Time& time) { return time.form == Form::maybe12 || time.form == Form::bare; };
    if (vague(from) && has_period(to)) {
      if (from.value < Minutes(60) || from.value >= Minutes(13 * 60)) return false;
      // "9-5 PM", "1-5 PM": the shorter of the two is meant.
      const Minutes am = from.value % Minutes(12 * 60), pm = am + Minutes(12 * 60);
      const auto length = [&](Minutes begin) {
        return (to.value - begin + whole_day - Minutes(1)) % whole_day;
      };
      return add(days, length(am) < length(pm) ? am : pm, to.value);
    }
    if (from.form == Form::bare || to.form == Form::bare) return false;
    if (vague(from) && to.form == Form::named) return false;                        // "8:00-midnight"
    if (vague(to) && (has_period(from) || from.form == Form::named)) return false;  // "9 AM-5:00"
    if (vague(from) && vague(to) && to.value <= from.value) return false;           // "9:00-5:00"
    return add(days, from.value, to.value);
  }

  bool add(const Days& days, Minutes from, Minutes to) {
    from %= whole_day;
    if (to == Minutes(0)) to = whole_day;
    for (const weekday day : days) hours_.spans.push_back({day, from, to});
    return true;
  }

  std::optional<OpenHours> finished() {
    auto& spans = hours_.spans;
    const auto key = [](const OpenHours::Span& span) {
      return std::tuple(span.day.iso_encoding(), span.from, span.to);
    };
    const auto same = [&](const auto& a, const auto& b) { return key(a) == key(b); };
    std::ranges::sort(spans, {}, key);
    spans.erase(std::unique(spans.begin(), spans.end(), same), spans.end());
    const bool whole_week = spans.size() == 7 && std::ranges::all_of(spans, [](const auto& span) {
                              return span.from == Minutes(0) && span.to == whole_day;
                            });
    if (whole_week) hours_ = {true, {}};
    if (!hours_.known()) return std::nullopt;
    return std::move(hours_);
  }

  std::vector<Token> tokens_;
  std::size_t next_ = 0;
  OpenHours hours_;
};

}  // namespace

Result<OpenHours> parse_hours(string_view text) {
  if (auto hours = Parser(tokens_of(plain_signs(text))).parse()) return std::move(*hours);
  return Error{"The hours “" + std::string(text) +
               "” are not understood: write, for example, 24/7, 9:00 AM-5:00 PM, or Mon-Fri 9:00-17:00; Sat "
               "10:00-12:00"};
}

}  // namespace porchlight::guide
