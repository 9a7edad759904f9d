#include <fmt/format.h>

#include <cstdio>

#include "base/log.h"
#include "intake/random.h"
#include "kiosk/commands/behind_the_screen.h"
#include "kiosk/commands/commands.h"
#include "kiosk/commands/ladder.h"
#include "kiosk/commands/printing.h"
#include "kiosk/desk.h"
#include "kiosk/kiosk.h"
#include "kiosk/panel.h"
#include "kiosk/stick_desk.h"
#include "kiosk/wiping_heap.h"
#include "platform/frame_loop.h"
#include "platform/headphones.h"
#include "platform/set_system_time.h"
#include "platform/sign_of_life.h"
#include "platform/voice.h"
#include "platform/window.h"

namespace porchlight::kiosk {
namespace {

// The kiosk in a window: as large as the panel is, and as staff say that it is. Says once how long it took
// until somebody could see something.
class InWindow final : public platform::View {
 public:
  InWindow(Kiosk& kiosk, const platform::Gui& gui, const platform::Window& window, bool full_screen,
           const Clock& clock, Monotonic began, platform::SignOfLife& sign_of_life)
      : kiosk_(kiosk),
        gui_(gui),
        window_(window),
        full_screen_(full_screen),
        clock_(clock),
        began_(began),
        sign_of_life_(sign_of_life) {}

  void frame() override {
    if (gui_.size() != size_) {
      size_ = gui_.size();
      // A window on somebody's desk shows the whole screen, smaller.
      panel_says_ = full_screen_ ? window_.density() : std::nullopt;
    }
    kiosk_.set_px(px_per_mm(size_, stated_panel_mm(kiosk_.site().screen), panel_says_));
    kiosk_.frame();
  }
  std::optional<Monotonic> next_timer() const override { return kiosk_.next_timer(); }
  bool animating() const override { return kiosk_.animating(); }
  void shown() override {
    sign_of_life_.frame_shown();
    if (said_) return;
    said_ = true;
    log::write(log::Event::started,
               std::chrono::duration_cast<milliseconds>(clock_.monotonic() - began_).count());
  }

 private:
  Kiosk& kiosk_;
  const platform::Gui& gui_;
  const platform::Window& window_;
  const bool full_screen_;
  const Clock& clock_;
  const Monotonic began_;
  platform::SignOfLife& sign_of_life_;
  platform::PixelSize size_;
  std::optional<PxPerMm> panel_says_;
  bool said_ = false;
};

// Before the first visitor: what is sealed is sealed to the right people.
void use_enrolment(Desk& desk, const std::string& state_folder, const Clock& clock) {
  const auto enrolment = delivery::read_enrolment(state_folder);
  if (!enrolment) return fmt::print(stderr, "porchlight: {}\n", enrolment.error().what);
  desk.use(*enrolment);
  const auto set = *enrolment ? (*enrolment)->recipient_set() : std::nullopt;
  if (set && clock.trusted() && set->expires <= clock.now())
    fmt::print(stderr, "porchlight: {}\n", recipients_expired_text);
}

// A kiosk that nobody can hear is shown all the same: only staff read of it.
void tell_staff(std::optional<ui::SpeechTrouble> trouble) {
  if (!trouble) return;
  const ui::SpeechTroubleWords words = ui::words_for(*trouble);
  fmt::print(stderr, "porchlight: {} {} {}\n", words.what, words.to_do, words.meanwhile);
}

// Both hold on every machine we know; where one does not, staff should know.
void check_memory() {
  if (!heap_is_wiped()) log::write(log::Event::memory_not_wiped);
  if (const int error = intake::SecretText().lock_error()) log::write(log::Event::memory_not_locked, error);
}

// In safe mode nothing that was kept is read: an outbox that cannot be opened is one that does not matter.
constexpr const char* no_folder = "/dev/null/safe-mode";

// The time that `--at` asks for, going on from there; nullptr: nothing was asked for.
Result<std::unique_ptr<ShiftedClock>> shifted_to(const std::optional<std::string>& at,
                                                 const schedule::Zone& zone) {
  if (!at) return std::unique_ptr<ShiftedClock>();
  const Result<Instant> instant = schedule::parse_instant(*at, zone);
  if (!instant.ok()) return instant.error();
  return std::make_unique<ShiftedClock>(*instant);
}

// What staff may ask of the program while it runs, besides what it shows. Everything it names outlives it.
struct Running {
  std::unique_ptr<delivery::Backstage> backstage;  // nullptr: safe mode
  std::unique_ptr<StickDesk> sticks;               // nullptr: safe mode
  platform::FrameLoop* loop = nullptr;             // once it runs
  bool restart = false;

