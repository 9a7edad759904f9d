// Columns: finds the cells of a table by the names in its head, in any order and case.
#pragma once

#include <initializer_list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/local_text.h"
#include "site/csv.h"
#include "site/formats/table.h"

namespace porchlight::site {

struct ColumnName {
  std::string_view name;  // "End Time"
  std::string_view also;  // other names, separated by "|"
  // Known and left aside: nothing for a visitor's screen ("Email").
  bool unused = false;
};

// The column that a cell of a head names, in any case, with or without a language; nullptr: none of them.
const ColumnName* find_column(std::string_view head, std::span<const ColumnName> known);

class Columns {
 public:
  // Which of the first rows is the head: the one that holds `needed` and most known names, `misspelt` ones
  // too if they may count. -1: none.
  static int find_head(std::span<const CsvRow> rows, std::span<const ColumnName> known,
                       std::span<const std::string_view> needed, bool misspelt);

  // `rows`: those below the head. A misspelt name is read as what it means, where no other column is named so
  // and what stands below it can be that: a list whose "Repeast" is left aside would be wrong on most days.
  // Reported like names that are not known, that stand twice, and "Notes[sp]" where no "sp" is among
  // `languages`.
  Columns(const CsvRow& head, std::span<const CsvRow> rows, std::span<const ColumnName> known,
          std::span<const Language> languages, TableReport& report);

  bool has(std::string_view name) const { return columns_.contains(std::string(name)); }

  // The trimmed text of a cell; empty when there is no such column or cell.
  std::string text(const CsvRow& row, std::string_view name) const;
  Where where(const CsvRow& row, std::string_view name) const;

  // `name` and every `name[language]`; `language` is that of the plain one, which comes first.
  LocalText local_text(const CsvRow& row, std::string_view name, const Language& language) const;

  // Every text that stands in one of the columns.
  std::vector<std::string> texts(std::span<const CsvRow> rows,
                                 std::initializer_list<std::string_view> names) const;

  // Cells to the right of the last named column that hold something.
  const CsvCell* surplus(const CsvRow& row) const;

 private:
  void add(const CsvCell& cell, std::size_t index, std::span<const ColumnName> known, bool own_name,
           TableReport& report);
  void add_misspelt(const CsvCell& cell, std::size_t index, std::span<const CsvRow> rows,
                    std::span<const ColumnName> known, TableReport& report);
  std::string key_of(const ColumnName& column, const std::string& language) const;
  const CsvCell* cell(const CsvRow& row, std::string_view name) const;

  std::span<const Language> languages_;         // only while it is made
  std::map<std::string, std::size_t> columns_;  // by name, and "Directions[es]"
  std::size_t width_ = 0;
};

}  // namespace porchlight::site
