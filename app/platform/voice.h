// Voice: speaks through porchlight-voice, a process of its own beside the kiosk (app/voice/PROTOCOL.md).
// Starts it, starts it again when it ends or when what it says has no end, later each time, and never waits
// for it.
//
// Thread: everything here is called on the main one; a thread of its own stands between. What that has to
// tell comes through `post`.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "ui/speech.h"
#include "ui/speech_trouble.h"

namespace porchlight::platform {

class VoiceProcess;

class Voice final : public ui::Speech {
 public:
  struct Parts {
    const Clock& clock;
    std::string program;  // the path of porchlight-voice
    // Gets something done on the main thread.
    std::function<void(std::function<void()>)> post;
    // On the main thread: there is another trouble, or none any more.
    std::function<void(std::optional<ui::SpeechTrouble>)> news;
    bool silent = false;  // plays into nothing, for tests
    milliseconds start_after{0};
  };
  explicit Voice(Parts parts);
  ~Voice() override;

  bool speaks(const Language& language) const override;
  void say(ui::Utterance utterance, Ended ended) override;
  void stop() override;
  bool speaking() const override { return static_cast<bool>(ended_); }
  void forget() override;

  std::optional<ui::SpeechTrouble> trouble() const { return trouble_; }

 private:
  struct Order {
    enum class Kind { voices, say, stop, begin_anew, quit } kind;
    std::uint64_t id = 0;
    std::string bytes;
    milliseconds longest{};  // after that it has no end
  };

  // --- On the main thread ---
  void say_next_phrase();
  void phrase_ended(std::uint64_t id);
  void could_not_say(std::uint64_t id);
  void failed(ui::SpeechTrouble trouble);
  void ready();

  // --- On its own ---
  void give(Order order);
  void work();
  std::vector<Order> wait_for_orders();
  bool carry_out(Order& order);
  void start();
  void hear(const std::string& line);
  void send(const Order& order);
  void tell_ready(std::vector<Language> languages);
  void end_process(ui::SpeechTrouble trouble);
  milliseconds patience() const;

  const Parts parts_;

  // Of the main thread.
  ui::Utterance utterance_;
  std::size_t next_phrase_ = 0;
  Ended ended_;
  std::uint64_t id_ = 0;
  bool has_spoken_ = false;  // since it was last made to forget
  std::vector<Language> languages_;
  std::optional<ui::SpeechTrouble> trouble_;

  // Of its own.
  std::unique_ptr<VoiceProcess> process_;
  bool is_ready_ = false, knows_languages_ = false;
  std::optional<Order> waiting_;         // to be said when it is ready
  std::optional<Monotonic> answers_by_;  // nothing is awaited
  std::uint64_t awaited_ = 0;            // what is being said
  Monotonic start_at_{};
  int failures_ = 0;
  std::optional<ui::SpeechTrouble> told_;  // what the main thread knows

  std::mutex mutex_;
  std::vector<Order> orders_;  // guarded by mutex_
  int wake_ = -1;
  std::thread thread_;
};

// porchlight-voice beside the program that runs.
std::string voice_program();

}  // namespace porchlight::platform
