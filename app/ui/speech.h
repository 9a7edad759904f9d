// Speech: says texts aloud. The interface; platform/voice.h speaks, FakeSpeech says what would be heard.
// Whoever speaks keeps nothing: a text is handed over, said, and gone. Thread: main.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/local_text.h"

namespace porchlight::ui {

// How fast. VVSG 2.0, 7.1-K: 120 to 125 words a minute by default, and from half of it to twice as much (in
// six to eight steps; three have names that everybody understands).
enum class SpeechRate { slow, normal, fast };
// The slowest that espeak-ng speaks; the clause would go down to 60.
inline constexpr int slow_words_per_minute = 80;
inline constexpr int normal_words_per_minute = 125, fast_words_per_minute = 245;

// How loud, in steps of 6 dB. VVSG 2.0, 7.1-K: no step is larger than 10 dB. EN 301 549, 8.2.1: at least 18
// dB from end to end, with a step 12 dB above the lowest. Begins anew with each visit (Section 508, 402.3.2;
// EN 301 549, 5.1.3.13), below the loudest: how loud that is, the amplifier decides.
struct Loudness {
  static constexpr int steps = 5, usual = 4;
  int step = usual;  // 1 is the softest
  // Of the full amplitude: each step down halves it.
  int percent() const { return 100 >> (steps - step); }
};

// Full speech mode, as a visitor has it.
struct FullSpeech {
  bool on = false;
  SpeechRate rate = SpeechRate::normal;
  Loudness loudness = {};
  bool screen_dark = false;  // nobody can read along; a touch brings the screen back
};

// Words in one language.
struct Phrase {
  std::string text;
  Language language;
  friend bool operator==(const Phrase&, const Phrase&) = default;
};
using Phrases = std::vector<Phrase>;

struct Utterance {
  Phrases phrases;  // said one after the other
  SpeechRate rate = SpeechRate::normal;
  Loudness loudness = {};
};

class Speech {
 public:
  virtual ~Speech() = default;

  // Whether this language can be heard now: there is a voice for it, and sound comes out.
  virtual bool speaks(const Language& language) const = 0;

  // Says it, in place of whatever is being said. `ended` is called once, from the main loop: true when all of
  // it was heard, false when it could not be. Never after the next say() or stop().
  using Ended = std::function<void(bool heard)>;
  virtual void say(Utterance utterance, Ended ended) = 0;
  virtual void stop() = 0;
  virtual bool speaking() const = 0;

  // The end of a visit: stops, and what was said is left in nobody's memory.
  virtual void forget() = 0;
};

// Says nothing and tells what it was asked to say; speaks every language unless it is told others. Used by
// the tests and by the tour.
class FakeSpeech final : public Speech {
 public:
  bool speaks(const Language& language) const override {
    if (!works) return false;
    if (languages.empty()) return true;
    for (const Language& known : languages)
      if (known == language) return true;
    return false;
  }
  void say(Utterance utterance, Ended ended) override {
    said.push_back(std::move(utterance));
    ended_ = std::move(ended);
  }
  void stop() override { ended_ = nullptr; }
  bool speaking() const override { return static_cast<bool>(ended_); }
  void forget() override {
    stop();
    said = {};  // not clear(): that would leave short texts in the storage of the list
    ++forgotten;
  }

  // What is being said ends.
  void end(bool heard = true) {
    if (const Ended ended = std::exchange(ended_, nullptr)) ended(heard);
  }

  bool works = true;
  std::vector<Language> languages;
  std::vector<Utterance> said;
  int forgotten = 0;

 private:
  Ended ended_;
};

}  // namespace porchlight::ui
