// Encoding: the bytes of a file as UTF-8, whatever the program that saved it was set to.
#pragma once

#include <string>
#include <string_view>

namespace porchlight::site {

bool is_utf8(std::string_view bytes);

struct Decoded {
  enum class From { utf8, windows_1252, utf16 };
  std::string text;  // always UTF-8, without byte order mark and without NUL
  From from = From::utf8;
  int line = 0;  // where the first byte stands that is no UTF-8, from 1; 0: there is none
};

// Takes UTF-8 with or without byte order mark, UTF-16 with one (a spreadsheet's "Unicode text"), and
// Windows-1252 for each byte that is no part of valid UTF-8 (https://encoding.spec.whatwg.org/#windows-1252).
// Never fails.
Decoded decode(std::string_view bytes);

// Appends a code point as UTF-8; U+FFFD for what is none.
void append_utf8(std::string& text, char32_t code_point);

// HTML in plain text fields: entities become their characters, <br> and </p> a line break, other tags go. A
// lone "<" or
// "&" stays.
std::string without_html(std::string_view text);

}  // namespace porchlight::site
