// Visit: everything of one visitor. The language and text size they chose, where they are and where they came
// from, what they typed. It begins with the first touch and ends with its destruction; nothing of it is kept
// anywhere else. (It lives here and not in kiosk because screens change it; kiosk owns it.) Thread: main.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "intake/request.h"
#include "schedule/directory.h"
#include "text/squares.h"
#include "ui/keyboard.h"
#include "ui/semantics.h"
#include "ui/speech.h"
#include "ui/theme.h"

namespace porchlight::screens {

enum class ScreenId {
  home,
  meetings,
  search,
  meeting,
  steps,
  step,
  page,  // a page of the guide
  ask,   // who will call, before anything is asked
  name,
  phone,
  when,
  check,
  thanks,
  not_saved,
  withdraw,
  withdrawn,
  now,     // help now
  safety,  // the list of safety pages
  who_answers,
  other_help,
  services,  // of one kind
  languages,
  text_and_colors,
  speech,  // how speech sounds
  staff_pin,
  staff,
  staff_clock,
  staff_screen,  // its colors and where it feels a finger
  rest,
};
std::string_view name_of(ScreenId);  // "who-answers": in the tour's file names

// What became of the slip that was asked for on a screen.
enum class Printing { not_yet, under_way, done, failed };

// Where a visitor is: a screen, and what it is about.
struct Stop {
  ScreenId screen = ScreenId::home;
  std::string about;           // of an occurrence or a meeting, page id, kind of service; empty: nothing
  ui::Scroll scroll;           // where the list was left
  ui::Scroll second_scroll;    // of the other part, where a screen has two that scroll
  bool more = false;           // what was folded away has been asked for
  bool names_meeting = false;  // the calendar entry says which meeting it is
  Printing printing = Printing::not_yet;
};

// What became of the request.
enum class Saving { not_yet, under_way, saved, failed };
// What became of a withdrawal.
enum class Withdrawal { not_yet, under_way, erased, noted, too_many_attempts, failed };

// What became of the PIN that staff typed.
enum class PinAnswer { not_yet, under_way, wrong, none_set, too_many_attempts, failed };

// A question over the screen.
enum class Question { none, start_over, leave, cancel_request };

struct Visit {
  explicit Visit(Language default_language) : language(std::move(default_language)) { trail.emplace_back(); }
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;

  Language language;
  ui::TextSize text_size = ui::TextSize::m;
  ui::ThemeName theme = ui::ThemeName::standard;

  std::vector<Stop> trail;  // never empty; the last is shown
  Question question = Question::none;

  // The list of meetings.
  int day = 0;                            // days after today
  std::vector<schedule::Filter> filters;  // of the search as well
  bool nearest_first = false;
  std::size_t shown = 0;  // occurrences listed; 0: the first page
  intake::SecretText search;

  // The form.
  intake::Draft draft;
  intake::NumberReading number;  // of the draft
  Saving saving = Saving::not_yet;
  bool received = false;  // the collector has answered with a receipt
  std::string request_id;
  intake::SecretText withdraw_code;  // shown on the thanks screen

  // Withdrawing by the digits.
  intake::SecretText typed_code;
  Withdrawal withdrawal = Withdrawal::not_yet;

  // Of staff, who are no visitors, but stand in the same place.
  intake::SecretText typed_pin;
  PinAnswer pin = PinAnswer::not_yet;
  std::optional<Instant> new_time;  // that the clock is about to be set to
  std::vector<bool> felt;           // the fields of the touch test
  int color = 0;                    // of the screen test

  // The codes for phones that were shown, by what they say: encoding one takes longer than a frame.
  std::unordered_map<std::string, text::Squares> codes;

  ui::KeyboardState keyboard;
  ui::FullSpeech full_speech;
  int times_brought_back = 0;  // the screen, from being dark

  // Where the page is that was slid down to be reached from a wheelchair; nothing: where it belongs. The next
  // screen is.
  std::optional<ui::Scroll> lowered;

  const Stop& here() const { return trail.back(); }
  Stop& here() { return trail.back(); }
  bool something_typed() const {
    return (saving == Saving::not_yet || saving == Saving::failed) && draft.anything_typed();
  }

  void go(ScreenId screen, std::string about = {}) {
    keyboard = {};
    lowered.reset();
    trail.push_back({screen, std::move(about)});
  }
  void back() {
    keyboard = {};
    lowered.reset();
    if (trail.size() > 1) trail.pop_back();
  }
  // Forgets the way here: nobody goes back into a form that is sent.
  void go_from_home(ScreenId screen, std::string about = {}) {
    trail.erase(trail.begin() + 1, trail.end());
    go(screen, std::move(about));
  }
};

}  // namespace porchlight::screens
