// EndlessVisitors: one visitor after the other before the same kiosk, each with something to do: find a
// meeting, read, ask for a call, take it back, look around, walk away. They take turns with the languages,
// the text sizes, the colors and the panels, so that so many visits have been through all of them.
#pragma once

#include <random>
#include <set>
#include <string>
#include <vector>

#include "kiosk/stage.h"

namespace porchlight::kiosk::test {

class EndlessVisitors {
 public:
  EndlessVisitors(Stage& stage, unsigned seed) : stage_(stage), dice_(seed) {}

  // From the first touch until the kiosk is ready for the next one.
  void visit();

  int visits() const { return visits_; }
  const std::set<std::string>& screens() const { return screens_; }
  const std::set<std::string>& languages() const { return languages_; }
  // What a visitor looked for and did not find; each once.
  const std::set<std::string>& troubles() const { return troubles_; }

 private:
  void another_panel();
  void arrive();
  void choose();
  void leave();
  void tap(std::string_view message);
  void tap_named(std::string_view name);
  void type(std::string_view text);
  // Any of what can be tapped whose name does not begin like this; nothing of the bars.
  void tap_anything();
  void look();
  bool nobody_there() const;
  int up_to(int most) { return std::uniform_int_distribution<int>(0, most)(dice_); }

  // What they come for.
  void find_a_meeting();
  void search();
  void read_a_step();
  void read_of_safety();
  void read_of_other_help();
  void ask_for_a_call();
  void walk_away_from_the_form();
  void take_it_back();
  void listen();
  void wander();
  void come_in_as_staff();

  Stage& stage_;
  std::mt19937_64 dice_;
  int visits_ = 0;
  bool found_all_ = true;  // in this visit
  std::string digits_;     // of the last request
  std::set<std::string> screens_, languages_, troubles_;
};

// The PIN that they know as staff; the stage's state folder must have it.
inline constexpr std::string_view soak_pin = "271828";

}  // namespace porchlight::kiosk::test
