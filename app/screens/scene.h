// Scene: all that a screen may look at while it is made, and what it may ask to be done. A screen is a
// function from this to a View; nothing else decides what a visitor reads. Thread: main.
#pragma once

#include <optional>
#include <string>

#include "language/catalog.h"
#include "language/format.h"
#include "schedule/time.h"
#include "screens/rest_light.h"
#include "screens/staff.h"
#include "screens/visit.h"
#include "site/site.h"
#include "text/slip.h"
#include "ui/elements.h"

namespace porchlight::screens {

// What is true outside the screen at this minute. Every promise on a screen is made from these fields and
// from the Site.
struct Situation {
  Instant now{};
  bool clock_trusted = false;
  enum class Delivery { none, offline, online } delivery = Delivery::none;  // none: no collector is set up
  std::optional<minutes> usual_wait;  // measured by the collector; nothing: nobody knows
  bool can_save = true;               // the outbox is there and can be written
  enum class Printer { none, ready, out_of_paper, not_working } printer = Printer::none;
  RestLight rest = RestLight::lit;  // of the rest screen
};

// What a tap can set in motion beyond the screen. The kiosk does it and reports back into the Visit.
class Errands {
 public:
  virtual ~Errands() = default;
  virtual void save_request() = 0;          // seals visit.draft; sets visit.saving
  virtual void cancel_request() = 0;        // erases what was just saved
  virtual void withdraw() = 0;              // by visit.typed_code; sets visit.withdrawal
  virtual void end_visit() = 0;             // destroys the visit after this frame
  virtual void leave() = 0;                 // the same; then the screen rests, as if nobody had been there
  virtual void print(text::Slip slip) = 0;  // on paper; sets Stop::printing of the screens that wait for it
  virtual void listen() = 0;                // reads the page aloud, or stops reading it
  virtual void open_staff() = 0;            // if visit.typed_pin is right; else sets visit.pin
};

struct Scene {
  const site::Site& site;
  Visit& visit;
  const Situation& situation;
  Errands& errands;
  const language::Catalog& catalog;
  const language::Formats& formats;
  const ui::Keyboard& keyboard;
  bool landscape = false;
  bool small_panel = false;
  bool top_too_high = false;  // to be reached from a wheelchair
  bool can_listen = false;    // the page can be read aloud in this language
  bool listening = false;     // it is being read
  Staff* staff = nullptr;     // nullptr: nothing is behind the facility's name

  std::string tr(std::string_view message) const { return catalog.tr(message); }
  std::string trn(std::string_view one, std::string_view many, long n) const {
    return catalog.trn(one, many, n);
  }

  // The facility's time; nothing may be called "now" or "today" unless situation.clock_trusted.
  schedule::LocalTime local_now() const { return site.schedule->zone().local(situation.now); }
  schedule::Date today() const { return local_now().date; }

  // A text of staff in the visitor's language, else in its own.
  const LocalText::Version& text(const LocalText& text) const { return text.in(visit.language); }
  bool reads(const LocalText::Version& version) const {
    return version.language.empty() || version.language == visit.language;
  }

  const guide::Page* page(std::string_view id) const { return site.page(id, visit.language); }
};

// A translated sentence with named parts: fill(scene.tr("Starts in {time}"), {{"time", "5 minutes"}}).
std::string fill(std::string sentence, std::initializer_list<std::pair<std::string_view, std::string>> parts);

// What a whole screen is made of.
struct Shown {
  std::string scene;  // a new name starts the touch guard
  ui::View root, dialog;
};
// `seconds_left`: of "Are you still there?", when it is asked.
Shown show(Scene& scene, std::optional<int> seconds_left);

// The screens. Each makes the middle of its screen, between the top and the bottom bar.
ui::View home(Scene&);
ui::View meetings(Scene&);
ui::View search(Scene&);
ui::View meeting(Scene&);
ui::View steps(Scene&);
ui::View step(Scene&);
ui::View page(Scene&);
ui::View ask(Scene&);
ui::View name(Scene&);
ui::View phone(Scene&);
ui::View when(Scene&);
ui::View check(Scene&);
ui::View thanks(Scene&);
ui::View not_saved(Scene&);
ui::View withdraw(Scene&);
ui::View withdrawn(Scene&);
ui::View now(Scene&);
ui::View safety(Scene&);
ui::View who_answers(Scene&);
ui::View other_help(Scene&);
ui::View services(Scene&);
ui::View languages(Scene&);
ui::View text_and_colors(Scene&);
ui::View speech(Scene&);
ui::View staff_pin(Scene&);
ui::View staff(Scene&);
ui::View staff_clock(Scene&);
// Fill the whole screen.
ui::View staff_screen(Scene&);
ui::View rest(Scene&);

// Parts that several screens share.
ui::View top_bar(Scene&);
ui::View bottom_bar(Scene&);
// The bottom bar below a dialog: Help alone.
ui::View help_bar(Scene&);
ui::View still_there(Scene&, int seconds_left);
ui::View ask_start_over(Scene&);
ui::View ask_leave(Scene&);
ui::View ask_cancel_request(Scene&);
// Words of staff; in another language than the visitor's they say which.
ui::View staff_text(const Scene&, const LocalText& text, ui::TextRole role = ui::TextRole::body,
                    ui::Color ui::Theme::*color = &ui::Theme::ink, ui::Role says = ui::Role::text);
// The same where it goes on in one line with other parts: only in the visitor's language. Else empty: show it
// by staff_text.
std::string own_text(const Scene&, const LocalText& text);
// What is not empty of `parts`, without the full stop of each.
std::string joined(const std::vector<std::string>& parts, std::string_view between = " · ");

// From here on a day is called tonight.
inline constexpr schedule::TimeOfDay evening{17 * 60};

// The code for a phone that says this; kept in the visit.
const text::Squares& qr(const Scene& scene, const std::string& text);

}  // namespace porchlight::screens
