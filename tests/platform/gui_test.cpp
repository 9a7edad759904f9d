#include "platform/gui.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "platform/renderer.h"
#include "views.h"

namespace porchlight::platform::test {
namespace {

struct Stage {
  FakeClock clock{kStart};
  Gui gui{clock, {400, 600}};
  NullRenderer renderer;
};

// A view with one target, 100 pixels wide, that counts its taps.
struct Target {
  int taps = 0;
  bool hovered = false;
  ScriptedView view{[this] {
    ImGui::SetNextWindowPos(ImVec2(0, 0));
    ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
    ImGui::Begin("screen", nullptr, ImGuiWindowFlags_NoDecoration);
    ImGui::SetCursorScreenPos(ImVec2(100, 100));
    if (ImGui::InvisibleButton("target", ImVec2(100, 100))) ++taps;
    hovered = ImGui::IsItemHovered();
    ImGui::End();
  }};
};

TEST_CASE("one tap of a finger is one tap, also when press and release come at once") {
  Stage stage;
  Target target;
  stage.gui.build_until_settled(target.view);
  stage.gui.touch_down(150, 150);
  stage.gui.touch_up();
  stage.gui.build_until_settled(target.view);
  CHECK(target.taps == 1);
  CHECK_FALSE(target.hovered);
}

TEST_CASE("the second tap on the same place is seen as well") {
  Stage stage;
  Target target;
  stage.gui.build_until_settled(target.view);
  for (int i = 0; i < 2; ++i) {
    stage.gui.touch_down(150, 150);
    stage.gui.build_until_settled(target.view);
    stage.gui.touch_up();
    stage.gui.build_until_settled(target.view);
  }
  CHECK(target.taps == 2);
}

TEST_CASE("a finger that slid off its target does not tap it") {
  Stage stage;
  Target target;
  stage.gui.build_until_settled(target.view);
  stage.gui.touch_down(150, 150);
  stage.gui.touch_move(150, 400);
  stage.gui.touch_up();
  stage.gui.build_until_settled(target.view);
  CHECK(target.taps == 0);
}

TEST_CASE("time in ImGui is the time of the clock") {
  Stage stage;
  ScriptedView view;
  stage.gui.build(view);
  stage.clock.advance(milliseconds(250));
  stage.gui.build(view);
  CHECK(ImGui::GetIO().DeltaTime == 0.25F);
  stage.gui.build(view);
  CHECK(ImGui::GetIO().DeltaTime > 0);
  CHECK(ImGui::GetIO().DeltaTime < 0.001F);
}

TEST_CASE("a turned panel is laid out in its new size") {
  Stage stage;
  ImVec2 seen;
  ScriptedView view([&] { seen = ImGui::GetMainViewport()->Size; });
  stage.gui.resize({600, 400});
  stage.gui.build(view);
  CHECK(seen.x == 600);
  CHECK(seen.y == 400);
}

TEST_CASE("after a visit ImGui remembers no character and no place of a finger") {
  Stage stage;
  ScriptedView view;
  stage.gui.touch_down(123, 456);
  for (const char letter : std::string("Brendan")) stage.gui.character(static_cast<unsigned char>(letter));
  stage.gui.build_until_settled(view);
  const auto holds_something = [](const auto& vector) {
    const auto* first = reinterpret_cast<const char*>(vector.Data);
    const size_t bytes = static_cast<size_t>(vector.Capacity) * sizeof(*vector.Data);
    return std::any_of(first, first + bytes, [](char byte) { return byte != 0; });
  };
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  REQUIRE(holds_something(context.IO.InputQueueCharacters));
  REQUIRE(holds_something(context.InputEventsQueue));
  REQUIRE(holds_something(context.InputEventsTrail));
  stage.gui.forget();
  CHECK_FALSE(holds_something(context.IO.InputQueueCharacters));
  CHECK_FALSE(holds_something(context.InputEventsQueue));
  CHECK_FALSE(holds_something(context.InputEventsTrail));
}

TEST_CASE("a finger lifted while the visit is wiped is lifted") {
  Stage stage;
  ScriptedView view;
  stage.gui.touch_down(10, 10);
  stage.gui.build_until_settled(view);
  REQUIRE(ImGui::GetIO().MouseDown[0]);
  stage.gui.touch_up();
  stage.gui.forget();
  stage.gui.build_until_settled(view);
  CHECK_FALSE(ImGui::GetIO().MouseDown[0]);
}

TEST_CASE("there is no clipboard: what goes in does not come out") {
  Stage stage;
  ImGui::SetClipboardText("4155550137");
  CHECK(std::string(ImGui::GetClipboardText()).empty());
}

}  // namespace
}  // namespace porchlight::platform::test
