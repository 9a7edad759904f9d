#include "site/formats/table.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "site/formats/days.h"
#include "site/formats/time_of_day.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

std::string day_and_time(const schedule::Meeting& meeting) {
  std::string text;
  for (const std::string& day : short_day_names(days_of(meeting.recurrence))) text += "-" + day;
  if (text.size() > 8) text = "-several";
  std::string time = written(meeting.start);
  std::erase(time, ':');
  return text + "-" + time;
}

// `suffix(meeting)` is added to every id that several meetings share.
template <class Suffix>
void tell_apart(std::vector<schedule::Meeting>& meetings, Suffix suffix) {
  std::unordered_map<std::string, int> uses;
  uses.reserve(meetings.size());
  for (const schedule::Meeting& meeting : meetings) ++uses[meeting.id];
  for (schedule::Meeting& meeting : meetings)
    if (uses[meeting.id] > 1) meeting.id += suffix(meeting);
}

}  // namespace

void make_ids_unique(std::vector<schedule::Meeting>& meetings) {
  tell_apart(meetings, day_and_time);
  tell_apart(meetings, [](const schedule::Meeting& meeting) { return "-" + slug(meeting.place.name); });
  std::unordered_set<std::string> taken;
  taken.reserve(meetings.size());
  std::unordered_map<std::string, int> last_number;  // of thousands with one id, none counts from 2 again
  for (schedule::Meeting& meeting : meetings) {
    const std::string id = meeting.id;
    while (!taken.insert(meeting.id).second) {
      int& number = last_number.try_emplace(id, 1).first->second;
      meeting.id = id + "-" + std::to_string(++number);
    }
  }
}

TableReport::TableReport(std::string file, std::string format) {
  count_.file = std::move(file);
  count_.format = std::move(format);
}

void TableReport::begin_row(int line) {
  end_row();
  in_row_ = true;
  row_left_out_ = row_repaired_ = false;
  line_ = line;
  ++count_.rows;
}

void TableReport::end_row() {
  if (!in_row_) return;
  in_row_ = false;
  ++(row_left_out_ ? count_.left_out : row_repaired_ ? count_.repaired : count_.taken);
}

void TableReport::repair(const Where& where, Advice advice) {
  row_repaired_ = true;
  add(Problem::Severity::repair, where, std::move(advice));
}

void TableReport::leave_out(const Where& where, Advice advice) {
  row_left_out_ = true;
  add(Problem::Severity::left_out, where, std::move(advice));
}

void TableReport::set_aside(const Where& where, Advice advice) {
  row_left_out_ = true;
  add(Problem::Severity::notice, where, std::move(advice));
}

void TableReport::about_file(Problem::Severity severity, const Where& where, Advice advice) {
  const bool in_row = std::exchange(in_row_, false);
  add(severity, where, std::move(advice));
  in_row_ = in_row;
}

void TableReport::add(Problem::Severity severity, const Where& where, Advice advice) {
  Problem problem;
  problem.severity = severity;
  problem.file = count_.file;
  problem.row = in_row_ ? count_.rows : 0;
  problem.line = where.line > 0 || !in_row_ ? where.line : line_;
  problem.column = where.column;
  if (in_row_ && where.line == 0 && find_) {
    const LineColumn found = find_(where.field);
    problem.line = found.line;
    problem.column = found.column;
  }
  problem.field = where.field;
  problem.value = where.value;
  problem.what = std::move(advice.what);
  problem.to_do = std::move(advice.to_do);
  problem.meanwhile = std::move(advice.meanwhile);
  problem.fix = std::move(advice.fix);
  problems_.push_back(std::move(problem));
}

ReadTable TableReport::finish(std::vector<schedule::Meeting> meetings) {
  end_row();
  return {std::move(meetings), std::move(problems_), count_};
}

}  // namespace porchlight::site
