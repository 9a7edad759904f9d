// What leaves the staff panel: counts on a stick, and a slip of the printer. Both are played.
#include <catch2/catch_test_macros.hpp>
#include <condition_variable>
#include <fstream>

#include "kiosk/staff_stage.h"

namespace porchlight::kiosk::test {
namespace {

using screens::SelfTest;

// A stick, as both the test and the stick's thread see it.
struct Slot {
  TemporaryFolder stick;
  std::mutex mutex;
  std::condition_variable changed;
  bool full = false, held = false;

  void hold(bool hold_it) {
    const std::lock_guard lock(mutex);
    held = hold_it;
    changed.notify_all();
  }
  std::string file(const std::string& name) const {
    std::ifstream in(stick.path / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
};

class PlayedStick final : public disk::Stick {
 public:
  explicit PlayedStick(std::shared_ptr<Slot> slot) : slot_(std::move(slot)) {}
  std::vector<std::string> folders() override { return {slot_->stick.path.string()}; }
  Outcome sync(const std::string&) override {
    std::unique_lock lock(slot_->mutex);
    slot_->changed.wait(lock, [this] { return !slot_->held; });
    if (slot_->full) return Error{"It is full."};
    return Done{};
  }

 private:
  std::shared_ptr<Slot> slot_;
};

constexpr const char* button = "Counts onto the stick";
constexpr const char* file = "porchlight-counts-2026-11-24.csv";

Setting with_stick(const std::shared_ptr<Slot>& slot) {
  Setting setting;
  setting.stick = [slot] { return std::make_unique<PlayedStick>(slot); };
  return setting;
}

// As if so many had come to the meetings on that day.
void counted(Stage& stage, std::int64_t meetings, std::int64_t help) {
  using namespace std::chrono_literals;
  stage.storage.add({{2026y / 11 / 24, "meetings", "en", meetings}, {2026y / 11 / 24, "now", "en", help}},
                    [](const Result<Done>&) {});
}

TEST_CASE("the counts go onto a stick under the day's date, and only then it may be taken out", "[staff]") {
  const auto slot = std::make_shared<Slot>();
  StaffStage staff(with_stick(slot));
  counted(staff.stage, 12, 3);
  staff.come_in();
  REQUIRE(staff.comes_to_show(button));
  slot->hold(true);
  staff.stage.tap(button);
  CHECK(staff.shows("Writing onto the stick. Leave it in."));
  slot->hold(false);
  CHECK(staff.comes_to_show(std::string(file) + " is on the stick. You may remove the stick."));
  CHECK(slot->file(file) == "Day,Page,Language,Times\n2026-11-24,meetings,en,12\n2026-11-24,now,en,<5\n");
}

TEST_CASE("a stick that cannot be written is told, and nothing is said to be on it", "[staff]") {
  const auto slot = std::make_shared<Slot>();
  slot->full = true;
  StaffStage staff(with_stick(slot));
  staff.come_in();
  REQUIRE(staff.comes_to_show(button));
  staff.stage.tap(button);
  CHECK(staff.comes_to_show("The counts are not on the stick. It is full."));
}

TEST_CASE("without a stick there is no button for counts", "[staff]") {
  StaffStage without;
  without.come_in();
  CHECK_FALSE(without.shows(button));
}

TEST_CASE("where kiosk.toml ends counting there is no button for counts", "[staff]") {
  Setting setting = with_stick(std::make_shared<Slot>());
  site::Site site = *example_site();
  site.counts = false;
  setting.site = std::make_shared<const site::Site>(std::move(site));
  StaffStage staff(std::move(setting));
  staff.come_in();
  CHECK(staff.comes_to([&] { return staff.report().stick.state != screens::StickReport::State::none; }));
  CHECK_FALSE(staff.shows(button));
}

TEST_CASE("a folder in which nothing is mounted is no stick; what is mounted there gets the file whole",
          "[staff]") {
  const TemporaryFolder place;
  const auto sticks = disk::mounted_sticks(place.path.string());
  std::filesystem::create_directory(place.path / "sda1");
  CHECK(sticks->folders().empty());

  // Another file system, in the place of one.
  std::string mounted = "/dev/shm/porchlight-stick-XXXXXX";
  if (::mkdtemp(mounted.data()) == nullptr) SKIP("there is no other file system here");
  std::filesystem::create_directory_symlink(mounted, place.path / "sdb1");
  for (const std::string& stick : sticks->folders()) {
    CHECK(disk::put_on_stick(stick, "a.csv", "first").ok());
    CHECK(disk::put_on_stick(stick, "a.csv", "1").ok());
    CHECK(sticks->sync(stick).ok());
    std::ifstream written(mounted + "/a.csv");
    CHECK(std::string(std::istreambuf_iterator<char>(written), {}) == "1");
    const std::filesystem::directory_iterator files(mounted);
    CHECK(std::distance(begin(files), end(files)) == 1);
  }
  std::filesystem::remove_all(mounted);
}

struct PlayedPrinter final : platform::Printer {
  explicit PlayedPrinter(bool jams) : jams_(jams) {}
  State state(const std::string&) override { return State::ready; }
  Outcome print(const std::string&, Format, const Bytes&, std::stop_token) override {
    if (jams_) return Error{"The paper is stuck."};
    return Done{};
  }
  const bool jams_;
};

TEST_CASE("the printer is tried with a slip, and passes or fails with its date", "[staff]") {
  for (const bool jams : {false, true}) {
    Setting setting;
    setting.printer = [jams] { return std::make_unique<PlayedPrinter>(jams); };
    StaffStage staff(std::move(setting));
    staff.come_in();
    staff.stage.tap("Test the printer");
    CHECK(staff.shows("Printing a slip…"));
    REQUIRE(staff.comes_to([&] { return staff.report().tests.contains(SelfTest::printer); }));
    CHECK(staff.report().tests.at(SelfTest::printer).passed == !jams);
    CHECK(staff.report().tests.at(SelfTest::printer).when == staff.stage.clock.now());
    CHECK(staff.shows(jams ? "Printer: The paper is stuck." : "Printer: passed."));
  }
}

TEST_CASE("where there is no printer there is none to be tried", "[staff]") {
  StaffStage staff;
  staff.come_in();
  CHECK_FALSE(staff.shows("Test the printer"));
}

}  // namespace
}  // namespace porchlight::kiosk::test
