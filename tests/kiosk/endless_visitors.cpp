#include "kiosk/endless_visitors.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/panel.h"
#include "language/direction.h"
#include "ui/touch.h"

namespace porchlight::kiosk::test {
namespace {

using screens::ScreenId;

constexpr platform::PixelSize panels[] = {{1080, 1920}, {1920, 1080}, {1280, 800}};
constexpr const char* text_sizes[] = {"Normal text", "Large text", "Largest text", "Small text"};
constexpr const char* colors[] = {"Light", "Dark", "White on black", "Black on white"};
// Checking a PIN takes long on purpose; staff come more rarely than visitors, too.
constexpr int visits_between_staff = 60;
// More taps than this nobody makes who only looks around.
constexpr int most_taps_of_a_wanderer = 6;

template <class T, std::size_t n>
const T& turn(const T (&all)[n], int number) {
  return all[static_cast<std::size_t>(number) % n];
}

}  // namespace

void EndlessVisitors::visit() {
  using Task = void (EndlessVisitors::*)();
  constexpr Task tasks[] = {&EndlessVisitors::find_a_meeting,
                            &EndlessVisitors::read_a_step,
                            &EndlessVisitors::wander,
                            &EndlessVisitors::ask_for_a_call,
                            &EndlessVisitors::read_of_safety,
                            &EndlessVisitors::search,
                            &EndlessVisitors::take_it_back,
                            &EndlessVisitors::read_of_other_help,
                            &EndlessVisitors::walk_away_from_the_form,
                            &EndlessVisitors::listen,
                            &EndlessVisitors::wander};
  another_panel();
  arrive();
  found_all_ = true;
  if (visits_ % visits_between_staff == visits_between_staff - 1) {
    come_in_as_staff();
  } else {
    choose();
    if (found_all_) (this->*turn(tasks, visits_))();
  }
  leave();
  ++visits_;
}

// --- Coming and going ---

void EndlessVisitors::another_panel() {
  const platform::PixelSize size = turn(panels, visits_ / static_cast<int>(std::size(text_sizes)));
  if (stage_.gui.size() == size) return;
  stage_.gui.resize(size);
  stage_.px = px_per_mm(size, std::nullopt, std::nullopt);
  stage_.kiosk.set_px(stage_.px);
}

void EndlessVisitors::arrive() {
  stage_.visitor.wait(ui::touch_guard);
  look();
  if (stage_.kiosk.resting()) stage_.visitor.touch_at(5, 5);
  stage_.visitor.wait(ui::touch_guard);
  look();
}

// Every fourth visitor chooses by hand; for the others the screen begins as they like it.
void EndlessVisitors::choose() {
  const auto& offered = stage_.kiosk.site().languages;
  // A copy: another configuration may come meanwhile.
  const Language language = offered[static_cast<std::size_t>(visits_) % offered.size()];
  const int size = visits_ % 4, color = visits_ / 3 % 4;
  const bool by_hand = visits_ % 4 == 0;
  stage_.kiosk.set_defaults(by_hand ? Kiosk::Defaults{}
                                    : Kiosk::Defaults{language, static_cast<ui::TextSize>(size),
                                                      static_cast<ui::ThemeName>(color)});
  stage_.visitor.wait(ui::touch_guard);
  if (by_hand) {
    if (language != stage_.visit().language) {
      tap("Language");
      tap_named(language::own_name(language));
    }
    tap("Text and colors");
    tap(turn(text_sizes, visits_ / 4));
    tap(turn(colors, visits_ / 4));
    tap("‹ Back");
  }
  languages_.insert(stage_.visit().language);
}

// As people leave: by the button, or just so.
void EndlessVisitors::leave() {
  const site::SessionTimes& times = stage_.kiosk.site().session;
  if (!nobody_there() && up_to(1) == 0) {
    // Who looks around may have been asked already.
    if (stage_.visit().question == screens::Question::none &&
        stage_.visitor.find(stage_.say("Start over")) != nullptr)
      tap("Start over");
    if (stage_.visit().question == screens::Question::start_over) tap("Erase and start over");
  }
  // Who reads aloud comes to an end; as long as it speaks somebody is there.
  stage_.speech.end(false);
  for (int longest = 0; !nobody_there() && longest < 3; ++longest)
    stage_.visitor.wait(times.idle_form + times.countdown + seconds(1));
  if (!nobody_there())
    troubles_.insert("the visit did not run out on the screen " + stage_.kiosk.screen_name());
  look();
}

bool EndlessVisitors::nobody_there() const {
  const screens::Visit& visit = *stage_.kiosk.visit();
  return stage_.kiosk.resting() ||
         (visit.trail.size() == 1 && visit.question == screens::Question::none && !visit.something_typed());
}

// --- Hands and eyes ---

void EndlessVisitors::look() {
  screens_.insert(stage_.kiosk.screen_name());
}

void EndlessVisitors::tap(std::string_view message) {
  tap_named(stage_.say(message));
}

void EndlessVisitors::tap_named(std::string_view name) {
  if (!found_all_) return;
  const Outcome tapped = stage_.visitor.tap(name);
  if (!tapped.ok()) troubles_.insert(tapped.error().what), found_all_ = false;
  look();
}

void EndlessVisitors::type(std::string_view text) {
  if (!found_all_) return;
  const Outcome typed = stage_.visitor.type(text);
  if (!typed.ok()) troubles_.insert(typed.error().what), found_all_ = false;
}

void EndlessVisitors::tap_anything() {
  std::vector<std::string> names;
  for (const ui::Node& node : stage_.visitor.see().nodes)
    if (node.tappable() && node.scrolls == 0) names.push_back(node.name);
  if (names.empty()) return;
  tap_named(names[static_cast<std::size_t>(up_to(static_cast<int>(names.size()) - 1))]);
  if (stage_.kiosk.awaits_answer()) (void)stage_.visitor.answer();
  look();
}

// --- What they come for ---

void EndlessVisitors::find_a_meeting() {
  tap("Find a meeting");
  std::vector<std::string> cards;
  const auto is_time = [](const std::string& name) {
    return !name.empty() && name[0] >= '0' && name[0] <= '9';
  };
  for (const ui::Node& node : stage_.visitor.see().nodes)
    if (node.tappable() && is_time(node.name)) cards.push_back(node.name);
  if (cards.empty()) return tap_anything();
  tap_named(cards[static_cast<std::size_t>(up_to(static_cast<int>(cards.size()) - 1))]);
}

void EndlessVisitors::search() {
  tap("Find a meeting");
  tap(stage_.visitor.find(stage_.say("Search a name or place")) != nullptr ? "Search a name or place"
                                                                           : "Search");
  type(up_to(1) == 0 ? "elm" : "begi");
  stage_.visitor.press(ui::FocusKey::down);
}

void EndlessVisitors::read_a_step() {
  tap("The 12 steps");
  const guide::Page* step =
      stage_.kiosk.site().page(fmt::format("step-{:02}", 1 + up_to(11)), stage_.visit().language);
  if (step != nullptr) tap_named(step->title);
  tap("‹ Back");
  tap("Who they help most");
}

void EndlessVisitors::read_of_safety() {
  tap("Help now: call or text");
  tap("Overdose, withdrawal, safety");
  const auto pages = stage_.kiosk.site().shelf(guide::Shelf::safety, stage_.visit().language);
  if (!pages.empty())
    tap_named(pages[static_cast<std::size_t>(up_to(static_cast<int>(pages.size()) - 1))]->title);
}

void EndlessVisitors::read_of_other_help() {
  tap("Who answers?");
  tap("‹ Back");
  tap("Other kinds of help");
  if (!guide::of_kind(stage_.kiosk.site().services, guide::Service::Kind::detox).empty()) tap("Detox");
}

void EndlessVisitors::ask_for_a_call() {
  tap("Ask us to call you");
  tap_named(stage_.visitor.go_on_name());
  type("Sam");
  tap("Next");
  type("4155550137");
  tap("Next");
  tap("As soon as someone can");
  tap("Next");
  if (!found_all_ || visits_ % 2 == 0) return;
  tap("Yes, call me");
  if (!stage_.visitor.answer().ok()) troubles_.insert("nobody answered whether a request is saved");
  look();
  digits_ = stage_.visit().withdraw_code.view();
  if (up_to(2) > 0) return tap("Done: clear the screen");
  tap("Cancel this request now");
  tap("Yes, cancel it");
  (void)stage_.visitor.answer();
  look();
}

void EndlessVisitors::walk_away_from_the_form() {
  tap("Ask us to call you");
  tap_named(stage_.visitor.go_on_name());
  type("Al");
  stage_.visitor.wait(stage_.kiosk.site().session.idle_form + seconds(10));
  if (up_to(1) == 0) tap("I’m still here");
}

void EndlessVisitors::take_it_back() {
  tap("Ask us to call you");
  tap("Take back a request");
  type(digits_.empty() ? "12345678" : digits_);
  tap("Erase my request");
  (void)stage_.visitor.answer();
  look();
}

void EndlessVisitors::listen() {
  stage_.kiosk.set_headphones(up_to(1) == 0);
  tap("The 12 steps");
  for (const ui::FocusKey key :
       {ui::FocusKey::next, ui::FocusKey::down, ui::FocusKey::enter, ui::FocusKey::back}) {
    stage_.visitor.press(key);
    stage_.speech.end();
    look();
  }
  if (stage_.visitor.find(stage_.say("Speech")) != nullptr) tap("Speech");
  stage_.kiosk.set_headphones(false);
}

void EndlessVisitors::wander() {
  for (int taps = 1 + up_to(most_taps_of_a_wanderer); taps > 0 && found_all_ && !stage_.kiosk.resting();
       --taps)
    tap_anything();
}

void EndlessVisitors::come_in_as_staff() {
  const ui::Node* name = stage_.visitor.find(stage_.kiosk.site().facility.name);
  if (name == nullptr) return;
  stage_.gui.touch_down(name->box.centre_x(), name->box.centre_y());
  stage_.visitor.settle();
  stage_.visitor.wait(ui::hold_for + milliseconds(50));
  stage_.gui.touch_up();
  stage_.visitor.settle();
  look();
  type(soak_pin);
  tap_named("Open");
  while (stage_.kiosk.awaits_answer() && stage_.visitor.answer().ok()) {
  }
  look();
  tap_named(visits_ / visits_between_staff % 2 == 0 ? "Set the clock" : "Test screen and touch");
  stage_.visitor.wait(ui::touch_guard);
  look();
}

}  // namespace porchlight::kiosk::test
