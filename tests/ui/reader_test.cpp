// "Listen": what is read, in which order, and what ends it.
#include <catch2/catch_test_macros.hpp>

#include "ui/reader.h"

namespace porchlight::ui {
namespace {

Node text(std::string name) {
  return {.role = Role::text, .name = std::move(name)};
}

struct Page {
  FakeSpeech speech;
  Reader reader{&speech};
  Semantics semantics;
  std::string scene = "steps";

  Page() {
    semantics.nodes = {{.role = Role::heading, .name = "The 12 steps"},
                       text("In plain words"),
                       {.role = Role::key, .name = "Q"},
                       {.role = Role::button, .name = "More below", .scrolls = 1},
                       {.role = Role::button, .name = "Step 1"}};
  }
  void frame() { reader.update(scene, semantics, language::Catalog("en"), "en", {}); }
  void heard() {
    speech.end();
    frame();
  }
  std::vector<std::string> said() const {
    std::vector<std::string> all;
    for (const Utterance& utterance : speech.said) all.push_back(utterance.phrases.front().text);
    return all;
  }
};

TEST_CASE("a page is read from the top, one part after the other, and the mark is at what is heard") {
  Page page;
  page.reader.begin();
  page.frame();
  CHECK(page.reader.at() == 0);
  page.frame();
  CHECK(page.said() == std::vector<std::string>{"The 12 steps"});
  page.heard();
  CHECK(page.reader.at() == 1);
  page.heard();
  // Keys and what scrolls only work the screen.
  CHECK(page.reader.at() == 4);
  CHECK(page.said() == std::vector<std::string>{"The 12 steps", "In plain words", "Step 1, button"});
  page.heard();
  CHECK_FALSE(page.reader.reading());
  CHECK_FALSE(page.reader.at());
}

TEST_CASE("stopped, it says nothing more") {
  Page page;
  page.reader.begin();
  page.frame();
  page.reader.stop();
  CHECK_FALSE(page.speech.speaking());
  page.frame();
  CHECK(page.said().size() == 1);
  // And begins at the top again.
  page.reader.begin();
  page.frame();
  CHECK(page.said().back() == "The 12 steps");
}

TEST_CASE("another screen ends the reading") {
  Page page;
  page.reader.begin();
  page.frame();
  page.scene = "step 1";
  page.frame();
  CHECK_FALSE(page.reader.reading());
  CHECK_FALSE(page.speech.speaking());
}

TEST_CASE("what cannot be heard ends the reading") {
  Page page;
  page.reader.begin();
  page.frame();
  page.speech.end(false);
  CHECK_FALSE(page.reader.reading());
}

TEST_CASE("it goes on where it was when something comes in above") {
  Page page;
  page.reader.begin();
  page.frame();
  page.heard();
  page.semantics.nodes.insert(page.semantics.nodes.begin(), text("Received"));
  page.frame();
  CHECK(page.reader.at() == 2);
  page.heard();
  CHECK(page.said().back() == "Step 1, button");
}

TEST_CASE("when the part that is read changes its words it is not lost") {
  Page page;
  page.reader.begin();
  page.frame();
  page.heard();
  page.semantics.nodes[1].name = "6:36 PM";
  page.frame();
  CHECK(page.reader.at() == 1);
  page.semantics.nodes.resize(1);
  page.frame();
  CHECK_FALSE(page.reader.reading());
}

TEST_CASE("without anybody who speaks nothing is read") {
  Reader reader(nullptr);
  reader.begin();
  reader.update("steps", {}, language::Catalog("en"), "en", {});
  reader.stop();
  CHECK_FALSE(reader.reading());
}

}  // namespace
}  // namespace porchlight::ui
