// What goes on behind the screen while a visitor stands before it: new configurations, and answers of a slow
// disk.
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <future>

#include "kiosk/stage.h"
#include "site/site.h"

namespace porchlight::kiosk::test {
namespace {

using screens::ScreenId;

// Whether it asks first or not.
void leave_by_start_over(Stage& stage) {
  stage.tap("Start over");
  if (stage.visit().question == screens::Question::start_over) stage.tap("Erase and start over");
  REQUIRE(stage.visit().here().screen == ScreenId::home);
}

// Keeps the storage thread from doing anything until it is let go: a slow disk.
class SlowDisk {
 public:
  explicit SlowDisk(Stage& stage) {
    stage.storage.ask<Done>(
        [gate = gate_.get_future().share()](storage::Outbox&) -> Result<Done> {
          gate.wait();
          return Done{};
        },
        [](const Result<Done>&) {});
  }
  ~SlowDisk() { let_go(); }
  void let_go() {
    if (held_) gate_.set_value();
    held_ = false;
  }

 private:
  std::promise<void> gate_;
  bool held_ = true;
};

std::shared_ptr<const site::Site> changed(const std::function<void(site::Site&)>& change) {
  site::Site site = *example_site();
  change(site);
  return std::make_shared<const site::Site>(std::move(site));
}

TEST_CASE("a new configuration in the middle of the form loses nothing") {
  Stage stage;
  stage.fill_in();
  stage.kiosk.take(changed([](site::Site& site) { site.facility.name = "Harbor House"; }));
  stage.visitor.settle();
  CHECK(stage.visitor.find("Harbor House") != nullptr);
  CHECK(stage.visit().here().screen == ScreenId::check);
  CHECK(stage.name_typed() == "Sam");
  stage.tap("Yes, call me");
  REQUIRE(stage.visitor.answer().ok());
  CHECK(stage.visit().here().screen == ScreenId::thanks);
  CHECK(stage.counts().waiting == 1);
}

TEST_CASE(
    "a new configuration without the visitor’s language goes on in the first one, with what was typed") {
  Stage stage;
  stage.choose_language("es");
  stage.fill_in();
  stage.kiosk.take(changed([](site::Site& site) { site.languages = {"en"}; }));
  stage.visitor.settle();
  CHECK(stage.visit().language == "en");
  CHECK(stage.visit().here().screen == ScreenId::check);
  CHECK(stage.name_typed() == "Sam");
}

TEST_CASE(
    "a meeting that is gone from a new configuration is said to be, and a finger that is down meanwhile hits "
    "nothing wrong") {
  Stage stage;
  stage.tap("Find a meeting");
  if (const Outcome opened = stage.visitor.tap_first("7:00"); !opened.ok()) FAIL(opened.error().what);
  REQUIRE(stage.visit().here().screen == ScreenId::meeting);
  const ui::Rect back = stage.box_of("‹ Back");
  stage.clock.advance(ui::touch_guard);
  stage.gui.touch_down(back.centre_x(), back.centre_y());
  stage.gui.build_until_settled(stage.kiosk);
  stage.kiosk.take(site::safe_site());
  stage.visitor.settle();
  CHECK(stage.visitor.find(stage.say("The schedule has changed")) != nullptr);
  stage.gui.touch_up();
  stage.visitor.settle();
  CHECK(stage.visit().here().screen == ScreenId::meetings);
}

TEST_CASE("an answer of the disk that comes after the visit does nothing to the next visitor") {
  Stage stage;
  stage.fill_in();
  SlowDisk disk(stage);
  stage.tap("Yes, call me");
  CHECK(stage.visitor.find(stage.say("One moment…")) != nullptr);
  leave_by_start_over(stage);
  stage.to_the_name();
  stage.type("Kim");

  disk.let_go();
  REQUIRE(stage.visitor.answer().ok());
  CHECK(stage.visit().here().screen == ScreenId::name);
  CHECK(stage.name_typed() == "Kim");
  CHECK(stage.visit().saving == screens::Saving::not_yet);
  CHECK(stage.visit().withdraw_code.empty());
  // The first visitor had said yes: that request is kept.
  CHECK(stage.counts().waiting == 1);
}

TEST_CASE("a late answer to a withdrawal does nothing to the next visitor") {
  Stage stage;
  stage.fill_in();
  stage.tap("Yes, call me");
  REQUIRE(stage.visitor.answer().ok());
  SlowDisk disk(stage);
  SECTION("from the thanks screen") {
    stage.tap("Cancel this request now");
    stage.tap("Yes, cancel it");
  }
  SECTION("by the digits") {
    const std::string digits(stage.visit().withdraw_code.view());
    stage.tap("Done: clear the screen");
    stage.tap("Ask us to call you");
    stage.tap("Take back a request");
    stage.type(digits);
    stage.tap("Erase my request");
  }
  leave_by_start_over(stage);
  stage.to_the_name();
  stage.type("Kim");
  disk.let_go();
  REQUIRE(stage.visitor.answer().ok());
  CHECK(stage.visit().here().screen == ScreenId::name);
  CHECK(stage.name_typed() == "Kim");
  CHECK(stage.counts().waiting == 0);
}

TEST_CASE("tapping “Yes, call me” again while the disk is slow saves one request") {
  Stage stage;
  stage.fill_in();
  const ui::Rect yes = stage.box_of("Yes, call me");
  SlowDisk disk(stage);
  stage.tap("Yes, call me");
  for (int i = 0; i < 3; ++i) {
    stage.clock.advance(seconds(1));
    stage.visitor.touch_at(yes.centre_x(), yes.centre_y());
  }
  disk.let_go();
  REQUIRE(stage.visitor.answer().ok());
  CHECK(stage.visit().here().screen == ScreenId::thanks);
  CHECK(stage.counts().waiting == 1);
}

TEST_CASE("a receipt for another request, or one that comes after the visit, says nothing on this screen") {
  Stage stage;
  stage.fill_in();
  stage.tap("Yes, call me");
  REQUIRE(stage.visitor.answer().ok());
  const std::string id = stage.visit().request_id;
  stage.kiosk.receipt_arrived("another");
  CHECK_FALSE(stage.visit().received);
  stage.tap("Done: clear the screen");
  stage.kiosk.receipt_arrived(id);
  CHECK_FALSE(stage.visit().received);
}

}  // namespace
}  // namespace porchlight::kiosk::test
