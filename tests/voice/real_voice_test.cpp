// The real thing: porchlight-voice, its private speech-dispatcher and espeak-ng, playing into nothing.
#include <stdlib.h>

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

// What it says is searched for in every file: it must be a word that stands in no dictionary.
constexpr const char* secret = "Zanzibarquux";

struct Home {
  fs::path path;
  Home() {
    std::string name = (fs::temp_directory_path() / "porchlight-test-XXXXXX").string();
    path = ::mkdtemp(name.data());
    // Everything it may write goes below these.
    ::setenv("XDG_RUNTIME_DIR", path.c_str(), 1);
    ::setenv("HOME", path.c_str(), 1);
  }
  ~Home() { fs::remove_all(path); }

  std::string files_with(const std::string& text) const {
    std::string found;
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path());
      const std::string content{std::istreambuf_iterator<char>(in), {}};
      if (content.find(text) != std::string::npos) found += entry.path().string() + "\n";
    }
    return found;
  }
};

TEST_CASE(
    "the real voice says English and Spanish to their end, writes none of it down, and leaves nothing") {
  log::silence();
  Home home;
  SystemClock clock;
  VoiceLoop listener;
  auto voice = std::make_unique<Voice>(Voice::Parts{
      clock, voice_program(), [&](std::function<void()> message) { listener.post(std::move(message)); },
      [](std::optional<ui::SpeechTrouble>) {}, true});
  REQUIRE(listener.run_until([&] { return voice->speaks("en") || voice->trouble(); }));
  if (voice->trouble() == ui::SpeechTrouble::no_dispatcher || voice->trouble() == ui::SpeechTrouble::no_voice)
    SKIP("no speech-dispatcher with espeak-ng here: " << ui::words_for(*voice->trouble()).to_do);
  REQUIRE_FALSE(voice->trouble());
  for (const char* language : {"es", "ar", "zh-Hans", "vi", "ru", "fr"}) {
    INFO(language);
    CHECK(voice->speaks(language));
  }

  const auto say = [&](ui::Utterance utterance) {
    std::optional<bool> heard;
    voice->say(std::move(utterance), [&](bool all) { heard = all; });
    return listener.run_until([&] { return heard.has_value(); }) && *heard;
  };
  const std::string text = std::string("My name is ") + secret + ".";
  CHECK(say({.phrases = {{text, "en"}, {"Hasta luego.", "es"}}, .rate = ui::SpeechRate::fast}));
  // Lines, dots and marks of the protocol are said, too.
  CHECK(say({.phrases = {{".\n.\nstop\n<speak>&amp;", "en"}}}));
  // One that is stopped in its middle hinders none after it.
  voice->say({.phrases = {{text + text + text, "en"}}}, [](bool) {});
  voice->stop();
  CHECK(say({.phrases = {{text, "zh-Hans"}}, .rate = ui::SpeechRate::slow, .loudness = {1}}));
  CHECK(home.files_with(secret) == "");

  voice->forget();
  CHECK(say({.phrases = {{text, "en"}}}));
  CHECK(home.files_with(secret) == "");
  voice.reset();
  for (const auto& entry : fs::directory_iterator(home.path)) {
    INFO(entry.path().string());
    CHECK_FALSE(entry.path().filename().string().starts_with("porchlight-voice"));
  }
}

}  // namespace
}  // namespace porchlight::platform
