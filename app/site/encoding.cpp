#include "site/encoding.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>

#include "site/words.h"

namespace porchlight::site {
namespace {

// Windows-1252 0x80..0x9F; the five unused ones are C1 controls in the standard, of no use on a screen.
constexpr std::array<char16_t, 32> windows_1252_upper{
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

// The length of the valid UTF-8 sequence `bytes` begins with; 0: none (RFC 3629, section 4).
std::size_t sequence_length(std::string_view bytes) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(bytes[i])); };
  const unsigned first = at(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xC2 && first < 0xE0   ? 2
                             : first >= 0xE0 && first < 0xF0 ? 3
                             : first >= 0xF0 && first < 0xF5 ? 4
                                                             : 0;
  if (length == 0 || bytes.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((at(i) & 0xC0) != 0x80) return 0;
  const bool overlong = (first == 0xE0 && at(1) < 0xA0) || (first == 0xF0 && at(1) < 0x90);
  const bool surrogate = first == 0xED && at(1) >= 0xA0;
  const bool too_large = first == 0xF4 && at(1) >= 0x90;
  return overlong || surrogate || too_large ? 0 : length;
}

// How many ASCII characters `bytes` begin with; eight at a time, since most of every file is.
std::size_t ascii_run(std::string_view bytes) {
  constexpr std::uint64_t high_bits = 0x8080808080808080;
  std::size_t length = 0;
  for (std::uint64_t eight = 0; length + sizeof eight <= bytes.size(); length += sizeof eight) {
    std::memcpy(&eight, bytes.data() + length, sizeof eight);
    if ((eight & high_bits) != 0) break;
  }
  while (length < bytes.size() && static_cast<unsigned char>(bytes[length]) < 0x80) ++length;
  return length;
}

std::string from_utf16(std::string_view bytes, bool big_endian) {
  std::string text;
  const auto unit = [&](std::size_t i) -> char32_t {
    const auto low = static_cast<unsigned char>(bytes[big_endian ? i + 1 : i]);
    const auto high = static_cast<unsigned char>(bytes[big_endian ? i : i + 1]);
    return static_cast<char32_t>(high << 8 | low);
  };
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t code_point = unit(i);
    if (code_point >= 0xD800 && code_point < 0xDC00 && i + 3 < bytes.size()) {
      const char32_t low = unit(i + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        code_point = 0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
        i += 2;
      }
    }
    append_utf8(text, code_point);
  }
  return text;
}

constexpr std::array<std::pair<std::string_view, char32_t>, 34> entities{
    {{"amp", U'&'},     {"lt", U'<'},      {"gt", U'>'},      {"quot", U'"'},    {"apos", U'\''},
     {"nbsp", U' '},    {"ndash", 0x2013}, {"mdash", 0x2014}, {"lsquo", 0x2018}, {"rsquo", 0x2019},
     {"sbquo", 0x201A}, {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"bdquo", 0x201E}, {"hellip", 0x2026},
     {"bull", 0x2022},  {"middot", 0xB7},  {"deg", 0xB0},     {"copy", 0xA9},    {"reg", 0xAE},
     {"trade", 0x2122}, {"frac12", 0xBD},  {"aacute", 0xE1},  {"eacute", 0xE9},  {"iacute", 0xED},
     {"oacute", 0xF3},  {"uacute", 0xFA},  {"ntilde", 0xF1},  {"uuml", 0xFC},    {"iquest", 0xBF},
     {"iexcl", 0xA1},   {"Ntilde", 0xD1},  {"Aacute", 0xC1},  {"shy", 0xAD}}};

// `name`: between "&" and ";".
std::optional<char32_t> entity(std::string_view name) {
  if (name.starts_with('#')) {
    name.remove_prefix(1);
    const bool hexadecimal = name.starts_with('x') || name.starts_with('X');
    if (hexadecimal) name.remove_prefix(1);
    unsigned number = 0;
    const auto [end, error] =
        std::from_chars(name.data(), name.data() + name.size(), number, hexadecimal ? 16 : 10);
    if (name.empty() || error != std::errc() || end != name.data() + name.size() || number == 0) return {};
    // Numbers 128..159 mean Windows-1252 in HTML
    // (https://html.spec.whatwg.org/#numeric-character-reference-end-state).
    if (number >= 0x80 && number < 0xA0) return windows_1252_upper[number - 0x80];
    return static_cast<char32_t>(number);
  }
  const auto found =
      std::find_if(entities.begin(), entities.end(), [&](const auto& e) { return e.first == name; });
  if (found == entities.end()) return {};
  return found->second;
}

// `tag`: between "<" and ">".
bool is_tag(std::string_view tag) {
  if (tag.starts_with('/')) tag.remove_prefix(1);
  return !tag.empty() &&
         ((tag[0] >= 'a' && tag[0] <= 'z') || (tag[0] >= 'A' && tag[0] <= 'Z') || tag[0] == '!');
}

bool breaks_line(std::string_view tag) {
  const std::string name = lower(tag.substr(0, tag.find_first_of(" \t\r\n")));
  return name == "br" || name == "br/" || name == "/p" || name == "/div" || name == "/li";
}

constexpr std::size_t longest_entity = 10, longest_tag = 500;

}  // namespace

