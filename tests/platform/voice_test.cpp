// The kiosk's voice: a process beside it that may die, hang or be missing, and that is made to forget.
#include <stdlib.h>

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/log.h"
#include "platform/voice.h"
#include "support/voice_loop.h"

namespace porchlight::platform {
namespace {

namespace fs = std::filesystem;

struct Folder {
  fs::path path;
  Folder() {
    std::string name = (fs::temp_directory_path() / "porchlight-test-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path); }
};

struct Spoken {
  Folder folder;
  FakeClock clock{Instant{}};
  VoiceLoop loop;
  std::vector<std::optional<ui::SpeechTrouble>> news;
  std::atomic<int> posts = 0;  // each wakes the kiosk
  std::unique_ptr<Voice> voice;

  // A program in the place of porchlight-voice; it notes what it is told in "told" and each start in
  // "starts".
  void begin(const std::string& script) {
    log::silence();
    const fs::path program = folder.path / "voice";
    std::ofstream(program)
        << "#!/bin/bash\ncd " << folder.path.string() << "\necho start >>starts\n"
        << "take() { read -r order id rate percent language bytes || exit 0\n"
        << "  echo $order $rate $percent $language >>told; text=\n"
        << "  [ -n \"$bytes\" ] && LC_ALL=C read -r -N $bytes text; echo \"$text\" >>told; }\n"
        << script;
    fs::permissions(program, fs::perms::owner_all);
    begin_program(program.string());
  }
  void begin_program(const std::string& program, bool silent = false) {
    voice = std::make_unique<Voice>(
        Voice::Parts{clock, program,
                     [this](std::function<void()> message) {
                       ++posts;
                       loop.post(std::move(message));
                     },
                     [this](std::optional<ui::SpeechTrouble> trouble) { news.push_back(trouble); }, silent});
  }
  bool can_speak(const Language& language = "en") {
    return loop.run_until([&] { return voice->speaks(language); });
  }
  std::string read(const char* file) {
    std::ifstream in(folder.path / file);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  ui::Utterance hello() { return {.phrases = {{"Hello", "en"}}}; }
};

constexpr const char* obeys = R"sh(
echo ready
while take; do
  case $order in
    voices) echo voices en es zh ;;
    say) echo ended $id ;;
  esac
done)sh";

TEST_CASE("what is said is heard to its end, in the languages that there are voices for") {
  Spoken spoken;
  spoken.begin(obeys);
  REQUIRE(spoken.can_speak());
  CHECK(spoken.voice->speaks("es"));
  CHECK(spoken.voice->speaks("es-MX"));
  CHECK(spoken.voice->speaks("zh-Hans"));
  CHECK_FALSE(spoken.voice->speaks("vi"));
  std::optional<bool> heard;
  spoken.voice->say(
      {.phrases = {{"Español", "es"}, {"button", "en"}}, .rate = ui::SpeechRate::fast, .loudness = {3}},
      [&](bool all) { heard = all; });
  CHECK(spoken.voice->speaking());
  REQUIRE(spoken.loop.run_until([&] { return heard.has_value(); }));
  CHECK(*heard);
  CHECK_FALSE(spoken.voice->speaking());
  CHECK(spoken.read("told") == "voices\n\nsay 245 25 es\nEspañol\nsay 245 25 en\nbutton\n");
  CHECK(spoken.news.empty());
}

TEST_CASE("what was stopped tells nothing any more") {
  Spoken spoken;
  spoken.begin(obeys);
  REQUIRE(spoken.can_speak());
  bool told = false;
  std::optional<bool> second;
  spoken.voice->say(spoken.hello(), [&](bool) { told = true; });
  spoken.voice->stop();
  CHECK_FALSE(spoken.voice->speaking());
  spoken.voice->say(spoken.hello(), [&](bool) { told = true; });
  spoken.voice->say(spoken.hello(), [&](bool all) { second = all; });
  REQUIRE(spoken.loop.run_until([&] { return second.has_value(); }));
  CHECK_FALSE(told);
}

TEST_CASE("a voice that breaks off is started again, and whoever listened is told") {
  Spoken spoken;
  spoken.begin(R"sh(
echo ready; take; echo voices en
take
if [ "$(wc -l <starts)" = 1 ]; then exit; fi
echo ended $id; take)sh");
  REQUIRE(spoken.can_speak());
  std::optional<bool> heard;
  spoken.voice->say(spoken.hello(), [&](bool all) { heard = all; });
  REQUIRE(spoken.loop.run_until([&] { return heard.has_value(); }));
  CHECK_FALSE(*heard);
  CHECK_FALSE(spoken.voice->speaks("en"));
  REQUIRE(spoken.news.size() == 1);
  CHECK(spoken.news[0] == ui::SpeechTrouble::broke_off);
  // Meanwhile nothing can be said.
  spoken.voice->say(spoken.hello(), [&](bool all) { heard = all; });
  heard.reset();
  REQUIRE(spoken.loop.run_until([&] { return heard.has_value(); }));
  CHECK_FALSE(*heard);
  spoken.clock.advance(seconds(1));
  REQUIRE(spoken.can_speak());
  CHECK(spoken.news.back() == std::nullopt);
  CHECK(spoken.read("starts") == "start\nstart\n");
}

TEST_CASE("what has no end is given up, and said to nobody but staff") {
  Spoken spoken;
  spoken.begin("echo ready; take; echo voices en; while take; do :; done");
  REQUIRE(spoken.can_speak());
  std::optional<bool> heard;
  spoken.voice->say(spoken.hello(), [&](bool all) { heard = all; });
  // It may not have begun to wait yet: time goes on until it has.
  const auto answered = [&] { return heard.has_value(); };
  for (int waits = 0; waits < 1000 && !heard; ++waits) {
    spoken.clock.advance(minutes(1));
    (void)spoken.loop.run_until(answered, milliseconds(20));
  }
  REQUIRE(heard);
  CHECK_FALSE(*heard);
  CHECK(spoken.voice->trouble() == ui::SpeechTrouble::no_sound);
}

TEST_CASE("a voice tells what its trouble is, and is not there to be listened to") {
  Spoken spoken;
  spoken.begin("echo trouble no_voice");
  REQUIRE(spoken.loop.run_until([&] { return !spoken.news.empty(); }));
  CHECK(spoken.news[0] == ui::SpeechTrouble::no_voice);
  CHECK_FALSE(spoken.voice->speaks("en"));
  CHECK_FALSE(ui::words_for(*spoken.news[0]).to_do.empty());
}

TEST_CASE("a trouble that stays is told once, however often the voice is tried again") {
  Spoken spoken;
  spoken.begin("echo trouble no_voice");
  REQUIRE(spoken.loop.run_until([&] { return !spoken.news.empty(); }));
  constexpr std::size_t each = std::string_view("start\n").size();
  const auto starts = [&] { return spoken.read("starts").size() / each; };
  // It may still be ending: time goes on until it has been tried again, several times.
  for (int waits = 0; waits < 1000 && starts() < 5; ++waits) {
    spoken.clock.advance(minutes(6));
    (void)spoken.loop.run_until([] { return false; }, milliseconds(20));
  }
  REQUIRE(starts() >= 5);
  CHECK(spoken.posts == 1);
  CHECK(spoken.news.size() == 1);
}

TEST_CASE("without its program the kiosk is silent") {
  Spoken spoken;
  spoken.begin_program((spoken.folder.path / "nothing").string());
  REQUIRE(spoken.loop.run_until([&] { return !spoken.news.empty(); }));
  CHECK(spoken.news[0] == ui::SpeechTrouble::no_program);
}

TEST_CASE("a voice that has spoken is ended to forget, and the next one speaks") {
  Spoken spoken;
  spoken.begin(obeys);
  REQUIRE(spoken.can_speak());
  // It said nothing: there is nothing to forget.
  spoken.voice->forget();
  std::optional<bool> heard;
  const auto say = [&] {
    heard.reset();
    spoken.voice->say(spoken.hello(), [&](bool all) { heard = all; });
    return spoken.loop.run_until([&] { return heard.has_value(); }) && *heard;
  };
  REQUIRE(say());
  CHECK(spoken.read("starts") == "start\n");
  spoken.voice->forget();
  CHECK(spoken.voice->speaks("en"));
  REQUIRE(say());
  CHECK(spoken.read("starts") == "start\nstart\n");
}

}  // namespace
}  // namespace porchlight::platform
