// Millimetres: the unit of everything that is drawn. A finger is as wide on a small panel as on a large one;
// pixels are only what a panel is made of.
#pragma once

#include <compare>

namespace porchlight {

struct Millimetres {
  float value = 0;

  friend constexpr auto operator<=>(Millimetres, Millimetres) = default;
  friend constexpr Millimetres operator+(Millimetres a, Millimetres b) { return {a.value + b.value}; }
  friend constexpr Millimetres operator-(Millimetres a, Millimetres b) { return {a.value - b.value}; }
  friend constexpr Millimetres operator*(Millimetres a, float factor) { return {a.value * factor}; }
  friend constexpr Millimetres operator/(Millimetres a, float divisor) { return {a.value / divisor}; }
};

inline namespace literals {
constexpr Millimetres operator""_mm(long double value) {
  return {static_cast<float>(value)};
}
constexpr Millimetres operator""_mm(unsigned long long value) {
  return {static_cast<float>(value)};
}
}  // namespace literals

// How many pixels of a panel lie on one millimetre. Pixels are square.
struct PxPerMm {
  float value = 4;
  constexpr float operator()(Millimetres length) const { return length.value * value; }
  constexpr Millimetres to_mm(float px) const { return {px / value}; }
};

}  // namespace porchlight
