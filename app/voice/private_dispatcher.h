// PrivateDispatcher: a speech-dispatcher that nobody else speaks to and that writes nothing down. It has its
// own socket, configuration and cache in one folder, LogLevel 0, no history and no standard output.
// espeak-ng is reached through it alone. Thread: one; libspeechd's own thread only writes into a pipe.
#pragma once

#include <speech-dispatcher/libspeechd.h>

#include <set>
#include <string>

namespace porchlight::voice {

class PrivateDispatcher {
 public:
  // `silent`: plays into nothing, for tests.
  PrivateDispatcher(std::string folder, bool silent);

  // Starts it, connects and lets it say something inaudible. nullptr, or the trouble's name (PROTOCOL.md).
  const char* start();

  // The languages with a voice, by the first part of their code. Takes seconds: espeak-ng has thousands of
  // voices, and the whole list comes.
  std::set<std::string> languages();

  // `rate`: words a minute. The number of the message; < 0: not taken.
  int say(const std::string& text, const std::string& language, int rate, int percent);
  void cancel();

  // Can be read from when a message has ended.
  int events() const { return ended_[0]; }
  int take_ended();
  // Can be read from when the process has ended.
  int process() const { return process_; }

 private:
  bool configure() const;
  bool spawn();
  bool connect();
  bool can_be_heard();

  const std::string folder_;
  const bool silent_, by_server_;
  SPDConnection* connection_ = nullptr;
  int ended_[2] = {-1, -1};
  int process_ = -1;
  std::string language_;
  int rate_ = -1, percent_ = -1;
};

}  // namespace porchlight::voice
