// Window: full screen on one monitor, or a plain window to develop in. Nothing a visitor does closes it: no
// key does, and in full screen a request to close is refused. Hides the pointer in full screen.
//
// Input: GLFW knows no touch; X11 turns the first finger into the mouse, so the left button is a finger.
// Other buttons do nothing. Thread: main, except wake().
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/millimetres.h"
#include "base/result.h"
#include "platform/display.h"
#include "platform/gui.h"

namespace porchlight::platform {

struct WindowOptions {
  std::string title = "Porchlight";
  // A plain window of this size; none is full screen.
  std::optional<PixelSize> windowed;
  // Part of the monitor's name ("HDMI-1"); empty, or not connected now: the primary one.
  std::string monitor;
};

class Window final : public Display {
 public:
  // Resizes the Gui to the window, now and whenever the window changes: a turned panel, another monitor. The
  // Gui must outlive the window. No monitor is no error: a panel may be switched on after the computer.
  // Error: no display, or neither GL 3.0 nor ES 3.0; in words for whoever sets the kiosk up.
  static Result<std::unique_ptr<Window>> open(Gui& gui, const WindowOptions& options);
  ~Window() override;

  // Draws and shows the frame: returns after the swap.
  void draw(ImDrawData* data) override;

  // While it waits it also notices a monitor that was unplugged (goes on on any that is left), came back
  // (returns to it) or was turned.
  void wait(std::chrono::nanoseconds at_most) override;
  void wake() override;
  bool take_damage() override;
  bool closed() const override;

  // How dense the panel is, as its EDID says; none if what it says cannot be true (see believable_density).
  // May change with the monitor: ask again when Gui::size() changed.
  std::optional<PxPerMm> density() const;

 private:
  struct Glfw;
  explicit Window(std::unique_ptr<Glfw> glfw);
  std::unique_ptr<Glfw> glfw_;
};

// Pixels per millimetre of a panel, if its sizes make sense together: EDIDs of televisions and projectors
// claim 16x9 mm, or 0. Panels that a kiosk can have are 2 to 10 pixels a millimetre (50 to 254 dpi), their
// pixels square within 10 %.
std::optional<PxPerMm> believable_density(PixelSize pixels, Millimetres width, Millimetres height);

}  // namespace porchlight::platform
