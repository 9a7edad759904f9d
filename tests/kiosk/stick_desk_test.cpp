// Sticks as they come and go, with a stick of the test's own: what staff read of them, and when they may be
// pulled out.
#include "kiosk/stick_desk.h"

#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "intake/file_signature.h"
#include "kiosk/stage.h"

namespace porchlight::kiosk::test {
namespace {

namespace fs = std::filesystem;
using screens::StickReport;
using State = StickReport::State;

// What is plugged in, and what was asked of it; used on two threads.
struct Plugged {
  std::mutex mutex;
  std::vector<std::string> folders;
  std::string meetings_when_synced;  // of the kiosk's own configuration
  int synced = 0;
  bool sync_fails = false;
};

class FakeStick final : public disk::Stick {
 public:
  FakeStick(Plugged& plugged, std::string config) : plugged_(plugged), config_(std::move(config)) {}
  std::vector<std::string> folders() override {
    const std::lock_guard lock(plugged_.mutex);
    return plugged_.folders;
  }
  Outcome sync(const std::string&) override {
    const std::lock_guard lock(plugged_.mutex);
    ++plugged_.synced;
    plugged_.meetings_when_synced = site::read_files(config_)->at("meetings.csv");
    if (plugged_.sync_fails) return Error{"The stick was pulled out too early."};
    return Done{};
  }

 private:
  Plugged& plugged_;
  const std::string config_;
};

struct Desk {
  TemporaryFolder folder;
  const std::string config = folder.path / "config", state = folder.path / "state",
                    stick = folder.path / "stick";
  FakeClock clock{facility_time(tuesday_evening)};
  Mailbox mailbox;
  StickReport report;
  Plugged plugged;
  std::unique_ptr<StickDesk> desk;

  Desk() {
    fs::copy(example_config(), config, fs::copy_options::recursive);
    fs::create_directories(stick + "/kiosk-config");
  }
  std::string meetings() const { return site::read_files(config)->at("meetings.csv"); }
  std::string brought() const { return "Name,Day,Time\nSerenity,Tuesday,8:00 PM\n"; }
  void bring(const std::string& name, const std::string& text) const {
    std::ofstream(stick + "/kiosk-config/" + name, std::ios::binary) << text;
  }
  void plug(std::vector<std::string> folders) {
    {
      const std::lock_guard lock(plugged.mutex);
      plugged.folders = std::move(folders);
    }
    if (!desk)
      desk = std::make_unique<StickDesk>(
          StickDesk::Parts{std::make_unique<FakeStick>(plugged, config), config, state, clock, mailbox,
                           [this](StickReport told) { report = std::move(told); }, milliseconds(1)});
    heard();
  }
  void heard() {
    REQUIRE(mailbox.wait(std::chrono::seconds(10)));
    mailbox.deliver();
  }
  bool says(std::string_view words) const {
    return std::ranges::any_of(report.words,
                               [&](const std::string& line) { return line.starts_with(words); });
  }
};

TEST_CASE("a stick is offered to staff in words, and taken over when they say so; then it may be removed") {
  Desk desk;
  const std::string before = desk.meetings();
  desk.bring("meetings.csv", desk.brought());
  desk.plug({desk.stick});
  CHECK(desk.report.state == State::offered);
  CHECK(desk.says("1 added"));
  CHECK_FALSE(desk.says("You may remove"));
  CHECK(desk.meetings() == before);
  CHECK(fs::exists(desk.stick + "/problems.html"));

  desk.desk->take();
  desk.heard();
  CHECK(desk.report.state == State::taken);
  CHECK(desk.says("You may remove the stick."));
  CHECK(desk.meetings() == desk.brought());
  CHECK(desk.plugged.meetings_when_synced == desk.brought());

  desk.plug({});
  CHECK(desk.report.state == State::none);
  desk.plug({desk.stick});
  CHECK(desk.report.state == State::nothing_new);
}

TEST_CASE("a stick with the signature of the trusted key is taken over by itself") {
  Desk desk;
  intake::SeededRandom random(5);
  const intake::SigningPair signer = intake::make_signing_pair(random);
  REQUIRE(delivery::trust_signer(signer.key, desk.state).ok());
  desk.bring("meetings.csv", desk.brought());
  std::ofstream(desk.stick + "/kiosk-config.sig")
      << intake::sign_files(*site::read_files(desk.stick + "/kiosk-config"), signer.secret);
  desk.plug({desk.stick});
  CHECK(desk.report.state == State::taken);
  CHECK(desk.meetings() == desk.brought());
}

TEST_CASE("a broken stick is refused in words, whatever staff touch") {
  Desk desk;
  const std::string before = desk.meetings();
  desk.bring("meetings.csv", desk.brought());
  desk.bring("kiosk.toml", "[facility\n");
  desk.plug({desk.stick});
  CHECK(desk.report.state == State::refused);
  CHECK(desk.says("This cannot be shown"));
  CHECK(desk.says("You may remove"));
  desk.desk->take();
  desk.plug({});
  CHECK(desk.report.state == State::none);
  CHECK(desk.meetings() == before);
}

TEST_CASE("before everything is written nobody reads that the stick may be removed") {
  Desk desk;
  desk.plugged.sync_fails = true;
  desk.bring("meetings.csv", desk.brought());
  desk.plug({desk.stick});
  desk.desk->take();
  desk.heard();
  CHECK(desk.report.state == State::taken);
  CHECK_FALSE(desk.says("You may remove"));
  CHECK(desk.says("The stick was pulled out too early."));
}

TEST_CASE("a folder where nothing is mounted is no stick") {
  const TemporaryFolder place;
  fs::create_directory(place.path / "sda1");
  CHECK(disk::mounted_sticks(place.path.string())->folders().empty());
  CHECK(disk::mounted_sticks("/nowhere")->folders().empty());
  CHECK(disk::mounted_sticks(place.path.string())->sync(place.path.string()).ok());
}

TEST_CASE("staff see what a stick offers on their panel, and take it over there") {
  bool taken = false;
  Stage stage({.staff = {.take_stick = [&] { taken = true; }}});
  stage.staff.stick_is({State::offered, {"1 added, no problems.", "Added: Serenity"}});
  stage.visit().go(screens::ScreenId::staff);
  stage.visitor.settle();
  CHECK(stage.visitor.find("A stick with a new kiosk-config") != nullptr);
  CHECK(stage.visitor.find("Added: Serenity") != nullptr);
  REQUIRE(stage.visitor.tap("Take it over").ok());
  CHECK(taken);
  stage.staff.stick_is({State::taken, {"You may remove the stick."}});
  stage.visitor.settle();
  CHECK(stage.visitor.find("Take it over") == nullptr);
  CHECK(stage.visitor.find("You may remove the stick.") != nullptr);
}

}  // namespace
}  // namespace porchlight::kiosk::test
