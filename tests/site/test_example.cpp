// The example facility of kiosk-config/, which is also what the manual shows.
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "example.h"

using namespace porchlight;
using namespace porchlight::site;
using Severity = Problem::Severity;

namespace {

Loaded load_example() {
  Loaded loaded = load(example_files(), tuesday_evening);
  for (const Problem& problem : loaded.problems) UNSCOPED_INFO(to_line(problem));
  return loaded;
}

}  // namespace

TEST_CASE("The example facility has no problems, only notices") {
  const Loaded loaded = load_example();
  REQUIRE(loaded.site);
  for (const Problem& problem : loaded.problems) {
    INFO(to_line(problem));
    CHECK(problem.severity == Severity::notice);
  }
  for (const Problem& problem : loaded.problems)
    CHECK((problem.field == "recipients" || problem.field == "languages"));
  for (const RowCount& count : loaded.tables) {
    CHECK(adds_up(count));
    CHECK(count.taken == count.rows);
  }
  CHECK(loaded.site->schedule->meetings().size() >= 40);
}

TEST_CASE("The example facility has the fellowships, days and rules of a real place") {
  const Loaded loaded = load_example();
  REQUIRE(loaded.site);
  std::set<std::string> fellowships;
  std::size_t weekly = 0, monthly = 0, every_weeks = 0, dates = 0, appointment = 0, midnight = 0, spanish = 0;
  for (const schedule::Meeting& meeting : loaded.site->schedule->meetings()) {
    INFO(meeting.name);
    CHECK_FALSE(meeting.fellowship.empty());
    fellowships.insert(meeting.fellowship);
    weekly += std::holds_alternative<schedule::Weekly>(meeting.recurrence.rule);
    monthly += std::holds_alternative<schedule::Monthly>(meeting.recurrence.rule);
    every_weeks += std::holds_alternative<schedule::EveryWeeks>(meeting.recurrence.rule);
    dates += std::holds_alternative<schedule::OnDates>(meeting.recurrence.rule);
    const bool by_appointment = std::holds_alternative<schedule::ByAppointment>(meeting.recurrence.rule);
    appointment += by_appointment;
    midnight += !by_appointment && meeting.start == schedule::TimeOfDay(0);
    spanish += std::count(meeting.languages.begin(), meeting.languages.end(), "es");
    CHECK((by_appointment || meeting.duration));
  }
  for (const char* code :
       {"AA", "NA", "Al-Anon", "Alateen", "Nar-Anon", "SMART", "RD", "LifeRing", "CoDA", "DRA"})
    CHECK(fellowships.contains(code));
  CHECK(weekly >= 30);
  CHECK(monthly >= 3);
  CHECK(every_weeks >= 1);
  CHECK(dates >= 1);
  CHECK(appointment >= 1);
  CHECK(midnight >= 1);
  CHECK(spanish >= 3);
}

TEST_CASE("Tonight at the example facility is the evening of the design") {
  const Loaded loaded = load_example();
  REQUIRE(loaded.site);
  const schedule::Schedule& schedule = *loaded.site->schedule;
  std::vector<std::string> tonight;
  for (const schedule::Occurrence& each : schedule.today(tuesday_evening)) {
    if (each.starts_local.time < schedule::TimeOfDay(18 * 60)) continue;
    CHECK(each.status == schedule::Occurrence::Status::scheduled);
    tonight.push_back(each.meeting->name);
  }
  CHECK(tonight == std::vector<std::string>{"Came to Believe", "Tuesday Night Beginners", "Clean on Elm",
                                            "Women’s Step Study", "Noche de Esperanza"});

  const auto beginners = find_meeting(*loaded.site, "Tuesday Night Beginners");
  REQUIRE(beginners);
  CHECK(beginners->here);
  CHECK(beginners->place.room == "Room 2");
  CHECK(beginners->directions.in("en").text == "down the hall, second door on the left");
  CHECK(beginners->directions.in("es").language == "es");

  const auto noche = find_meeting(*loaded.site, "Noche de Esperanza");
  REQUIRE(noche);
  CHECK(noche->attendance == schedule::Attendance::hybrid);
  CHECK_FALSE(noche->here);
}

TEST_CASE("The places of the example are as far away as the design says") {
  const Loaded loaded = load_example();
  REQUIRE(loaded.site);
  const auto tenths_of_a_mile = [&](const char* name) {
    const auto meeting = find_meeting(*loaded.site, name);
    REQUIRE(meeting);
    const double miles =
        schedule::distance_m(*loaded.site->facility.coordinates, *meeting->place.coordinates) / 1609.344;
    return static_cast<int>(miles * 10 + 0.5);
  };
  CHECK(tenths_of_a_mile("Clean on Elm") == 6);
  CHECK(tenths_of_a_mile("Women’s Step Study") == 12);
  CHECK(tenths_of_a_mile("Noche de Esperanza") == 21);
}

TEST_CASE("The building of the example is closed next Tuesday") {
  const Loaded loaded = load_example();
  REQUIRE(loaded.site);
  int here = 0;
  for (const auto& each : loaded.site->schedule->occurrences(*schedule::parse_date("2026-12-01"), 1)) {
    INFO(each.meeting->name);
    CHECK(each.takes_place() != each.meeting->here);
    here += each.meeting->here;
    if (each.meeting->here) CHECK(each.change->reason.in("en").text == "boiler repair");
  }
  CHECK(here >= 2);
}

TEST_CASE("Every text of the example that visitors read is in both languages") {
  const Loaded loaded = load_example();
  REQUIRE(loaded.site);
  const auto complete = [](const LocalText& text) {
    return text.empty() || text.versions.size() == 1
               ? text.empty()
               : text.in("es").language == "es" && text.in("en").language == "en";
  };
  for (const guide::Helpline& line : loaded.site->helplines) {
    INFO(line.id);
    CHECK(complete(line.name));
    CHECK(complete(line.when_to_call));
    CHECK(complete(line.answered_by));
    CHECK(line.pays == guide::Pays::none);
    CHECK(line.hours.known());
  }
  int paying = 0;
  for (const guide::Service& service : loaded.site->services) {
    INFO(service.id);
    CHECK(complete(service.about));
    CHECK(complete(service.cost));
    CHECK(complete(service.answered_by));
    paying += service.pays != guide::Pays::none;
  }
  CHECK(paying == 1);
  CHECK(loaded.site->helplines.front().emergency);
  CHECK(complete(loaded.site->call_backs.who));
  CHECK(complete(loaded.site->call_backs.says));
  for (const schedule::Meeting& meeting : loaded.site->schedule->meetings()) {
    INFO(meeting.name);
    CHECK(complete(meeting.directions));
    const bool spanish_only = meeting.name == "Noche de Esperanza";
    CHECK((complete(meeting.notes) || spanish_only));
  }
}

TEST_CASE("A page that is not translated is found in English") {
  const Loaded loaded = load_example();
  REQUIRE(loaded.site);
  REQUIRE_FALSE(loaded.site->shelf(guide::Shelf::safety, "en").empty());
  const guide::Page* page = loaded.site->shelf(guide::Shelf::safety, "en").front();
  CHECK(loaded.site->page(page->id, "de") == page);
  CHECK(loaded.site->page("no-such-page", "en") == nullptr);
  CHECK(loaded.site->shelf(guide::Shelf::safety, "de").size() ==
        loaded.site->shelf(guide::Shelf::safety, "en").size());
}
