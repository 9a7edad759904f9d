// meetings.csv out of meetings of any list: what read_own_csv reads back as the same meetings, so that staff
// can go on with a feed in their spreadsheet.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "site/formats/table.h"

namespace porchlight::site {

struct WrittenCsv {
  std::string text;  // UTF-8, commas, LF
  int rows = 0;      // below the head
  // What a column cannot hold; Problem::file is the meeting's source. A meeting whose dates cannot be written
  // has no row.
  std::vector<Problem> problems;
};

// `language`: that of texts in a column without one, Notes; the others get columns of their own, Notes[es].
// Ids are unique among `meetings`.
WrittenCsv write_csv(std::span<const schedule::Meeting> meetings, const Language& language);

}  // namespace porchlight::site
