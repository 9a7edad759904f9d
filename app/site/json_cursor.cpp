#include "site/json_cursor.h"

#include <algorithm>
#include <charconv>

#include "site/encoding.h"

namespace porchlight::site {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_bare(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '-' || c == '+' ||
         c == '.' || c == '_' || (c & 0x80) != 0;
}

// RFC 8259, section 6, but for a leading zero, which does no harm.
bool is_number(std::string_view word) {
  const std::size_t first = word.starts_with('-') ? 1 : 0;
  if (word.size() <= first || !is_digit(word[first])) return false;
  double value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  return end == word.data() + word.size() && error != std::errc::invalid_argument;
}

bool opens(char c) {
  return c == '{' || c == '[';
}
bool closes(char c) {
  return c == '}' || c == ']';
}

}  // namespace

void JsonCursor::skip_blanks() {
  while (at_ < json_.size() && is_blank(json_[at_])) ++at_;
}

void JsonCursor::go_to(Place place) {
  at_ = place.offset;
  depth_ = place.depth;
  broken_ = false;
}

JsonCursor::Next JsonCursor::next() {
  // A comma too many, as behind the last element, says nothing.
  for (skip_blanks(); here() == ',' && !broken_; skip_blanks()) ++at_;
  if (at_ >= json_.size() && depth_ > 0) break_here();  // it breaks off
  if (broken_) return Next::broken;
  const char c = here();
  if (at_ >= json_.size() || (closes(c) && depth_ > 0)) return Next::end;
  if (c == '{') return Next::object;
  if (c == '[') return Next::list;
  if (c == '"' || c == '\'') return Next::text;
  if (is_bare(c)) return Next::bare;
  break_here();
  return Next::broken;
}

bool JsonCursor::at_end_of_text() {
  skip_blanks();
  return at_ >= json_.size();
}

// The four digits behind \u.
std::optional<char32_t> JsonCursor::code_unit() {
  unsigned value = 0;
  const std::string_view digits = json_.substr(at_, 4);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  if (digits.size() < 4 || error != std::errc() || end != digits.data() + 4) return std::nullopt;
  at_ += 4;
  return value;
}

// Behind a backslash.
void JsonCursor::escape(std::string& into) {
  const char c = here();
  ++at_;
  switch (c) {
    case 'n':
      into += '\n';
      return;
    case 't':
      into += '\t';
      return;
    case 'r':
      into += '\r';
      return;
    case 'b':
    case 'f':
      into += ' ';
      return;
    case 'u':
      break;
    default:
      if (c != '"' && c != '\\' && c != '/') mend();
      into += c;
      return;
  }
  const auto unit = code_unit();
  if (!unit) {
    mend();
    into += 'u';
    return;
  }
  char32_t c32 = *unit;
  const bool high = c32 >= 0xD800 && c32 < 0xDC00;
  if (high && json_.substr(at_).starts_with("\\u")) {
    const std::size_t before = at_;
    at_ += 2;
    const auto low = code_unit();
    if (low && *low >= 0xDC00 && *low < 0xE000)
      c32 = 0x10000 + ((c32 - 0xD800) << 10) + (*low - 0xDC00);
    else
      at_ = before;
  }
  // Half a pair, of a text that was cut: append_utf8 puts the replacement character.
  if (c32 != 0) append_utf8(into, c32);
}

void JsonCursor::text(std::string& into) {
  into.clear();
  const char quote = here();
  const std::size_t begin = at_;
  if (quote != '"') mend();
  for (++at_; at_ < json_.size();) {
    const std::size_t run = at_;
    while (at_ < json_.size() && json_[at_] != quote && json_[at_] != '\\' &&
           static_cast<unsigned char>(json_[at_]) >= 0x20)
      ++at_;
    into.append(json_, run, at_ - run);
    const char c = here();
    if (at_ >= json_.size()) break;
    if (c == '\\') {
      ++at_;
      escape(into);
      continue;
    }
    if (c != quote) mend(), into += c;
    ++at_;
    if (c == quote) return;
  }
  at_ = begin;
  break_here();
}

std::string_view JsonCursor::bare() {
  const std::size_t begin = at_;
  while (at_ < json_.size() && is_bare(json_[at_])) ++at_;
  const std::string_view word = json_.substr(begin, at_ - begin);
  if (word != "null" && word != "true" && word != "false" && !is_number(word) && !mended_) mended_ = begin;
  return word;
}

bool JsonCursor::key(std::string& name) {
  const Next coming = next();
  if (coming == Next::text) {
    text(name);
  } else if (coming == Next::bare) {
    mend();
    name = bare();
  } else {
    if (coming != Next::end) break_here();
    return false;
  }
  skip_blanks();
  if (here() != ':') break_here();
  if (broken_) return false;
  ++at_;
  return true;
}

void JsonCursor::skip_text() {
  const char quote = here();
  for (++at_; at_ < json_.size() && json_[at_] != quote; ++at_)
    if (json_[at_] == '\\') ++at_;
  ++at_;
}

void JsonCursor::skip() {
  const std::size_t begin = at_;
  std::size_t depth = 0;
  do {
    const char c = here();
    if (c == '"' || c == '\'') {
      skip_text();
    } else if (is_bare(c)) {
      while (at_ < json_.size() && is_bare(json_[at_])) ++at_;
    } else {
      if (opens(c)) ++depth;
      if (closes(c)) --depth;
      ++at_;
    }
  } while (depth > 0 && at_ < json_.size());
  if (depth == 0 && at_ <= json_.size()) return;
  at_ = begin;
  break_here();
}

// The nearest element behind `from` that begins with the same key as the one at `element`, or any when that
// one does not begin like one; npos: none.
std::size_t JsonCursor::next_element_like(std::size_t element, std::size_t from) const {
  const auto behind_blanks = [&](std::size_t at) { return json_.find_first_not_of(" \t\r\n", at); };
  const auto is = [&](std::size_t at, char c) { return at < json_.size() && json_[at] == c; };
  const auto begins = [&](std::size_t at) { return is(at, '{') && is(behind_blanks(at + 1), '"'); };
  if (!begins(element)) {
    std::size_t begin = json_.find('{', from);
    while (begin != std::string_view::npos && !begins(begin)) begin = json_.find('{', begin + 1);
    return begin;
  }
  const std::size_t first = behind_blanks(element + 1);
  const std::string_view key = json_.substr(first, json_.find('"', first + 1) + 1 - first);
  for (std::size_t end = json_.find('}', from); end != std::string_view::npos;
       end = json_.find('}', end + 1)) {
    const std::size_t comma = behind_blanks(end + 1);
    if (!is(comma, ',')) continue;
    const std::size_t begin = behind_blanks(comma + 1);
    if (begins(begin) && json_.substr(behind_blanks(begin + 1)).starts_with(key)) return begin;
  }
  return std::string_view::npos;
}

bool JsonCursor::resume_behind(Place element) {
  // Where quotes do not pair, brackets are not told from text: its end is then too far away, or nowhere. The
  // next element tells.
  const std::size_t next_element = next_element_like(element.offset, at_);
  go_to(element);
  if (opens(here())) {
    skip();
    if (!broken_ && at_ <= next_element) return true;
  }
  go_to({std::min(next_element, json_.size()), element.depth});
  return next_element != std::string_view::npos;
}

}  // namespace porchlight::site
