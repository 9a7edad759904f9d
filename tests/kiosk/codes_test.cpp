// Every code on every screen, read from the pixels by the reader that phones have; and what a phone then does
// with it.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "kiosk/stage.h"
#include "kiosk/tour.h"
#include "support/code_reader.h"

namespace porchlight::kiosk::test {
namespace {

std::string read_node(const platform::Picture& picture, const ui::Rect& box) {
  const int left = static_cast<int>(box.x), top = static_cast<int>(box.y);
  const int wide = static_cast<int>(box.width), high = static_cast<int>(box.height);
  std::vector<std::uint8_t> luminance;
  for (int y = top; y < top + high; ++y)
    for (int x = left; x < left + wide; ++x) {
      const std::size_t at = (static_cast<std::size_t>(y) * picture.width + x) * 4;
      luminance.push_back(picture.rgba.at(at + 1));
    }
  return support::read_code(luminance, wide, high);
}

// Scrolls to the image with this name, as a finger would, and reads it.
std::string read_named(Stage& stage, const std::string& name) {
  const auto box_of_it = [&]() -> std::optional<ui::Rect> {
    for (const ui::Node& node : stage.visitor.see().nodes)
      if (node.role == ui::Role::image && node.name == name) return node.box;
    return std::nullopt;
  };
  const auto before = box_of_it();
  if (!before) return "there is no image “" + name + "”";
  // So that it stands below the top bar.
  ui::Scroll& scroll = stage.visit().here().scroll;
  const float top = stage.px(Millimetres{45});
  scroll.offset_px = std::clamp(scroll.offset_px + before->y - top, 0.0f, scroll.reach_px);
  stage.visitor.settle();
  stage.renderer->draw(stage.gui.draw_data());
  return read_node(stage.offscreen->read(), *box_of_it());
}

// The list gives its times a space that does not break.
constexpr const char* tonight = "7:00\u00a0PM Tuesday Night Beginners";

void to_the_meeting(Stage& stage) {
  stage.tap("Find a meeting");
  const Outcome tapped = stage.visitor.tap_first(tonight);
  if (!tapped.ok()) FAIL(tapped.error().what);
}

constexpr platform::PixelSize sizes[] = {{1080, 1920}, {1920, 1080}, {1280, 800}};

TEST_CASE("the calendar code is read on every panel and in every theme, with and without the name",
          "[codes]") {
  for (const platform::PixelSize size : sizes)
    for (const ui::ThemeName theme : {ui::ThemeName::standard, ui::ThemeName::white_on_black}) {
      Stage stage({.size = size, .theme = theme, .pixels = true});
      if (stage.offscreen == nullptr) SKIP("no EGL here: nothing can be drawn without a screen");
      to_the_meeting(stage);
      const std::string quiet = read_named(stage, "Code for a phone’s calendar");
      INFO(size.width << "x" << size.height << " " << ui::name_of(theme) << "\n" << quiet);
      CHECK(quiet.starts_with("BEGIN:VCALENDAR\r\n"));
      CHECK(quiet.find("SUMMARY:Appointment\r\n") != std::string::npos);
      CHECK(quiet.find("DTSTART:20261124T190000\r\n") != std::string::npos);
      CHECK(quiet.find("eginners") == std::string::npos);

      stage.tap("Show the meeting’s name");
      const std::string told = read_named(stage, "Code for a phone’s calendar");
      CHECK(told.find("SUMMARY:Tuesday Night Beginners\r\n") != std::string::npos);
      CHECK(told.find("LOCATION:Room 2") != std::string::npos);
    }
}

TEST_CASE("the next meeting one looks at says only “Appointment” again", "[codes]") {
  Stage stage;
  to_the_meeting(stage);
  stage.tap("Show the meeting’s name");
  CHECK(stage.visit().here().names_meeting);
  stage.tap("‹ Back");
  REQUIRE(stage.visitor.tap_first(tonight).ok());
  CHECK_FALSE(stage.visit().here().names_meeting);
}

TEST_CASE("each number to call has a code that calls it, and the emergency number none", "[codes]") {
  Stage stage({.pixels = true});
  if (stage.offscreen == nullptr) SKIP("no EGL here: nothing can be drawn without a screen");
  stage.tap("Help now: call or text");
  for (const guide::Helpline* line : guide::for_help_screen(stage.kiosk.site().helplines)) {
    const std::string name = "Code for a phone: call " + line->number;
    if (line->emergency) {
      CHECK(stage.visitor.find(name) == nullptr);
      continue;
    }
    std::string digits = line->number;
    std::erase_if(digits, [](char c) { return c < '0' || c > '9'; });
    CHECK(read_named(stage, name) == "tel:" + digits);
    if (line->text_number.empty()) continue;
    CHECK(read_named(stage, "Code for a phone: text " + line->text_number).starts_with("sms:"));
  }
}

TEST_CASE("the way to another building can be taken along, to this one it cannot", "[codes]") {
  Stage stage({.pixels = true});
  if (stage.offscreen == nullptr) SKIP("no EGL here: nothing can be drawn without a screen");
  const std::string name = "Code for a phone: the way there";
  int elsewhere = 0;
  for (const schedule::Occurrence& occurrence : stage.kiosk.site().schedule->today(stage.clock.now())) {
    stage.visit().go(screens::ScreenId::meeting, occurrence.id);
    stage.visitor.settle();
    if (occurrence.here) CHECK(stage.visitor.find(name) == nullptr);
    if (occurrence.here || occurrence.place.approximate || occurrence.place.address.empty()) continue;
    ++elsewhere;
    const std::string code = read_named(stage, name);
    INFO(occurrence.id);
    CHECK((occurrence.place.coordinates ? code.starts_with("geo:") : code == occurrence.place.address));
    // Nothing that needs a network, and nobody's maps.
    CHECK(code.find("http") == std::string::npos);
    stage.tap("‹ Back");
  }
  CHECK(elsewhere > 0);
}

TEST_CASE("no code on any screen of the tour is too dense for a phone", "[codes]") {
  for (const platform::PixelSize size : sizes) {
    const TemporaryFolder folder;
    const Result<Toured> toured = tour({.out = folder.path.string(),
                                        .config = example_config(),
                                        .state = (folder.path / "state").string(),
                                        .size = size,
                                        .at = tuesday_evening,
                                        .json_only = true});
    REQUIRE(toured.ok());
    int codes = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path)) {
      if (entry.path().extension() != ".json") continue;
      std::ifstream file(entry.path());
      const nlohmann::json described = nlohmann::json::parse(file);
      for (const auto& node : described["nodes"]) {
        if (node["role"] != "image") continue;
        ++codes;
        INFO(entry.path().filename().string() << ": " << node["name"]);
        CHECK(node["box_mm"][2] >= 30);
        CHECK(node["clipped"] == false);
      }
    }
    CHECK(codes > 10);
  }
}

}  // namespace
}  // namespace porchlight::kiosk::test
