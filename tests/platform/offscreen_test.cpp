#include "platform/offscreen.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <catch2/catch_test_macros.hpp>

#include "views.h"

namespace porchlight::platform::test {
namespace {

constexpr PixelSize kSize{120, 200};

using Pixel = std::array<int, 4>;

Pixel pixel(const Picture& picture, int x, int y) {
  const auto at = static_cast<size_t>((y * picture.width + x) * 4);
  return {picture.rgba[at], picture.rgba[at + 1], picture.rgba[at + 2], picture.rgba[at + 3]};
}

// An orange rectangle from (10, 20) to (40, 80): nearer to the top left corner than to any other.
void orange_rectangle() {
  screen().AddRectFilled(ImVec2(10, 20), ImVec2(40, 80), IM_COL32(240, 150, 30, 255));
}

Picture draw(const std::function<void()>& content) {
  const FakeClock clock(kStart);
  Gui gui(clock, kSize);
  const auto offscreen = Offscreen::open(kSize);
  REQUIRE(offscreen.ok());
  ScriptedView view(content);
  gui.build_until_settled(view);
  (*offscreen)->draw(gui.draw_data());
  return (*offscreen)->read();
}

TEST_CASE("a rectangle drawn without a screen is found where it was put, on black") {
  const Picture picture = draw(orange_rectangle);
  REQUIRE(picture.width == kSize.width);
  REQUIRE(picture.height == kSize.height);
  REQUIRE(picture.rgba.size() == size_t{4} * 120 * 200);
  const Pixel orange{240, 150, 30, 255};
  const Pixel black{0, 0, 0, 255};
  for (int y = 0; y < kSize.height; ++y) {
    for (int x = 0; x < kSize.width; ++x) {
      const bool edge = (x >= 9 && x <= 40 && y >= 19 && y <= 80) && (x < 11 || x > 38 || y < 21 || y > 78);
      if (edge) continue;  // smoothed
      const bool inside = x >= 11 && x <= 38 && y >= 21 && y <= 78;
      REQUIRE(pixel(picture, x, y) == (inside ? orange : black));
    }
  }
}

TEST_CASE("the same frame drawn twice gives the same bytes") {
  const auto busy = [] {
    for (int i = 0; i < 40; ++i) {
      const auto at = static_cast<float>(i);
      screen().AddCircleFilled(ImVec2(60 + at, 100 - at), 30.5F, IM_COL32(6 * i, 255 - 6 * i, 99, 120));
    }
    screen().AddText(ImVec2(3, 3), IM_COL32_WHITE, "Tonight: on");
  };
  const Picture first = draw(busy);
  CHECK(first.rgba == draw(busy).rgba);
  CHECK(first.rgba != draw(orange_rectangle).rgba);
}

TEST_CASE("a PNG of the same picture has the same bytes, and an unwritable place is named") {
  const Picture picture = draw(orange_rectangle);
  const auto folder = std::filesystem::temp_directory_path() / "porchlight-test-platform-picture";
  std::filesystem::create_directories(folder);
  const auto bytes = [&](const char* name) {
    REQUIRE(write_png(picture, folder / name).ok());
    std::ifstream file(folder / name, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  const std::string first = bytes("one.png");
  CHECK(first.starts_with("\x89PNG"));
  CHECK(first == bytes("two.png"));
  const Outcome refused = write_png(picture, folder / "missing" / "three.png");
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().what.find("three.png") != std::string::npos);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace porchlight::platform::test
