#include "guide/page.h"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>

using namespace porchlight;
using namespace porchlight::guide;
using namespace std::chrono_literals;

namespace {

const std::string head =
    "---\n"
    "title: Staying safe from an overdose\n"
    "summary: The signs, and what to do first\n"
    "shelf: safety\n"
    "order: 10\n"
    "reviewed: 2026-11-03\n"
    "native-review: yes\n"
    "source: SAMHSA, Overdose Prevention Toolkit | https://www.samhsa.gov/ | 2026-11-02\n"
    "source: \"A book | | 2025-01-31\"\n"
    "---\n";

Page read(const std::string& text) {
  auto page = parse_page("overdose", "en", text);
  if (!page) FAIL(page.error().line << ":" << page.error().column << ": " << page.error().what);
  return *page;
}

std::vector<Block> blocks(const std::string& words) {
  return read(head + words).blocks;
}

// Where it is and how it begins: "11:3 A link".
std::string error(const std::string& text) {
  const auto page = parse_page("overdose", "en", text);
  if (page) return "no error";
  return std::to_string(page.error().line) + ":" + std::to_string(page.error().column) + " " +
         page.error().what;
}

bool refused(const std::string& text, const std::string& beginning) {
  const std::string found = error(text);
  UNSCOPED_INFO(found);
  return found.starts_with(beginning);
}

std::string text_of(const Runs& runs) {
  std::string text;
  for (const Run& run : runs) text += run.bold ? "<" + run.text + ">" : run.text;
  return text;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

}  // namespace

TEST_CASE("A page's head says what it is, where it is listed, and who says so", "[page]") {
  const Page page = read(head + "Words.\n");
  CHECK(page.id == "overdose");
  CHECK(page.language == "en");
  CHECK(page.title == "Staying safe from an overdose");
  CHECK(page.summary == "The signs, and what to do first");
  CHECK(page.shelf == Shelf::safety);
  CHECK(page.order == 10);
  CHECK(page.reviewed == 2026y / 11 / 3);
  CHECK(page.native_review);
  REQUIRE(page.sources.size() == 2);
  CHECK(page.sources[0].name == "SAMHSA, Overdose Prevention Toolkit");
  CHECK(page.sources[0].url == "https://www.samhsa.gov/");
  CHECK(page.sources[0].seen == 2026y / 11 / 2);
  CHECK(page.sources[1].name == "A book");
  CHECK(page.sources[1].url.empty());
}

TEST_CASE("The words of a page become blocks", "[page]") {
  const auto found = blocks(
      "## What you see\n"
      "\n"
      "Look at the **lips** first.\nThen call & \\*wait\\*.\n"
      "\n"
      "- blue **lips**\n- no breath\n"
      "\n"
      "1. Call 911.\n2. Stay.\n"
      "\n"
      "> **Never alone.** Ask.\n>\n> Always.\n"
      "\n"
      "### More\n"
      "\n"
      "[What happens at a **first** meeting](page:first-meeting)\n"
      "\n"
      "[988](tel:988)\n");
  REQUIRE(found.size() == 8);
  CHECK(std::get<Heading>(found[0]).level == 2);
  CHECK(text_of(std::get<Heading>(found[0]).runs) == "What you see");
  CHECK(text_of(std::get<Paragraph>(found[1]).runs) == "Look at the <lips> first. Then call & *wait*.");
  const auto& bullets = std::get<Bullets>(found[2]);
  CHECK_FALSE(bullets.numbered);
  REQUIRE(bullets.items.size() == 2);
  CHECK(text_of(bullets.items[0]) == "blue <lips>");
  CHECK(text_of(bullets.items[1]) == "no breath");
  CHECK(std::get<Bullets>(found[3]).numbered);
  CHECK(text_of(std::get<Callout>(found[4]).runs) == "<Never alone.> Ask.\nAlways.");
  CHECK(std::get<Heading>(found[5]).level == 3);
  CHECK(std::get<Link>(found[6]).text == "What happens at a first meeting");
  CHECK(std::get<Link>(found[6]).target == "page:first-meeting");
  CHECK(std::get<Link>(found[7]).target == "tel:988");
}

TEST_CASE("A list with empty lines between its points is the same list", "[page]") {
  const auto found = blocks("- one\n\n- two\n\n- three\n");
  REQUIRE(found.size() == 1);
  CHECK(std::get<Bullets>(found[0]).items.size() == 3);
}

TEST_CASE("A line that is broken on purpose stays broken", "[page]") {
  CHECK(text_of(std::get<Paragraph>(blocks("one  \ntwo\n")[0]).runs) == "one\ntwo");
}

TEST_CASE("Signs that HTML has names for are taken", "[page]") {
  CHECK(text_of(std::get<Paragraph>(blocks("a &amp; b &lt;&nbsp;c\n")[0]).runs) == "a & b <\u00a0c");
}

TEST_CASE("Files of Windows, with a byte order mark and CRLF, are read", "[page]") {
  std::string text = "\xEF\xBB\xBF";
  for (const char c : head + "One\ntwo.\n\n- a\n- b\n") text += c == '\n' ? "\r\n" : std::string(1, c);
  const Page page = read(text);
  CHECK(page.title == "Staying safe from an overdose");
  REQUIRE(page.blocks.size() == 2);
  CHECK(text_of(std::get<Paragraph>(page.blocks[0]).runs) == "One two.");
  CHECK(text_of(std::get<Bullets>(page.blocks[1]).items[1]) == "b");
}

TEST_CASE("A page without facts says that its words are ours", "[page]") {
  const std::string ours =
      "---\ntitle: Hope\nsummary: One line\nshelf: steps\nreviewed: 2026-11-03\nwords: ours\n---\nHi.";
  const Page page = read(ours);
  CHECK(page.sources.empty());
  CHECK(page.order == 0);
  CHECK_FALSE(page.native_review);
}

TEST_CASE("A page that names no source is refused", "[page]") {
  CHECK(refused("---\ntitle: T\nsummary: S\nshelf: steps\nreviewed: 2026-11-03\n---\nHi.",
                "6:1 No source: write source:"));
}

TEST_CASE("What is wrong in the head is said with its place", "[page]") {
  CHECK(refused("Words.\n", "1:1 A page begins with its head"));
  CHECK(refused("", "1:1 A page begins with its head"));
  CHECK(refused("---\ntitle: T\n", "3:1 The head does not end"));
  CHECK(refused(replaced(head, "title: Staying", "Staying") + "x",
                "2:1 Not understood: write a line as title:"));
  CHECK(refused(replaced(head, "summary:", "sumary:") + "x",
                "3:1 sumary: is not known here: use title, summary"));
  CHECK(refused(replaced(head, "order: 10", "order: ten") + "x", "5:8 order: is a whole number"));
  CHECK(refused(replaced(head, "order: 10", "order: 10 x") + "x", "5:8 order:"));
  CHECK(refused(replaced(head, "shelf: safety", "shelf: attic") + "x",
                "4:8 There is no such shelf: write steps"));
  CHECK(refused(replaced(head, "2026-11-03", "11/3/2026") + "x", "6:11 Not a date"));
  CHECK(refused(replaced(head, "2026-11-03", "2026-02-30") + "x", "6:11 Not a date"));
  CHECK(refused(replaced(head, "review: yes", "review: maybe") + "x", "7:16 Write native-review: yes"));
  CHECK(refused(replaced(head, " | 2026-11-02", "") + "x", "8:9 A source has three parts"));
  CHECK(refused(replaced(head, "| 2026-11-02", "| ") + "x", "8:9 The source has no date"));
  CHECK(refused(replaced(head, "https://", "") + "x", "8:9 The source’s address begins with https://"));
  CHECK(refused(replaced(head, "SAMHSA, Overdose Prevention Toolkit", " ") + "x",
                "8:11 The source has no name"));
  CHECK(refused(replaced(head, "order: 10", "title: Two") + "x", "5:1 title: stands here a second time"));
  CHECK(refused(replaced(head, "title: Staying safe from an overdose", "title:") + "x",
                "2:7 title: has no value"));
  CHECK(refused(replaced(head, "shelf: safety\n", "") + "x", "9:1 shelf: is missing"));
  CHECK(refused(replaced(head, "order: 10", "words: theirs") + "x", "5:8 Write words: ours"));
}

TEST_CASE("What a page cannot show is refused with its place, never dropped", "[page]") {
  // The head has ten lines; the words begin in the eleventh.
  CHECK(refused(head, "11:1 There are no words below the head"));
  CHECK(refused(head + "See [this](page:x) now.\n", "11:6 A link stands alone in its paragraph"));
  CHECK(refused(head + "[a](page:x) [b](page:y)\n", "11:14 A link stands alone"));
  CHECK(refused(head + "- [a](page:x)\n", "11:4 A link is not shown here"));
  CHECK(refused(head + "> [a](page:x)\n", "11:4 A link is not shown here"));
  CHECK(refused(head + "[a](somewhere)\n", "11:2 A link leads to page:its-name"));
  CHECK(refused(head + "[a](page:Über)\n", "11:2 A link leads to page:its-name"));
  CHECK(refused(head + "[a](javascript:alert)\n", "11:2 A link leads to"));
  CHECK(refused(head + "[](page:x)\n", "11:1 The link has no words"));
  CHECK(refused(head + "Été <b>bold</b>\n", "11:5 HTML is not shown"));
  CHECK(refused(head + "One.\n\n<div>\nx\n</div>\n", "13:1 HTML is not shown"));
  CHECK(refused(head + "One.\n\n![a cat](cat.png)\n", "13:3 Images are not shown"));
  CHECK(refused(head + "One.\n\n![](cat.png)\n", "13:1 Images are not shown"));
  CHECK(refused(head + "One.\n\n| a | b |\n|---|---|\n| c | d |\n", "13:3 Tables are not shown"));
  CHECK(refused(head + "One.\n\n***\n\nTwo.\n", "13:1 A line across the page"));
  CHECK(refused(head + "***\n", "11:1 A line across the page"));
  CHECK(refused(head + "```\ncode\n```\n", "12:1 Blocks of code"));
  CHECK(refused(head + "Say `code` now\n", "11:6 Words in `backquotes`"));
  CHECK(refused(head + "Say *this* now\n", "11:6 Slanted words"));
  CHECK(refused(head + "Say **this now\n", "11:5 Two stars without a partner"));
  CHECK(refused(head + "# Title\n", "11:3 The title stands in the head"));
  CHECK(refused(head + "#### Small\n", "11:6 Headings have two sizes"));
  CHECK(refused(head + "##\n\nWords.\n", "11:1 A heading has no words"));
  CHECK(refused(head + "- a\n  - b\n", "12:5 A list in a list"));
  CHECK(refused(head + "- a\n\n  b\n", "13:3 A point of a list has one paragraph"));
  CHECK(refused(head + "- a\n-\n- c\n", "12:1 A point of a list has no words"));
  CHECK(refused(head + "> - a\n", "11:5 A list in a callout"));
  CHECK(refused(head + "> > a\n", "11:5 A callout (>) stands on its own"));
  CHECK(refused(head + "> ## a\n", "11:6 A heading stands on its own"));
  CHECK(refused(head + "3. a\n4. b\n", "11:4 A numbered list begins with 1"));
  CHECK(refused(head + "a &hearts; b\n", "11:3 Not a known sign"));
}

TEST_CASE("A file in another encoding is refused at its first strange character", "[page]") {
  CHECK(refused(head + "Caf\xE9 now\n", "11:4 This character cannot be read: save the file as UTF-8"));
  CHECK(refused(head + "été\x01\n", "11:4 This character cannot be read"));
  CHECK(refused(head + "\xED\xA0\x80\n", "11:1 This character"));  // half of a UTF-16 pair
  CHECK(refused(head + "\xC0\xAF\n", "11:1 This character"));
  CHECK(refused(head + "\xE0\x80\xAF\n", "11:1 This character"));  // written longer than needed
  CHECK(refused(head + "\xF0\x9F\x98", "11:1 This character"));    // cut off
  CHECK(error(head + "😀 ok\n") == "no error");
}

TEST_CASE("The plain text of a page is all of its words", "[page]") {
  const Page page = read(head + "## Now\n\nCall **911**.\n\n- one\n- two\n\n> Stay.\n\n[More](page:more)\n");
  CHECK(plain_text(page) == "Now\nCall 911.\none\ntwo\nStay.\nMore\n");
}

TEST_CASE("No file makes the reader of pages stumble, and each error has a place in the file",
          "[page][property]") {
  REQUIRE(rc::check([] {
    const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(
        std::vector<std::string>{"word",         " ",    "\n",    "\n\n", "**",     "*", "- ",   "1. ",  "> ",
                                 "## ",          "# ",   "[",     "](",   "page:x", ")", "![",   "`",    "|",
                                 "---\n",        "<b>",  "&amp;", "&x;",  "\\",     "é", "\xff", "    ", "\t",
                                 "<http://a.b>", "]: x", "![]()", "***\n"}));
    std::string words = head;
    for (const auto& piece : pieces) words += piece;
    const auto page = parse_page("x", "en", words);
    if (page) {
      RC_ASSERT(!page->blocks.empty());
    } else {
      const auto lines = 1 + std::count(words.begin(), words.end(), '\n');
      RC_ASSERT(page.error().line >= 1 && page.error().line <= lines && page.error().column >= 1);
      RC_ASSERT(!page.error().what.empty());
    }
  }));
}

TEST_CASE("Words that hold no marks come out as they went in", "[page][property]") {
  REQUIRE(rc::check([] {
    const auto words = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(
        std::vector<std::string>{"call", "911", "’", "niño", "日本", "a,", "b.", "(c)", "“d”"})));
    std::string text = "w";
    for (const auto& word : words) text += " " + word;
    RC_ASSERT(plain_text(*parse_page("x", "en", head + text)) == text + "\n");
  }));
}
