#include "site/words.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace porchlight::site {
namespace {

// That do not break a line: of typesetters, and of what newer programs write before AM and PM.
constexpr std::string_view no_break_space = "\u00A0", narrow_no_break_space = "\u202F", thin_space = "\u2009";

char lower_char(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v';
}

// The second bytes of U+00C0..U+00FF after 0xC3, as the letter without its accent.
constexpr std::string_view without_accent =
    "aaaaaaaceeeeiiiidnooooo-ouuuuypsaaaaaaaceeeeiiiidnooooo-ouuuuypy";

// Distance of two words in insertions, deletions, replacements and swaps of neighbours.
std::size_t typing_errors(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before, last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = std::exchange(last, row);
  }
  return last[b.size()];
}

}  // namespace

std::string trimmed(std::string_view text) {
  for (bool again = true; again;) {
    again = false;
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    for (const std::string_view space : {no_break_space, narrow_no_break_space, thin_space}) {
      if (text.starts_with(space)) text.remove_prefix(space.size()), again = true;
      if (text.ends_with(space)) text.remove_suffix(space.size()), again = true;
    }
  }
  return std::string(text);
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), lower_char);
  return result;
}

std::string matching_key(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> plain{
      {{"\u2018", "'"},
       {"\u2019", "'"},
       {"`", "'"},
       {"\u201C", "\""},
       {"\u201D", "\""},
       {"\u2013", "-"},
       {"\u2014", "-"},
       {no_break_space, " "},
       {narrow_no_break_space, " "},
       {thin_space, " "}}};
  std::string key;
  while (!name.empty()) {
    std::string_view next = name.substr(0, 1);
    std::size_t length = 1;
    const bool is_plain = static_cast<unsigned char>(name[0]) < 0x80 && name[0] != '`';
    for (const auto& [typographic, simple] : plain)
      if (!is_plain && name.starts_with(typographic)) next = simple, length = typographic.size();
    name.remove_prefix(length);
    const char c = lower_char(next.front());
    if (!is_blank(c))
      key += c;
    else if (!key.empty() && key.back() != ' ')
      key += ' ';
  }
  if (key.ends_with(' ')) key.pop_back();
  return key;
}

std::vector<std::string> split(std::string_view text, std::string_view separators) {
  std::vector<std::string> pieces;
  while (true) {
    const std::size_t end = text.find_first_of(separators);
    if (std::string piece = trimmed(text.substr(0, end)); !piece.empty()) pieces.push_back(std::move(piece));
    if (end == std::string_view::npos) return pieces;
    text.remove_prefix(end + 1);
  }
}

std::string in_quotes(std::string_view value) {
  constexpr std::size_t longest_bytes = 60;
  std::string shown = trimmed(value);
  if (shown.size() > longest_bytes) {
    std::size_t end = longest_bytes;
    while (end > 0 && (static_cast<unsigned char>(shown[end]) & 0xC0) == 0x80) --end;
    shown = trimmed(shown.substr(0, end)) + "…";
  }
  for (char& c : shown)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  return "“" + shown + "”";
}

std::vector<std::string> all_nearest(std::string_view word, std::span<const std::string> candidates,
                                     std::size_t shortest) {
  constexpr std::size_t longest_word = 60;  // beyond it nobody makes one typing error
  const std::string wanted = lower(word);
  std::vector<std::string> found;
  if (wanted.size() < shortest || wanted.size() > longest_word) return found;
  std::size_t best = wanted.size() <= 4 ? 1 : 2;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > longest_word) continue;
    const std::size_t errors = typing_errors(wanted, lower(candidate));
    if (errors < best) best = errors, found.clear();
    if (errors == best) found.push_back(candidate);
  }
  return found;
}

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates) {
  const std::vector<std::string> found = all_nearest(word, candidates);
  const auto other = std::find_if(found.begin(), found.end(), [&](const std::string& each) {
    return lower(each) != lower(found.front());
  });
  if (found.empty() || other != found.end()) return std::nullopt;
  return found.front();
}

std::optional<std::string> with_piece(std::string_view cell, std::string_view separators,
                                      std::string_view piece, std::string_view replacement) {
  const std::string wanted = matching_key(piece);
  for (std::size_t begin = 0; begin <= cell.size();) {
    const std::size_t end = std::min(cell.find_first_of(separators, begin), cell.size());
    const std::string_view each = cell.substr(begin, end - begin);
    if (!wanted.empty() && matching_key(each) == wanted) {
      const std::size_t first = begin + each.find(trimmed(each));
      return std::string(cell.substr(0, first)) + std::string(replacement) +
             std::string(cell.substr(first + trimmed(each).size()));
    }
    begin = end + 1;
  }
  return std::nullopt;
}

std::string with_digits(std::string_view text) {
  std::string result(text);
  const auto digit = [&](std::size_t i) { return i < result.size() && result[i] >= '0' && result[i] <= '9'; };
  for (std::size_t i = 0; i < result.size(); ++i) {
    // Behind ":" or "." too: "7:OO".
    const bool beside = digit(i - 1) || digit(i + 1) ||
                        (i > 0 && std::string_view(":;,.-/").find(result[i - 1]) != std::string_view::npos);
    if (!beside) continue;
    if (result[i] == 'O' || result[i] == 'o') result[i] = '0';
    if (result[i] == 'l' || result[i] == 'I' || result[i] == '|') result[i] = '1';
  }
  return result;
}

std::string slug(std::string_view name) {
  std::string result;
  for (std::size_t i = 0; i < name.size(); ++i) {
    char c = lower_char(name[i]);
    if (static_cast<unsigned char>(c) == 0xC3 && i + 1 < name.size()) {
      const unsigned second = static_cast<unsigned char>(name[++i]);
      c = second >= 0x80 && second < 0xC0 ? without_accent[second - 0x80] : '-';
    }
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      result += c;
    else if (!result.empty() && result.back() != '-')
      result += '-';
  }
  if (result.ends_with('-')) result.pop_back();
  if (!result.empty()) return result;
  // A name in another script: FNV-1a of its bytes, so that the id stays the same at each reload.
  std::uint32_t hash = 2166136261u;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return "m" + std::to_string(hash);
}

std::string counted(int count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

}  // namespace porchlight::site
