#include "platform/offscreen.h"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <glad/gl.h>

#include <algorithm>
#include <optional>

#include "platform/gl_renderer.h"

namespace porchlight::platform {
namespace {

EGLContext create_context(EGLDisplay display, GlFlavor flavor) {
  const bool desktop = flavor == GlFlavor::desktop_3_0;
  if (!eglBindAPI(desktop ? EGL_OPENGL_API : EGL_OPENGL_ES_API)) return EGL_NO_CONTEXT;
  const EGLint wanted[] = {EGL_SURFACE_TYPE, EGL_DONT_CARE, EGL_RENDERABLE_TYPE,
                           desktop ? EGL_OPENGL_BIT : EGL_OPENGL_ES3_BIT, EGL_NONE};
  EGLConfig config = nullptr;
  EGLint found = 0;
  if (!eglChooseConfig(display, wanted, &config, 1, &found) || found == 0) return EGL_NO_CONTEXT;
  const EGLint version[] = {EGL_CONTEXT_MAJOR_VERSION, kGlMajor, EGL_CONTEXT_MINOR_VERSION, kGlMinor,
                            EGL_NONE};
  return eglCreateContext(display, config, EGL_NO_CONTEXT, version);
}

}  // namespace

struct Offscreen::Graphics {
  PixelSize size;
  EGLDisplay display = EGL_NO_DISPLAY;
  EGLContext context = EGL_NO_CONTEXT;
  GLuint framebuffer = 0;
  GLuint colors = 0;
  std::optional<GlRenderer> renderer;

  ~Graphics() {
    renderer.reset();
    if (framebuffer != 0) glDeleteFramebuffers(1, &framebuffer);
    if (colors != 0) glDeleteRenderbuffers(1, &colors);
    if (display == EGL_NO_DISPLAY) return;
    drop_context();
    eglTerminate(display);
  }

  void drop_context() {
    eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    if (context != EGL_NO_CONTEXT) eglDestroyContext(display, context);
    context = EGL_NO_CONTEXT;
  }

  bool start(GlFlavor flavor) {
    context = create_context(display, flavor);
    if (context != EGL_NO_CONTEXT && eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context) &&
        load_gl(flavor, eglGetProcAddress) && make_framebuffer()) {
      renderer.emplace(flavor);
      return true;
    }
    drop_context();
    return false;
  }

  bool make_framebuffer() {
    glGenRenderbuffers(1, &colors);
    glBindRenderbuffer(GL_RENDERBUFFER, colors);
    glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, size.width, size.height);
    glGenFramebuffers(1, &framebuffer);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colors);
    return glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
  }
};

Result<std::unique_ptr<Offscreen>> Offscreen::open(PixelSize size) {
  auto graphics = std::make_unique<Graphics>();
  graphics->size = size;
  graphics->display = eglGetPlatformDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
  if (graphics->display == EGL_NO_DISPLAY || !eglInitialize(graphics->display, nullptr, nullptr)) {
    return Error{"EGL cannot draw without a screen here. Is Mesa (libegl-mesa0) installed?"};
  }
  for (const GlFlavor flavor : kGlFlavors) {
    if (graphics->start(flavor)) return std::unique_ptr<Offscreen>(new Offscreen(std::move(graphics)));
  }
  return Error{
      "neither OpenGL 3.0 nor OpenGL ES 3.0 is available. Is Mesa's driver (libgl1-mesa-dri) installed?"};
}

Offscreen::Offscreen(std::unique_ptr<Graphics> graphics) : graphics_(std::move(graphics)) {}
Offscreen::~Offscreen() = default;

void Offscreen::draw(ImDrawData* data) {
  graphics_->renderer->draw(data, graphics_->size);
  // Nothing is ever shown here, and a driver that draws later keeps every texture until then.
  glFinish();
}

Picture Offscreen::read() const {
  const auto [width, height] = graphics_->size;
  const std::size_t row = static_cast<std::size_t>(width) * 4;
  Picture picture{width, height, std::vector<std::uint8_t>(row * static_cast<std::size_t>(height))};
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, picture.rgba.data());
  // GL's first row is the lowest one.
  for (auto top = picture.rgba.begin(), bottom = picture.rgba.end() - static_cast<std::ptrdiff_t>(row);
       top < bottom; top += static_cast<std::ptrdiff_t>(row), bottom -= static_cast<std::ptrdiff_t>(row)) {
    std::swap_ranges(top, top + static_cast<std::ptrdiff_t>(row), bottom);
  }
  return picture;
}

}  // namespace porchlight::platform
