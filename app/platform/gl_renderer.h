// GlRenderer: what Window and Offscreen share: ImGui's OpenGL backend on the GL context that is current.
#pragma once

#include "platform/gl_context.h"
#include "platform/gui.h"

namespace porchlight::platform {

class GlRenderer {
 public:
  // Precondition: a current context, loaded by load_gl, that stays current as long as this lives.
  explicit GlRenderer(GlFlavor flavor);
  ~GlRenderer();
  GlRenderer(const GlRenderer&) = delete;
  GlRenderer& operator=(const GlRenderer&) = delete;

  // Draws over black into the framebuffer that is bound.
  void draw(ImDrawData* data, PixelSize framebuffer);
};

}  // namespace porchlight::platform
