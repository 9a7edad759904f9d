#include "platform/window.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <string_view>
#include <utility>

#include "base/log.h"
#include "platform/gl_renderer.h"
#include "platform/key_map.h"

namespace porchlight::platform {
namespace {

// How often a full-screen window looks whether its monitor was turned: GLFW tells only of monitors that come
// and go.
constexpr double kMonitorCheckS = 1;

// GLFW hands its monitor callback no pointer; there is one Window in a process.
bool monitors_changed = false;

std::string glfw_reason() {
  const char* reason = nullptr;
  glfwGetError(&reason);
  return reason != nullptr ? reason : "no reason given";
}

void on_monitor(GLFWmonitor*, int event) {
  monitors_changed = true;
  log::write(event == GLFW_CONNECTED ? log::Event::monitor_found : log::Event::monitor_lost);
}

// The way to a context of each flavor; ES is also tried by EGL, since some GLX have no ES.
struct Attempt {
  GlFlavor flavor;
  int creation_api;
};
constexpr Attempt kAttempts[] = {
    {GlFlavor::desktop_3_0, GLFW_NATIVE_CONTEXT_API},
    {GlFlavor::es_3_0, GLFW_NATIVE_CONTEXT_API},
    {GlFlavor::es_3_0, GLFW_EGL_CONTEXT_API},
};

void set_hints(const Attempt& attempt) {
  glfwDefaultWindowHints();
  glfwWindowHint(GLFW_CLIENT_API,
                 attempt.flavor == GlFlavor::desktop_3_0 ? GLFW_OPENGL_API : GLFW_OPENGL_ES_API);
  glfwWindowHint(GLFW_CONTEXT_CREATION_API, attempt.creation_api);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, kGlMajor);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, kGlMinor);
  glfwWindowHint(GLFW_DEPTH_BITS, 0);
  glfwWindowHint(GLFW_STENCIL_BITS, 0);
  glfwWindowHint(GLFW_AUTO_ICONIFY, GLFW_FALSE);
}

}  // namespace

struct Window::Glfw {
  Gui& gui;
  WindowOptions options;
  GLFWwindow* window = nullptr;
  std::optional<GlRenderer> renderer;
  bool finger_down = false;
  bool repeats = false;  // the key is only held down: that is no new press (VVSG 2.0, 7.2-M)
  bool damaged = true;
  double checked_monitor_s = 0;
  PixelSize placed;  // the monitor's size when the window was last put on it

  Glfw(Gui& for_gui, WindowOptions with) : gui(for_gui), options(std::move(with)) {}

  ~Glfw() {
    renderer.reset();
    if (window != nullptr) glfwDestroyWindow(window);
    glfwTerminate();
  }

  bool full_screen() const { return !options.windowed.has_value(); }

  GLFWmonitor* monitor() const {
    int count = 0;
    GLFWmonitor** monitors = glfwGetMonitors(&count);
    for (int i = 0; i < count && !options.monitor.empty(); ++i) {
      const char* name = glfwGetMonitorName(monitors[i]);
      if (name != nullptr && std::string_view(name).find(options.monitor) != std::string_view::npos)
        return monitors[i];
    }
    return glfwGetPrimaryMonitor();
  }

  bool start(const Attempt& attempt) {
    set_hints(attempt);
    GLFWmonitor* on = full_screen() ? monitor() : nullptr;
    const GLFWvidmode* mode = on != nullptr ? glfwGetVideoMode(on) : nullptr;
    // A panel that is still switched off is no monitor: a window waits for it, of the size that the Gui has.
    const PixelSize size =
        mode != nullptr ? PixelSize{mode->width, mode->height} : options.windowed.value_or(gui.size());
    placed = mode != nullptr ? size : PixelSize{};
    if (mode != nullptr) glfwWindowHint(GLFW_REFRESH_RATE, mode->refreshRate);
    window = glfwCreateWindow(size.width, size.height, options.title.c_str(), on, nullptr);
    if (window == nullptr) return false;
    glfwMakeContextCurrent(window);
    if (!load_gl(attempt.flavor, glfwGetProcAddress)) {
      glfwDestroyWindow(window);
      window = nullptr;
      return false;
    }
    glfwSwapInterval(1);
    renderer.emplace(attempt.flavor);
    return true;
  }

  void listen();
  void resized() {
    PixelSize size;
    glfwGetFramebufferSize(window, &size.width, &size.height);
    if (size.width > 0 && size.height > 0) gui.resize(size);
    damaged = true;
  }

  void button(int which, int action) {
    if (which != GLFW_MOUSE_BUTTON_LEFT) return;
    finger_down = action == GLFW_PRESS;
    if (!finger_down) return gui.touch_up();
    double x = 0, y = 0;
    glfwGetCursorPos(window, &x, &y);
    gui.touch_down(static_cast<float>(x), static_cast<float>(y));
  }

  void keep_on_monitor();
};

