#include "platform/headphones.h"

#include <fcntl.h>
#include <linux/input.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <vector>

namespace porchlight::platform {
namespace {

namespace fs = std::filesystem;

// A sound card that is plugged in while the kiosk runs is found this late.
constexpr std::chrono::milliseconds look_again_every{10'000};

// What the device says now. One that cannot be asked has nothing plugged in.
bool is_plugged(int device) {
  unsigned long switches[(SW_MAX / (8 * sizeof(unsigned long))) + 1]{};
  if (::ioctl(device, EVIOCGSW(sizeof switches), switches) < 0) return false;
  return (switches[0] >> SW_HEADPHONE_INSERT & 1) != 0;
}

}  // namespace

bool senses_headphones(const std::string& switches) {
  // The lowest are in the last word.
  const auto space = switches.find_last_of(' ', switches.find_last_not_of(" \n"));
  const std::string lowest = space == std::string::npos ? switches : switches.substr(space + 1);
  return (std::strtoull(lowest.c_str(), nullptr, 16) >> SW_HEADPHONE_INSERT & 1) != 0;
}

Headphones::Headphones(std::function<void(bool)> changed, std::string devices, std::string described)
    : changed_(std::move(changed)),
      devices_(std::move(devices)),
      described_(std::move(described)),
      stop_(::eventfd(0, EFD_CLOEXEC)) {
  thread_ = std::thread([this] { work(); });
}

Headphones::~Headphones() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(stop_, &one, sizeof one);
  thread_.join();
  for (const auto& [name, jack] : jacks_) ::close(jack.device);
  ::close(stop_);
}

void Headphones::work() {
  for (;;) {
    look_for_jacks();
    tell();
    std::vector<pollfd> waiting{{stop_, POLLIN, 0}};
    for (const auto& [name, jack] : jacks_) waiting.push_back({jack.device, POLLIN, 0});
    ::poll(waiting.data(), waiting.size(), static_cast<int>(look_again_every.count()));
    if (waiting.front().revents != 0) return;
    for (auto jack = jacks_.begin(); jack != jacks_.end();) {
      if (read_jack(jack->second)) {
        ++jack;
        continue;
      }
      ::close(jack->second.device);
      jack = jacks_.erase(jack);
    }
  }
}

void Headphones::look_for_jacks() {
  std::error_code failed;
  for (const auto& entry : fs::directory_iterator(described_, failed)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("event") || jacks_.contains(name)) continue;
    std::string switches;
    std::getline(std::ifstream(entry.path() / "device/capabilities/sw"), switches);
    if (!senses_headphones(switches)) continue;
    const int device = ::open((devices_ + "/" + name).c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (device >= 0) jacks_[name] = {device, is_plugged(device)};
  }
}

bool Headphones::read_jack(Jack& jack) {
  input_event events[16];
  ssize_t bytes = 0;
  while ((bytes = ::read(jack.device, events, sizeof events)) > 0)
    for (std::size_t i = 0; i < static_cast<std::size_t>(bytes) / sizeof(input_event); ++i)
      if (events[i].type == EV_SW && events[i].code == SW_HEADPHONE_INSERT)
        jack.plugged = events[i].value != 0;
  return bytes < 0 && errno == EAGAIN;
}

void Headphones::tell() {
  const bool plugged = std::ranges::any_of(jacks_, [](const auto& entry) { return entry.second.plugged; });
  if (plugged == told_) return;
  told_ = plugged;
  changed_(plugged);
}

}  // namespace porchlight::platform
