#include "ui/speech_trouble.h"

#include <algorithm>
#include <array>

namespace porchlight::ui {
namespace {

struct Row {
  SpeechTrouble trouble;
  std::string_view name;
  SpeechTroubleWords words;
};

constexpr std::string_view no_listen =
    "The screen works as always, but cannot be listened to. It is tried again every few minutes.";

constexpr std::array rows{
    Row{SpeechTrouble::no_program,
        "no_program",
        {"The program porchlight-voice is not where porchlight is.", "Install Porchlight again.", no_listen}},
    Row{SpeechTrouble::no_dispatcher,
        "no_dispatcher",
        {"The speech service does not start.",
         "Install the packages speech-dispatcher and speech-dispatcher-espeak-ng.", no_listen}},
    Row{SpeechTrouble::no_voice,
        "no_voice",
        {"The speech service has no voice.", "Install the package speech-dispatcher-espeak-ng.", no_listen}},
    Row{SpeechTrouble::no_sound,
        "no_sound",
        {"No sound comes out.",
         "Plug in a loudspeaker or a sound card, and look whether speaker-test plays through it.",
         no_listen}},
    Row{SpeechTrouble::broke_off,
        "broke_off",
        {"The speech service has broken off.", "Nothing, if it goes by itself. Else restart the kiosk.",
         "It is started again."}},
};

}  // namespace

SpeechTroubleWords words_for(SpeechTrouble trouble) {
  return std::ranges::find(rows, trouble, &Row::trouble)->words;
}

std::optional<SpeechTrouble> speech_trouble_named(std::string_view name) {
  const auto found = std::ranges::find(rows, name, &Row::name);
  return found == rows.end() ? std::nullopt : std::optional(found->trouble);
}

}  // namespace porchlight::ui
