// Color: an opaque sRGB color. Nothing on the screen is made by opacity, so that contrast is what the theme
// says it is.
#pragma once

#include <cstdint>

namespace porchlight::ui {

struct Color {
  std::uint8_t red = 0, green = 0, blue = 0;

  // 0xRRGGBB, as in the design.
  static constexpr Color hex(std::uint32_t rgb) {
    return {static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8),
            static_cast<std::uint8_t>(rgb)};
  }
  friend constexpr bool operator==(Color, Color) = default;
};

// Contrast ratio of WCAG 2.2 ("contrast ratio", https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio): 1 to 21.
double contrast(Color a, Color b);

}  // namespace porchlight::ui
