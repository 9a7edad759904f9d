// The least that could answer a finger: one empty ImGui window over the whole screen, another color while it
// is touched, in the loop and the window of the kiosk. What touch_to_frame.py is held against; runs until
// SIGTERM.
#include <imgui.h>

#include <cstdio>
#include <cstdlib>

#include "platform/frame_loop.h"
#include "platform/window.h"

namespace porchlight::bench {
namespace {

class EmptyWindow final : public platform::View {
 public:
  void frame() override {
    const ImGuiIO& io = ImGui::GetIO();
    const ImVec4 color = io.MouseDown[0] ? ImVec4(0, 0, 0, 1) : ImVec4(1, 1, 1, 1);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, color);
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(io.DisplaySize);
    ImGui::Begin("empty", nullptr, ImGuiWindowFlags_NoDecoration);
    ImGui::End();
    ImGui::PopStyleColor();
  }
  std::optional<Monotonic> next_timer() const override { return std::nullopt; }
  bool animating() const override { return false; }
};

int run() {
  const SystemClock clock;
  platform::Gui gui(clock, {1080, 1920});
  const auto window = platform::Window::open(gui, {.windowed = {}, .monitor = {}});
  if (!window.ok())
    return std::fprintf(stderr, "empty_window: %s\n", window.error().what.c_str()), EXIT_FAILURE;
  EmptyWindow view;
  platform::FrameLoop(clock, gui, **window, view).run();
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace porchlight::bench

int main() {
  return porchlight::bench::run();
}
