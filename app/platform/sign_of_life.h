// SignOfLife: for systemd, when it has started this process and waits for a sign of life (Type=notify and
// WatchdogSec= in the unit). Without one nothing happens. Protocol: sd_notify(3). Thread: main.
#pragma once

#include <memory>
#include <string_view>

namespace porchlight::platform {

class SignOfLife {
 public:
  virtual ~SignOfLife() = default;

  // A frame is on the screen. The first one says that the kiosk has started; each says that it is alive.
  void frame_shown() {
    tell(started_ ? "WATCHDOG=1" : "READY=1\nWATCHDOG=1");
    started_ = true;
  }
  // The loop goes round, and no frame is owed. The picture still changes once a minute, which proves drawing.
  void awake() {
    if (started_) tell("WATCHDOG=1");
  }
  // It was told to stop, and will.
  void stopping() { tell("STOPPING=1"); }

 protected:
  virtual void tell(std::string_view state) = 0;

 private:
  bool started_ = false;
};

std::unique_ptr<SignOfLife> for_systemd();

}  // namespace porchlight::platform