void Window::Glfw::listen() {
  glfwSetWindowUserPointer(window, this);
  glfwSetMonitorCallback(on_monitor);
  static const auto self = [](GLFWwindow* of) -> Glfw& {
    return *static_cast<Glfw*>(glfwGetWindowUserPointer(of));
  };
  glfwSetMouseButtonCallback(
      window, [](GLFWwindow* w, int which, int action, int) { self(w).button(which, action); });
  glfwSetCursorPosCallback(window, [](GLFWwindow* w, double x, double y) {
    // A finger that is not down is nowhere: a mouse that only moves costs no frame.
    if (self(w).finger_down) self(w).gui.touch_move(static_cast<float>(x), static_cast<float>(y));
  });
  glfwSetScrollCallback(window,
                        [](GLFWwindow* w, double, double y) { self(w).gui.wheel(static_cast<float>(y)); });
  glfwSetKeyCallback(window, [](GLFWwindow* w, int key, int, int action, int) {
    const auto known = imgui_key(key);
    self(w).repeats = action == GLFW_REPEAT;
    if (known && action != GLFW_REPEAT) self(w).gui.key(*known, action == GLFW_PRESS);
  });
  // Follows the key that types it, each time that the system repeats it.
  glfwSetCharCallback(window, [](GLFWwindow* w, unsigned int code_point) {
    if (!self(w).repeats) self(w).gui.character(code_point);
  });
  glfwSetFramebufferSizeCallback(window, [](GLFWwindow* w, int, int) { self(w).resized(); });
  glfwSetWindowRefreshCallback(window, [](GLFWwindow* w) { self(w).damaged = true; });
  glfwSetWindowCloseCallback(window, [](GLFWwindow* w) {
    if (self(w).full_screen()) glfwSetWindowShouldClose(w, GLFW_FALSE);
  });
}

void Window::Glfw::keep_on_monitor() {
  if (!full_screen()) return;
  const double now_s = glfwGetTime();
  const bool changed = std::exchange(monitors_changed, false);
  if (!changed && now_s - checked_monitor_s < kMonitorCheckS) return;
  checked_monitor_s = now_s;
  GLFWmonitor* on = monitor();
  const GLFWvidmode* mode = on != nullptr ? glfwGetVideoMode(on) : nullptr;
  if (mode == nullptr || mode->width == 0) return;  // none is left: one will come back
  const PixelSize size{mode->width, mode->height};
  if (!changed && size == placed) return;
  placed = size;
  glfwSetWindowMonitor(window, on, 0, 0, size.width, size.height, mode->refreshRate);
  resized();
}

Result<std::unique_ptr<Window>> Window::open(Gui& gui, const WindowOptions& options) {
#if GLFW_VERSION_MAJOR > 3 || GLFW_VERSION_MINOR >= 4
  // GLFW knows no touch, and on Wayland the first finger would be lost; by X11 (or Xwayland) it arrives as
  // the mouse.
  glfwInitHint(GLFW_PLATFORM, GLFW_PLATFORM_X11);
#endif
  auto glfw = std::make_unique<Glfw>(gui, options);
  if (!glfwInit()) return Error{"no display to open a window on: " + glfw_reason()};
  if (glfw->full_screen() && glfw->monitor() == nullptr) log::write(log::Event::monitor_lost);
  for (const Attempt& attempt : kAttempts) {
    if (!glfw->start(attempt)) continue;
    glfw->listen();
    glfw->resized();
    if (glfw->full_screen()) glfwSetInputMode(glfw->window, GLFW_CURSOR, GLFW_CURSOR_HIDDEN);
    return std::unique_ptr<Window>(new Window(std::move(glfw)));
  }
  return Error{"neither OpenGL 3.0 nor OpenGL ES 3.0 is available: " + glfw_reason()};
}

Window::Window(std::unique_ptr<Glfw> glfw) : glfw_(std::move(glfw)) {}
Window::~Window() = default;

void Window::draw(ImDrawData* data) {
  PixelSize framebuffer;
  glfwGetFramebufferSize(glfw_->window, &framebuffer.width, &framebuffer.height);
  glfw_->renderer->draw(data, framebuffer);
  glfwSwapBuffers(glfw_->window);
}

void Window::wait(std::chrono::nanoseconds at_most) {
  if (at_most.count() > 0) {
    glfwWaitEventsTimeout(std::chrono::duration<double>(at_most).count());
  } else {
    glfwPollEvents();
  }
  glfw_->keep_on_monitor();
}

void Window::wake() {
  glfwPostEmptyEvent();
}

bool Window::take_damage() {
  return std::exchange(glfw_->damaged, false);
}

bool Window::closed() const {
  return glfwWindowShouldClose(glfw_->window);
}

std::optional<PxPerMm> Window::density() const {
  GLFWmonitor* on = glfw_->monitor();
  const GLFWvidmode* mode = on != nullptr ? glfwGetVideoMode(on) : nullptr;
  if (mode == nullptr) return std::nullopt;
  int width_mm = 0;
  int height_mm = 0;
  glfwGetMonitorPhysicalSize(on, &width_mm, &height_mm);
  return believable_density({mode->width, mode->height}, {static_cast<float>(width_mm)},
                            {static_cast<float>(height_mm)});
}

}  // namespace porchlight::platform
