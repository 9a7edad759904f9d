#include "collector/inbox/counts.h"

#include <fmt/format.h>

#include <array>
#include <map>

namespace porchlight::collector {
namespace {

constexpr std::array<std::string_view, 6> ends{"reached",     "wrong_number", "did_not_ask",
                                               "do_not_call", "expired",      "open"};

std::string week_of(Instant instant) {
  using namespace std::chrono;
  const auto day = floor<days>(instant);
  const year_month_day monday(day - (weekday(day) - Monday));
  return fmt::format("{:04}-{:02}-{:02}", int(monday.year()), unsigned(monday.month()),
                     unsigned(monday.day()));
}

struct Week {
  std::int64_t asked = 0;
  std::map<std::string, std::int64_t, std::less<>> ended;
};

std::string cell(std::int64_t count) {
  const Told shown = told(count);
  return shown ? std::to_string(*shown) : fmt::format("<{}", smallest_group);
}

}  // namespace

Told told(std::int64_t count) {
  if (count > 0 && count < smallest_group) return std::nullopt;
  return count;
}

Stored<Counts> counts(Sql& sql, const std::string& team, Instant now) {
  const auto since = sql_time(now - counts_over);
  const auto rows =
      sql.read({"SELECT (SELECT count(*) FROM requests WHERE team = $1 AND received > $2), "
                "(SELECT count(*) FROM requests WHERE team = $1 AND received > $2 AND result = 'reached'), "
                "(SELECT count(*) FROM requests WHERE team = $1 AND received > $2 AND called IS NOT NULL)",
                {team, since}});
  if (!rows) return rows.error();
  Counts counted{.asked = told(rows->number(0, 0)), .reached = told(rows->number(0, 1))};
  const std::int64_t called = rows->number(0, 2);
  if (called < smallest_group) return counted;
  const auto middle = sql.read(
      {"SELECT called - received FROM requests WHERE team = $1 AND received > $2 AND called IS NOT NULL "
       "ORDER BY called - received LIMIT 1 OFFSET $3",
       {team, since, (called - 1) / 2}});
  if (!middle) return middle.error();
  if (!middle->empty()) counted.half_within = seconds(std::max<std::int64_t>(middle->number(0, 0), 0));
  return counted;
}

Stored<std::string> counts_csv(Sql& sql, const std::string& team, Instant now) {
  const auto rows =
      sql.read({"SELECT received, CASE WHEN finished = 0 THEN 'open' ELSE result END "
                "FROM requests WHERE team = $1 AND received > $2",
                {team, sql_time(now - counts_over)}});
  if (!rows) return rows.error();
  std::map<std::string, Week> weeks;
  for (std::size_t row = 0; row < rows->size(); ++row) {
    Week& week = weeks[week_of(rows->time(row, 0))];
    ++week.asked;
    ++week.ended[rows->text(row, 1)];
  }
  std::string csv = fmt::format("week,asked,{}\r\n", fmt::join(ends, ","));
  for (auto& [monday, week] : weeks) {
    csv += monday + "," + cell(week.asked);
    for (const auto end : ends) csv += "," + cell(week.ended[std::string(end)]);
    csv += "\r\n";
  }
  return csv;
}

}  // namespace porchlight::collector
