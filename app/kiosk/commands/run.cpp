#include <fmt/format.h>

#include <cstdio>

#include "base/log.h"
#include "intake/random.h"
#include "kiosk/commands/commands.h"
#include "kiosk/desk.h"
#include "kiosk/kiosk.h"
#include "kiosk/panel.h"
#include "kiosk/wiping_heap.h"
#include "platform/frame_loop.h"
#include "platform/window.h"
#include "site/load.h"

namespace porchlight::kiosk {
namespace {

// Whatever staff wrote, a visitor gets a screen: the new configuration, else the last good one, else the
// built-in help lines.
std::shared_ptr<const site::Site> first_site(const std::string& config, const Clock& clock,
                                             storage::Storage& storage, Mailbox& mailbox) {
  const Result<site::Files> files = site::read_files(config);
  if (files.ok()) {
    site::Loaded loaded = site::load(*files, clock.trusted() ? std::optional(clock.now()) : std::nullopt);
    for (const site::Problem& problem : loaded.problems) fmt::print(stderr, "{}\n", site::to_line(problem));
    if (loaded.site) {
      log::write(log::Event::site_taken, static_cast<std::int64_t>(loaded.site->schedule->meetings().size()),
                 static_cast<std::int64_t>(loaded.problems.size()));
      storage.keep_last_good(*files, [](const Result<Done>&) {});
      return loaded.site;
    }
    log::write(log::Event::site_refused, static_cast<std::int64_t>(loaded.problems.size()));
  } else {
    fmt::print(stderr, "porchlight: {}\n", files.error().what);
  }
  std::shared_ptr<const site::Site> last_good;
  storage.last_good([&mailbox, &last_good](const Result<site::Files>& kept) {
    std::shared_ptr<const site::Site> again = kept.ok() && !kept->empty() ? site::load(*kept).site : nullptr;
    mailbox.post([&last_good, again] { last_good = again; });
  });
  if (mailbox.wait(std::chrono::seconds(5))) mailbox.deliver();
  return last_good ? last_good : site::safe_site();
}

// Says once how long it took until somebody could see something.
class FirstFrame final : public platform::View {
 public:
  FirstFrame(Kiosk& kiosk, const Clock& clock, Monotonic began)
      : kiosk_(kiosk), clock_(clock), began_(began) {}
  void frame() override { kiosk_.frame(); }
  std::optional<Monotonic> next_timer() const override { return kiosk_.next_timer(); }
  bool animating() const override { return kiosk_.animating(); }
  void shown() override {
    if (said_) return;
    said_ = true;
    log::write(log::Event::started,
               std::chrono::duration_cast<milliseconds>(clock_.monotonic() - began_).count());
  }

 private:
  Kiosk& kiosk_;
  const Clock& clock_;
  Monotonic began_;
  bool said_ = false;
};

// Both hold on every machine we know; where one does not, staff should know.
void check_memory() {
  if (!heap_is_wiped()) log::write(log::Event::memory_not_wiped);
  if (const int error = intake::SecretText().lock_error()) log::write(log::Event::memory_not_locked, error);
}

}  // namespace

int run(const RunOptions& options) {
  SystemClock system_clock;
  const Monotonic began = system_clock.monotonic();
  check_memory();
  Mailbox mailbox;
  storage::Storage storage(options.state, system_clock);
  storage.last_seen([&system_clock](const Result<std::optional<Instant>>& seen) {
    if (seen.ok() && *seen) system_clock.not_before(**seen);
  });
  const std::shared_ptr<const site::Site> site = first_site(options.config, system_clock, storage, mailbox);

  std::unique_ptr<ShiftedClock> shifted;
  if (options.at) {
    const Result<Instant> at = schedule::parse_instant(*options.at, site->schedule->zone());
    if (!at.ok()) {
      fmt::print(stderr, "porchlight: {}\n", at.error().what);
      return exit_failed;
    }
    shifted = std::make_unique<ShiftedClock>(*at);
  }
  const Clock& clock = shifted ? static_cast<const Clock&>(*shifted) : system_clock;

  intake::SodiumRandom random;
  Desk desk(options.state, clock, random, storage, mailbox);
  if (desk.trouble())
    fmt::print(stderr, "porchlight: {} Visitors can read everything, but cannot ask for a call.\n",
               desk.trouble()->what);

  platform::Gui gui(clock, options.window.value_or(platform::PixelSize{1080, 1920}));
  Result<std::unique_ptr<platform::Window>> window =
      platform::Window::open(gui, {.windowed = options.window, .monitor = site->screen.monitor});
  if (!window.ok()) {
    fmt::print(stderr, "porchlight: {}\n", window.error().what);
    return exit_failed;
  }
  const std::optional<PxPerMm> panel_says = options.window ? std::nullopt : (*window)->density();

  Kiosk kiosk({clock, gui, desk, mailbox, px_per_mm(gui.size(), stated_panel_mm(site->screen), panel_says)},
              site);
  if (!kiosk.fonts_installed()) {
    log::write(log::Event::font_missing);
    fmt::print(stderr, "porchlight: {}\n", font_missing_text);
  }
  FirstFrame view(kiosk, clock, began);
  platform::FrameLoop loop(clock, gui, **window, view);
  mailbox.on_post([&loop] { loop.wake(); });
  loop.run();
  mailbox.on_post({});
  log::write(log::Event::stopped, exit_ok, static_cast<std::int64_t>(loop.counts().drawn));
  return exit_ok;
}

}  // namespace porchlight::kiosk