void append_utf8(std::string& text, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = 0xFFFD;
  const auto byte = [&](char32_t value) { text += static_cast<char>(static_cast<unsigned char>(value)); };
  if (c < 0x80) return byte(c);
  if (c < 0x800) return byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F));
  if (c < 0x10000) return byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F));
  byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F)), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F));
}

bool is_utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    bytes.remove_prefix(ascii_run(bytes));
    const std::size_t length = bytes.empty() ? 0 : sequence_length(bytes);
    if (length == 0) return bytes.empty();
    bytes.remove_prefix(length);
  }
  return true;
}

Decoded decode(std::string_view bytes) {
  Decoded decoded;
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    decoded.from = Decoded::From::utf16;
    decoded.text = from_utf16(bytes.substr(2), bytes.starts_with("\xFE\xFF"));
  } else {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    decoded.text.reserve(bytes.size());
    while (!bytes.empty()) {
      const std::size_t ascii = ascii_run(bytes);
      const std::size_t length = ascii > 0 ? ascii : sequence_length(bytes);
      if (length > 0) {
        decoded.text += bytes.substr(0, length);
        bytes.remove_prefix(length);
        continue;
      }
      if (decoded.line == 0)
        decoded.line = 1 + static_cast<int>(std::count(decoded.text.begin(), decoded.text.end(), '\n'));
      decoded.from = Decoded::From::windows_1252;
      const unsigned value = static_cast<unsigned char>(bytes[0]);
      append_utf8(decoded.text,
                  value < 0xA0 ? windows_1252_upper[value - 0x80] : static_cast<char32_t>(value));
      bytes.remove_prefix(1);
    }
  }
  if (decoded.text.find('\0') != std::string::npos) std::erase(decoded.text, '\0');
  return decoded;
}

std::string without_html(std::string_view text) {
  if (text.find_first_of("<&") == std::string_view::npos) return std::string(text);
  std::string plain;
  while (!text.empty()) {
    const char c = text[0];
    if (c == '&') {
      const std::size_t end = text.substr(0, longest_entity + 2).find(';');
      if (end != std::string_view::npos) {
        if (const auto character = entity(text.substr(1, end - 1))) {
          append_utf8(plain, *character);
          text.remove_prefix(end + 1);
          continue;
        }
      }
    } else if (c == '<') {
      const std::size_t end = text.substr(0, longest_tag).find('>');
      if (end != std::string_view::npos && is_tag(text.substr(1, end - 1))) {
        if (breaks_line(text.substr(1, end - 1))) plain += '\n';
        text.remove_prefix(end + 1);
        continue;
      }
    }
    plain += c;
    text.remove_prefix(1);
  }
  return plain;
}

}  // namespace porchlight::site
