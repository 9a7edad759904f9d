#include "storage/page_counts.h"

#include <algorithm>

namespace porchlight::storage {
namespace {

std::int64_t number_of(schedule::Date day) {
  return std::chrono::sys_days(day).time_since_epoch().count();
}

schedule::Date day_of(std::int64_t number) {
  return schedule::Date(std::chrono::sys_days(std::chrono::days(number)));
}

}  // namespace

disk::Step add_page_counts(disk::Database& database, std::span<const PageCount> counts) {
  if (counts.empty()) return Done{};
  disk::Statement add = database.prepare(
      "INSERT INTO page_counts(day, page, language, number) VALUES(?, ?, ?, ?) "
      "ON CONFLICT(day, page, language) DO UPDATE SET number = number + excluded.number");
  std::int64_t latest = number_of(counts.front().day);
  for (const PageCount& count : counts) {
    const std::int64_t day = number_of(count.day);
    latest = std::max(latest, day);
    if (auto step = add.again().number(day).text(count.page).text(count.language).number(count.number).run();
        !step)
      return step;
  }
  return database.prepare("DELETE FROM page_counts WHERE day < ?")
      .number(latest - page_counts_kept_for.count())
      .run();
}

Result<std::vector<PageCount>, disk::Failure> read_page_counts(disk::Database& database) {
  std::vector<PageCount> counts;
  disk::Statement row =
      database.prepare("SELECT day, page, language, number FROM page_counts ORDER BY day, page, language");
  for (;;) {
    const auto found = row.next();
    if (!found) return found.error();
    if (!*found) return counts;
    counts.push_back({day_of(row.number_at(0)), std::string(row.text_at(1)), std::string(row.text_at(2)),
                      row.number_at(3)});
  }
}

}  // namespace porchlight::storage
