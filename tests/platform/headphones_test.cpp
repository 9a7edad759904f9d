// Headphones: which devices sense them, and what they tell. The devices are pipes, into which the test writes
// what the kernel would.
#include <fcntl.h>
#include <linux/input.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <optional>
#include <utility>

#include "platform/headphones.h"

namespace porchlight::platform {
namespace {

namespace fs = std::filesystem;

// A machine with input devices: each with the switches that /sys tells of it.
struct Machine {
  fs::path root;
  std::mutex mutex;
  std::condition_variable told;
  std::optional<bool> plugged;

  Machine() {
    std::string name = (fs::temp_directory_path() / "porchlight-test-XXXXXX").string();
    root = ::mkdtemp(name.data());
  }
  ~Machine() { fs::remove_all(root); }

  // Its end to write into, which must be there before the kiosk opens the other.
  int add(const std::string& name, const std::string& switches) {
    fs::create_directories(root / "sys" / name / "device/capabilities");
    std::ofstream(root / "sys" / name / "device/capabilities/sw") << switches << "\n";
    fs::create_directories(root / "dev");
    const std::string device = root / "dev" / name;
    REQUIRE(::mkfifo(device.c_str(), 0600) == 0);
    const int both_ends = ::open(device.c_str(), O_RDWR | O_NONBLOCK);
    REQUIRE(both_ends >= 0);
    return both_ends;
  }
  Headphones* watch() {
    return new Headphones(
        [this](bool now) {
          const std::lock_guard lock(mutex);
          plugged = now;
          told.notify_one();
        },
        root / "dev", root / "sys");
  }
  std::optional<bool> next() {
    std::unique_lock lock(mutex);
    told.wait_for(lock, std::chrono::seconds(10), [this] { return plugged.has_value(); });
    return std::exchange(plugged, std::nullopt);
  }
};

void press(int device, unsigned short type, unsigned short code, int value) {
  input_event event{};
  event.type = type;
  event.code = code;
  event.value = value;
  REQUIRE(::write(device, &event, sizeof event) == sizeof event);
}

TEST_CASE("the switches of a device tell whether it senses headphones") {
  CHECK(senses_headphones("4"));
  CHECK(senses_headphones("54"));  // with a microphone and a line out, as many sound cards
  CHECK(senses_headphones("1 4\n"));
  CHECK_FALSE(senses_headphones("0"));
  CHECK_FALSE(senses_headphones("1"));  // the lid of a laptop
  CHECK_FALSE(senses_headphones("4 0"));
  CHECK_FALSE(senses_headphones(""));
}

TEST_CASE("headphones that are plugged in and pulled out are told, and nothing else is") {
  Machine machine;
  const int jack = machine.add("event3", "4"), lid = machine.add("event1", "1");
  const std::unique_ptr<Headphones> headphones(machine.watch());
  press(lid, EV_SW, SW_LID, 1);
  press(jack, EV_SW, SW_MICROPHONE_INSERT, 1);
  press(jack, EV_SYN, SYN_REPORT, 0);
  press(jack, EV_SW, SW_HEADPHONE_INSERT, 1);
  CHECK(machine.next() == true);
  press(jack, EV_SW, SW_HEADPHONE_INSERT, 0);
  CHECK(machine.next() == false);
  ::close(jack);
  ::close(lid);
}

TEST_CASE("on a machine without jacks nothing is ever plugged in") {
  Machine machine;
  const std::unique_ptr<Headphones> headphones(machine.watch());
  CHECK_FALSE(machine.plugged);
}

}  // namespace
}  // namespace porchlight::platform
