#include "ui/texts.h"

#include <catch2/catch_test_macros.hpp>

namespace porchlight::ui {
namespace {

const text::Style body{text::Face::text, 400, 20, 1.4f, 0, text::Align::start};

// A block is known again by a mark that is left on it; nothing is drawn, so no picture is made.
constexpr float mark = 4711;

struct Page {
  Textures textures;
  Texts texts{textures};

  Texts::Entry& find(std::string_view words, bool is_private = false, text::Style style = body,
                     std::string_view language = "en", float width_px = 400) {
    return texts.find({{words, false}}, style, language, width_px, is_private);
  }
};

TEST_CASE("words are shaped once and found again") {
  Page page;
  page.find("Tonight: on").picture_width_px = mark;
  CHECK(page.find("Tonight: on").picture_width_px == mark);
  page.texts.end_frame();
  page.texts.end_frame();
  CHECK(page.find("Tonight: on").picture_width_px == mark);
}

TEST_CASE("the same words in another size, weight, width, language or boldness are other blocks") {
  Page page;
  page.find("Elm Street").picture_width_px = mark;
  text::Style larger = body, heavier = body;
  larger.size_px = 24;
  heavier.weight = 700;
  CHECK(page.find("Elm Street", false, larger).picture_width_px == 0);
  CHECK(page.find("Elm Street", false, heavier).picture_width_px == 0);
  CHECK(page.find("Elm Street", false, body, "es").picture_width_px == 0);
  CHECK(page.find("Elm Street", false, body, "en", 200).picture_width_px == 0);
  CHECK(page.texts.find({{"Elm Street", true}}, body, "en", 400, false).picture_width_px == 0);
  CHECK(page.texts.find({{"Elm ", false}, {"Street", true}}, body, "en", 400, false).picture_width_px == 0);
  CHECK(page.find("Elm Street").picture_width_px == mark);
}

TEST_CASE("what a visitor typed is dropped in the first frame that does not show it") {
  Page page;
  page.find("Sam", true).picture_width_px = mark;
  page.texts.end_frame();
  CHECK(page.find("Sam", true).picture_width_px == mark);  // still shown
  page.texts.end_frame();
  page.texts.end_frame();  // not shown any more
  CHECK(page.find("Sam", true).picture_width_px == 0);
}

TEST_CASE("what a visitor typed is never found as a public text") {
  Page page;
  page.find("Sam", true).picture_width_px = mark;
  const Texts::Entry& same_words = page.find("Sam", false);
  CHECK(same_words.picture_width_px == 0);
  CHECK_FALSE(same_words.is_private);
  CHECK(page.find("Sam", true).is_private);
}

TEST_CASE("a public text that nothing has shown for a long while is dropped too") {
  Page page;
  page.find("Yesterday").picture_width_px = mark;
  for (int frame = 0; frame < 2000; ++frame) {
    page.find("Today");
    page.texts.end_frame();
  }
  CHECK(page.find("Yesterday").picture_width_px == 0);
}

TEST_CASE("a narrower block has more lines, and says when a word had to be broken") {
  Page page;
  const auto& wide = page.find("Open: anyone may come").block;
  CHECK(wide.lines() == 1);
  CHECK_FALSE(wide.broke_a_word());
  CHECK(page.find("Open: anyone may come", false, body, "en", 100).block.lines() > 1);
  CHECK(page.find("Donaudampfschifffahrt", false, body, "en", 60).block.broke_a_word());
}

}  // namespace
}  // namespace porchlight::ui
