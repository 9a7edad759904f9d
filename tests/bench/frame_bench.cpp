// How long a frame takes: to build (layout, text, semantics), and to draw and present in a window, beside the
// least that could be drawn: an empty frame with one image over the whole screen. Needs a display.
// frame_bench KIOSK-CONFIG STATE
#include <imgui.h>
#include <imgui_internal.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>

#include "figures.h"
#include "intake/random.h"
#include "kiosk/desk.h"
#include "kiosk/kiosk.h"
#include "kiosk/panel.h"
#include "kiosk/scripted_visitor.h"
#include "platform/window.h"
#include "site/load.h"
#include "touch_frames.h"

namespace porchlight::bench {
namespace {

using screens::ScreenId;

constexpr int frames_each = 200;
constexpr Instant tuesday_evening{
    seconds(1'795'574'100)};  // 2026-11-24 18:35 in California: meetings are on and to come

// One picture over the whole screen, as large as the screen.
class OneImage final : public platform::View {
 public:
  explicit OneImage(platform::PixelSize size) : size_(size) {}

  void frame() override {
    if (ended_) return;
    if (texture_ == nullptr) {
      texture_ = IM_NEW(ImTextureData)();
      texture_->Create(ImTextureFormat_RGBA32, size_.width, size_.height);
      for (int i = 0; i < texture_->GetSizeInBytes(); ++i)
        texture_->Pixels[i] = static_cast<unsigned char>(i * 7 | 1);
      ImGui::RegisterUserTexture(texture_);
    }
    const ImVec2 corner(static_cast<float>(size_.width), static_cast<float>(size_.height));
    ImGui::GetBackgroundDrawList()->AddImage(texture_->GetTexRef(), ImVec2(0, 0), corner);
  }
  std::optional<Monotonic> next_timer() const override { return std::nullopt; }
  bool animating() const override { return false; }

  // To be built and drawn once more, so that the renderer lets go of the texture.
  void end() {
    texture_->SetStatus(ImTextureStatus_WantDestroy);
    ended_ = true;
  }
  ~OneImage() override {
    if (texture_ == nullptr) return;
    ImGui::UnregisterUserTexture(texture_);
    IM_DELETE(texture_);
  }

 private:
  platform::PixelSize size_;
  ImTextureData* texture_ = nullptr;
  bool ended_ = false;
};

struct FrameTimes {
  Times build, draw;
};

FrameTimes measure(platform::Gui& gui, platform::View& view, platform::Display& display) {
  FrameTimes times;
  for (int i = 0; i < frames_each; ++i) {
    times.build.push_back(time_ms([&] { gui.build(view); }));
    times.draw.push_back(time_ms([&] { display.draw(gui.draw_data()); }));
    display.wait({});
  }
  return times;
}

// A list with so many rows as the largest local ones have.
site::Files with_rows(site::Files files, int rows) {
  std::string csv = "Name,Day,Time,End Time,Fellowship,Types,Location,Address\n";
  for (int i = 0; i < rows; ++i)
    csv += fmt::format(
        "Meeting {0},{1},{2}:{3:02} PM,,AA,\"Open, Discussion\",Hall {4},\"{4} Elm Street, Alder Bay\"\n", i,
        i % 7, 1 + i % 10, i % 4 * 15, i % 300);
  files["meetings.csv"] = csv;
  files.erase("changes.csv");
  return files;
}

// What a visitor notices while staff save a list: the slowest frame, with a new Site built beside it all the
// time and swapped in ten times.
void measure_reload(const site::Files& files, platform::Gui& gui, kiosk::Kiosk& kiosk,
                    kiosk::Mailbox& mailbox) {
  constexpr int rows = 2000, reloads = 10;
  const site::Files large = with_rows(files, rows);
  std::atomic<bool> done{false};
  std::mutex mutex;
  std::vector<std::shared_ptr<const site::Site>> old;  // freed by the thread that builds, as in the kiosk
  std::thread builder([&] {
    for (int i = 0; i < reloads; ++i) {
      mailbox.post([&, next = site::load(large).site] {
        const std::lock_guard lock(mutex);
        old.push_back(kiosk.take(next));
      });
      const std::lock_guard lock(mutex);
      old.clear();
    }
    done = true;
  });
  Times build;
  while (!done) build.push_back(time_ms([&] { gui.build(kiosk); }));
  builder.join();
  gui.build(kiosk);
  print_figure("reload_frame_build", quantile(build, 0.5), "ms");
  print_figure("reload_frame_build_max", quantile(build, 1), "ms",
               "<= 16, so that none of 60 frames a second is dropped: 2,000 rows, reloaded all the time");
}

int run(const std::string& config, const std::string& state) {
  const Result<site::Files> files = site::read_files(config);
  const std::shared_ptr<const site::Site> site = files.ok() ? site::load(*files).site : nullptr;
  if (!site) return fmt::print(stderr, "frame_bench: {} cannot be shown\n", config), EXIT_FAILURE;

  FakeClock clock(tuesday_evening);
  platform::Gui gui(clock, {1080, 1920});
  auto window = platform::Window::open(gui, {.windowed = {}, .monitor = {}});
  if (!window.ok()) return fmt::print(stderr, "frame_bench: {}\n", window.error().what), EXIT_FAILURE;
  platform::Window& display = **window;

  double baseline_ms = 0;
  {
    OneImage image(gui.size());
    measure(gui, image, display);  // warms up
    baseline_ms = quantile(measure(gui, image, display).draw, 0.5);
    image.end();
    gui.build(image);
    display.draw(gui.draw_data());
  }

  intake::SodiumRandom random;
  kiosk::Mailbox mailbox;
  storage::Storage storage(state, clock);
  kiosk::Desk desk(state, clock, random, storage, mailbox);
  kiosk::Kiosk kiosk({clock, gui, desk, mailbox, kiosk::px_per_mm(gui.size(), std::nullopt, std::nullopt)},
                     site);
  kiosk::ScriptedVisitor visitor(clock, gui, kiosk, display, mailbox);

  const Times touches = touch_to_frame(clock, gui, kiosk, display);
  print_figure("touch_to_frame", quantile(touches, 0.5), "ms",
               fmt::format("median of {} touches", touches.size()));
  print_figure("touch_to_frame_p99", quantile(touches, 0.99), "ms", "<= 60: the first frame that differs");

  double slowest_build_ms = 0, slowest_draw_ms = 0;
  for (const ScreenId screen :
       {ScreenId::home, ScreenId::meetings, ScreenId::steps, ScreenId::now, ScreenId::name}) {
    const std::string name(screens::name_of(screen));
    if (screen != ScreenId::home) kiosk.visit()->go(screen);
    // The first frame after a tap also shapes every text of the screen.
    print_figure("frame_build_first_" + name, time_ms([&] { gui.build(kiosk); }), "ms");
    visitor.settle();
    const FrameTimes times = measure(gui, kiosk, display);
    print_figure("frame_build_" + name, quantile(times.build, 0.5), "ms");
    print_figure("frame_draw_" + name, quantile(times.draw, 0.5), "ms");
    slowest_build_ms = std::max(slowest_build_ms, quantile(times.build, 0.5));
    slowest_draw_ms = std::max(slowest_draw_ms, quantile(times.draw, 0.5));
  }
  kiosk.visit()->go(ScreenId::meetings);
  visitor.settle();
  measure_reload(*files, gui, kiosk, mailbox);
  print_figure("frame_build", slowest_build_ms, "ms", "<= 1: the slowest of these screens, median");
  print_figure("frame_draw", slowest_draw_ms, "ms",
               "the slowest of these screens, median; beside the next line");
  print_figure("frame_draw_one_image", baseline_ms, "ms", "an empty frame with one full-screen image");
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace porchlight::bench

int main(int argc, char** argv) {
  if (argc != 3) return std::fprintf(stderr, "frame_bench KIOSK-CONFIG STATE\n"), EXIT_FAILURE;
  return porchlight::bench::run(argv[1], argv[2]);
}
