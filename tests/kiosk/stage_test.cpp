#include <catch2/catch_test_macros.hpp>

#include "kiosk/stage.h"

namespace porchlight::kiosk::test {
namespace {

TEST_CASE("a request typed on the stage is saved, and leaves the screen with the visit") {
  Stage stage;
  stage.fill_in();
  CHECK(stage.kiosk.screen_name() == "check");
  stage.tap("Yes, call me");
  REQUIRE(stage.visitor.answer().ok());
  CHECK(stage.kiosk.screen_name() == "thanks");
  stage.tap("Done: clear the screen");
  CHECK(stage.kiosk.screen_name() == "home");
}

}  // namespace
}  // namespace porchlight::kiosk::test
