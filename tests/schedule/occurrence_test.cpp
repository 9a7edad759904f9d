#include "making.h"

using namespace porchlight;
using namespace porchlight::schedule;
using namespace std::chrono_literals;

namespace {

Occurrence from_seven(std::optional<minutes> lasts) {
  Occurrence occurrence;
  occurrence.starts = std::chrono::sys_days(std::chrono::year(2026) / 11 / 24) + 19h;
  if (lasts) occurrence.ends = occurrence.starts + *lasts;
  return occurrence;
}

}  // namespace

TEST_CASE("a meeting is on from the second it starts until the second it ends") {
  const Occurrence meeting = from_seven(90min);
  CHECK(standing(meeting, meeting.starts - 1s) == Standing::soon);
  CHECK(standing(meeting, meeting.starts) == Standing::on_now);
  CHECK(standing(meeting, *meeting.ends - 1s) == Standing::on_now);
  CHECK(standing(meeting, *meeting.ends) == Standing::past);
}

TEST_CASE("a meeting is soon within the hour before it") {
  const Occurrence meeting = from_seven(60min);
  CHECK(standing(meeting, meeting.starts - 60min) == Standing::soon);
  CHECK(standing(meeting, meeting.starts - 60min - 1s) == Standing::later);
}

TEST_CASE("a meeting whose end nobody says counts as on for an hour, and shows no end") {
  const Occurrence meeting = from_seven({});
  CHECK(standing(meeting, meeting.starts + 59min) == Standing::on_now);
  CHECK(standing(meeting, meeting.starts + 60min) == Standing::past);
  CHECK_FALSE(meeting.ends);
}

TEST_CASE("the minutes until it starts are rounded up") {
  const Occurrence meeting = from_seven(60min);
  CHECK(starts_in(meeting, meeting.starts - 25min) == 25min);
  CHECK(starts_in(meeting, meeting.starts - 24min - 1s) == 25min);
  CHECK(starts_in(meeting, meeting.starts - 1s) == 1min);
  CHECK(starts_in(meeting, meeting.starts) == 0min);
  CHECK(starts_in(meeting, meeting.starts + 5min) == 0min);
}
