// Full speech mode: what is told, when, and to whom.
#include <catch2/catch_test_macros.hpp>

#include <optional>

#include "ui/narrator.h"

namespace porchlight::ui {
namespace {

struct Page {
  FakeSpeech speech;
  Narrator narrator{&speech};
  Semantics semantics;
  std::string scene = "name";
  std::optional<std::size_t> focused;
  bool refused = false;
  Audience audience = Audience::headphones;

  Page() {
    semantics.nodes = {{.role = Role::text, .name = "2 of 4"},
                       {.role = Role::heading, .name = "What may we call you?", .is_title = true},
                       {.role = Role::field, .name = "First name", .private_value = true},
                       {.role = Role::key, .name = "Q"},
                       {.role = Role::radio, .name = "In the evening"},
                       {.role = Role::button, .name = "Next"}};
  }
  // What is said in this frame; empty: nothing new.
  std::string frame() {
    const std::size_t before = speech.said.size();
    narrator.update({scene, semantics, focused ? &semantics.nodes[*focused] : nullptr, refused},
                    language::Catalog("en"), "en", {.audience = audience});
    std::string all;
    for (std::size_t i = before; i < speech.said.size(); ++i)
      for (const Phrase& phrase : speech.said[i].phrases) all += (all.empty() ? "" : " | ") + phrase.text;
    return all;
  }
  std::string focus(std::size_t node) {
    focused = node;
    return frame();
  }
  void begin() {
    narrator.begin("Speech is on.");
    frame();
  }
  std::string type(std::string value) {
    semantics.nodes[2].value = std::move(value);
    return frame();
  }
};

TEST_CASE("it begins with a greeting and what the screen is called") {
  Page page;
  CHECK(page.frame().empty());
  page.narrator.begin("Speech is on.");
  CHECK(page.frame() == "Speech is on. | What may we call you?, heading");
  CHECK(page.frame().empty());
}

TEST_CASE("what gets the focus is told with what it is, once") {
  Page page;
  page.begin();
  CHECK(page.focus(5) == "Next, button");
  CHECK(page.frame().empty());
  CHECK(page.focus(4) == "In the evening, not chosen, choice");
  // A tap on it is told, too.
  page.semantics.nodes[4].on = true;
  CHECK(page.frame() == "In the evening, chosen, choice");
}

TEST_CASE("a new screen tells what it is called, with the focus and without") {
  Page page;
  page.begin();
  page.scene = "phone";
  CHECK(page.frame() == "What may we call you?, heading");
  page.focus(1);
  page.scene = "when";
  CHECK(page.frame() == "What may we call you?, heading");
}

TEST_CASE("a finger that takes the focus away makes it say nothing") {
  Page page;
  page.begin();
  page.focus(5);
  page.focused.reset();
  CHECK(page.frame().empty());
}

TEST_CASE("what is typed is told letter by letter in headphones") {
  Page page;
  page.begin();
  page.focus(3);
  CHECK(page.type("S") == "S");
  CHECK(page.type("Sá") == "á");
  CHECK(page.type("Sá ") == "Space");
  CHECK(page.type("Sá") == "deleted");
  CHECK(page.type("") == "empty");
}

TEST_CASE("through the loudspeaker is told that something was typed, not what") {
  Page page;
  page.audience = Audience::room;
  page.begin();
  page.focus(3);
  CHECK(page.type("5") == "typed");
  CHECK(page.type("55") == "typed");
  CHECK(page.type("5") == "deleted");
  // What is not the visitor's own is told.
  page.semantics.nodes[2].private_value = false;
  CHECK(page.type("5e") == "E");
}

TEST_CASE("what stood in a field before the screen came is no news") {
  Page page;
  page.begin();
  page.semantics.nodes[2].value = "Sam";
  page.scene = "name again";
  CHECK(page.frame() == "What may we call you?, heading");
}

TEST_CASE("Enter on what cannot be tapped tells again why") {
  Page page;
  page.semantics.nodes[5].disabled = true;
  page.semantics.nodes[5].hint = "A name is missing.";
  page.begin();
  const std::string why = "Next, cannot be used now, button. A name is missing.";
  CHECK(page.focus(5) == why);
  page.refused = true;
  CHECK(page.frame() == why);
}

TEST_CASE("it repeats when asked, and says nothing after its end") {
  Page page;
  page.begin();
  page.focus(5);
  page.narrator.repeat();
  CHECK(page.frame() == "Next, button");
  page.narrator.end();
  CHECK_FALSE(page.speech.speaking());
  CHECK(page.focus(4).empty());
}

}  // namespace
}  // namespace porchlight::ui
