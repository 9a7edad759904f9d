// What staff find behind the facility's name: a PIN, how the kiosk is, and what they can have done.
#include <catch2/catch_test_macros.hpp>

#include "kiosk/staff_stage.h"

namespace porchlight::kiosk::test {
namespace {

using screens::ScreenId;
using screens::SelfTest;

TEST_CASE(
    "holding the facility's name for five seconds asks for the PIN; a touch or a shorter hold does nothing",
    "[staff]") {
  StaffStage staff;
  staff.hold_the_name(milliseconds(90));
  CHECK(staff.screen() == ScreenId::home);
  staff.hold_the_name(ui::hold_for - milliseconds(500));
  CHECK(staff.screen() == ScreenId::home);
  staff.hold_the_name();
  CHECK(staff.screen() == ScreenId::staff_pin);
}

TEST_CASE("a finger that wanders off does not hold", "[staff]") {
  StaffStage staff;
  const ui::Node* name = staff.stage.visitor.find(staff.stage.kiosk.site().facility.name);
  REQUIRE(name != nullptr);
  const ui::Rect box = name->box;
  staff.stage.gui.touch_down(box.centre_x(), box.centre_y());
  staff.stage.visitor.settle();
  staff.stage.gui.touch_move(box.centre_x(), box.centre_y() + 300);
  staff.stage.visitor.settle();
  staff.stage.visitor.wait(ui::hold_for * 2);
  staff.stage.gui.touch_up();
  staff.stage.visitor.settle();
  CHECK(staff.screen() == ScreenId::home);
}

TEST_CASE("the right PIN opens the panel, and what was typed is gone", "[staff]") {
  StaffStage staff;
  staff.set_pin();
  staff.hold_the_name();
  staff.type_pin("271829");
  CHECK(staff.screen() == ScreenId::staff_pin);
  CHECK(staff.shows("This is not the PIN."));
  staff.type_pin(pin);
  CHECK(staff.screen() == ScreenId::staff);
  CHECK(staff.stage.visit().typed_pin.empty());
}

TEST_CASE("where no PIN was set, the screen says how to set one", "[staff]") {
  StaffStage staff;
  staff.hold_the_name();
  staff.type_pin(pin);
  CHECK(staff.screen() == ScreenId::staff_pin);
  CHECK(staff.shows("No PIN was set."));
}

TEST_CASE("after five tries nobody comes in for ten minutes, with the right PIN neither", "[staff]") {
  StaffStage staff;
  staff.set_pin();
  staff.hold_the_name();
  for (int i = 0; i < intake::AttemptLimit::attempts; ++i) staff.type_pin("000000");
  staff.type_pin(pin);
  CHECK(staff.screen() == ScreenId::staff_pin);
  CHECK(staff.shows("It was tried too often."));
  staff.stage.clock.advance(intake::AttemptLimit::window);
  staff.stage.kiosk.set_defaults({});  // somebody else, later
  staff.stage.visitor.settle();
  staff.hold_the_name();
  staff.type_pin(pin);
  CHECK(staff.screen() == ScreenId::staff);
}

TEST_CASE("staff see what waits, what is to be fixed, and where", "[staff]") {
  StaffStage staff;
  staff.stage.staff.read({{.severity = site::Problem::Severity::left_out,
                           .file = "meetings.csv",
                           .row = 14,
                           .field = "Day",
                           .what = "“Tuseday” is not a day.",
                           .to_do = "Write Tuesday.",
                           .meanwhile = "This meeting is not shown."}},
                         false);
  staff.stage.fill_in();
  staff.stage.tap("Yes, call me");
  REQUIRE(staff.stage.visitor.answer().ok());
  staff.stage.kiosk.clear();
  staff.stage.visitor.settle();
  staff.come_in();
  CHECK(staff.comes_to([&] { return staff.report().waiting == 1; }));
  CHECK(staff.report().disk_free_mb.has_value());
  CHECK(staff.shows("1 thing to fix in kiosk-config"));
  CHECK(staff.shows(
      "meetings.csv, row 14, Day: “Tuseday” is not a day. Write Tuesday. This meeting is not shown."));
}

TEST_CASE("a self-test passes or fails with its date, and is remembered", "[staff]") {
  const TemporaryFolder outbox;
  Instant made;
  {
    StaffStage staff({.outbox_folder = outbox.path.string()});
    staff.come_in();
    staff.stage.tap("Test network and storage");
    REQUIRE(staff.comes_to([&] {
      return staff.report().tests.contains(SelfTest::storage) &&
             staff.report().tests.contains(SelfTest::network);
    }));
    CHECK(staff.report().tests.at(SelfTest::storage).passed);
    made = staff.report().tests.at(SelfTest::storage).when;
    // The example has no collector.
    CHECK_FALSE(staff.report().tests.at(SelfTest::network).passed);
    CHECK(staff.shows("Network and collector: no collector is set up"));
  }
  StaffStage later({.outbox_folder = outbox.path.string()});
  later.come_in();
  REQUIRE(later.comes_to([&] { return later.report().tests.contains(SelfTest::storage); }));
  CHECK(later.report().tests.at(SelfTest::storage).passed);
  CHECK(later.report().tests.at(SelfTest::storage).when == made);
  CHECK_FALSE(later.report().tests.at(SelfTest::network).passed);
}

TEST_CASE("the test of storage fails where nothing can be written", "[staff]") {
  StaffStage staff({.outbox_folder = "/dev/null/nowhere"});
  staff.come_in();
  staff.stage.tap("Test network and storage");
  REQUIRE(staff.comes_to([&] { return staff.report().tests.contains(SelfTest::storage); }));
  CHECK_FALSE(staff.report().tests.at(SelfTest::storage).passed);
  CHECK(staff.shows("?"));
}

TEST_CASE("the test of the screen shows five colors and passes only when every field felt a finger",
          "[staff]") {
  StaffStage staff;
  staff.come_in();
  staff.stage.tap("Test screen and touch");
  for (const char* color : {"Red", "Green", "Blue", "White", "Black"})
    REQUIRE(staff.stage.visitor.tap_first(color).ok());
  CHECK_FALSE(staff.stage.visitor.tap("All is well").ok());
  const std::size_t fields = staff.stage.visit().felt.size();
  CHECK(fields >= 20);
  for (std::size_t i = 0; i < fields; ++i)
    REQUIRE(staff.stage.visitor.tap("Field " + std::to_string(i + 1)).ok());
  staff.stage.tap("All is well");
  CHECK(staff.screen() == ScreenId::staff);
  CHECK(staff.report().tests.at(SelfTest::screen).passed);
}

TEST_CASE("the clock is set by steps, in the facility's time, and a refusal is told", "[staff]") {
  StaffStage staff;
  staff.come_in();
  staff.stage.tap("Set the clock");
  for (const char* step : {"Day +", "Hour −", "10 minutes +", "Minute +"}) staff.stage.tap(step);
  staff.stage.tap("Set the clock to this");
  CHECK(staff.comes_to_show("The clock is set."));
  CHECK(staff.clock_set_to == facility_time("2026-11-25T17:46"));
  staff.clock_refuses = true;
  staff.stage.tap("Set the clock");
  staff.stage.tap("Set the clock to this");
  CHECK(staff.comes_to_show("The network sets this clock."));
}

TEST_CASE("staff have kiosk-config read again, the program started again, and leave", "[staff]") {
  StaffStage staff;
  staff.come_in();
  staff.stage.tap("Read config again");
  CHECK(staff.asked == "read again;");
  staff.stage.staff.read({}, false);
  staff.stage.visitor.settle();
  CHECK(staff.shows("Read again, and shown."));
  staff.stage.tap("Restart");
  CHECK(staff.asked == "read again;restart;");
  staff.stage.tap("Leave");
  CHECK(staff.screen() == ScreenId::home);
}

TEST_CASE("without a voice the sound test fails at once, with one somebody says what they heard", "[staff]") {
  StaffStage staff;
  staff.come_in();
  staff.stage.speech.works = false;
  staff.stage.tap("Play");
  CHECK_FALSE(staff.report().tests.at(SelfTest::sound).passed);
  staff.stage.speech.works = true;
  staff.stage.tap("Play");
  CHECK_FALSE(staff.stage.speech.said.empty());
  staff.stage.tap("I heard it");
  CHECK(staff.report().tests.at(SelfTest::sound).passed);
}

TEST_CASE("who goes away from the panel leaves it closed", "[staff]") {
  StaffStage staff;
  staff.come_in();
  staff.stage.visitor.wait(staff.stage.kiosk.site().session.idle +
                           staff.stage.kiosk.site().session.countdown + seconds(1));
  CHECK(staff.stage.kiosk.resting());
}

}  // namespace
}  // namespace porchlight::kiosk::test
