#include "voice/private_dispatcher.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <vector>

namespace porchlight::voice {
namespace {

// A slow computer that has just been switched on takes half a minute to load the voices.
constexpr int start_steps = 1000, start_step_ms = 50;
// The probe lasts half a second where there is sound; where there is none, it never ends.
constexpr int probe_ms = 5000;

// speech-dispatcher counts from -100 to 100; with these ends one of them is one word a minute, from the 80 of
// espeak-ng's slowest.
constexpr int middle_rate = 180;

// libspeechd hands its callbacks no pointer; there is one dispatcher in a process.
int ended_pipe = -1;

void on_end(size_t message, size_t, SPDNotificationType) {
  const int number = static_cast<int>(message);
  [[maybe_unused]] const ssize_t written = ::write(ended_pipe, &number, sizeof number);
}

// What espeak-ng calls the voice for a language. Its "zh" and "cmn" read Pinyin, which it makes of the
// characters, as if it were English.
std::string voice_for(const std::string& language) {
  const std::string first = language.substr(0, language.find('-'));
  if (first == "zh") return "cmn-latn-pinyin";
  if (language == "es") return "es-419";  // of Latin America
  if (language == "en") return "en-US";
  return language;
}

std::string first_part(std::string_view code) {
  std::string part(code.substr(0, code.find('-')));
  return part == "cmn" ? "zh" : part;
}

// It has the device to itself.
bool sound_server_runs() {
  const char* runtime = ::getenv("XDG_RUNTIME_DIR");
  return ::getenv("PULSE_SERVER") != nullptr ||
         (runtime != nullptr && std::filesystem::exists(std::string(runtime) + "/pulse/native"));
}

void write_file(const std::string& path, const std::string& text) {
  std::ofstream(path) << text;
}

}  // namespace

PrivateDispatcher::PrivateDispatcher(std::string folder, bool silent)
    : folder_(std::move(folder)), silent_(silent), by_server_(!silent && sound_server_runs()) {}

const char* PrivateDispatcher::start() {
  if (::pipe2(ended_, O_CLOEXEC) != 0) return "no_dispatcher";
  ended_pipe = ended_[1];
  if (!configure() || !spawn() || !connect()) return "no_dispatcher";
  char** modules = spd_list_modules(connection_);
  const bool has_voice =
      modules != nullptr && modules[0] != nullptr && std::string_view(modules[0]) == "espeak-ng";
  if (!has_voice) return "no_voice";
  return can_be_heard() ? nullptr : "no_sound";
}

bool PrivateDispatcher::configure() const {
  std::error_code failed;
  std::filesystem::create_directories(folder_ + "/modules", failed);
  write_file(
      folder_ + "/speechd.conf",
      "LogLevel 0\nLogDir \"stderr\"\nMaxHistoryMessages 1\nTimeout 0\nDisableAutoSpawn\n"
      "AudioOutputMethod \"" +
          std::string(by_server_ ? "pulse,alsa" : "alsa") +
          "\"\n"
          "AddModule \"espeak-ng\" \"sd_espeak-ng\" \"espeak-ng.conf\"\nDefaultModule \"espeak-ng\"\n");
  write_file(folder_ + "/modules/espeak-ng.conf",
             "Debug 0\nEspeakMinRate " + std::to_string(middle_rate - 100) + "\nEspeakNormalRate " +
                 std::to_string(middle_rate) + "\nEspeakMaxRate " + std::to_string(middle_rate + 100) +
                 "\nEspeakMbrola 0\n");
  if (silent_) write_file(folder_ + "/.asoundrc", "pcm.!default { type null }\n");
  return !failed;
}

bool PrivateDispatcher::spawn() {
  // What it would log, and what its modules print, goes nowhere; its cache is ours.
  ::setenv("XDG_CACHE_HOME", folder_.c_str(), 1);
  if (silent_) ::setenv("HOME", folder_.c_str(), 1);
  // espeak-ng's own sound library makes itself a folder in /tmp otherwise, each time.
  if (!by_server_) ::setenv("PULSE_RUNTIME_PATH", folder_.c_str(), 1);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0);
  std::string socket = folder_ + "/socket", pid = folder_ + "/pid", folder = folder_;
  std::array<std::string, 10> words{"speech-dispatcher",
                                    "--run-single",
                                    "--communication-method",
                                    "unix_socket",
                                    "--socket-path",
                                    socket,
                                    "--config-dir",
                                    folder,
                                    "--pid-file",
                                    pid};
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = -1;
  const int failed =
      ::posix_spawnp(&child, "speech-dispatcher", &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) return false;
  // Debian 12's own function has no C++ linkage.
  process_ = static_cast<int>(::syscall(SYS_pidfd_open, child, 0));
  return process_ >= 0;
}

bool PrivateDispatcher::connect() {
  std::string socket = folder_ + "/socket";
  SPDConnectionAddress address{};
  address.method = SPD_METHOD_UNIX_SOCKET;
  address.unix_socket_name = socket.data();
  pollfd process{process_, POLLIN, 0};
  for (int step = 0; step < start_steps; ++step) {
    // Ended already: there is no socket to come.
    if (::poll(&process, 1, start_step_ms) != 0) return false;
    char* reason = nullptr;
    connection_ = std::filesystem::exists(socket)
                      ? spd_open2("porchlight", "voice", "kiosk", SPD_MODE_THREADED, &address, 0, &reason)
                      : nullptr;
    ::free(reason);
    if (connection_ == nullptr) continue;
    connection_->callback_end = on_end;
    return spd_set_notification_on(connection_, SPD_END) == 0;
  }
  return false;
}

// Without a sound card everything succeeds, but nothing ever ends.
bool PrivateDispatcher::can_be_heard() {
  constexpr int inaudible = 0;
  const int probe = say("a", "en", middle_rate, inaudible);
  pollfd event{ended_[0], POLLIN, 0};
  return probe >= 0 && ::poll(&event, 1, probe_ms) == 1 && take_ended() == probe;
}

std::set<std::string> PrivateDispatcher::languages() {
  std::set<std::string> all;
  SPDVoice** voices = spd_list_synthesis_voices(connection_);
  for (int i = 0; voices != nullptr && voices[i] != nullptr; ++i)
    if (voices[i]->language != nullptr) all.insert(first_part(voices[i]->language));
  if (voices != nullptr) free_spd_voices(voices);
  return all;
}

int PrivateDispatcher::say(const std::string& text, const std::string& language, int rate, int percent) {
  if (language != language_) spd_set_language(connection_, voice_for(language).c_str());
  if (rate != rate_) spd_set_voice_rate(connection_, std::clamp(rate - middle_rate, -100, 100));
  if (percent != percent_) spd_set_volume(connection_, 2 * percent - 100);
  language_ = language;
  rate_ = rate;
  percent_ = percent;
  return spd_say(connection_, SPD_TEXT, text.c_str());
}

void PrivateDispatcher::cancel() {
  spd_cancel(connection_);
}

int PrivateDispatcher::take_ended() {
  int message = -1;
  return ::read(ended_[0], &message, sizeof message) == sizeof message ? message : -1;
}

}  // namespace porchlight::voice
