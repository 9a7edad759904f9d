#include "kiosk/other_hands.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/reach.h"
#include "language/direction.h"
#include "ui/keypad.h"

namespace porchlight::kiosk::test {
namespace {

using ui::FocusKey;
using ui::Node;
using ui::Rect;

// More than any screen has.
constexpr int most_presses = 400;

// A press in two frames: what glides into sight need not be waited for.
void press_quickly(Stage& stage, FocusKey key) {
  for (const bool down : {true, false}) {
    stage.gui.key(ui::key_that_means(key), down);
    stage.gui.build(stage.kiosk);
  }
}

void wait_for_the_guard(Stage& stage) {
  stage.clock.advance(ui::touch_guard);
  stage.visitor.settle();
}

bool is_stop(const Node& node) {
  return node.role == ui::Role::field || node.tappable() || (node.tap && !node.hint.empty());
}

// What comes after `one` lies below it or in the same row on its right, or begins another column.
bool is_read_after(const Rect& one, const Rect& next) {
  const bool in_row = next.y < one.bottom() && one.y < next.bottom();
  return in_row ? next.x > one.x : next.y >= one.bottom() || next.x >= one.right();
}

struct Stop {
  std::string name;
  Rect box;       // as if nothing scrolled
  Rect mirrored;  // where one reads from the right; else the same
  bool is_key = false;
  const ui::Scroll* scroller = nullptr;
  bool erases = false;
};

// A keyboard stands in the mirrored place, and its keys as everywhere.
bool is_read_after(const Stop& one, const Stop& next) {
  return one.is_key && next.is_key ? is_read_after(one.box, next.box)
                                   : is_read_after(one.mirrored, next.mirrored);
}

// What Right comes by, until it is where it began; where one reads from the right, Tab, and as if mirrored.
std::vector<Stop> way_round(Stage& stage) {
  std::vector<Stop> way;
  const bool from_the_right = language::right_to_left(stage.visit().language);
  press_quickly(stage, FocusKey::next);  // the start key would begin to speak
  for (int presses = 0; presses < most_presses && stage.kiosk.focused() != nullptr; ++presses) {
    const Node& node = *stage.kiosk.focused();
    if (!way.empty() && node.name == way.front().name) return way;
    // As if nothing scrolled.
    Rect box = node.box;
    if (node.scroller != nullptr) box.y += node.scroller->offset_px;
    Rect mirrored = box;
    if (from_the_right) mirrored.x = static_cast<float>(stage.gui.size().width) - box.right();
    way.push_back(
        {node.name, box, mirrored, node.role == ui::Role::key, node.scroller, node.sends_or_erases});
    press_quickly(stage, from_the_right ? FocusKey::next : FocusKey::right);
  }
  way.push_back({.name = "no end"});
  return way;
}

Rect in_mm_from_floor(const Stage& stage, const Rect& box, float bottom_mm) {
  // Upwards: y is the upper edge.
  const float height_px = static_cast<float>(stage.gui.size().height);
  const auto mm = [&](float px) { return stage.px.to_mm(px).value; };
  return {mm(box.x), bottom_mm + mm(height_px - box.y), mm(box.width), mm(box.height)};
}

}  // namespace

void walk_by_keys(Stage& stage, const std::string& place, std::vector<std::string>& troubles) {
  const auto trouble = [&](const std::string& what) { troubles.push_back(place + ": " + what); };
  wait_for_the_guard(stage);
  const screens::Stop before = stage.visit().here();
  const std::vector<Stop> way = way_round(stage);
  std::string expected, found;
  for (const Node& node : stage.visitor.see().nodes)
    if (is_stop(node)) expected += node.name + "; ";
  for (const Stop& stop : way) found += stop.name + "; ";
  // More and Back up rest at the ends of what scrolls: whether they are there depends on where the walk is.
  for (const Node& node : stage.visitor.see().nodes)
    if (node.scrolls != 0)
      for (std::string* text : {&expected, &found})
        if (const auto at = text->find(node.name + "; "); at != std::string::npos)
          text->erase(at, node.name.size() + 2);
  if (found != expected) trouble("Right goes to " + found + "but there are " + expected);
  // What erases comes last in a dialog, wherever it stands.
  for (std::size_t i = 1; i < way.size(); ++i)
    if (way[i].scroller == way[i - 1].scroller && !way[i].erases && !is_read_after(way[i - 1], way[i]))
      trouble("“" + way[i].name + "” comes after “" + way[i - 1].name + "”, but is not read after it");
  if (stage.visitor.see().nodes.empty() || way.size() < 2) trouble("a keypad finds nothing");
  stage.visit().here() = before;
  stage.visitor.settle();
}

void reach_from_a_wheelchair(Stage& stage, const std::string& place, std::vector<std::string>& troubles) {
  // As high as `check` lets it pass without a notice.
  const bool portrait = stage.gui.size().height > stage.gui.size().width;
  const float bottom_mm = portrait ? 940.0f : 1070.0f;
  const screens::Stop before = stage.visit().here();
  auto hung = std::make_shared<site::Site>(stage.kiosk.site());
  hung->screen.bottom_from_floor_mm = bottom_mm;
  const std::shared_ptr<const site::Site> as_it_was = stage.kiosk.take(hung);
  stage.visitor.settle();

  std::map<std::string, std::string> out;  // what is not in reach, and where it is
  std::set<std::string> seen, reached;
  const auto look = [&] {
    for (const Node& node : stage.visitor.see().nodes) {
      if (node.clipped)
        troubles.push_back(place + ": “" + node.name + "” is cut where the screen hangs high");
      if (!node.tappable() || node.offscreen) continue;
      seen.insert(node.name);
      const Rect box = in_mm_from_floor(stage, node.box, bottom_mm);
      // Of a high target the part that is as high as a target must be.
      const float least = std::min(box.height, ui::size::main_target.value);
      if (box.y - (box.height - least) <= reach::highest.value && box.y - least >= reach::lowest.value)
        reached.insert(node.name);
      out[node.name] = std::to_string(static_cast<int>(box.y)) + " mm";
    }
  };
  look();
  if (stage.visitor.find(stage.say("Lower page")) != nullptr) {
    stage.tap("Lower page");
    look();
    stage.tap("Raise page");
    look();
  }
  for (const std::string& name : seen)
    if (!reached.contains(name) && name != stage.say("Raise page"))
      troubles.push_back(place + ": “" + name + "” is out of reach, its top at " + out[name]);
  stage.kiosk.take(as_it_was);
  stage.visit().here() = before;
  stage.visitor.settle();
}

}  // namespace porchlight::kiosk::test
