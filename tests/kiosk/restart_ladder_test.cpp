// What becomes of a kiosk that keeps failing, with a clock, a boot and a disk that a test holds.
#include "kiosk/restart_ladder.h"

#include <catch2/catch_test_macros.hpp>

#include "kiosk/stage.h"

namespace porchlight::kiosk::test {
namespace {

struct FakeNotes final : LadderNotes {
  std::string of_this_boot, of_reboots;
  bool disk_can_be_written = true;

  std::string starts() override { return of_this_boot; }
  Outcome keep_starts(const std::string& text) override {
    of_this_boot = text;
    return Done{};
  }
  std::string reboots() override { return of_reboots; }
  Outcome keep_reboots(const std::string& text) override {
    if (!disk_can_be_written) return Error{"Read-only file system"};
    of_reboots = text;
    return Done{};
  }
};

struct Computer {
  FakeClock clock{Instant(std::chrono::sys_days(std::chrono::year(2026) / 11 / 24))};
  FakeNotes notes;
  int boots = 1;

  RestartLadder ladder() { return {clock, notes, "boot-" + std::to_string(boots)}; }
  // Starts, and fails a while later.
  Step start_and_fail(seconds later = seconds(5)) {
    const Step step = ladder().start();
    clock.advance(later);
    if (step == Step::reboot) {
      ++boots;
      clock.advance(seconds(40));
    }
    return step;
  }
  // Up the ladder until the computer starts again, or safe mode has failed as often.
  std::vector<Step> starts(int number) {
    std::vector<Step> steps;
    while (number-- > 0) steps.push_back(start_and_fail());
    return steps;
  }
};

constexpr Step normal = Step::normal, safe = Step::safe_mode, reboot = Step::reboot;
using Steps = std::vector<Step>;

TEST_CASE("three failures in a row bring safe mode, and a failure of that starts the computer again") {
  Computer computer;
  CHECK(computer.starts(5) == Steps{normal, normal, normal, safe, reboot});
  CHECK(computer.start_and_fail() == normal);
}

TEST_CASE("the computer starts again at most twice an hour; then safe mode stays") {
  Computer computer;
  CHECK(computer.starts(10) ==
        Steps{normal, normal, normal, safe, reboot, normal, normal, normal, safe, reboot});
  CHECK(computer.starts(8) == Steps{normal, normal, normal, safe, safe, safe, safe, safe});
  computer.clock.advance(std::chrono::hours(1));
  CHECK(computer.ladder().start() == normal);  // it had held for an hour
  CHECK(computer.starts(4) == Steps{normal, safe, reboot, normal});
}

TEST_CASE("failures of another boot do not count") {
  Computer computer;
  computer.starts(3);
  ++computer.boots;
  CHECK(computer.starts(4) == Steps{normal, normal, normal, safe});
}

TEST_CASE("a kiosk that is told to end did not fail") {
  Computer computer;
  for (int i = 0; i < 10; ++i) {
    RestartLadder ladder = computer.ladder();
    CHECK(ladder.start() == normal);
    ladder.ends_on_purpose();
  }
  computer.starts(3);
  REQUIRE(computer.ladder().start() == safe);
  computer.ladder().ends_on_purpose();  // by staff, who have mended it
  CHECK(computer.ladder().start() == normal);
}

TEST_CASE("a kiosk that fails once in a while is no kiosk that keeps failing") {
  Computer computer;
  for (int i = 0; i < 10; ++i) CHECK(computer.start_and_fail(std::chrono::hours(2)) == normal);
}

TEST_CASE("a clock that was set back never brings a third reboot within the hour") {
  Computer computer;
  computer.starts(10);
  computer.clock.set(computer.clock.now() - std::chrono::hours(24 * 365));
  CHECK(computer.starts(6) == Steps{normal, normal, normal, safe, safe, safe});
}

TEST_CASE("where a reboot cannot be written down there is none: safe mode stays") {
  Computer computer;
  computer.notes.disk_can_be_written = false;
  CHECK(computer.starts(7) == Steps{normal, normal, normal, safe, safe, safe, safe});
}

TEST_CASE("notes that are damaged count as none") {
  Computer computer;
  computer.notes.of_this_boot = "boot-1 many";
  computer.notes.of_reboots = "yesterday";
  CHECK(computer.starts(5) == Steps{normal, normal, normal, safe, reboot});
}

TEST_CASE("in files the ladder remembers as in a test, and what asks for a reboot lies where root looks") {
  const TemporaryFolder folder;
  const std::string run = folder.path / "run", state = folder.path / "state";
  std::filesystem::create_directory(run);
  const FakeClock clock{Instant(std::chrono::sys_days(std::chrono::year(2026) / 11 / 24))};
  Steps steps;
  for (int i = 0; i < 5; ++i) {
    const auto notes = ladder_notes(run, state);
    steps.push_back(RestartLadder(clock, *notes, boot_id()).start());
  }
  CHECK(steps == Steps{normal, normal, normal, safe, reboot});
  CHECK(!boot_id().empty());
  REQUIRE(ask_for_reboot(run).ok());
  CHECK(std::filesystem::exists(run + "/reboot"));
}

}  // namespace
}  // namespace porchlight::kiosk::test
