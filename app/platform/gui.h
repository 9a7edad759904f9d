// Gui: the one ImGui context of the program, set up for a touch kiosk: no settings file, no keyboard
// navigation of ImGui's own, time from our clock. A finger goes in by the touch_ functions, whether it is
// real (Window) or a test's or the tour's: one input path.
//
// Lifetime: made before any Renderer and destroyed after it. Makes its context the current one of ImGui.
// Thread: main.
#pragma once

#include <cstdint>
#include <optional>

#include "base/clock.h"
#include "platform/view.h"

struct ImDrawData;
struct ImGuiContext;

namespace porchlight::platform {

struct PixelSize {
  int width = 0;
  int height = 0;
  friend bool operator==(PixelSize, PixelSize) = default;
};

class Gui {
 public:
  // The clock must outlive the Gui.
  Gui(const Clock& clock, PixelSize size);
  ~Gui();
  Gui(const Gui&) = delete;
  Gui& operator=(const Gui&) = delete;

  void resize(PixelSize size);
  PixelSize size() const { return size_; }

  // One finger, in pixels from the top left corner. They only queue; the next frames act on it.
  void touch_down(float x, float y);
  void touch_move(float x, float y);
  // Lifts the finger where it was last, and takes the pointer off the screen: else the target under it stays
  // hovered.
  void touch_up();
  // A mouse's wheel, in notches; for whoever develops at a desk.
  void wheel(float notches);
  // `imgui_key` is an ImGuiKey. Keys move the focus of an assistive keypad; none leaves the program.
  void key(int imgui_key, bool down);
  void character(std::uint32_t code_point);

  // Whether input is queued that no frame has seen yet.
  bool events_waiting() const;

  // Builds one frame: NewFrame, view.frame(), Render.
  void build(View& view);

  // Builds frames until no input is queued and FramePacer::kSettleFrames more have passed, as the frame loop
  // does before it draws. For what has no loop: the tour and the tests. While the view animates, it stops
  // when the queue is empty. Returns how many frames were built.
  int build_until_settled(View& view);

  // What the frame built last wants drawn; valid until the next build. Give it to a Renderer.
  ImDrawData* draw_data() const;

  std::uint64_t frames_built() const { return frames_built_; }

  // Overwrites the input that ImGui still remembers though every frame has seen it (characters, where the
  // finger was): the end of a visit. What is queued and not seen yet stays, or a lifted finger would be held
  // down for good.
  void forget();

 private:
  const Clock& clock_;
  ImGuiContext* context_;
  PixelSize size_;
  std::optional<Monotonic> last_build_;
  std::uint64_t frames_built_ = 0;
};

}  // namespace porchlight::platform