  void stop_to_begin_again() {
    restart = true;
    if (loop != nullptr) loop->stop();
  }
};

StaffDesk::Parts parts_of_staff(Running& running, const std::string& state_folder, const Clock& clock,
                                storage::Storage& storage, Mailbox& mailbox, platform::Voice& voice,
                                Printers& printers) {
  return {.state_folder = state_folder,
          .clock = clock,
          .storage = storage,
          .mailbox = mailbox,
          .speech = &voice,
          .read_again =
              [&running] {
                if (running.backstage) running.backstage->read_again();
              },
          .restart = [&running] { running.stop_to_begin_again(); },
          .take_stick =
              [&running] {
                if (running.sticks) running.sticks->take();
              },
          .set_clock = platform::set_system_time,
          .print = [&printers](text::Slip slip,
                               auto then) { printers.desk().print(std::move(slip), std::move(then)); },
          .put_on_stick =
              [&running](std::string name, std::string bytes, auto then) {
                if (running.sticks) running.sticks->put(std::move(name), std::move(bytes), std::move(then));
              }};
}

// The first picture comes first: a speech service that loads its voices takes a whole core until then.
constexpr milliseconds voice_starts_after{1'000};

}  // namespace

int run(const RunOptions& options) {
  SystemClock system_clock;
  const Monotonic began = system_clock.monotonic();
  Ladder ladder(system_clock, options.state);
  const Step step = ladder.start();
  if (step == Step::reboot) return exit_failed;
  const bool safe = step == Step::safe_mode;
  const std::string state = safe ? no_folder : options.state;
  check_memory();
  Mailbox mailbox;
  storage::Storage storage(state, system_clock);
  storage.last_seen([&system_clock](const Result<std::optional<Instant>>& seen) {
    if (seen.ok() && *seen) system_clock.not_before(**seen);
  });
  Shown shown(state, storage, mailbox);
  Delivered delivered(mailbox);
  intake::SodiumRandom backstage_random;
  Running running;
  if (safe)
    shown.be_safe();
  else
    running.backstage = std::make_unique<delivery::Backstage>(
        delivery::Backstage::Parts{options.config, state, system_clock, backstage_random,
                                   delivery::curl_http(), storage},
        [&](delivery::Backstage::Built built) {
          built.problems = that_matter(std::move(built.problems), state);
          mailbox.post([&shown, built = std::move(built)]() mutable { shown.take(std::move(built)); });
        },
        delivered.news());
  const std::shared_ptr<const site::Site> site = shown.first();

  const Result<std::unique_ptr<ShiftedClock>> shifted = shifted_to(options.at, site->schedule->zone());
  if (!shifted.ok()) return failed(shifted.error());
  const Clock& clock = *shifted ? static_cast<const Clock&>(**shifted) : system_clock;

  intake::SodiumRandom random;
  Desk desk(state, clock, random, storage, mailbox);
  if (desk.trouble() && !safe)
    fmt::print(stderr, "porchlight: {} Visitors can read everything, but cannot ask for a call.\n",
               desk.trouble()->what);
  if (!safe) use_enrolment(desk, state, clock);

  platform::Gui gui(clock, options.window.value_or(platform::PixelSize{1080, 1920}));
  Result<std::unique_ptr<platform::Window>> window =
      platform::Window::open(gui, {.windowed = options.window, .monitor = site->screen.monitor});
  if (!window.ok()) return failed(window.error());
  platform::Voice voice({.clock = clock,
                         .program = platform::voice_program(),
                         .post = [&mailbox](Mailbox::Message message) { mailbox.post(std::move(message)); },
                         .news = tell_staff,
                         .start_after = voice_starts_after});
  Printers printers(mailbox);
  StaffDesk staff(parts_of_staff(running, options.state, clock, storage, mailbox, voice, printers));
  if (!safe)
    running.sticks = std::make_unique<StickDesk>(
        StickDesk::Parts{disk::mounted_sticks(), options.config, state, system_clock, mailbox,
                         [&staff](screens::StickReport report) { staff.stick_is(std::move(report)); }});
  Kiosk kiosk({clock, gui, desk, mailbox, px_per_mm(gui.size(), std::nullopt, std::nullopt), &voice,
               &printers.desk(), &staff},
              site);
  if (!kiosk.fonts_installed()) {
    log::write(log::Event::font_missing);
    fmt::print(stderr, "porchlight: {}\n", font_missing_text);
  }
  const platform::Headphones headphones(
      [&](bool plugged) { mailbox.post([&kiosk, plugged] { kiosk.set_headphones(plugged); }); });
  shown.on(kiosk, running.backstage.get(), printers, staff);
  printers.on(kiosk);
  delivered.on(kiosk, desk, staff);
  const auto sign_of_life = platform::for_systemd();
  InWindow view(kiosk, gui, **window, !options.window, clock, began, *sign_of_life);
  platform::FrameLoop loop(clock, gui, **window, view);
  running.loop = &loop;
  loop.on_idle([&sign_of_life] { sign_of_life->awake(); });
  mailbox.on_post([&loop] { loop.wake(); });
  loop.run();
  ladder.ends_on_purpose();
  sign_of_life->stopping();
  mailbox.on_post({});
  log::write(log::Event::stopped, exit_ok, static_cast<std::int64_t>(loop.counts().drawn));
  return running.restart ? begin_again : int{exit_ok};
}

}  // namespace porchlight::kiosk
