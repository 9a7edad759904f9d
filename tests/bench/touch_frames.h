// From a touch to the first picture that shows it, through the frame loop that the kiosk runs.
#pragma once

#include "base/clock.h"
#include "figures.h"
#include "kiosk/kiosk.h"
#include "platform/window.h"

namespace porchlight::bench {

// A visitor's walk from the home screen through meetings, steps and the form and back, some times over: each
// press and each release is a touch. Milliseconds from when the window hands it in until a frame that differs
// has been presented; what X11 takes to bring it to the window is not in it. Precondition: the home screen of
// a new visit is shown.
Times touch_to_frame(FakeClock& clock, platform::Gui& gui, kiosk::Kiosk& kiosk, platform::Window& window);

}  // namespace porchlight::bench
