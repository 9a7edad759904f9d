#include "collector/inbox/work.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "collector/inbox/audit.h"

namespace porchlight::collector {
namespace {

constexpr std::array<std::pair<std::string_view, CallResult>, 8> words{{
    {"reached", CallResult::reached},
    {"wrong_number", CallResult::wrong_number},
    {"did_not_ask", CallResult::did_not_ask},
    {"do_not_call", CallResult::do_not_call},
    {"no_answer", CallResult::no_answer},
    {"message_left", CallResult::message_left},
    {"call_again", CallResult::call_again},
    {"given_back", CallResult::given_back},
}};

std::string word_of(CallResult result) {
  return std::string(
      std::ranges::find(words, result, &std::pair<std::string_view, CallResult>::second)->first);
}

constexpr const char* columns =
    "id, kiosk, received, envelope, holder, held_until, version, tries, result, call_again, finished, "
    "coalesce((SELECT place FROM kiosks WHERE kiosks.id = requests.kiosk), '')";

Listed listed_at(const SqlRows& rows, std::size_t row) {
  return {.id = rows.text(row, 0),
          .kiosk = rows.text(row, 1),
          .place = rows.text(row, 11),
          .received = rows.time(row, 2),
          .envelope = rows.bytes(row, 3),
          .holder = rows.text(row, 4),
          .held_until = rows.time(row, 5),
          .version = rows.number(row, 6),
          .tries = rows.number(row, 7),
          .result = rows.text(row, 8),
          .call_again = rows.time(row, 9),
          .finished = rows.time(row, 10)};
}

// $1 the team, $2 the person, $3 now, $4 and $5 the page.
std::string list_sql(Work::Show show) {
  switch (show) {
    case Work::Show::mine:
      return fmt::format(
          "SELECT {} FROM requests WHERE team = $1 AND finished = 0 AND holder = $2 "
          "AND held_until > $3 ORDER BY held_until, id LIMIT $4 OFFSET $5",
          columns);
    case Work::Show::finished:
      return fmt::format(
          "SELECT {} FROM requests WHERE team = $1 AND finished > 0 AND erased = 0 "
          "AND $2 <> '' AND $3 > 0 ORDER BY finished DESC, id LIMIT $4 OFFSET $5",
          columns);
    case Work::Show::waiting:
      break;
  }
  return fmt::format(
      "SELECT {} FROM requests WHERE team = $1 AND finished = 0 AND $2 <> '' "
      "ORDER BY CASE WHEN call_again > $3 THEN call_again ELSE 0 END, received, id "
      "LIMIT $4 OFFSET $5",
      columns);
}

// What of a row a result changes. $1 the id, $2 the person, $3 the version, $4 now, $5 the word, $6 the time
// of the next call.
std::string report_sql(CallResult result) {
  std::string set = "holder = '', held_until = 0, version = version + 1, call_again = $6";
  if (result != CallResult::given_back)
    set += ", called = coalesce(called, $4), tries = tries + 1, result = $5";
  if (ends(result)) set += ", finished = $4";
  // A give-back names $5 all the same, so that all have the same values.
  return fmt::format(
      "UPDATE requests SET {} WHERE id = $1 AND holder = $2 AND version = $3 AND held_until > $4 AND $5 <> "
      "''",
      set);
}

}  // namespace

std::optional<CallResult> call_result(std::string_view word) {
  const auto found = std::ranges::find(words, word, &std::pair<std::string_view, CallResult>::first);
  if (found == words.end()) return std::nullopt;
  return found->second;
}

bool ends(CallResult result) {
  return result == CallResult::reached || result == CallResult::wrong_number ||
         result == CallResult::did_not_ask || result == CallResult::do_not_call;
}

Stored<Page> Work::list(const Person& person, Show show, int page, Instant now) {
  const auto rows = sql_.read({list_sql(show),
                               {person.team, person.name, sql_time(now), std::int64_t{listed_at_once},
                                std::int64_t{page} * listed_at_once}});
  if (!rows) return rows.error();
  const auto counts =
      sql_.read({"SELECT (SELECT count(*) FROM requests WHERE team = $1 AND finished = 0), "
                 "(SELECT count(*) FROM requests WHERE team = $1 AND finished = 0 AND holder = $2 AND "
                 "held_until > $3), "
                 "(SELECT count(*) FROM requests WHERE team = $1 AND finished > 0 AND erased = 0)",
                 {person.team, person.name, sql_time(now)}});
  if (!counts) return counts.error();
  Page listed{
      .waiting = counts->number(0, 0), .mine = counts->number(0, 1), .finished = counts->number(0, 2)};
  for (std::size_t row = 0; row < rows->size(); ++row) listed.requests.push_back(listed_at(*rows, row));
  return listed;
}

Stored<Mark> Work::mark(const std::string& team) {
  const auto rows =
      sql_.read({"SELECT count(*), CAST(coalesce(sum(version), 0) AS bigint), coalesce(max(received), 0), "
                 "(SELECT coalesce(max(joined), 0) FROM people WHERE team = $1 AND removed = 0), "
                 "(SELECT coalesce(max(epoch), 0) FROM recipients WHERE team = $1) "
                 "FROM requests WHERE team = $1 AND finished = 0",
                 {team}});
  if (!rows) return rows.error();
  Mark mark{.all = {},
            .sealing = fmt::format("{}.{}.{}", rows->number(0, 2), rows->number(0, 3), rows->number(0, 4))};
  mark.all = fmt::format("{}.{}.{}", rows->number(0, 0), rows->number(0, 1), mark.sealing);
  return mark;
}

Stored<std::optional<Opened>> Work::open(const std::string& id, std::int64_t version, const Person& person,
                                         Instant now) {
  constexpr const char* free =
      "team = $2 AND version = $3 AND finished = 0 AND (holder = '' OR holder = $4 OR held_until <= $5)";
  const std::vector<SqlValue> values{id, person.team, version, person.name, sql_time(now)};
  std::vector<SqlValue> taking = values;
  taking.push_back(sql_time(now + held_for));
  const auto taken = write_down(
      sql_, {.time = now, .person = person.name, .team = person.team, .what = "opened", .about = id},
      {.if_so = fmt::format("EXISTS(SELECT 1 FROM requests WHERE id = $1 AND {})", free),
       .values = values,
       .deeds = {{fmt::format("UPDATE requests SET holder = $4, held_until = $6, version = version + 1 "
                              "WHERE id = $1 AND {}",
                              free),
                  taking}}});
  if (!taken) return taken.error();
  if (!*taken || (*taken)->front().changed == 0) return std::optional<Opened>{};
  const auto rows = sql_.read(
      {"SELECT requests.envelope, requests.version, requests.held_until, kiosks.id, kiosks.key "
       "FROM requests JOIN kiosks ON kiosks.id = requests.kiosk WHERE requests.id = $1 AND holder = $2",
       {id, person.name}});
  if (!rows) return rows.error();
  if (rows->empty()) return std::optional<Opened>{};
  Opened opened{.envelope = rows->bytes(0, 0),
                .kiosk = rows->text(0, 3),
                .version = rows->number(0, 1),
                .held_until = rows->time(0, 2)};
  const Bytes& key = rows->bytes(0, 4);
  std::copy_n(key.begin(), std::min(key.size(), opened.kiosk_key.bytes.size()),
              opened.kiosk_key.bytes.begin());
  const auto seal = sql_.read({"SELECT seal FROM wraps WHERE request = $1 AND recipient = $2",
                               {id, sql_bytes(intake::recipient_id(person.key))}});
  if (!seal) return seal.error();
  if (!seal->empty()) opened.seal = seal->bytes(0, 0);
  return std::optional(std::move(opened));
}

Stored<bool> Work::report(const std::string& id, std::int64_t version, const Report& report,
                          const Person& person, Instant now) {
  const auto result = report.result;
  const std::vector<SqlValue> values{id, person.name, version, sql_time(now), person.team};
  std::vector<SqlValue> changing(values.begin(), values.end() - 1);
  changing.emplace_back(word_of(result));
  changing.push_back(sql_time(result == CallResult::call_again ? report.again : Instant{}));
  Audited audited{.if_so =
                      "EXISTS(SELECT 1 FROM requests WHERE id = $1 AND holder = $2 AND version = $3 "
                      "AND held_until > $4 AND finished = 0 AND team = $5)",
                  .values = values,
                  .deeds = {{report_sql(result), changing}}};
  if (result == CallResult::do_not_call && report.number)
    audited.deeds.push_back(
        {"INSERT INTO do_not_call(team, hash, since) SELECT $1, $2, $3 "
         "WHERE NOT EXISTS(SELECT 1 FROM do_not_call WHERE team = $1 AND hash = $2)",
         {person.team, sql_bytes(*report.number), sql_time(now)}});
  const auto reported = write_down(
      sql_, {.time = now, .person = person.name, .team = person.team, .what = word_of(result), .about = id},
      audited);
  if (!reported) return reported.error();
  return reported->has_value() && (*reported)->front().changed == 1;
}

Stored<Done> Work::erase(const EraseRules& rules, Instant now) {
  constexpr const char* due = "erased = 0 AND ((finished > 0 AND finished <= $1) OR received <= $2)";
  const std::vector<SqlValue> times{sql_time(now - rules.done_after), sql_time(now - rules.all_after)};
  std::vector<SqlValue> with_now = times;
  with_now.push_back(sql_time(now));
  with_now.emplace_back(Bytes{});
  const auto erased = sql_.write(
      {{fmt::format("DELETE FROM wraps WHERE request IN (SELECT id FROM requests WHERE {})", due), times},
       {fmt::format("UPDATE requests SET erased = $3, envelope = $4, holder = '', held_until = 0, "
                    "result = CASE WHEN finished > 0 THEN result ELSE 'expired' END, "
                    "finished = CASE WHEN finished > 0 THEN finished ELSE $3 END, version = version + 1 "
                    "WHERE {}",
                    due),
        with_now},
       {"DELETE FROM requests WHERE erased > 0 AND erased <= $1", {sql_time(now - counted_for)}}});
  if (!erased) return erased.error();
  return Done{};
}

}  // namespace porchlight::collector
