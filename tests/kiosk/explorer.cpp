#include "kiosk/explorer.h"

#include <algorithm>

#include "kiosk/other_hands.h"

namespace porchlight::kiosk::test {
namespace {

// A list has many meetings, and their screens have the same ways: these are enough.
constexpr int meetings_to_see = 4;
// More places than the program has, so that the exploration ends whatever happens.
constexpr std::size_t most_places = 200;

struct Target {
  std::string name;
  int taps = 1;
};

// What changes the screen for good for this visitor comes last: afterwards the way here has to be gone again.
std::vector<Target> targets(Stage& stage) {
  std::vector<Target> all;
  for (const ui::Node& node : stage.visitor.see().nodes) {
    const bool leads_nowhere =
        node.role == ui::Role::key || node.role == ui::Role::toggle || node.role == ui::Role::radio;
    if (!node.tappable() || leads_nowhere || node.scrolls != 0) continue;
    // In the questions about what is typed nothing is lost but that.
    const bool only_typed = stage.visit().question == screens::Question::start_over ||
                            stage.visit().question == screens::Question::leave ||
                            stage.kiosk.asking_still_there();
    if (node.sends_or_erases && !only_typed) continue;
    all.push_back({node.name, node.offscreen ? 2 : 1});
  }
  const std::string start_over = stage.say("Start over");
  std::stable_partition(all.begin(), all.end(),
                        [&](const Target& target) { return target.name != start_over; });
  return all;
}

}  // namespace

std::string place_of(Stage& stage) {
  std::string place = stage.kiosk.screen_name();
  if (!stage.visit().here().about.empty()) place += " " + stage.visit().here().about;
  if (stage.kiosk.asking_still_there()) return place + " ?still";
  if (stage.visit().question == screens::Question::start_over) return place + " ?start-over";
  if (stage.visit().question == screens::Question::leave) return place + " ?leave";
  if (stage.visit().question == screens::Question::cancel_request) return place + " ?cancel";
  return place;
}

std::map<std::string, int> Map::taps_to(
    const std::function<bool(const std::string&, const Place&)>& target) const {
  std::map<std::string, int> taps;
  for (const auto& [name, place] : places)
    if (target(name, place)) taps[name] = 0;
  for (bool better = true; better;) {
    better = false;
    for (const auto& [name, place] : places)
      for (const auto& [tapped, way] : place.ways) {
        const auto onwards = taps.find(way.to);
        if (onwards == taps.end()) continue;
        const auto [known, fresh] = taps.try_emplace(name, onwards->second + way.taps);
        if (!fresh && known->second <= onwards->second + way.taps) continue;
        known->second = onwards->second + way.taps;
        better = true;
      }
  }
  return taps;
}

Explorer::Explorer(Map& map, Setting setting, std::function<void(Stage&)> begin)
    : map_(map), setting_(setting), begin_(std::move(begin)), stage_(std::move(setting)) {}

void Explorer::explore() {
  come_here({});
  to_visit_.emplace_back(place_of(stage_), Path{});
  while (!to_visit_.empty() && map_.places.size() < most_places) {
    const auto [name, path] = to_visit_.front();
    to_visit_.erase(to_visit_.begin());
    if (!map_.places.contains(name)) visit_place(name, path);
  }
  if (map_.places.size() >= most_places) note_trouble("there is no end of places");
}

void Explorer::visit_place(const std::string& name, const Path& path) {
  come_here(path);
  Place& place = map_.places[name];
  if (place_of(stage_) != name) return note_trouble("the way to " + name + " led to " + place_of(stage_));
  const Language language = stage_.visit().language;
  const std::vector<Target> all = targets(stage_);
  walk_by_keys(stage_, name, map_.out_of_reach);
  reach_from_a_wheelchair(stage_, name, map_.out_of_reach);
  for (const Target& target : all) {
    if (place_of(stage_) != name) come_here(path);
    try_way(name, path, target.name, target.taps);
    if (stage_.visit().language != language) {
      if (target.taps == 1) place.other_language = true;
      stage_.visit().language = language;
      stage_.visitor.settle();
    }
  }
}

void Explorer::try_way(const std::string& from, const Path& path, const std::string& target, int taps) {
  const std::size_t depth = stage_.visit().trail.size();
  if (const Outcome tapped = stage_.visitor.tap(target); !tapped.ok())
    return note_trouble(from + ": " + tapped.error().what);
  // Who leaves finds it resting, as anybody else does: a touch wakes it.
  if (stage_.kiosk.resting()) {
    stage_.visitor.wait(ui::touch_guard);
    stage_.visitor.touch_at(5, 5);
  }
  const std::string to = place_of(stage_);
  if (to == from) return;
  if (to.starts_with("meeting ") && !map_.places.contains(to) && ++meetings_seen_ > meetings_to_see) {
    stage_.tap("‹ Back");
    return;
  }
  map_.places[from].ways[target] = {to, taps};
  Path longer = path;
  longer.push_back(target);
  to_visit_.emplace_back(to, std::move(longer));
  // One further on the trail: Back must lead here again; from behind a question, to the screen that it was
  // asked on.
  if (stage_.visit().trail.size() != depth + 1 || to.find('?') != std::string::npos) return;
  answer_the_form();
  stage_.tap("‹ Back");
  if (place_of(stage_) != from.substr(0, from.find(" ?")))
    note_trouble("Back from " + to + " leads to " + place_of(stage_) + ", not to " + from);
}

void Explorer::come_here(const Path& path) {
  stage_.kiosk.set_defaults({setting_.language, setting_.text_size, setting_.theme});  // a new visit
  stage_.visitor.settle();
  begin_(stage_);
  for (const std::string& name : path) {
    answer_the_form();
    if (const Outcome tapped = stage_.visitor.tap(name); !tapped.ok())
      return note_trouble(tapped.error().what);
  }
  answer_the_form();
}

void Explorer::answer_the_form() {
  screens::Visit& visit = stage_.visit();
  const std::string screen = stage_.kiosk.screen_name();
  if (screen == "name" && visit.draft.name.empty()) visit.draft.name.append("Sam");
  if (screen == "phone" && visit.draft.number.empty()) visit.draft.number.append("4155550137");
  if (screen == "when" && !visit.draft.when) visit.draft.when = intake::WhenToCall::mornings;
  if (screen == "withdraw" && visit.typed_code.empty()) visit.typed_code.append("12345678");
  stage_.visitor.settle();
}

void Explorer::note_trouble(const std::string& what) {
  map_.troubles.push_back(what);
}

}  // namespace porchlight::kiosk::test
