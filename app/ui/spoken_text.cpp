#include "ui/spoken_text.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "language/direction.h"

namespace porchlight::ui {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
// Part of a word: a Latin letter, or a byte of any other script.
bool is_letter(char c) {
  return is_capital(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

// As it is written, and as it is heard.
using Replacement = std::pair<std::string_view, std::string_view>;
constexpr std::array marks{
    Replacement{"‹ ", ""}, Replacement{" ›", ""}, Replacement{"‹", ""}, Replacement{"›", ""},
    Replacement{" · ", ", "}, Replacement{"·", ", "}, Replacement{"•", ""}, Replacement{" → ", ", "},
    Replacement{"→", ", "}, Replacement{"…", "."}, Replacement{"\n", ". "},
    // Spaces that do not break.
    Replacement{"\u00a0", " "}, Replacement{"\u202f", " "},
    // A hyphen that does not break, one that is only seen at the end of a line, a place to break.
    Replacement{"\u2011", "-"}, Replacement{"\u00ad", ""}, Replacement{"\u200b", ""},
    // Digits as they are written with Arabic.
    Replacement{"٠", "0"}, Replacement{"١", "1"}, Replacement{"٢", "2"}, Replacement{"٣", "3"},
    Replacement{"٤", "4"}, Replacement{"٥", "5"}, Replacement{"٦", "6"}, Replacement{"٧", "7"},
    Replacement{"٨", "8"}, Replacement{"٩", "9"}};

std::string with_pauses(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const auto mark = std::ranges::find_if(
        marks, [&](const Replacement& known) { return text.substr(at).starts_with(known.first); });
    if (mark == marks.end()) {
      plain += text[at++];
      continue;
    }
    plain += mark->second;
    at += mark->first.size();
  }
  return plain;
}

// What is called by its digits though it is short: emergency, crisis line, and the service numbers of North
// America (N11).
bool is_called_by_digits(std::string_view number) {
  if (number == "988" || number == "112" || number == "999") return true;
  return number.size() == 3 && number[0] >= '2' && number.substr(1) == "11";
}

// "8 0 0"
void append_digits(std::string& said, std::string_view digits) {
  if (!said.empty()) said += ", ";
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0) said += ' ';
    said += digits[i];
  }
}

// Of a number that is written without groups: threes, and a four at the end of what is a phone number.
std::string in_groups(std::string_view digits) {
  std::string said;
  const std::size_t size = digits.size() % 4 == 0 ? 4 : 3;
  while (digits.size() > 4) {
    append_digits(said, digits.substr(0, size));
    digits.remove_prefix(size);
  }
  append_digits(said, digits);
  return said;
}

// Walks over a text and writes down what is heard.
class Reading {
 public:
  Reading(std::string_view text, const language::Catalog& catalog) : text_(text), catalog_(catalog) {}

  std::string heard() {
    while (at_ < text_.size()) {
      const bool begins = at_ == 0 || !(is_letter(text_[at_ - 1]) || is_digit(text_[at_ - 1]));
      // After letters of a script without spaces a time may follow at once.
      const bool may_be_time = at_ == 0 || !is_digit(text_[at_ - 1]);
      if ((may_be_time && take_time()) || (begins && (take_number() || take_capitals()))) continue;
      said_ += text_[at_++];
    }
    return std::move(said_);
  }

 private:
  std::string_view rest() const { return text_.substr(at_); }
  char peek(std::size_t ahead) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  std::size_t digits_at(std::size_t from) const {
    std::size_t end = from;
    while (end < text_.size() && is_digit(text_[end])) ++end;
    return end - from;
  }

  // "7:00". With other minutes synthesizers read it well.
  bool take_time() {
    const std::size_t digits = digits_at(at_);
    if (digits == 0 || digits > 2 || peek(digits) != ':' || digits_at(at_ + digits + 1) != 2) return false;
    const std::string_view minutes = text_.substr(at_ + digits + 1, 2);
    if (minutes != "00") {
      said_ += text_.substr(at_, digits + 3);
    } else {
      const std::string hour(text_.substr(at_, digits));
      said_ += names_half_of_day(at_ + digits + 3) ? hour : on_the_hour(hour);
    }
    at_ += digits + 3;
    return true;
  }

