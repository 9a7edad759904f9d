// Slips of paper, with a printer that is played: what is asked for is printed, what is not there is not
// offered, and nothing of a visitor gets on paper.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <condition_variable>

#include "kiosk/stage.h"
#include "support/code_reader.h"

namespace porchlight::kiosk::test {
namespace {

using platform::Printer;
using State = Printer::State;

// What both the test and the printer's thread see.
struct Tray {
  std::mutex mutex;
  std::condition_variable changed;
  State state = State::ready;
  bool jams = false;
  bool held = false;  // takes its time
  std::vector<Bytes> printed;
  std::vector<std::string> queues;

  void set(State now) {
    const std::lock_guard lock(mutex);
    state = now;
  }
  void hold(bool hold_it) {
    const std::lock_guard lock(mutex);
    held = hold_it;
    changed.notify_all();
  }
  Bytes last() {
    const std::lock_guard lock(mutex);
    REQUIRE_FALSE(printed.empty());
    return printed.back();
  }
  std::size_t count() {
    const std::lock_guard lock(mutex);
    return printed.size();
  }
};

class PlayedPrinter final : public Printer {
 public:
  explicit PlayedPrinter(std::shared_ptr<Tray> tray) : tray_(std::move(tray)) {}
  State state(const std::string&) override {
    const std::lock_guard lock(tray_->mutex);
    return tray_->state;
  }
  Outcome print(const std::string& queue, Format format, const Bytes& document, std::stop_token) override {
    std::unique_lock lock(tray_->mutex);
    tray_->changed.wait(lock, [this] { return !tray_->held; });
    if (tray_->jams || format != Format::raw) return Error{"The paper is stuck."};
    tray_->printed.push_back(document);
    tray_->queues.push_back(queue);
    return Done{};
  }

 private:
  std::shared_ptr<Tray> tray_;
};

struct Shop {
  std::shared_ptr<Tray> tray = std::make_shared<Tray>();
  Stage stage;

  explicit Shop(Setting setting = {}, State state = State::ready)
      : stage([&] {
          tray->state = state;
          setting.printer = [this] { return std::make_unique<PlayedPrinter>(tray); };
          return setting;
        }()) {}

