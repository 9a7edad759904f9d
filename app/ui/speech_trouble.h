// SpeechTrouble: why nothing can be heard, as staff read it. Visitors read nothing of it: where nobody can be
// heard there is no Listen. Thread: any.
#pragma once

#include <optional>
#include <string_view>

namespace porchlight::ui {

enum class SpeechTrouble {
  no_program,     // porchlight-voice is not there
  no_dispatcher,  // speech-dispatcher cannot be started
  no_voice,       // it has no espeak-ng
  no_sound,       // nothing that is said ever ends: no sound card, or one that does not play
  broke_off,      // it ended by itself
};

struct SpeechTroubleWords {
  std::string_view what, to_do, meanwhile;
};
// In whole sentences.
SpeechTroubleWords words_for(SpeechTrouble trouble);

// "no_sound", as porchlight-voice tells it. Nothing: no such word.
std::optional<SpeechTrouble> speech_trouble_named(std::string_view name);

}  // namespace porchlight::ui
