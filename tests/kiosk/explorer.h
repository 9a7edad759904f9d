// Explorer: finds every screen that a visitor can come to, by tapping all there is to tap, and draws the map:
// which tap leads where. It types what the form asks for, goes back by Back, and never sends or erases a
// request.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "kiosk/stage.h"

namespace porchlight::kiosk::test {

struct Way {
  std::string to;
  int taps = 1;  // 2: what is tapped is out of sight at first, and More brings it
};

struct Place {
  std::map<std::string, Way> ways;  // by the name of what is tapped
  bool other_language = false;      // one tap away
};

struct Map {
  std::map<std::string, Place> places;  // "page overdose", "check ?start-over"
  std::vector<std::string> troubles;
  std::vector<std::string> out_of_reach;  // of a keypad, or of a hand from a wheelchair

  // The fewest taps from each place to `target`; what is not in it has no way there.
  std::map<std::string, int> taps_to(
      const std::function<bool(const std::string& name, const Place&)>& target) const;
};

class Explorer {
 public:
  // `begin` brings a new visit to where the exploration starts.
  Explorer(
      Map& map, Setting setting, std::function<void(Stage&)> begin = [](Stage&) {});

  // Goes to every place that is not on the map yet.
  void explore();

 private:
  using Path = std::vector<std::string>;

  void visit_place(const std::string& name, const Path& path);
  void try_way(const std::string& from, const Path& path, const std::string& target, int taps);
  void come_here(const Path& path);
  void answer_the_form();
  void note_trouble(const std::string& what);

  Map& map_;
  Setting setting_;
  std::function<void(Stage&)> begin_;
  Stage stage_;
  std::vector<std::pair<std::string, Path>> to_visit_;
  int meetings_seen_ = 0;
};

// Where the visitor is: the screen, what it is about, and the question over it.
std::string place_of(Stage& stage);

}  // namespace porchlight::kiosk::test
