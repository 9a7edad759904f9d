// Csv: reads what spreadsheets call CSV. RFC 4180, and what programs and people make of it: any of , ; and
// tab between cells, any line ending, a byte order mark, Windows-1252, quotes that were never closed. Never
// fails; says what it met.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace porchlight::site {

struct CsvCell {
  std::string text;          // UTF-8, not trimmed
  int line = 0, column = 0;  // where it begins, from 1; the column in characters
};

struct CsvRow {
  int line = 0;
  std::vector<CsvCell> cells;

  bool blank() const;  // nothing but separators and blanks
};

struct CsvRemark {
  enum class What {
    not_utf8,
    open_quote,
    no_result,  // a formula whose result was not saved
    cut_off,    // the table is larger than any list of meetings: what stands from here on was not read
  } what;
  int line = 0, column = 0;
};

struct Csv {
  std::string sheet;  // its name in a workbook; empty: a CSV file
  char separator = ',';
  std::vector<CsvRow> rows;  // without blank ones
  std::vector<CsvRemark> remarks;
};

Csv read_csv(std::string_view bytes);

}  // namespace porchlight::site
