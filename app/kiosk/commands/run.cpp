#include <fmt/format.h>

#include <cstdio>

#include "base/log.h"
#include "delivery/backstage.h"
#include "intake/random.h"
#include "kiosk/commands/commands.h"
#include "kiosk/commands/printing.h"
#include "kiosk/desk.h"
#include "kiosk/kiosk.h"
#include "kiosk/panel.h"
#include "kiosk/staff_desk.h"
#include "kiosk/stick_desk.h"
#include "kiosk/wiping_heap.h"
#include "platform/frame_loop.h"
#include "platform/headphones.h"
#include "platform/set_system_time.h"
#include "platform/sign_of_life.h"
#include "platform/voice.h"
#include "platform/window.h"
#include "site/load.h"

namespace porchlight::kiosk {
namespace {

// How the printer is, as visitors and staff learn it. It may be known before there is a kiosk. Thread: main.
class Printers {
 public:
  explicit Printers(Mailbox& mailbox)
      : desk_(platform::cups_printer(), mailbox, [this](PrintDesk::State state) { take(state); }) {}

  PrintDesk& desk() { return desk_; }

  void use(const site::Site& site) {
    queue_ = site.printer.queue;
    desk_.use(site.printer, site.facility.country);
  }

  void on(Kiosk& kiosk) {
    kiosk_ = &kiosk;
    kiosk_->set_printer(state_);
  }

 private:
  void take(PrintDesk::State state) {
    state_ = state;
    if (const std::string words = words_for(state, queue_); !words.empty())
      fmt::print(stderr, "porchlight: {}\n", words);
    if (kiosk_ != nullptr) kiosk_->set_printer(state_);
  }

  std::string queue_;
  PrintDesk::State state_ = PrintDesk::State::missing;
  Kiosk* kiosk_ = nullptr;
  PrintDesk desk_;
};

// What is shown: whatever staff wrote, a visitor gets a screen. The newest configuration that is good, else
// the last good one, else the built-in help lines. Thread: main.
class Shown {
 public:
  Shown(std::string state_folder, storage::Storage& storage, Mailbox& mailbox)
      : state_folder_(std::move(state_folder)), storage_(storage), mailbox_(mailbox) {}

  void take(delivery::Backstage::Built built) {
    answered_ = true;
    for (const site::Problem& problem : built.problems) fmt::print(stderr, "{}\n", site::to_line(problem));
    problems_ = built.problems;
    refused_ = !built.site;
    if (staff_ != nullptr) staff_->read(problems_, refused_);
    if (!built.site) return log::write(log::Event::site_refused, count(built.problems.size()));
    log::write(log::Event::site_taken, count(built.site->schedule->meetings().size()),
               count(built.problems.size()));
    storage_.keep_last_good(std::move(built.files), [](const Result<Done>&) {});
    show(std::move(built.site));
  }

  // Waits for the first one.
  std::shared_ptr<const site::Site> first() {
    while (!answered_ && mailbox_.wait(most_wait)) mailbox_.deliver();
    if (site_) return site_;
    bool read = false;
    storage_.last_good([this, &read](const Result<site::Files>& kept) {
      std::shared_ptr<const site::Site> again;
      if (kept.ok() && !kept->empty())
        again = site::load(*kept, std::nullopt, delivery::kept_feeds(state_folder_)).site;
      mailbox_.post([this, &read, again = std::move(again)] {
        read = true;
        if (!site_) site_ = again;
      });
    });
    while (!read && mailbox_.wait(most_wait)) mailbox_.deliver();
    if (!site_) site_ = site::safe_site();
    return site_;
  }

  // From now on the kiosk shows what comes. Thread: main.
  void on(Kiosk& kiosk, delivery::Backstage& backstage, Printers& printers, StaffDesk& staff) {
    kiosk_ = &kiosk;
    staff_ = &staff;
    staff.read(problems_, refused_);
    backstage_ = &backstage;
    printers_ = &printers;
    printers.use(*site_);
  }

 private:
  // Reading a local configuration takes a fraction of a second; a visitor does not wait for a slow disk.
  static constexpr std::chrono::seconds most_wait{5};

  static std::int64_t count(std::size_t number) { return static_cast<std::int64_t>(number); }

  void show(std::shared_ptr<const site::Site> site) {
    site_ = std::move(site);
    if (kiosk_ == nullptr) return;
    printers_->use(*site_);
    backstage_->dispose(kiosk_->take(site_));
  }

  const std::string state_folder_;
  storage::Storage& storage_;
  Mailbox& mailbox_;
  bool answered_ = false;
  std::shared_ptr<const site::Site> site_;
  std::vector<site::Problem> problems_;  // of the newest files
  bool refused_ = false;
  Kiosk* kiosk_ = nullptr;
  StaffDesk* staff_ = nullptr;
  delivery::Backstage* backstage_ = nullptr;
  Printers* printers_ = nullptr;
};

// What delivery tells, as it reaches the screen and staff. It may come before there is a kiosk to show it.
// Thread: main.
class Delivered {
 public:
  explicit Delivered(Mailbox& mailbox) : mailbox_(mailbox) {}

