// Display: a Renderer that somebody stands in front of: it also hands in input and can be waited on. Window
// is the real one; the tests of the frame loop have their own.
#pragma once

#include <chrono>

#include "platform/renderer.h"

namespace porchlight::platform {

class Display : public Renderer {
 public:
  // Sleeps until something happens or the time is over, and queues what came into the Gui. Thread: main.
  virtual void wait(std::chrono::nanoseconds at_most) = 0;

  // Ends the wait() that runs now, or the next one. Thread: any.
  virtual void wake() = 0;

  // Whether the picture is out of date for a reason that no input event tells: another size, a window
  // uncovered. Reading it resets it. Thread: main.
  virtual bool take_damage() = 0;

  // Whether the window was closed. Never in full screen. Thread: main.
  virtual bool closed() const = 0;
};

}  // namespace porchlight::platform
