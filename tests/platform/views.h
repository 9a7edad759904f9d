// Views for the tests of the platform: each draws something small that a test can find again.
#pragma once

#include <imgui.h>

#include <functional>

#include "platform/view.h"

namespace porchlight::platform::test {

inline constexpr Instant kStart = std::chrono::sys_days(std::chrono::year(2025) / 11 / 3);

// Runs a function as its frame; what it wants is set by the test.
class ScriptedView : public View {
 public:
  explicit ScriptedView(std::function<void()> content = [] {}) : content_(std::move(content)) {}

  void frame() override {
    ++frames;
    content_();
  }
  std::optional<Monotonic> next_timer() const override { return timer; }
  bool animating() const override { return moving; }
  void shown() override {
    ++shown_frames;
    if (on_shown) on_shown();
  }

  int frames = 0;
  int shown_frames = 0;
  std::optional<Monotonic> timer;
  bool moving = false;
  std::function<void()> on_shown;

 private:
  std::function<void()> content_;
};

// Paints on the whole screen, beneath every ImGui window.
inline ImDrawList& screen() {
  return *ImGui::GetBackgroundDrawList();
}

}  // namespace porchlight::platform::test
