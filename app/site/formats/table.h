// ReadTable: what every format gives, whatever the file looks like; and TableReport, which counts its rows,
// so that taken + repaired + left_out = rows whatever a reader does.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/local_text.h"
#include "schedule/meeting.h"
#include "site/feed.h"
#include "site/problem.h"

namespace porchlight::site {

struct ReadTable {
  std::vector<schedule::Meeting> meetings;
  std::vector<Problem> problems;
  RowCount count;
};

// What a reader must know of the facility.
struct TableContext {
  std::string file;                       // for problems: "meetings.csv"
  std::string source;                     // Meeting::source
  std::string country = "US";             // ISO 3166: how dates are written
  std::vector<Language> languages{"en"};  // offered; the first is that of texts that do not say theirs
  std::string fellowship;                 // a code, of rows that say none; may be empty
  std::string zone;                       // rows of another time zone carry theirs
  std::string here;                       // the facility's name: where a row without a place is
  // Of a BMLT server: the bytes of its list of formats, where that is a file of its own. They outlive the
  // reading.
  std::string_view bmlt_formats;
  // A rule that can only be kept as a list of dates is written out from about here on; nothing: from its
  // beginning.
  std::optional<schedule::Date> today;
};

// A value and where it stands.
struct Where {
  std::string field, value;
  int line = 0, column = 0;
};

struct LineColumn {
  int line = 1, column = 1;  // from 1, the column in characters
};

struct Advice {
  std::string what, to_do, meanwhile;
  std::optional<std::string> fix = std::nullopt;
};

class TableReport {
 public:
  TableReport(std::string file, std::string format);

  // Each row is begun once. A row counts as left out, else as repaired, when one of its problems says so.
  void begin_row(int line);
  bool row_left_out() const { return row_left_out_; }

  void notice(const Where& where, Advice advice) { add(Problem::Severity::notice, where, std::move(advice)); }
  void repair(const Where& where, Advice advice);
  void leave_out(const Where& where, Advice advice);
  // A row that its own list says is not to be shown: counts as left out, and is nothing to mend.
  void set_aside(const Where& where, Advice advice);

  // Of the file as a whole: counts no row.
  void about_file(Problem::Severity severity, const Where& where, Advice advice);

  // For formats that look for the place of a field only when there is something to say: used where `Where`
  // has no line.
  void find_fields_by(std::function<LineColumn(const std::string& field)> find) { find_ = std::move(find); }

  const std::string& file() const { return count_.file; }
  ReadTable finish(std::vector<schedule::Meeting> meetings);

 private:
  void add(Problem::Severity severity, const Where& where, Advice advice);
  void end_row();

  RowCount count_;
  std::vector<Problem> problems_;
  std::function<LineColumn(const std::string& field)> find_;
  int line_ = 0;
  bool in_row_ = false, row_left_out_ = false, row_repaired_ = false;
};

// Gives meetings that share an id one of their own, made of day, time and place, so that it does not depend
// on the order of rows: "serenity-tue-1900".
void make_ids_unique(std::vector<schedule::Meeting>& meetings);

}  // namespace porchlight::site
