// Hours and waiting times: what is promised is true.
#include "screens/call_back_facts.h"
#include "screens/hours_text.h"
#include "screens/making.h"

namespace porchlight::screens::test {

using namespace std::chrono_literals;

namespace {

std::string told(Stage& stage, std::string_view words) {
  return plain_spaces(hours_text(stage.scene(), hours(words)));
}

}  // namespace

TEST_CASE("who never closes is open now, by a clock that is right", "[screens]") {
  Stage stage;
  CHECK(told(stage, "24/7") == "open now");
  stage.situation.clock_trusted = false;
  CHECK(told(stage, "24/7") == "open day and night");
}

TEST_CASE("who is there says until when, who is not says from when", "[screens]") {
  Stage stage;
  CHECK(told(stage, "9:00-21:00") == "open now, until 9:00 PM");
  CHECK(told(stage, "20:00-22:00") == "opens at 8:00 PM");
  CHECK(told(stage, "9:00-17:00") == "opens tomorrow at 9:00 AM");
  CHECK(told(stage, "Fri 9:00-17:00") == "opens Friday at 9:00 AM");
}

TEST_CASE("without a right clock the week is told", "[screens]") {
  Stage stage;
  stage.situation.clock_trusted = false;
  CHECK(told(stage, "9:00-21:00") == "every day, 9:00 AM to 9:00 PM");
  CHECK(told(stage, "Mon-Fri 9:00-17:00; Sat 10:00-12:00") ==
        "Monday to Friday, 9:00 AM to 5:00 PM; Saturday, 10:00 AM to 12:00 PM");
  CHECK(told(stage, "Tue-Thu 9:00-17:00; Sat-Sun 10:00-12:00") ==
        "Tuesday to Thursday, 9:00 AM to 5:00 PM; Saturday and Sunday, 10:00 AM to 12:00 PM");
  CHECK_FALSE(open_now(stage.scene(), hours("9:00-21:00")));
}

TEST_CASE("hours that go on after midnight end when they really end", "[screens]") {
  Stage stage;
  stage.situation.now = at("2026-11-24T23:30");
  CHECK(told(stage, "18:00-2:00") == "open now, until 2:00 AM");
  CHECK(told(stage, "Tue 18:00-24:00; Wed 0:00-6:00") == "open now, until 6:00 AM");
  stage.situation.now = at("2026-11-25T01:30");
  CHECK(told(stage, "18:00-2:00") == "open now, until 2:00 AM");
  CHECK(open_now(stage.scene(), hours("18:00-2:00")) == true);
}

TEST_CASE("from Saturday into Sunday the week begins again", "[screens]") {
  Stage stage;
  stage.situation.now = at("2026-11-28T23:00");
  CHECK(told(stage, "Sat 20:00-24:00; Sun 0:00-3:00") == "open now, until 3:00 AM");
  stage.situation.now = at("2026-11-29T01:00");
  CHECK(told(stage, "Sat 20:00-3:00") == "open now, until 3:00 AM");
}

TEST_CASE("hours that go on for days name no time of day that would be another day's", "[screens]") {
  Stage stage;
  CHECK_FALSE(open_until(stage.scene(), hours("Mon-Thu 0:00-24:00")));
  CHECK(told(stage, "Mon-Thu 0:00-24:00").find("opens") == std::string::npos);
}

TEST_CASE("a wait is told only where it was measured and can be kept", "[screens]") {
  Stage stage;
  CHECK_FALSE(usual_wait(stage.scene()));  // nobody measured it
  stage.situation.usual_wait = 100min;
  CHECK(usual_wait(stage.scene()) == "Usually within 2 hours");

  SECTION("not offline") {
    stage.situation.delivery = Situation::Delivery::offline;
  }
  SECTION("not with a clock that may be wrong") {
    stage.situation.clock_trusted = false;
  }
  SECTION("not while nobody makes calls") {
    stage.site.call_backs.hours = hours("9:00-17:00");
  }
  SECTION("not when nobody says when they make calls") {
    stage.site.call_backs.hours = {};
  }
  SECTION("not where no caller speaks the visitor's language") {
    stage.visit.language = "es";
  }
  SECTION("not where nobody calls back") {
    stage.site.call_backs.offered = false;
  }
  CHECK_FALSE(usual_wait(stage.scene()));
}

TEST_CASE("a wait is rounded up, never down", "[screens]") {
  Stage stage;
  const auto told_for = [&](minutes wait) {
    stage.situation.usual_wait = wait;
    return usual_wait(stage.scene()).value();
  };
  CHECK(told_for(0min) == "Usually within 5 minutes");
  CHECK(told_for(21min) == "Usually within 25 minutes");
  CHECK(told_for(55min) == "Usually within 55 minutes");
  CHECK(told_for(56min) == "Usually within 1 hour");
  CHECK(told_for(61min) == "Usually within 2 hours");
}

TEST_CASE("hours of the callers stand beside no request that cannot leave", "[screens]") {
  Stage stage;
  stage.site.call_backs.hours = hours("9:00-21:00");
  CHECK(plain_spaces(caller_hours(stage.scene())) == "They make calls now, until 9:00 PM.");
  stage.situation.delivery = Situation::Delivery::offline;
  CHECK(plain_spaces(caller_hours(stage.scene())) == "When they make calls: every day, 9:00 AM to 9:00 PM.");
  CHECK_FALSE(waiting_to_be_sent(stage.scene()).empty());
}

}  // namespace porchlight::screens::test
