// VoiceProcess: one run of porchlight-voice, with a folder of its own (app/voice/PROTOCOL.md). Its destructor
// ends it at once with all that it has started, and removes the folder. Thread: one.
#pragma once

#include <sys/types.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace porchlight::platform {

class VoiceProcess {
 public:
  // nullptr: it cannot be started.
  static std::unique_ptr<VoiceProcess> start(const std::string& program, bool silent);
  ~VoiceProcess();
  VoiceProcess(const VoiceProcess&) = delete;
  VoiceProcess& operator=(const VoiceProcess&) = delete;

  // Can be read from when it tells something, or has ended.
  int descriptor() const { return socket_; }

  // Never waits. False: it takes nothing more; end it.
  bool order(std::string_view bytes);

  // What it has told since, by lines; nothing: it has ended.
  std::optional<std::vector<std::string>> told();

 private:
  VoiceProcess() = default;

  std::string folder_;
  pid_t process_ = -1;
  int socket_ = -1;
  std::string input_;
};

}  // namespace porchlight::platform