  // Called on another thread; each goes through the mailbox.
  delivery::Courier::News news() {
    return {
        .received =
            [this](const std::string& id) {
              mailbox_.post([this, id] {
                if (kiosk_ != nullptr) kiosk_->receipt_arrived(id);
              });
            },
        .state =
            [this](const delivery::DeliveryState& state) { mailbox_.post([this, state] { take(state); }); },
        .enrolment =
            [this](const std::optional<delivery::Enrolment>& enrolment) {
              mailbox_.post([this, enrolment] {
                if (desk_ != nullptr) desk_->use(enrolment);
              });
            }};
  }

  void on(Kiosk& kiosk, Desk& desk, StaffDesk& staff) {
    kiosk_ = &kiosk;
    staff_ = &staff;
    desk_ = &desk;
    show();
  }

 private:
  void take(const delivery::DeliveryState& state) {
    if (state.trouble && state.trouble != state_.trouble) {
      const delivery::TroubleWords words = delivery::words_for(*state.trouble);
      fmt::print(stderr, "porchlight: {} {} {}\n", words.what, words.to_do, words.meanwhile);
    }
    state_ = state;
    show();
  }

  void show() const {
    if (kiosk_ == nullptr) return;
    using Line = delivery::DeliveryState::Line;
    using Delivery = screens::Situation::Delivery;
    const Delivery delivery = state_.line == Line::up     ? Delivery::online
                              : state_.line == Line::down ? Delivery::offline
                                                          : Delivery::none;
    kiosk_->set_delivery(delivery, state_.usual_wait
                                       ? std::optional(std::chrono::ceil<minutes>(*state_.usual_wait))
                                       : std::nullopt);
    staff_->delivery_is(state_);
  }

  Mailbox& mailbox_;
  Kiosk* kiosk_ = nullptr;
  Desk* desk_ = nullptr;
  StaffDesk* staff_ = nullptr;
  delivery::DeliveryState state_;
};

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
  Shown shown(options.state, storage, mailbox);
  Delivered delivered(mailbox);
  intake::SodiumRandom backstage_random;
  delivery::Backstage backstage(
      {options.config, options.state, system_clock, backstage_random, delivery::curl_http(), storage},
      [&](delivery::Backstage::Built built) {
        built.problems = that_matter(std::move(built.problems), options.state);
        mailbox.post([&shown, built = std::move(built)]() mutable { shown.take(std::move(built)); });
      },
      delivered.news());
  const std::shared_ptr<const site::Site> site = shown.first();

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
  use_enrolment(desk, options.state, clock);

  platform::Gui gui(clock, options.window.value_or(platform::PixelSize{1080, 1920}));
  Result<std::unique_ptr<platform::Window>> window =
      platform::Window::open(gui, {.windowed = options.window, .monitor = site->screen.monitor});
  if (!window.ok()) {
    fmt::print(stderr, "porchlight: {}\n", window.error().what);
    return exit_failed;
  }
  platform::Voice voice({clock, platform::voice_program(),
                         [&mailbox](Mailbox::Message message) { mailbox.post(std::move(message)); },
                         tell_staff});
  bool restart = false;
  platform::FrameLoop* running = nullptr;
  Printers printers(mailbox);
  StickDesk sticks(mounted_stick(), mailbox);
  StaffDesk staff(
      {.state_folder = options.state,
       .clock = clock,
       .storage = storage,
       .mailbox = mailbox,
       .speech = &voice,
       .read_again = [&backstage] { backstage.read_again(); },
       .restart =
           [&] {
             restart = true;
             if (running != nullptr) running->stop();
           },
       .set_clock = platform::set_system_time,
       .print = [&printers](text::Slip slip,
                            auto then) { printers.desk().print(std::move(slip), std::move(then)); },
       .put_on_stick = [&sticks](
                           std::string name, std::string bytes,
                           auto then) { sticks.put(std::move(name), std::move(bytes), std::move(then)); }});
  sticks.on_change([&staff](bool there) { staff.stick_is(there); });
  Kiosk kiosk({clock, gui, desk, mailbox, px_per_mm(gui.size(), std::nullopt, std::nullopt), &voice,
               &printers.desk(), &staff},
              site);
  if (!kiosk.fonts_installed()) {
    log::write(log::Event::font_missing);
    fmt::print(stderr, "porchlight: {}\n", font_missing_text);
  }
  const platform::Headphones headphones(
      [&](bool plugged) { mailbox.post([&kiosk, plugged] { kiosk.set_headphones(plugged); }); });
  shown.on(kiosk, backstage, printers, staff);
  printers.on(kiosk);
  delivered.on(kiosk, desk, staff);
  const auto sign_of_life = platform::for_systemd();
  InWindow view(kiosk, gui, **window, !options.window, clock, began, *sign_of_life);
  platform::FrameLoop loop(clock, gui, **window, view);
  running = &loop;
  mailbox.on_post([&loop] { loop.wake(); });
  loop.run();
  sign_of_life->stopping();
  mailbox.on_post({});
  log::write(log::Event::stopped, exit_ok, static_cast<std::int64_t>(loop.counts().drawn));
  return restart ? begin_again : int{exit_ok};
}

}  // namespace porchlight::kiosk
