// SharedDetails: what the rows of a table say for each other. As TSML's import does
// (https://github.com/code4recovery/12-step-meeting-list, includes/functions_import.php), a row that gives an
// address without its details has those of another row of the same address: location, region, its notes,
// coordinates, time zone; and one that gives a group has the group's notes. Where rows contradict each other
// nothing is filled in, and that is reported.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "site/formats/columns.h"
#include "site/formats/table.h"

namespace porchlight::site {

// "2634 Union Ave, San Jose, CA 95124": Address, City, State and Postal Code, which in the US has five digits
// also where a spreadsheet dropped the zero in front. Empty: the row gives none.
std::string address_of(const Columns& columns, const CsvRow& row, std::string_view country);

class SharedDetails {
 public:
  // All must outlive it. `elsewhere`: the list is not the facility's own, so that a row without a place is
  // not simply here: it has the one of its group, where that is always the same.
  SharedDetails(const Columns& columns, std::span<const CsvRow> rows, std::string_view country,
                bool elsewhere);

  // What `row`, one of `rows`, says in the column, else what others say for it; may be empty.
  std::string text(const CsvRow& row, std::string_view column) const;

  // The row that says where `row` is: itself, or another one of its group.
  const CsvRow& place_of(const CsvRow& row) const;

  // What contradicts what stands above, within the row that was begun.
  void report(const CsvRow& row, TableReport& report) const;

 private:
  struct Detail {
    std::string text;
    const CsvRow* said_by = nullptr;    // the first one
    const CsvRow* denied_by = nullptr;  // the first one that says something else
  };
  struct Keys {
    std::string address, group;
    const CsvRow* place = nullptr;
  };

  bool says_where(const CsvRow& row) const;
  std::string own(const CsvRow& row, std::string_view column) const;
  const Detail* detail(const CsvRow& row, std::string_view column) const;
  void take(const std::string& key, const CsvRow& row, std::string_view column);
  void find_places_of_groups();
  const Keys& keys(const CsvRow& row) const { return keys_[static_cast<std::size_t>(&row - rows_.data())]; }

  const Columns& columns_;
  std::span<const CsvRow> rows_;
  std::vector<Keys> keys_;                 // of each row
  std::map<std::string, Detail> details_;  // by address or group, and column
};

}  // namespace porchlight::site
