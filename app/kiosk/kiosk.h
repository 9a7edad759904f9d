// Kiosk: one screen with at most one visitor before it. It begins and ends visits, counts the time without a
// touch, swaps in new Sites, and carries out what a screen asks for. The whole program is this between a
// clock, a display and a disk. Thread: main.
#pragma once

#include <map>
#include <memory>
#include <optional>

#include "base/clock.h"
#include "intake/withdraw.h"
#include "kiosk/desk.h"
#include "kiosk/mailbox.h"
#include "kiosk/print_desk.h"
#include "kiosk/staff_desk.h"
#include "kiosk/tally.h"
#include "platform/gui.h"
#include "platform/view.h"
#include "screens/scene.h"
#include "ui/narrator.h"
#include "ui/reader.h"
#include "ui/ui.h"

namespace porchlight::kiosk {

// Why a visit ended; the numbers of log::Event::visit_ended.
enum class Ending { done = 0, start_over = 1, ran_out = 2, left = 3 };

class Kiosk final : public platform::View, private screens::Errands {
 public:
  struct Parts {
    const Clock& clock;
    platform::Gui& gui;
    Desk& desk;
    Mailbox& mailbox;
    PxPerMm px;
    ui::Speech* speech = nullptr;   // nullptr: nobody reads aloud
    PrintDesk* printing = nullptr;  // nullptr: nothing can be printed
    StaffDesk* staff = nullptr;     // nullptr: nothing is behind the facility's name
  };
  Kiosk(Parts parts, std::shared_ptr<const site::Site> site);
  ~Kiosk() override;

  // Another snapshot takes the place of the one shown, which is given back: freeing a large one takes long.
  // The visitor stays where they are and loses nothing.
  std::shared_ptr<const site::Site> take(std::shared_ptr<const site::Site> site);
  const site::Site& site() const { return *site_; }

  // Another panel, or staff wrote another size of this one.
  void set_px(PxPerMm px) { parts_.px = px; }

  // What delivery knows: whether requests can leave, how long callers usually take, and that one was
  // received.
  void set_delivery(screens::Situation::Delivery delivery, std::optional<minutes> usual_wait);
  void receipt_arrived(const std::string& request_id);

  // Whether headphones are plugged in. Plugging them in begins full speech mode; pulling them out ends it at
  // once, before the loudspeaker can say what is private.
  void set_headphones(bool plugged);

  // What the print desk knows.
  void set_printer(PrintDesk::State state);

  // How every visit begins, other than default: for the tour and --lang.
  struct Defaults {
    std::optional<Language> language;
    ui::TextSize text_size = ui::TextSize::m;
    ui::ThemeName theme = ui::ThemeName::standard;
  };
  void set_defaults(Defaults defaults);

  // platform::View
  void frame() override;
  std::optional<Monotonic> next_timer() const override;
  bool animating() const override { return ui_.animating(); }

  // Ends the visit, as its last tap would.
  void clear() { finish_visit(Ending::done); }

  // What has the focus of a keypad; nullptr: none is shown.
  const ui::Node* focused() const { return ui_.focused(); }

  // What is being read aloud; nullptr: nothing is.
  const ui::Node* being_read() const;

  // For whoever drives it by name: what is on the screen, and who stands before it (nullptr: nobody).
  const ui::Semantics& semantics() const { return ui_.semantics(); }
  const screens::Visit* visit() const { return visit_.get(); }
  screens::Visit* visit() { return visit_.get(); }
  std::string screen_name() const;
  Monotonic guarded_until() const { return guarded_until_; }
  const language::Catalog& catalog(const Language& language);
  bool resting() const;
  bool fonts_installed() const { return ui_.fonts_installed(); }
  // Whether something was asked of the storage thread that it has not answered yet.
  bool awaits_answer() const { return unanswered_ > 0; }
  bool asking_still_there() const { return seconds_left_.has_value(); }

 private:
  void save_request() override;
  void cancel_request() override;
  void withdraw() override;
  void end_visit() override { ending_ = ending_.value_or(Ending::start_over); }
  void leave() override { ending_ = ending_.value_or(Ending::left); }
  void print(text::Slip slip) override;
  void listen() override;
  void open_staff() override;

  void begin_visit();
  void finish_visit(Ending ending);
  void rest();
  void count_idle_time(Monotonic now);
  void count_page();
  void hour_passed();
  void interrupt_speech(bool by_touch);
  void speak(const std::string& scene);
  bool can_be_heard() const;
  void begin_full_speech();
  ui::Hearing hearing() const;
  seconds idle_limit() const;
  bool untouched() const;
  screens::Situation situation() const;
  const language::Formats& formats(const Language& language);

  Parts parts_;
  std::shared_ptr<const site::Site> site_;
  ui::Ui ui_;
  ui::Reader reader_;
  ui::Narrator narrator_;
  bool headphones_ = false;
  bool interrupted_ = false;  // the last touch or key has ended the reading
  Defaults defaults_;
  std::unique_ptr<screens::Visit> visit_;
  std::uint64_t visit_number_ = 0;  // tells answers for this visit from late ones for another
  std::optional<Ending> ending_;
  int unanswered_ = 0;
  Monotonic last_touch_;
  Monotonic rests_since_, wakes_from_;  // while it rests
  Monotonic next_hour_;
  Tally tally_;
  std::optional<screens::Stop> counted_;  // where the visitor was at the last frame
  std::optional<int> seconds_left_;       // of "Are you still there?"
  Monotonic guarded_until_{};
  bool was_down_ = false;
  screens::Situation::Delivery delivery_ = screens::Situation::Delivery::none;
  std::optional<minutes> usual_wait_;
  screens::Situation::Printer printer_ = screens::Situation::Printer::none;
  intake::AttemptLimit attempts_;
  std::map<Language, language::Catalog> catalogs_;
  std::map<Language, std::unique_ptr<language::Formats>> formats_;
};

}  // namespace porchlight::kiosk
