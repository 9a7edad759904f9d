#include <cmath>

#include <catch2/catch_test_macros.hpp>

#include "platform/window.h"

namespace porchlight::platform {
namespace {

bool about(const std::optional<PxPerMm>& density, float expected) {
  return density && std::abs(density->value - expected) < 0.05F;
}

TEST_CASE("a panel's own word on its size is believed when it can be true") {
  CHECK(about(believable_density({1080, 1920}, {268}, {476}), 4.03F));
  CHECK(about(believable_density({1920, 1080}, {476}, {268}), 4.03F));
  CHECK(about(believable_density({1280, 800}, {332}, {207}), 3.86F));
  CHECK(about(believable_density({1920, 1080}, {480}, {270}), 4));
}

TEST_CASE("an aspect ratio, zero or a panel not turned with its picture is not believed") {
  CHECK_FALSE(believable_density({1920, 1080}, {16}, {9}));
  CHECK_FALSE(believable_density({1920, 1080}, {160}, {90}));
  CHECK_FALSE(believable_density({1920, 1080}, {0}, {0}));
  CHECK_FALSE(believable_density({1920, 1080}, {1600}, {900}));
  CHECK_FALSE(believable_density({1080, 1920}, {476}, {268}));
}

}  // namespace
}  // namespace porchlight::platform
