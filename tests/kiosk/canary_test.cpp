// A canary: a name and a number that occur nowhere else are typed, and then looked for in every byte that is
// left.
//
// The search happens in a process of its own, a second run of this program: nothing of other tests lies about
// in its memory, and all that it writes on its standard error can be read.
#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "intake/random.h"
#include "kiosk/memory_search.h"
#include "kiosk/second_run.h"
#include "kiosk/stage.h"
#include "kiosk/wiping_heap.h"

namespace porchlight::kiosk::test {
namespace {

constexpr MaskedText typed_name("Zanzibarquux"), typed_number("4155550137");
constexpr MaskedText as_formatted("(415) 555-0137"), international("+14155550137");

std::vector<Piece> all_pieces() {
  std::vector<Piece> all;
  for (const auto& [about, text] : {std::pair{"the name", typed_name},
                                    {"the number as typed", typed_number},
                                    {"the number as formatted", as_formatted},
                                    {"the international number", international}})
    for (Piece& piece : pieces_of(about, text)) all.push_back(std::move(piece));
  return all;
}

// Without the pieces that lie in memory before anybody typed: other numbers begin as this one does.
std::vector<Piece> without(std::vector<Piece> pieces, const std::vector<Find>& finds) {
  for (auto find = finds.rbegin(); find != finds.rend(); ++find) pieces[find->piece].masked.clear();
  std::erase_if(pieces, [](const Piece& piece) { return piece.masked.empty(); });
  return pieces;
}

// A kiosk as it runs in a lobby: it logs.
struct Lobby {
  TemporaryFolder folder;
  FakeClock clock{facility_time(tuesday_evening)};
  platform::Gui gui{clock, {1080, 1920}};
  platform::NullRenderer renderer;
  intake::SodiumRandom random;
  Mailbox mailbox;
  storage::Storage storage{folder.path.string(), clock};
  Desk desk{folder.path.string(), clock, random, storage, mailbox};
  ui::FakeSpeech speech;
  Kiosk kiosk{{clock, gui, desk, mailbox, PxPerMm{4.03f}, &speech}, example_site()};
  ScriptedVisitor visitor{clock, gui, kiosk, renderer, mailbox};

