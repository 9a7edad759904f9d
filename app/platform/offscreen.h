// Offscreen: draws frames without an X server, by EGL's surfaceless platform, and reads their pixels back.
// The same draw data gives the same bytes, run after run. Source: EGL_MESA_platform_surfaceless,
// EGL_KHR_surfaceless_context.
#pragma once

#include <memory>

#include "base/result.h"
#include "platform/gui.h"
#include "platform/picture.h"
#include "platform/renderer.h"

namespace porchlight::platform {

class Offscreen final : public Renderer {
 public:
  // Precondition: a Gui exists and no other renderer does. Error: no EGL, or neither GL 3.0 nor ES 3.0.
  static Result<std::unique_ptr<Offscreen>> open(PixelSize size);
  ~Offscreen() override;

  // Draws over black. The draw data is expected to be of this size.
  void draw(ImDrawData* data) override;

  // What was drawn last.
  Picture read() const;

 private:
  struct Graphics;
  explicit Offscreen(std::unique_ptr<Graphics> graphics);
  std::unique_ptr<Graphics> graphics_;
};

}  // namespace porchlight::platform
