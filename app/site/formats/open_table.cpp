#include "site/formats/open_table.h"

#include <utility>

#include "site/sheet.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

using Severity = Problem::Severity;

// A cell that begins with a quotation mark nobody closed: without it, it is right.
Advice open_quote_advice(const std::string& value) {
  std::optional<std::string> fix;
  if (!value.empty()) fix = trimmed(std::string_view(value).substr(1));
  return {"A quotation mark (\") opens here and is never closed.", "Take it away, or close it.",
          "It is read as part of the text.", fix};
}

const CsvCell* cell_at(const Csv& csv, int line, int column, std::size_t& index) {
  for (const CsvRow& row : csv.rows)
    for (index = 0; index < row.cells.size(); ++index)
      if (row.cells[index].line == line && row.cells[index].column == column) return &row.cells[index];
  return nullptr;
}

void report_remark(const CsvRemark& remark, const OpenTable& table, TableReport& report) {
  Where where{"", "", remark.line, remark.column};
  switch (remark.what) {
    case CsvRemark::What::not_utf8:
      return report.about_file(
          Severity::notice, where,
          {"This file is saved as Windows-1252, not as UTF-8.",
           "When you save it next, choose UTF-8 if your program asks.", "It is read as Windows-1252."});
    case CsvRemark::What::open_quote: {
      std::size_t index = 0;
      if (const CsvCell* cell = cell_at(table.csv, remark.line, remark.column, index)) {
        where.value = trimmed(cell->text);
        if (table.head >= 0 && index < table.head_row().cells.size())
          where.field = trimmed(table.head_row().cells[index].text);
      }
      return report.about_file(Severity::repair, where, open_quote_advice(where.value));
    }
    case CsvRemark::What::no_result:
      return report.about_file(Severity::left_out, where,
                               {"The cell in row " + std::to_string(remark.line) + ", column " +
                                    std::to_string(remark.column) + " holds a formula without its result.",
                                "Open the file in your spreadsheet and save it again, or write the value.",
                                "This cell is read as empty."});
    case CsvRemark::What::cut_off:
      return report.about_file(Severity::left_out, where,
                               {"This table is larger than any list of meetings.",
                                "Copy the rows that count into a new spreadsheet, and save that one.",
                                "What stands from here on is not read."});
  }
}

int find_head(const Csv& csv, const TableWords& words) {
  for (const bool misspelt : {false, true})
    for (const auto& needed : words.needed)
      if (const int head = Columns::find_head(csv.rows, words.known, needed, misspelt); head >= 0)
        return head;
  return -1;
}

void report_other_sheet(const Csv& used, const Csv& other, TableReport& report) {
  report.about_file(Severity::notice, {"", other.sheet, 1, 0},
                    {"The sheet " + in_quotes(other.sheet) + " holds a table too.",
                     "Put all rows on one sheet, if both are meant.",
                     "Only the sheet " + in_quotes(used.sheet) + " is read."});
}

void report_no_head(const Csv& csv, const TableWords& words, TableReport& report) {
  if (csv.rows.empty() && words.may_be_empty) return;
  report.about_file(Severity::left_out, {"", "", csv.rows.empty() ? 1 : csv.rows.front().line, 0},
                    {csv.rows.empty() ? "This file is empty." : "No row holds the names of the columns.",
                     std::string(words.write), std::string(words.nothing_shown)});
  for (const CsvRow& row : csv.rows) {
    report.begin_row(row.line);
    report.leave_out({"", "", row.line, 0},
                     {"It is not known what the cells of this row mean.",
                      "Write the names of the columns above.", std::string(words.row_not_shown)});
  }
}

}  // namespace

OpenTable open_table(std::string_view bytes, const TableWords& words, TableReport& report) {
  Sheets read = read_sheets(bytes);
  if (read.unreadable) {
    report.about_file(Severity::left_out, {"", "", 1, 0},
                      {read.unreadable->what, read.unreadable->to_do, std::string(words.nothing_shown)});
    return {};
  }
  OpenTable table;
  for (Csv& sheet : read.sheets) {
    const int head = find_head(sheet, words);
    if (head >= 0 && table.head >= 0) {
      report_other_sheet(table.csv, sheet, report);
    } else if (head >= 0 || (table.head < 0 && table.csv.rows.empty())) {
      table.csv = std::move(sheet);
      table.head = head;
    }
  }
  for (const CsvRemark& remark : table.csv.remarks) report_remark(remark, table, report);
  if (table.head < 0) report_no_head(table.csv, words, report);
  return table;
}

}  // namespace porchlight::site
