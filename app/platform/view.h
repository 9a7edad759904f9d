// View: what the frame loop asks of whatever it shows. The kiosk implements it; the platform knows no screen
// and no visitor. Everything here is called on the main thread.
#pragma once

#include <optional>

#include "base/clock.h"

namespace porchlight::platform {

class View {
 public:
  virtual ~View() = default;

  // Builds the content of one ImGui frame; called between ImGui::NewFrame and ImGui::Render. Is called
  // several times before one frame is drawn (Gui::build_until_settled), so it must not count frames to
  // measure time.
  virtual void frame() = 0;

  // When the view wants to be built again though nobody touched anything: the next minute, a countdown, the
  // end of the touch guard. A time in the past is served once. None: sleep until an event.
  virtual std::optional<Monotonic> next_timer() const = 0;

  // Whether something moves by itself right now (a momentum scroll): frames are then built and drawn without
  // pause, at most one each FramePacer::kStep.
  virtual bool animating() const = 0;

  // The frame built last is on the screen now.
  virtual void shown() {}
};

}  // namespace porchlight::platform
