#include "touch_frames.h"

#include <imgui.h>

#include <array>

#include "platform/frame_loop.h"
#include "ui/touch.h"

namespace porchlight::bench {
namespace {

constexpr std::array walk{
    "Find a meeting",      "‹ Back", "The 12 steps", "‹ Back", "Ask us to call you", "‹ Back",
    "Other kinds of help", "‹ Back", "Who answers?", "‹ Back", "Help now",           "‹ Back"};
constexpr int rounds = 20;

// What is drawn, as a number: another one when anything in the picture is elsewhere or of another color.
std::size_t number_of(const ImDrawData& data) {
  std::size_t number = 14695981039346656037u;  // FNV-1a
  for (const ImDrawList* list : data.CmdLists)
    for (const char* byte = reinterpret_cast<const char*>(list->VtxBuffer.begin());
         byte != reinterpret_cast<const char*>(list->VtxBuffer.end()); ++byte)
      number = (number ^ static_cast<unsigned char>(*byte)) * 1099511628211u;
  return number;
}

// The window with a finger before it that touches whenever the loop would sleep.
class Finger final : public platform::Display {
 public:
  Finger(FakeClock& clock, platform::Gui& gui, kiosk::Kiosk& kiosk, platform::Window& window)
      : clock_(clock), gui_(gui), kiosk_(kiosk), window_(window) {}

  void draw(ImDrawData* data) override {
    const std::size_t drawn = number_of(*data);
    window_.draw(data);
    if (touched_ && drawn != drawn_) {
      times_.push_back(
          std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - *touched_).count());
      touched_.reset();
    }
    drawn_ = drawn;
  }
  void wait(std::chrono::nanoseconds at_most) override {
    window_.wait({});
    if (at_most == std::chrono::nanoseconds{} || gui_.events_waiting()) return;
    if (kiosk_.animating()) return clock_.advance(milliseconds(16));
    // A touch that changed nothing is none of these.
    touched_.reset();
    if (down_) {
      clock_.advance(milliseconds(90));
      gui_.touch_up();
    } else {
      clock_.advance(ui::touch_guard);
      const ui::Node* target = next();
      if (!target) return;
      gui_.touch_down(target->box.centre_x(), target->box.centre_y());
    }
    down_ = !down_;
    touched_ = std::chrono::steady_clock::now();
  }
  void wake() override {}
  bool take_damage() override { return false; }
  bool closed() const override { return step_ == walk.size() * rounds && !down_ && !touched_; }

  Times times() const { return times_; }

 private:
  const ui::Node* next() {
    while (step_ < walk.size() * rounds) {
      const std::string_view name = walk[step_++ % walk.size()];
      for (const ui::Node& node : kiosk_.semantics().nodes)
        if (node.tappable() && !node.offscreen && node.name.starts_with(name)) return &node;
      fmt::print(stderr, "touch_to_frame: no “{}” on {}\n", name, kiosk_.screen_name());
    }
    return nullptr;
  }

  FakeClock& clock_;
  platform::Gui& gui_;
  kiosk::Kiosk& kiosk_;
  platform::Window& window_;
  std::size_t step_ = 0, drawn_ = 0;
  bool down_ = false;
  std::optional<std::chrono::steady_clock::time_point> touched_;
  Times times_;
};

}  // namespace

Times touch_to_frame(FakeClock& clock, platform::Gui& gui, kiosk::Kiosk& kiosk, platform::Window& window) {
  Finger finger(clock, gui, kiosk, window);
  platform::FrameLoop(clock, gui, finger, kiosk).run();
  return finger.times();
}

}  // namespace porchlight::bench
