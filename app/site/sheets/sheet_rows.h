// SheetRows: the cells of one sheet, gathered row by row into a Csv within limits.h.
#pragma once

#include <string>
#include <vector>

#include "site/csv.h"
#include "site/sheets/limits.h"

namespace porchlight::site {

// What may still be read of a workbook.
struct SheetBudget {
  std::size_t cells = most_cells, text_bytes = most_text_bytes;
};

class SheetRows {
 public:
  SheetRows(std::string sheet, SheetBudget& budget);

  // Cells hold their column, from 1 and ascending; those between are blank. `times`: as many rows below each
  // other. Blank rows are no rows. False: nothing more can be read.
  bool add(int line, const std::vector<CsvCell>& cells, int times = 1);

  // A cell that was merged with those below it: each of its rows has its text.
  void merged(int first_line, int last_line, int column);

  void remark(CsvRemark::What what, int line, int column);

  Csv take();

 private:
  struct Area {
    int first_line, last_line, column;
  };
  void fill(const Area& area);

  Csv csv_;
  SheetBudget& budget_;
  std::vector<Area> areas_;
  bool cut_off_ = false;
};

}  // namespace porchlight::site
