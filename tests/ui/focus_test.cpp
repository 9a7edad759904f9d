#include "ui/focus.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

namespace porchlight::ui {
namespace {

constexpr float margin_px = 10;

// A screen that is written down, and a hand on a keypad: what it comes by and what it taps is written down
// too.
struct Keypad {
  Focus focus;
  Semantics screen;
  Scroll list;
  std::vector<ScrollArea> areas;
  std::string tapped;

  Node& add(Role role, const std::string& name, Rect box) {
    Node node{.role = role, .name = name, .box = box};
    if (role != Role::text && role != Role::heading && role != Role::field && role != Role::dialog)
      node.tap = [this, name] { tapped += name + ";"; };
    screen.nodes.push_back(node);
    return screen.nodes.back();
  }
  Node& button(const std::string& name, Rect box) { return add(Role::button, name, box); }

  std::string press(FocusKey key) {
    if (const auto tap = focus.update({key}, screen, areas, margin_px)) (*tap)();
    return at();
  }
  std::string at() const { return focus.at() ? screen.nodes[*focus.at()].name : std::string("nowhere"); }
  std::string along(FocusKey key, int times) {
    std::string way;
    for (int i = 0; i < times; ++i) way += press(key) + " ";
    return way;
  }
  void show() { press(FocusKey::start); }
  // Another frame, in which nothing is pressed.
  std::string pass() {
    focus.update({}, screen, areas, margin_px);
    return at();
  }
};

// Two rows of keys, the second a little to the right; below them a wide one.
struct Keys : Keypad {
  Keys() {
    float x = 0;
    for (const char* name : {"Q", "W", "E"}) {
      add(Role::key, name, {x, 0, 90, 100});
      x += 100;
    }
    x = 30;
    for (const char* name : {"A", "S", "D"}) {
      add(Role::key, name, {x, 110, 90, 100});
      x += 100;
    }
    add(Role::key, "Space", {0, 220, 320, 100});
    show();
  }
};

// A list of five rows of which two are seen, More below it, and a button at the bottom.
struct List : Keypad {
  List() {
    list.viewport_px = 200;
    list.reach_px = 300;
    areas = {{{0, 0, 300, 200}, &list}};
    lay_out();
    show();
  }
  void lay_out() {
    screen.clear();
    for (int i = 0; i < 5; ++i) {
      Node& row =
          button("Row " + std::to_string(i), {0, static_cast<float>(i) * 100 - list.offset_px, 300, 90});
      row.scroller = &list;
      row.offscreen = !areas[0].viewport.holds(row.box.centre_x(), row.box.centre_y());
    }
    button("More", {0, 210, 300, 80});
    button("Help", {0, 300, 300, 80});
  }
  std::string press_and_glide(FocusKey key) {
    const std::string name = press(key);
    while (glide(list, 0.016f)) {
    }
    lay_out();
    pass();
    return name;
  }
};

TEST_CASE("the first key shows the focus at the first control and does nothing else", "[focus]") {
  Keypad keypad;
  keypad.add(Role::heading, "Title", {0, 0, 100, 50});
  keypad.button("One", {0, 60, 100, 100});
  keypad.button("Two", {0, 170, 100, 100});
  CHECK(keypad.pass() == "nowhere");
  SECTION("an arrow") {
    CHECK(keypad.press(FocusKey::right) == "One");
  }
  SECTION("Enter") {
    CHECK(keypad.press(FocusKey::enter) == "One");
    CHECK(keypad.tapped.empty());
    keypad.press(FocusKey::enter);
    CHECK(keypad.tapped == "One;");
  }
}

TEST_CASE("Right goes through everything in reading order and around, Left the same way back", "[focus]") {
  Keys keypad;
  CHECK(keypad.along(FocusKey::right, 7) == "W E A S D Space Q ");
  CHECK(keypad.along(FocusKey::left, 7) == "Space D S A E W Q ");
  CHECK(keypad.along(FocusKey::next, 3) == "W E A ");
  CHECK(keypad.along(FocusKey::previous, 3) == "E W Q ");
}

TEST_CASE("in a language that is read from the right, Left goes on", "[focus]") {
  Keypad keypad;
  float x = 300;
  for (const char* name : {"One", "Two", "Three", "Four"}) keypad.button(name, {x -= 100, 0, 90, 100});
  keypad.focus.set_right_to_left(true);
  keypad.show();
  CHECK(keypad.along(FocusKey::left, 3) == "Two Three Four ");
  CHECK(keypad.along(FocusKey::right, 2) == "Three Two ");
  CHECK(keypad.along(FocusKey::next, 2) == "Three Four ");
}

TEST_CASE("on the keys of a keyboard, Right goes to the right in every language", "[focus]") {
  Keys keypad;
  keypad.focus.set_right_to_left(true);
  CHECK(keypad.along(FocusKey::right, 3) == "W E A ");
  CHECK(keypad.along(FocusKey::left, 2) == "E W ");
}

TEST_CASE("Down and Up go to the nearest key of the next row, and around", "[focus]") {
  Keys keypad;
  CHECK(keypad.along(FocusKey::down, 3) == "A Space Q ");
  keypad.press(FocusKey::right);
  keypad.press(FocusKey::right);
  CHECK(keypad.at() == "E");
  CHECK(keypad.along(FocusKey::down, 2) == "D Space ");
  CHECK(keypad.along(FocusKey::up, 2) == "S W ");
  CHECK(keypad.press(FocusKey::up) == "Space");
}

TEST_CASE("Down goes straight down before it goes to what is nearer at the side", "[focus]") {
  Keypad keypad;
  keypad.button("Left", {0, 0, 100, 100});
  keypad.button("Far below", {0, 300, 100, 100});
  keypad.button("Right", {200, 0, 100, 100});
  keypad.button("Near, at the side", {200, 110, 100, 100});
  keypad.show();
  CHECK(keypad.press(FocusKey::down) == "Far below");
}

TEST_CASE("below a card that is as wide as two, Down goes to the one that is read first", "[focus]") {
  Keypad keypad;
  keypad.button("Card", {0, 0, 210.3f, 100});
  keypad.button("Left", {0, 110, 100.1f, 100});
  keypad.button("Right", {110, 110, 100.1f, 100});
  keypad.show();
  CHECK(keypad.press(FocusKey::down) == "Left");
}

TEST_CASE("a list is walked to its end before Down leaves it, and is scrolled along", "[focus]") {
  List keypad;
  CHECK(keypad.list.offset_px == 0);
  std::string way;
  for (int i = 0; i < 6; ++i) {
    way += keypad.press_and_glide(FocusKey::down) + ", ";
    const Node& node = keypad.screen.nodes[*keypad.focus.at()];
    CHECK_FALSE(node.offscreen);
    if (node.scroller != nullptr) CHECK(keypad.areas[0].viewport.holds(node.box));
  }
  CHECK(way == "Row 1, Row 2, Row 3, Row 4, More, Help, ");
  // Up comes back to what can be seen of it.
  keypad.press_and_glide(FocusKey::up);
  CHECK(keypad.press_and_glide(FocusKey::up) == "Row 4");
}

TEST_CASE("what is on its way into sight cannot be entered before it is there", "[focus]") {
  List keypad;
  keypad.press(FocusKey::previous);
  keypad.press_and_glide(FocusKey::previous);
  CHECK(keypad.press(FocusKey::previous) == "Row 4");
  REQUIRE(keypad.screen.nodes[4].offscreen);
  keypad.press(FocusKey::enter);
  CHECK(keypad.tapped.empty());
  while (glide(keypad.list, 0.016f)) {
  }
  keypad.lay_out();
  keypad.press(FocusKey::enter);
  CHECK(keypad.tapped == "Row 4;");
}

TEST_CASE("what cannot be tapped but says why is a stop, and Enter asks for its reason", "[focus]") {
  Keypad keypad;
  keypad.button("One", {0, 0, 100, 100});
  Node& next = keypad.button("Next", {0, 110, 100, 100});
  next.disabled = true;
  next.hint = "Type the whole number first.";
  keypad.button("Up", {0, 220, 100, 100}).disabled = true;
  keypad.button("Two", {0, 330, 100, 100});
  keypad.show();
  CHECK(keypad.press(FocusKey::right) == "Next");
  CHECK_FALSE(keypad.focus.refused());
  CHECK(keypad.press(FocusKey::enter) == "Next");
  CHECK(keypad.tapped.empty());
  CHECK(keypad.focus.refused());
  CHECK(keypad.press(FocusKey::right) == "Two");
  CHECK_FALSE(keypad.focus.refused());
}

TEST_CASE("who sees stops at controls and fields; who listens begins at the title and stops at each text",
          "[focus]") {
  Keypad keypad;
  keypad.add(Role::heading, "Place", {0, 0, 100, 20});
  keypad.add(Role::heading, "Title", {0, 30, 100, 50}).is_title = true;
  keypad.add(Role::text, "Words", {0, 90, 100, 50});
  keypad.add(Role::field, "Name", {0, 150, 100, 50});
  keypad.button("One", {0, 210, 100, 50});
  keypad.show();
  CHECK(keypad.at() == "Name");
  CHECK(keypad.along(FocusKey::right, 2) == "One Name ");
  keypad.focus.set_stops(Focus::Stops::everything);
  keypad.focus.scene_changed();
  CHECK(keypad.pass() == "Title");
  CHECK(keypad.along(FocusKey::right, 5) == "Words Name One Place Title ");
}

TEST_CASE("the first of two switches goes on through what can be tapped, around and around", "[focus]") {
  Keypad keypad;
  keypad.focus.set_two_switches(true);
  keypad.add(Role::field, "Name", {0, 0, 100, 50});
  keypad.button("One", {0, 60, 100, 50});
  Node& next = keypad.button("Next", {0, 120, 100, 50});
  next.disabled = true;
  next.hint = "Not yet.";
  keypad.button("Two", {0, 180, 100, 50});
  CHECK(keypad.along(FocusKey::scan, 4) == "One Two One Two ");
  keypad.press(FocusKey::enter);
  CHECK(keypad.tapped == "Two;");
}

TEST_CASE("Back does what Back on the screen does, seen or not; where there is none, nothing", "[focus]") {
  Keypad keypad;
  keypad.button("One", {0, 0, 100, 100});
  keypad.press(FocusKey::back);
  CHECK(keypad.tapped.empty());
  keypad.button("Back", {0, 110, 100, 100}).goes_back = true;
  keypad.press(FocusKey::back);
  CHECK(keypad.tapped == "Back;");
  keypad.press(FocusKey::backspace);
  CHECK(keypad.tapped == "Back;Back;");
  keypad.add(Role::field, "Name", {0, 220, 100, 100});
  keypad.press(FocusKey::backspace);
  CHECK(keypad.tapped == "Back;Back;");
}

TEST_CASE("on another screen the focus begins anew, and is still seen", "[focus]") {
  Keys keypad;
  keypad.along(FocusKey::right, 3);
  keypad.focus.scene_changed();
  CHECK(keypad.pass() == "Q");
}

TEST_CASE("what was tapped keeps the focus under another name, and gives it to its neighbour when it is gone",
          "[focus]") {
  Keys keypad;
  keypad.press(FocusKey::right);
  for (Node& node : keypad.screen.nodes) node.name[0] = static_cast<char>(std::tolower(node.name[0]));
  CHECK(keypad.pass() == "w");
  keypad.screen.nodes.erase(keypad.screen.nodes.begin() + 1);
  CHECK(keypad.pass() == "q");
  keypad.screen.nodes.clear();
  CHECK(keypad.pass() == "nowhere");
  CHECK(keypad.press(FocusKey::down) == "nowhere");
}

TEST_CASE("a finger hides the focus; the next key shows it where the screen begins", "[focus]") {
  Keys keypad;
  keypad.along(FocusKey::right, 2);
  keypad.focus.hide();
  CHECK(keypad.pass() == "nowhere");
  CHECK(keypad.press(FocusKey::right) == "Q");
}

}  // namespace
}  // namespace porchlight::ui
