// The whole way of a request: from the keys on the screen to the caller who opens it, and back again when it
// is withdrawn.
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <fstream>
#include <future>
#include <iterator>
#include <nlohmann/json.hpp>

#include "disk/key_files.h"
#include "intake/envelope.h"
#include "kiosk/commands/commands.h"
#include "kiosk/printed.h"
#include "kiosk/stage.h"

namespace porchlight::kiosk::test {
namespace {

using screens::ScreenId;

bool shows(Stage& stage, std::string_view message) {
  return stage.visitor.find(stage.say(message)) != nullptr;
}

// What the disk holds for the collector, oldest first.
std::vector<Bytes> envelopes(Stage& stage) {
  std::promise<std::vector<Bytes>> promise;
  stage.storage.ask<std::vector<Bytes>>(
      [](storage::Outbox& outbox) -> Result<std::vector<Bytes>> {
        std::vector<Bytes> all;
        const std::vector<std::string> ids = outbox.waiting().value();
        for (const std::string& id : ids) all.push_back(outbox.bytes_of(id).value().value());
        return all;
      },
      [&](const Result<std::vector<Bytes>>& result) { promise.set_value(result.value()); });
  return promise.get_future().get();
}

intake::SealingSecret key(Stage& stage, const char* name) {
  return disk::read_sealing_secret((stage.folder.path / name).string()).value();
}

void send(Stage& stage, std::string_view name = "Sam", std::string_view number = "4155550137") {
  stage.fill_in(name, number);
  stage.tap("Yes, call me");
  REQUIRE(stage.visitor.answer().ok());
  REQUIRE(stage.visit().here().screen == ScreenId::thanks);
}

std::string digits(Stage& stage) {
  return std::string(stage.visit().withdraw_code.view());
}

void withdraw_by(Stage& stage, const std::string& eight_digits) {
  stage.tap("Ask us to call you");
  stage.tap("Take back a request");
  stage.type(eight_digits);
  stage.tap("Erase my request");
  REQUIRE(stage.visitor.answer().ok());
  REQUIRE(stage.visit().here().screen == ScreenId::withdrawn);
}

std::string other_than(std::string eight_digits) {
  eight_digits[0] = eight_digits[0] == '9' ? '0' : static_cast<char>(eight_digits[0] + 1);
  return eight_digits;
}

TEST_CASE("what a visitor types is what the caller reads, and only callers can read it") {
  Stage stage;
  send(stage);
  const std::vector<Bytes> sealed = envelopes(stage);
  REQUIRE(sealed.size() == 1);
  for (const char* name : {demo_callers_key_name, demo_recovery_key_name}) {
    CAPTURE(name);
    const Result<intake::OpenedRequest> opened = intake::open(sealed[0], key(stage, name));
    REQUIRE(opened.ok());
    CHECK(opened->name.view() == "Sam");
    CHECK(opened->number.view() == "+14155550137");
    CHECK(opened->header.when == intake::WhenToCall::as_soon_as_possible);
    CHECK(opened->if_not_me == intake::IfNotMe::say_nothing);
    CHECK(opened->header.language == "en");
    CHECK(opened->header.kiosk_id == example_site()->call_backs.kiosk_id);
    CHECK(opened->header.id == stage.visit().request_id);
  }
  intake::SeededRandom random(1);
  CHECK_FALSE(intake::open(sealed[0], intake::make_sealing_pair(random).secret).ok());
}

TEST_CASE("“porchlight open” with the callers’ key gives the name and number that were typed") {
  Stage stage;
  stage.choose_language("es");
  send(stage);
  Printed printed(stage.folder.path / "printed");
  const int code =
      open_requests((stage.folder.path / demo_callers_key_name).string(), {stage.folder.path.string()}, true);
  const auto json = nlohmann::json::parse(printed.text());
  CHECK(code == exit_ok);
  REQUIRE(json.size() == 1);
  CHECK(json[0]["name"] == "Sam");
  CHECK(json[0]["number"] == "+14155550137");
  CHECK(json[0]["language"] == "es");
}

TEST_CASE("each choice of the form reaches the caller") {
  Stage stage;
  stage.tap("Ask us to call you");
  stage.tap("Go on");
  stage.tap("Next");  // no name
  stage.type("2125550123");
  stage.tap("Next");
  stage.tap("Evenings");
  stage.tap("A short voicemail is fine");
  stage.tap("Next");
  stage.tap("Yes, call me");
  REQUIRE(stage.visitor.answer().ok());
  const Result<intake::OpenedRequest> opened =
      intake::open(envelopes(stage).at(0), key(stage, demo_callers_key_name));
  REQUIRE(opened.ok());
  CHECK(opened->name.empty());
  CHECK(opened->number.view() == "+12125550123");
  CHECK(opened->header.when == intake::WhenToCall::evenings);
  CHECK(opened->if_not_me == intake::IfNotMe::voicemail_is_fine);
}

TEST_CASE("what is changed at the review is what is sent") {
  Stage stage;
  stage.fill_in("Sam", "4155550137");
  stage.tap("Change: number");
  stage.tap("Clear");
  stage.type("2125550123");
  stage.tap("Next");
  REQUIRE(stage.visit().here().screen == ScreenId::check);
  stage.tap("Yes, call me");
  REQUIRE(stage.visitor.answer().ok());
  const Result<intake::OpenedRequest> opened =
      intake::open(envelopes(stage).at(0), key(stage, demo_callers_key_name));
  REQUIRE(opened.ok());
  CHECK(opened->number.view() == "+12125550123");
  CHECK(opened->name.view() == "Sam");
}

TEST_CASE("requests of several visitors are all kept, each with its own digits") {
  Stage stage;
  std::vector<std::string> codes;
  for (const char* number : {"4155550131", "4155550132", "4155550133"}) {
    send(stage, "Sam", number);
    codes.push_back(digits(stage));
    stage.tap("Done: clear the screen");
  }
  CHECK(stage.counts().waiting == 3);
  withdraw_by(stage, codes[1]);
  stage.tap("Done: clear the screen");
  const std::vector<Bytes> left = envelopes(stage);
  REQUIRE(left.size() == 2);
  const intake::SealingSecret callers = key(stage, demo_callers_key_name);
  CHECK(intake::open(left[0], callers)->number.view() == "+14155550131");
  CHECK(intake::open(left[1], callers)->number.view() == "+14155550133");
}

TEST_CASE("the button on the thanks screen asks first, then erases") {
  Stage stage;
  send(stage);
  stage.tap("Cancel this request now");
  stage.tap("Keep my request");
  CHECK(stage.visit().here().screen == ScreenId::thanks);
  CHECK(stage.counts().waiting == 1);
  stage.tap("Cancel this request now");
  stage.tap("Yes, cancel it");
  REQUIRE(stage.visitor.answer().ok());
  CHECK(shows(stage, "Erased. Nobody will call."));
  CHECK(stage.counts().waiting == 0);
  CHECK(envelopes(stage).empty());
}

TEST_CASE("the 8 digits erase the request in a later visit") {
  Stage stage;
  send(stage);
  const std::string code = digits(stage);
  REQUIRE(code.size() == 8);
  stage.tap("Done: clear the screen");
  withdraw_by(stage, code);
  CHECK(shows(stage, "Erased. Nobody will call."));
  CHECK(stage.counts().waiting == 0);
}

TEST_CASE("digits that fit no request here are noted for the collector, and erase nothing") {
  Stage stage;
  send(stage);
  const std::string code = digits(stage);
  stage.tap("Done: clear the screen");
  withdraw_by(stage, other_than(code));
  CHECK(shows(stage, "Noted"));
  CHECK_FALSE(shows(stage, "Erased. Nobody will call."));
  CHECK(stage.counts().waiting == 1);
  CHECK(stage.counts().withdrawals == 1);
}

TEST_CASE(
    "digits can be tried five times in ten minutes, over all visits, and even the right ones must wait "
    "then") {
  Stage stage;
  send(stage);
  const std::string code = digits(stage);
  stage.tap("Done: clear the screen");
  std::string wrong = code;
  for (int i = 0; i < 5; ++i) {
    wrong = other_than(wrong);
    withdraw_by(stage, wrong);
    CHECK(shows(stage, "Noted"));
    stage.tap("Done: clear the screen");
  }
  withdraw_by(stage, code);
  CHECK(shows(stage, "Please wait a while"));
  CHECK(stage.counts().waiting == 1);
  stage.tap("Start over");
  stage.clock.advance(minutes(10));
  stage.visitor.settle();
  if (stage.kiosk.resting()) stage.visitor.touch_at(5, 5);
  withdraw_by(stage, code);
  CHECK(shows(stage, "Erased. Nobody will call."));
  CHECK(stage.counts().waiting == 0);
}

TEST_CASE("a help line’s or an expensive number is refused with a reason, and nothing can be sent to it") {
  Stage stage;
  stage.tap("Ask us to call you");
  stage.tap("Go on");
  stage.tap("Next");
  stage.type("911");
  CHECK(shows(stage, "This is a help line"));
  CHECK_FALSE(stage.visitor.find(stage.say("Next"))->tappable());
  stage.tap("Clear");
  stage.type("9005550123");
  CHECK(shows(stage, "We can’t call this number"));
  CHECK_FALSE(stage.visitor.find(stage.say("Next"))->tappable());
}

TEST_CASE("a disk that cannot be written is said honestly, with numbers to call, and what was typed stays") {
  Stage stage({.outbox_folder = "/dev/null/nowhere"});
  stage.fill_in();
  stage.tap("Yes, call me");
  REQUIRE(stage.visitor.answer().ok());
  CHECK(stage.visit().here().screen == ScreenId::not_saved);
  CHECK(shows(stage, "We could not save it"));
  CHECK(stage.visitor.find("988") != nullptr);
  CHECK_FALSE(shows(stage, "Saved here. Not sent yet."));
  CHECK(stage.visit().draft.name.view() == "Sam");
  stage.tap("Try again");
  CHECK(stage.visit().here().screen == ScreenId::check);
  CHECK(stage.visit().draft.number.view() == "4155550137");
}

}  // namespace
}  // namespace porchlight::kiosk::test
