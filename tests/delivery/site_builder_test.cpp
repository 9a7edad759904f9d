// Staff save a file, each program in its own way, and the kiosk reads what they saved: once, whole, and soon.
#include "delivery/site_builder.h"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>

#include "delivery/config_folder.h"

namespace porchlight::delivery {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr const char* two_meetings = "Name,Day,Time\nSerenity,Tuesday,7:00 PM\nClean on Elm,Friday,8:00 PM\n";

struct Reader {
  ConfigFolder config;
  FakeClock clock{Instant(std::chrono::sys_days{std::chrono::year{2026} / 11 / 24})};
  SiteBuilder builder{config.path, config.path + "-state", clock};

  Reader() { REQUIRE(meetings(builder.build({})) == 1); }

  static std::size_t meetings(const SiteBuilder::Built& built) {
    return built.site ? built.site->schedule->meetings().size() : 999;
  }

  // As Backstage would: sleeps until there is something to do, for at most so long. How many readings there
  // were; the last of them is in `last`.
  int pass(milliseconds time) {
    int readings = 0;
    const Monotonic end = clock.monotonic() + time;
    for (;;) {
      if (auto built = builder.poll({})) {
        ++readings;
        last = std::move(*built);
      }
      const Monotonic now = clock.monotonic();
      if (now >= end) break;
      const auto until = std::clamp(builder.next(), now + milliseconds(1), end);
      clock.advance(std::chrono::ceil<milliseconds>(until - now));
    }
    return readings;
  }

  SiteBuilder::Built last;
};

TEST_CASE("what is saved is read once it has come to rest, and only once") {
  Reader reader;
  reader.config.write("meetings.csv", two_meetings);
  CHECK_FALSE(reader.builder.poll({}));  // somebody may still be writing
  CHECK(reader.pass(500ms) == 1);
  CHECK(Reader::meetings(reader.last) == 2);
  CHECK(reader.pass(1min) == 0);
}

TEST_CASE("an editor that writes a new file and renames it is followed") {
  Reader reader;
  reader.config.write(".meetings.csv.swp", two_meetings);
  fs::rename(reader.config.path + "/.meetings.csv.swp", reader.config.path + "/meetings.csv");
  CHECK(reader.pass(500ms) == 1);
  CHECK(Reader::meetings(reader.last) == 2);
}

TEST_CASE("a file that is written bit by bit is read whole") {
  Reader reader;
  const std::string text = two_meetings;
  for (std::size_t written = 20; written < text.size(); written += 10) {
    reader.config.write("meetings.csv", text.substr(0, written));
    CHECK(reader.pass(30ms) == 0);
  }
  reader.config.write("meetings.csv", text);
  CHECK(reader.pass(500ms) == 1);
  CHECK(Reader::meetings(reader.last) == 2);
}

TEST_CASE("somebody who never stops writing is not waited for") {
  Reader reader;
  int readings = 0;
  for (int i = 0; i < 100; ++i) {
    reader.config.write("meetings.csv",
                        std::string(two_meetings) + std::string(static_cast<std::size_t>(i), '\n'));
    readings += reader.pass(20ms);
  }
  CHECK(readings >= 3);
  CHECK(readings <= 6);  // at most one in 450 ms, of 2 s
}

TEST_CASE("another folder in the place of the old one is read") {
  Reader reader;
  const std::string copy = reader.config.path + "-new";
  fs::copy(reader.config.path, copy);
  std::ofstream(copy + "/meetings.csv") << two_meetings;
  fs::rename(reader.config.path, reader.config.path + "-old");
  fs::rename(copy, reader.config.path);
  CHECK(reader.pass(500ms) == 1);
  CHECK(Reader::meetings(reader.last) == 2);

  // What happens in it is seen too.
  reader.config.write("meetings.csv", "Name,Day,Time\nSerenity,Tuesday,7:00 PM\n");
  CHECK(reader.pass(500ms) == 1);
  CHECK(Reader::meetings(reader.last) == 1);
}

TEST_CASE("a page in a folder of its own is seen, also where the folder is new") {
  Reader reader;
  fs::create_directories(reader.config.path + "/pages/en");
  (void)reader.pass(500ms);
  reader.config.write("pages/en/welcome.md", "---\ntitle: Welcome\nshelf: other-help\n---\nCome in.\n");
  CHECK(reader.pass(500ms) == 1);
  CHECK(reader.last.files.contains("pages/en/welcome.md"));
}

TEST_CASE("a stick or a share that tells of no change is looked at all the same") {
  Reader reader;
  reader.config.write("meetings.csv", two_meetings);
  // Nothing is told of it:
  std::array<char, 65'536> events;
  while (::read(reader.builder.descriptor(), events.data(), events.size()) > 0) {
  }
  CHECK(reader.pass(6s) == 1);
  CHECK(Reader::meetings(reader.last) == 2);
}

TEST_CASE("reading a file, or writing one that the kiosk does not read, builds nothing") {
  Reader reader;
  CHECK_FALSE(content_of(reader.config.path + "/meetings.csv").empty());
  reader.config.write("notes.odt", "not for the screen");
  CHECK(reader.pass(1min) == 0);
}

TEST_CASE("a configuration that cannot be shown gives its problems, and the next good one is taken") {
  Reader reader;
  reader.config.write("kiosk.toml", "[facility\n");
  CHECK(reader.pass(500ms) == 1);
  CHECK_FALSE(reader.last.site);
  REQUIRE_FALSE(reader.last.problems.empty());
  CHECK(reader.last.problems.front().line == 1);

  fs::remove_all(reader.config.path);
  CHECK(reader.pass(500ms) == 1);
  CHECK_FALSE(reader.last.site);
  REQUIRE_FALSE(reader.last.problems.empty());
  CHECK(reader.last.problems.front().file == reader.config.path);

  const ConfigFolder again;
  fs::copy(again.path, reader.config.path);
  CHECK(reader.pass(500ms) == 1);
  CHECK(Reader::meetings(reader.last) == 1);
}

}  // namespace
}  // namespace porchlight::delivery
