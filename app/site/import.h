// What `porchlight import` makes of lists of meetings: their meetings in one list, and what was wrong with
// each file.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "site/formats/table.h"
#include "site/formats/write_csv.h"

namespace porchlight::site {

struct ImportFile {
  std::string name, bytes;
};

struct Imported {
  struct File {
    RowCount count;  // its format is empty where none was recognised
    std::vector<Problem> problems;
  };
  std::vector<File> files;  // as given
  std::vector<schedule::Meeting> meetings;
};

// `context`: as for one file; its name and source are filled in. `format`: as of read_list. The formats of a
// BMLT server may be one of the files.
Imported import_lists(std::span<const ImportFile> files, TableContext context, std::string_view format);

// All meetings as meetings.csv; what it cannot hold is added to the problems of their files.
WrittenCsv write_imported(Imported& imported, const Language& language);

}  // namespace porchlight::site