  void tap(const char* name) {
    const Outcome tapped = visitor.tap(name);
    if (!tapped.ok()) FAIL(tapped.error().what);
  }
  // One character at a time, so that the test itself holds no more of it.
  void type(const MaskedText& text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char one = text[i];
      if (!visitor.type({&one, 1}).ok()) FAIL("character " << i + 1 << " has no key");
    }
  }
  void fill_in() {
    tap("Ask us to call you");
    tap("Go on");
    type(typed_name);
    tap("Next");
    type(typed_number);
    tap("Next");
    tap("As soon as someone can");
    tap("Next");
    REQUIRE(typed_name.is(kiosk.visit()->draft.name.view()));
    REQUIRE(typed_number.is(kiosk.visit()->draft.number.view()));
  }
  void hear_the_name() {
    visitor.press(ui::FocusKey::start);
    constexpr int most_stops = 30;
    for (int stop = 0; stop < most_stops &&
                       !(speech.said.size() > 0 && typed_name.is(speech.said.back().phrases.back().text));
         ++stop)
      visitor.press(ui::FocusKey::right);
    REQUIRE(typed_name.is(speech.said.back().phrases.back().text));
  }
  void check_nothing_is_left(const std::vector<Piece>& pieces) {
    visitor.settle();
    const std::string in_memory = to_text(search_memory(pieces), pieces);
    INFO("in memory:\n" << in_memory);
    CHECK(in_memory.empty());
    const std::string in_files = to_text(search_files(folder.path.string(), pieces), pieces);
    INFO("in files:\n" << in_files);
    CHECK(in_files.empty());
  }
};

// What a visit may be left by.
enum class Leaving { sent_and_done, started_over, ran_out, cancelled };

void leave(Lobby& lobby, Leaving how) {
  switch (how) {
    case Leaving::sent_and_done:
      lobby.tap("Yes, call me");
      REQUIRE(lobby.visitor.answer().ok());
      lobby.tap("Done: clear the screen");
      return;
    case Leaving::started_over:
      lobby.tap("Start over");
      lobby.tap("Erase and start over");
      return;
    case Leaving::ran_out:
      lobby.visitor.wait(lobby.kiosk.site().session.idle_form + lobby.kiosk.site().session.countdown +
                         seconds(1));
      REQUIRE(lobby.kiosk.resting());
      return;
    case Leaving::cancelled:
      lobby.tap("Yes, call me");
      REQUIRE(lobby.visitor.answer().ok());
      lobby.tap("Cancel this request now");
      lobby.tap("Yes, cancel it");
      REQUIRE(lobby.visitor.answer().ok());
      lobby.tap("Done: clear the screen");
      return;
  }
}

void visit_and_search(Leaving how, bool in_headphones = false) {
  REQUIRE(heap_is_wiped());
  Lobby lobby;
  if (in_headphones) lobby.kiosk.set_headphones(true);
  lobby.visitor.settle();
  const std::vector<Piece> all = all_pieces();
  const std::vector<Piece> pieces = without(all, search_memory(all));
  // A handful of pieces may be known; a search for next to nothing would find nothing.
  REQUIRE(pieces.size() * 10 >= all.size() * 9);

  lobby.fill_in();
  if (in_headphones) lobby.hear_the_name();
  // The search finds what is there: all of the name and of the digits are held for the visitor now.
  CHECK(search_memory(pieces).size() >=
        pieces_of("", typed_name).size() / 3 + pieces_of("", typed_number).size() / 3);
  leave(lobby, how);
  lobby.check_nothing_is_left(pieces);

  // So does it when a single copy is left behind, whatever its encoding.
  std::u32string forgotten;
  for (std::size_t i = 0; i < typed_name.size(); ++i) forgotten += static_cast<char32_t>(typed_name[i]);
  CHECK_FALSE(search_memory(pieces).empty());
  std::ofstream file(lobby.folder.path / "forgotten");
  for (std::size_t i = 0; i < as_formatted.size(); ++i) file << as_formatted[i];
  file.close();
  CHECK_FALSE(search_files(lobby.folder.path.string(), pieces).empty());
}

void check_alone(const char* test) {
  if (!heap_is_wiped()) SKIP("under a sanitizer the heap is not wiped");
  const SecondRun run = run_alone(test);
  INFO(run.output);
  CHECK(run.passed);
  // It wrote a log, and nothing of the visitor is in it.
  CHECK(run.output.find("visit_ended") != std::string::npos);
  for (const MaskedText& text : {typed_name, typed_number, as_formatted, international}) {
    std::string unmasked;
    for (std::size_t i = 0; i < text.size(); ++i) unmasked += text[i];
    CHECK(run.output.find(unmasked) == std::string::npos);
  }
}

TEST_CASE("alone: sent and done", "[.alone]") {
  visit_and_search(Leaving::sent_and_done);
}
TEST_CASE("alone: started over", "[.alone]") {
  visit_and_search(Leaving::started_over);
}
TEST_CASE("alone: ran out", "[.alone]") {
  visit_and_search(Leaving::ran_out);
}
TEST_CASE("alone: cancelled", "[.alone]") {
  visit_and_search(Leaving::cancelled);
}
TEST_CASE("alone: heard in headphones", "[.alone]") {
  visit_and_search(Leaving::started_over, true);
}

TEST_CASE("of a request that was sent nothing is left in files, log or memory when the visitor is done") {
  check_alone("alone: sent and done");
}

TEST_CASE("of what a visitor typed and erased nothing is left in files, log or memory") {
  check_alone("alone: started over");
}

TEST_CASE("of what a visitor typed and walked away from nothing is left in files, log or memory") {
  check_alone("alone: ran out");
}

TEST_CASE("of what was typed and read aloud in headphones nothing is left in files, log or memory") {
  check_alone("alone: heard in headphones");
}

TEST_CASE("of a request that was cancelled at once nothing is left in files, log or memory") {
  check_alone("alone: cancelled");
}

}  // namespace
}  // namespace porchlight::kiosk::test