  bool shows(std::string_view message) { return stage.visitor.find(stage.say(message)) != nullptr; }
  void printed() { REQUIRE(stage.visitor.answer().ok()); }
};

// The list gives its times a space that does not break.
constexpr const char* tonight = "7:00\u00a0PM Tuesday Night Beginners";

void tap_a_meeting(Stage& stage) {
  stage.tap("Find a meeting");
  REQUIRE(stage.visitor.tap_first(tonight).ok());
}

// The picture that the bytes of a receipt put on paper.
struct Paper {
  int width = 0, height = 0;
  std::vector<std::uint8_t> luminance;
};

Paper paper_of(const Bytes& bytes) {
  const auto at = [&](std::size_t i) { return static_cast<int>(bytes.at(i)); };
  Paper paper;
  std::size_t i = 2;
  while (at(i) == 0x1D && at(i + 1) == 'v') {
    const int wide = at(i + 4) + 256 * at(i + 5), rows = at(i + 6) + 256 * at(i + 7);
    i += 8;
    paper.width = wide * 8;
    paper.height += rows;
    for (int byte = 0; byte < wide * rows; ++byte, ++i)
      for (int bit = 7; bit >= 0; --bit) paper.luminance.push_back(at(i) >> bit & 1 ? 0 : 255);
  }
  REQUIRE(i + 4 == bytes.size());
  return paper;
}

long black(const Paper& paper) {
  return std::count(paper.luminance.begin(), paper.luminance.end(), 0);
}

bool offers_paper(Stage& stage) {
  const auto& nodes = stage.visitor.see().nodes;
  return std::ranges::any_of(
      nodes, [](const ui::Node& node) { return node.name.find("rint") != std::string::npos; });
}

TEST_CASE("without a printer no screen offers paper", "[printing]") {
  Stage stage;
  tap_a_meeting(stage);
  CHECK(stage.visitor.find("Take it with you") != nullptr);
  CHECK_FALSE(offers_paper(stage));
}

TEST_CASE("where the printer of kiosk.toml is not there, no screen offers paper", "[printing]") {
  Shop shop({}, State::missing);
  tap_a_meeting(shop.stage);
  CHECK_FALSE(offers_paper(shop.stage));
}

TEST_CASE("a slip of a meeting is printed once, and the screen says so when it is", "[printing]") {
  Shop shop;
  tap_a_meeting(shop.stage);
  shop.tray->hold(true);
  shop.stage.tap("Print a slip");
  CHECK(shop.shows("Printing…"));
  CHECK_FALSE(shop.stage.visitor.tap("Printing…").ok());
  shop.tray->hold(false);
  shop.printed();
  CHECK(shop.shows("It is printed. Please take it with you."));
  CHECK_FALSE(shop.shows("Print a slip"));
  REQUIRE(shop.tray->count() == 1);
  CHECK(shop.tray->queues.front() == "slips");
  // On the paper a phone finds the calendar entry, which says no name.
  const Paper paper = paper_of(shop.tray->last());
  CHECK(paper.width == 576);
  const std::string code = support::read_code(paper.luminance, paper.width, paper.height);
  CHECK(code.starts_with("BEGIN:VCALENDAR\r\n"));
  CHECK(code.find("SUMMARY:Appointment\r\n") != std::string::npos);
  CHECK(code.find("RRULE:FREQ=WEEKLY;BYDAY=TU\r\n") != std::string::npos);
}

TEST_CASE("a day, a page, a step and the numbers to call can be printed too", "[printing]") {
  Shop shop;
  shop.stage.tap("Find a meeting");
  shop.stage.tap("Print this day");
  shop.printed();
  CHECK(shop.tray->count() == 1);
  const long first_day = black(paper_of(shop.tray->last()));
  // Another day is another slip.
  REQUIRE(shop.stage.visitor.tap("Wednesday, November 25").ok());
  shop.stage.tap("Print this day");
  shop.printed();
  CHECK(shop.tray->count() == 2);
  CHECK(black(paper_of(shop.tray->last())) != first_day);
  shop.stage.tap("Help now: call or text");
  shop.stage.tap("Print these numbers");
  shop.printed();
  CHECK(shop.tray->count() == 3);
  shop.stage.tap("Overdose, withdrawal, safety");
  REQUIRE(shop.stage.visitor.tap(shop.stage.kiosk.site().page("overdose", "en")->title).ok());
  shop.stage.tap("Print this page");
  shop.printed();
  CHECK(shop.tray->count() == 4);
  CHECK(paper_of(shop.tray->last()).height > 2000);
}

TEST_CASE("a printer without paper, or one that is stopped, says so instead of offering", "[printing]") {
  for (const auto& [state, words] : {std::pair{State::out_of_paper, "The printer has no paper right now."},
                                     std::pair{State::stopped, "The printer does not work right now."}}) {
    Shop shop({}, state);
    tap_a_meeting(shop.stage);
    CHECK(shop.shows(words));
    CHECK_FALSE(shop.shows("Print a slip"));
    CHECK_FALSE(words_for(state, "slips").empty());
    CHECK(words_for(state, "slips").find("slips") != std::string::npos);
  }
  CHECK(words_for(State::ready, "slips").empty());
  CHECK(words_for(State::missing, "").empty());
}

TEST_CASE("the paper that runs out is noticed with the slip that misses it", "[printing]") {
  Shop shop;
  tap_a_meeting(shop.stage);
  shop.tray->jams = true;
  shop.tray->set(State::out_of_paper);
  shop.stage.tap("Print a slip");
  shop.printed();
  CHECK(shop.shows("That was not printed: the printer did not answer."));
  CHECK(shop.tray->count() == 0);
  // Another screen says why; the news may come after the answer.
  shop.stage.tap("Help now: call or text");
  while (!shop.shows("The printer has no paper right now.")) {
    REQUIRE(shop.stage.mailbox.wait(std::chrono::seconds(10)));
    shop.stage.visitor.settle();
  }
}

TEST_CASE("a slip that comes late says nothing to the next visitor", "[printing]") {
  Shop shop;
  tap_a_meeting(shop.stage);
  shop.tray->hold(true);
  shop.stage.tap("Print a slip");
  shop.stage.tap("Start over");
  tap_a_meeting(shop.stage);
  CHECK(shop.shows("Print a slip"));
  shop.tray->hold(false);
  shop.printed();
  CHECK(shop.shows("Print a slip"));
  CHECK_FALSE(shop.shows("It is printed. Please take it with you."));
}

TEST_CASE("what a visitor typed is on no slip: with it and without it the paper is the same", "[printing]") {
  const auto numbers = [](bool typed) {
    Shop shop;
    if (typed) shop.stage.fill_in();
    shop.stage.tap("Help now: call or text");
    shop.stage.tap("Print these numbers");
    shop.printed();
    return shop.tray->last();
  };
  CHECK(numbers(true) == numbers(false));
}

TEST_CASE("slips are in the visitor’s language", "[printing]") {
  const auto numbers = [](const Language& language) {
    Shop shop({.language = language});
    shop.stage.tap("Help now: call or text");
    shop.stage.tap("Print these numbers");
    shop.printed();
    return shop.tray->last();
  };
  CHECK(numbers("en") != numbers("es"));
}

}  // namespace
}  // namespace porchlight::kiosk::test
