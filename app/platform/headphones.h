// Headphones: whether some are plugged in, so that what is private is heard by the visitor alone.
//
// By the switch SW_HEADPHONE_INSERT of the kernel's input devices: every driver that senses a jack, on a
// sound card or on USB, has it there under this one name, while the controls of ALSA are called otherwise on
// each card ("Headphone Jack", "Front Headphone Jack", "Headset Jack"). /sys says to everybody which devices
// have it, so that no other one, a keyboard, is opened. They are for the group `input`.
// A card that senses nothing (the jack of a Raspberry Pi, most USB cards) has no such device: nothing is ever
// plugged in there, and speech begins with the keypad's start key.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <thread>

namespace porchlight::platform {

class Headphones {
 public:
  // `changed` is called on a thread of its own: whether any are plugged in, first when some are.
  explicit Headphones(std::function<void(bool plugged)> changed, std::string devices = "/dev/input",
                      std::string described = "/sys/class/input");
  ~Headphones();
  Headphones(const Headphones&) = delete;
  Headphones& operator=(const Headphones&) = delete;

 private:
  struct Jack {
    int device = -1;
    bool plugged = false;
  };

  void work();
  void look_for_jacks();
  bool read_jack(Jack& jack);  // false: it is gone
  void tell();

  const std::function<void(bool)> changed_;
  const std::string devices_, described_;
  std::map<std::string, Jack> jacks_;  // by the name of the device, "event4"
  bool told_ = false;
  int stop_ = -1;
  std::thread thread_;
};

// Whether a device with these switches, as /sys writes them ("4", or "1 4" of more than 64), has one for
// headphones.
bool senses_headphones(const std::string& switches);

}  // namespace porchlight::platform