  bool names_half_of_day(std::size_t from) const {
    constexpr std::array names{std::string_view("AM"),    std::string_view("PM"),   std::string_view("a. m."),
                               std::string_view("p. m."), std::string_view("a.m."), std::string_view("p.m."),
                               std::string_view("ص"),     std::string_view("م"),    std::string_view("SA"),
                               std::string_view("CH")};
    while (from < text_.size() && text_[from] == ' ') ++from;
    return std::ranges::any_of(names,
                               [&](std::string_view name) { return text_.substr(from).starts_with(name); });
  }

  std::string on_the_hour(const std::string& hour) const {
    std::string words = catalog_.tr("{hour} o’clock");
    if (const auto hole = words.find("{hour}"); hole != std::string::npos) words.replace(hole, 6, hour);
    return words;
  }

  // Digits with at most one space, or one mark and a space, between them: "(415) 555-0137".
  bool take_number() {
    std::vector<std::string_view> groups;
    std::size_t digits = 0, end = at_;
    for (std::size_t at = at_; at < text_.size();) {
      if (const std::size_t run = digits_at(at); run > 0) {
        groups.push_back(text_.substr(at, run));
        digits += run;
        at += run;
        end = at;
        continue;
      }
      const bool opens = text_[at] == '+' || text_[at] == '(';
      const std::size_t gap = at - end;
      if (!(opens ||
            (!groups.empty() && std::string_view("-. )/").find(text_[at]) != std::string_view::npos)) ||
          gap >= 2)
        break;
      ++at;
    }
    if (groups.empty()) return false;
    const bool is_phone = groups.size() > 1 && digits >= 7;
    const bool is_long = groups.front().size() >= 5, is_short = is_called_by_digits(groups.front());
    if (is_phone) {
      said_ += groups_of(groups);
      at_ = end;
      // "1-800-662-HELP (4357)": a word, and its digits after it.
      spells_word_ = peek(0) == '-' && is_capital(peek(1));
      if (spells_word_) said_ += ", ", ++at_;
      return true;
    }
    // Only its first group: what follows is another number.
    const std::size_t first = static_cast<std::size_t>(groups.front().data() - text_.data());
    const char after =
        first + groups.front().size() < text_.size() ? text_[first + groups.front().size()] : '\0';
    if (first != at_ || is_letter(after)) return false;
    const bool of_word = std::exchange(spells_word_, false);
    said_ += is_long || is_short || of_word ? in_groups(groups.front()) : std::string(groups.front());
    at_ += groups.front().size();
    return true;
  }

  static std::string groups_of(const std::vector<std::string_view>& groups) {
    std::string said;
    for (const std::string_view group : groups)
      if (group.size() <= 4)
        append_digits(said, group);
      else
        said += (said.empty() ? "" : ", ") + in_groups(group);
    return said;
  }

  // "AA" is letters. AM and PM every voice knows.
  bool take_capitals() {
    if (!is_capital(peek(0)) || !is_capital(peek(1)) || is_letter(peek(2)) || is_digit(peek(2))) return false;
    const std::string_view both = rest().substr(0, 2);
    if (both == "AM" || both == "PM")
      said_ += both;
    else
      said_ += {both[0], '.', both[1], '.'};
    at_ += 2;
    return true;
  }

  std::string_view text_;
  const language::Catalog& catalog_;
  std::size_t at_ = 0;
  bool spells_word_ = false;
  std::string said_;
};

}  // namespace

std::string spoken_text(std::string_view text, const language::Catalog& catalog) {
  const std::string plain = with_pauses(language::without_marks(std::string(text)));
  return Reading(plain, catalog).heard();
}

std::string spoken_character(std::string_view character, const language::Catalog& catalog) {
  if (character == " ") return catalog.tr("Space");
  if (character == "-" || character == "‑") return catalog.tr("hyphen");
  if (character == "’" || character == "'") return catalog.tr("apostrophe");
  if (character == ".") return catalog.tr("period");
  // A small one is read as a word: "a house".
  if (character.size() == 1 && character[0] >= 'a' && character[0] <= 'z')
    return std::string(1, static_cast<char>(character[0] - 'a' + 'A'));
  return std::string(character);
}

}  // namespace porchlight::ui
