#include "platform/voice.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "base/log.h"
#include "platform/voice_process.h"

namespace porchlight::platform {
namespace {

constexpr milliseconds first_pause{1'000}, longest_pause{300'000};
// A slow computer that has just been switched on loads for half a minute, and then lists thousands of voices.
constexpr milliseconds longest_start{60'000}, longest_list{120'000};
// What a clock that is moved by hand says is noticed this late.
constexpr milliseconds look_at_clock_every{200};

int words_per_minute(ui::SpeechRate rate) {
  switch (rate) {
    case ui::SpeechRate::slow:
      return ui::slow_words_per_minute;
    case ui::SpeechRate::normal:
      return ui::normal_words_per_minute;
    case ui::SpeechRate::fast:
      return ui::fast_words_per_minute;
  }
  return ui::normal_words_per_minute;
}

// Until something so long must have been heard. The longest to say are digits, each a word of two bytes.
milliseconds longest(std::size_t bytes, int rate) {
  constexpr int bytes_a_word = 2;
  constexpr milliseconds pauses{10'000};
  return pauses + milliseconds(60'000 * static_cast<long>(bytes) / bytes_a_word / rate);
}

std::string first_part(const Language& language) {
  return language.substr(0, language.find('-'));
}

}  // namespace

Voice::Voice(Parts parts) : parts_(std::move(parts)), wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  start_at_ = parts_.clock.monotonic() + parts_.start_after;
  thread_ = std::thread([this] { work(); });
}

Voice::~Voice() {
  give({Order::Kind::quit});
  thread_.join();
  ::close(wake_);
}

bool Voice::speaks(const Language& language) const {
  return !trouble_ && std::ranges::find(languages_, first_part(language)) != languages_.end();
}

// --- On the main thread ---

void Voice::say(ui::Utterance utterance, Ended ended) {
  utterance_ = std::move(utterance);
  next_phrase_ = 0;
  ended_ = std::move(ended);
  has_spoken_ = true;
  say_next_phrase();
}

void Voice::say_next_phrase() {
  ++id_;
  if (next_phrase_ == utterance_.phrases.size()) {
    utterance_ = {};
    if (const Ended ended = std::exchange(ended_, nullptr)) ended(true);
    return;
  }
  const ui::Phrase& phrase = utterance_.phrases[next_phrase_++];
  const int rate = words_per_minute(utterance_.rate);
  std::string bytes = "say " + std::to_string(id_) + " " + std::to_string(rate) + " " +
                      std::to_string(utterance_.loudness.percent()) + " " + phrase.language + " " +
                      std::to_string(phrase.text.size()) + "\n" + phrase.text;
  give({Order::Kind::say, id_, std::move(bytes), longest(phrase.text.size(), rate)});
}

void Voice::phrase_ended(std::uint64_t id) {
  if (id == id_ && ended_) say_next_phrase();
}

void Voice::could_not_say(std::uint64_t id) {
  if (id != id_) return;
  utterance_ = {};
  if (const Ended ended = std::exchange(ended_, nullptr)) ended(false);
}

void Voice::stop() {
  ++id_;
  utterance_ = {};
  if (std::exchange(ended_, nullptr)) give({Order::Kind::stop});
}

void Voice::forget() {
  stop();
  if (std::exchange(has_spoken_, false)) give({Order::Kind::begin_anew});
}

void Voice::failed(ui::SpeechTrouble trouble) {
  ++id_;
  utterance_ = {};
  const Ended ended = std::exchange(ended_, nullptr);
  if (trouble_ != trouble) {
    trouble_ = trouble;
    log::write(log::Event::speech_trouble, static_cast<int>(trouble));
    parts_.news(trouble_);
  }
  if (ended) ended(false);
}

void Voice::ready() {
  if (std::exchange(trouble_, std::nullopt)) parts_.news(trouble_);
}

// --- On its own ---

void Voice::give(Order order) {
  const std::lock_guard lock(mutex_);
  orders_.push_back(std::move(order));
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(wake_, &one, sizeof one);
}

void Voice::work() {
  for (;;) {
    for (Order& order : wait_for_orders())
      if (!carry_out(order)) return process_.reset();
    const Monotonic now = parts_.clock.monotonic();
    if (process_ == nullptr) {
      if (now >= start_at_) start();
      continue;
    }
    const auto lines = process_->told();
    if (!lines) {
      end_process(ui::SpeechTrouble::broke_off);
      continue;
    }
    for (const std::string& line : *lines)
      if (process_ != nullptr) hear(line);
    if (process_ != nullptr && answers_by_ && now >= *answers_by_)
      end_process(is_ready_ ? ui::SpeechTrouble::no_sound : ui::SpeechTrouble::no_dispatcher);
  }
}

std::vector<Voice::Order> Voice::wait_for_orders() {
  pollfd waiting[] = {{wake_, POLLIN, 0}, {process_ ? process_->descriptor() : -1, POLLIN, 0}};
  ::poll(waiting, 2, static_cast<int>(patience().count()));
  std::uint64_t ignored = 0;
  [[maybe_unused]] const ssize_t count = ::read(wake_, &ignored, sizeof ignored);
  const std::lock_guard lock(mutex_);
  return std::exchange(orders_, {});
}

// How long nothing needs to be done; < 0: until something comes.
milliseconds Voice::patience() const {
  if (process_ != nullptr && !answers_by_) return milliseconds(-1);
  const Monotonic until = process_ != nullptr ? *answers_by_ : start_at_;
  const auto left = std::chrono::ceil<milliseconds>(until - parts_.clock.monotonic());
  return std::clamp(left, milliseconds(0), look_at_clock_every);
}

// False: there is nothing more to do.
bool Voice::carry_out(Order& order) {
  switch (order.kind) {
    case Order::Kind::quit:
      return false;
    case Order::Kind::begin_anew:
      waiting_.reset();
      process_.reset();
      start();
      break;
    case Order::Kind::stop:
      waiting_.reset();
      if (is_ready_ && knows_languages_) answers_by_.reset();
      if (process_ != nullptr && is_ready_ && !process_->order("stop\n"))
        end_process(ui::SpeechTrouble::broke_off);
      break;
    case Order::Kind::say:
    case Order::Kind::voices:
      if (process_ == nullptr)
        parts_.post([this, id = order.id] { could_not_say(id); });
      else if (is_ready_)
        send(order);
      else
        waiting_ = std::move(order);
      break;
  }
  return true;
}

void Voice::start() {
  is_ready_ = false;
  process_ = VoiceProcess::start(parts_.program, parts_.silent);
  if (process_ == nullptr) return end_process(ui::SpeechTrouble::no_program);
  answers_by_ = parts_.clock.monotonic() + longest_start;
}

void Voice::send(const Order& order) {
  answers_by_ = parts_.clock.monotonic() + order.longest;
  awaited_ = order.id;
  if (!process_->order(order.bytes)) end_process(ui::SpeechTrouble::broke_off);
}

void Voice::hear(const std::string& line) {
  std::istringstream words(line);
  std::string first, name;
  words >> first;
  if (first == "ready") {
    is_ready_ = true;
    answers_by_.reset();
    if (knows_languages_) tell_ready({});
    if (!knows_languages_) send({Order::Kind::voices, 0, "voices\n", longest_list});
    if (waiting_ && process_ != nullptr) send(*waiting_);
    waiting_.reset();
  } else if (first == "voices") {
    std::vector<Language> all;
    while (words >> name) all.push_back(name);
    knows_languages_ = true;
    answers_by_.reset();
    tell_ready(std::move(all));
  } else if (first == "ended") {
    std::uint64_t id = 0;
    words >> id;
    failures_ = 0;
    if (id == awaited_) answers_by_.reset();
    parts_.post([this, id] { phrase_ended(id); });
  } else if (first == "trouble") {
    words >> name;
    end_process(ui::speech_trouble_named(name).value_or(ui::SpeechTrouble::broke_off));
  }
}

// `languages`: all there are; empty: as before.
void Voice::tell_ready(std::vector<Language> languages) {
  told_.reset();
  parts_.post([this, all = std::move(languages)] {
    if (!all.empty()) languages_ = all;
    ready();
  });
}

void Voice::end_process(ui::SpeechTrouble trouble) {
  // Without sound this comes again for as long as the kiosk runs: who knows it already is not woken for it.
  const bool somebody_waits = waiting_ || (is_ready_ && answers_by_ && awaited_ != 0);
  const bool is_news = somebody_waits || told_ != trouble;
  process_.reset();
  is_ready_ = false;
  answers_by_.reset();
  waiting_.reset();
  constexpr int most_doublings = 9;
  start_at_ = parts_.clock.monotonic() + std::min(longest_pause, first_pause * (1 << failures_));
  failures_ = std::min(failures_ + 1, most_doublings);
  if (!is_news) return;
  told_ = trouble;
  parts_.post([this, trouble] { failed(trouble); });
}

std::string voice_program() {
  std::error_code ignored;
  return (std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path() / "porchlight-voice")
      .string();
}

}  // namespace porchlight::platform
