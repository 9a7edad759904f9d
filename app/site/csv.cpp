#include "site/csv.h"

#include <algorithm>
#include <array>

#include "site/encoding.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

// Walks over the text and knows where it is.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  bool at_end() const { return offset_ >= text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[offset_]; }
  bool at_line_end() const { return peek() == '\n' || peek() == '\r'; }

  char take() {
    const char c = text_[offset_++];
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++column_;
    return c;
  }

  // CRLF, CR and LF are one line end each.
  void take_line_end() {
    if (peek() == '\r' && offset_ + 1 < text_.size() && text_[offset_ + 1] == '\n') ++offset_;
    ++offset_;
    ++line_;
    column_ = 1;
  }

  std::size_t offset() const { return offset_; }
  int line() const { return line_; }
  int column() const { return column_; }

 private:
  std::string_view text_;
  std::size_t offset_ = 0;
  int line_ = 1, column_ = 1;
};

// The separator of the first line that has any outside quotes: the head of a table has one between its names.
char find_separator(std::string_view text) {
  constexpr std::array<char, 3> separators{',', ';', '\t'};
  std::array<std::size_t, 3> counts{};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    for (std::size_t i = 0; i < separators.size(); ++i) counts[i] += c == separators[i] ? 1 : 0;
    const std::size_t most = *std::max_element(counts.begin(), counts.end());
    if ((c == '\n' || c == '\r') && most > 0) break;
  }
  return separators[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) -
                                             counts.begin())];
}

class Reader {
 public:
  Reader(std::string_view text, char separator) : cursor_(text), separator_(separator) {}

  void read(Csv& csv) {
    while (!cursor_.at_end()) {
      CsvRow row{cursor_.line(), {}};
      do row.cells.push_back(cell(csv));
      while (!cursor_.at_end() && cursor_.peek() == separator_ && (cursor_.take(), true));
      if (!cursor_.at_end()) cursor_.take_line_end();
      if (!row.blank()) csv.rows.push_back(std::move(row));
    }
  }

 private:
  bool cell_ends() const { return cursor_.at_end() || cursor_.at_line_end() || cursor_.peek() == separator_; }

  CsvCell cell(Csv& csv) {
    CsvCell result{{}, cursor_.line(), cursor_.column()};
    if (cursor_.peek() == '"') {
      const Cursor before = cursor_;
      if (wasted_ < most_wasted && quoted(result.text)) return result;
      wasted_ += cursor_.offset() - before.offset();
      // The quote was never closed, or by the quote of a later row: it is a letter, and the rows below are
      // safe.
      cursor_ = before;
      result.text.clear();
      csv.remarks.push_back({CsvRemark::What::open_quote, result.line, result.column});
    }
    while (!cell_ends()) result.text += cursor_.take();
    return result;
  }

  // False: this is no quoted cell.
  bool quoted(std::string& text) {
    bool several_lines = false;
    cursor_.take();
    while (!cursor_.at_end()) {
      if (cursor_.at_line_end()) {
        cursor_.take_line_end();
        text += '\n';
        several_lines = true;
        continue;
      }
      const char c = cursor_.take();
      if (c != '"') {
        text += c;
      } else if (cursor_.peek() == '"') {
        text += cursor_.take();
      } else if (cell_ends()) {
        return true;
      } else if (several_lines) {
        return false;
      } else if (cursor_.peek() == ' ') {
        // "Room 2" , : a blank after the closing quote is harmless.
        const Cursor here = cursor_;
        while (cursor_.peek() == ' ') cursor_.take();
        if (cell_ends()) return true;
        cursor_ = here;
        text += c;
      } else {
        text += c;
      }
    }
    return false;
  }

  // A damaged file may have a million quotes that are never closed, each found out only at the end of the
  // file.
  static constexpr std::size_t most_wasted = std::size_t{64} << 20;

  Cursor cursor_;
  char separator_;
  std::size_t wasted_ = 0;  // bytes read twice
};

}  // namespace

bool CsvRow::blank() const {
  return std::all_of(cells.begin(), cells.end(),
                     [](const CsvCell& cell) { return trimmed(cell.text).empty(); });
}

Csv read_csv(std::string_view bytes) {
  const Decoded decoded = decode(bytes);
  Csv csv;
  if (decoded.from == Decoded::From::windows_1252)
    csv.remarks.push_back({CsvRemark::What::not_utf8, decoded.line, 0});
  csv.separator = find_separator(decoded.text);
  // Excel's own way of naming the separator, in a first line of its own.
  const bool named = decoded.text.size() > 4 && lower(decoded.text.substr(0, 4)) == "sep=" &&
                     std::string_view(",;\t|").find(decoded.text[4]) != std::string_view::npos;
  if (named) csv.separator = decoded.text[4];
  Reader(decoded.text, csv.separator).read(csv);
  if (named && !csv.rows.empty()) csv.rows.erase(csv.rows.begin());
  return csv;
}

}  // namespace porchlight::site
