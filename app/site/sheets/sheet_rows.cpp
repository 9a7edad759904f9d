#include "site/sheets/sheet_rows.h"

#include <algorithm>

#include "site/words.h"

namespace porchlight::site {

SheetRows::SheetRows(std::string sheet, SheetBudget& budget) : budget_(budget) {
  csv_.sheet = std::move(sheet);
}

bool SheetRows::add(int line, const std::vector<CsvCell>& cells, int times) {
  CsvRow row{line, {}};
  std::size_t text_bytes = 0;
  for (const CsvCell& cell : cells) {
    if (trimmed(cell.text).empty()) continue;
    if (cell.column > most_columns) {
      remark(CsvRemark::What::cut_off, line, cell.column);
      break;
    }
    while (static_cast<int>(row.cells.size()) + 1 < cell.column)
      row.cells.push_back({{}, line, static_cast<int>(row.cells.size()) + 1});
    row.cells.push_back({cell.text, line, cell.column});
    text_bytes += cell.text.size();
  }
  if (row.cells.empty()) return !cut_off_;
  for (int i = 0; i < times; ++i) {
    if (budget_.cells < row.cells.size() || budget_.text_bytes < text_bytes) {
      remark(CsvRemark::What::cut_off, line + i, 1);
      return false;
    }
    budget_.cells -= row.cells.size();
    budget_.text_bytes -= text_bytes;
    csv_.rows.push_back(row);
    csv_.rows.back().line = line + i;
    for (CsvCell& cell : csv_.rows.back().cells) cell.line = line + i;
  }
  return true;
}

void SheetRows::merged(int first_line, int last_line, int column) {
  if (last_line > first_line && column <= most_columns) areas_.push_back({first_line, last_line, column});
}

// Once of each kind is enough: a sheet may have thousands.
void SheetRows::remark(CsvRemark::What what, int line, int column) {
  cut_off_ |= what == CsvRemark::What::cut_off;
  constexpr std::size_t most_remarks = 20;
  const bool again = what == CsvRemark::What::cut_off &&
                     std::any_of(csv_.remarks.begin(), csv_.remarks.end(),
                                 [&](const CsvRemark& each) { return each.what == what; });
  if (!again && csv_.remarks.size() < most_remarks) csv_.remarks.push_back({what, line, column});
}

void SheetRows::fill(const Area& area) {
  const auto below = [](const CsvRow& row, int line) { return row.line < line; };
  auto row = std::lower_bound(csv_.rows.begin(), csv_.rows.end(), area.first_line, below);
  const auto index = static_cast<std::size_t>(area.column - 1);
  if (row == csv_.rows.end() || row->line != area.first_line || row->cells.size() <= index) return;
  const std::string text = row->cells[index].text;
  if (trimmed(text).empty()) return;
  for (++row; row != csv_.rows.end() && row->line <= area.last_line; ++row) {
    if (budget_.cells <= index || budget_.text_bytes < text.size())
      return remark(CsvRemark::What::cut_off, row->line, area.column);
    budget_.cells -= index + 1;
    budget_.text_bytes -= text.size();
    while (row->cells.size() <= index)
      row->cells.push_back({{}, row->line, static_cast<int>(row->cells.size()) + 1});
    if (trimmed(row->cells[index].text).empty()) row->cells[index].text = text;
  }
}

Csv SheetRows::take() {
  std::stable_sort(csv_.rows.begin(), csv_.rows.end(),
                   [](const CsvRow& a, const CsvRow& b) { return a.line < b.line; });
  for (const Area& area : areas_) fill(area);
  return std::move(csv_);
}

}  // namespace porchlight::site
