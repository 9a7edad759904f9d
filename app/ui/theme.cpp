#include "ui/theme.h"

#include <cmath>
#include <utility>

namespace porchlight::ui {
namespace {

double linear(std::uint8_t channel) {
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Color c) {
  return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

constexpr Color white = Color::hex(0xFFFFFF), black = Color::hex(0x000000);

constexpr Theme make_standard() {
  Theme t;
  t.background = Color::hex(0xFAF6EE);
  t.surface = white;
  t.sunken = Color::hex(0xF1EADC);
  t.ink = Color::hex(0x101D23);
  t.muted = Color::hex(0x2A3840);
  t.line = Color::hex(0xD8CDB9);
  t.edge = Color::hex(0x8F7647);
  t.primary = Color::hex(0x083B41);
  t.on_primary = white;
  t.on_primary_muted = Color::hex(0xE6F1F0);
  t.tint = Color::hex(0xDDECEB);
  t.on_tint = Color::hex(0x062F34);
  t.lamp = Color::hex(0xF7BE5F);
  t.on_lamp = Color::hex(0x101D23);
  t.live_edge = Color::hex(0xB06F04);
  t.note = Color::hex(0xFDF1DA);
  t.on_note = t.ink;
  t.help = Color::hex(0x6B1A11);
  t.on_help = white;
  t.help_tint = Color::hex(0xFBEBE6);
  t.on_help_tint = Color::hex(0x5E140C);
  t.shade = Color::hex(0x4F595B);
  t.focus = Color::hex(0x0A4FC4);
  return t;
}

constexpr Theme make_dark() {
  Theme t;
  t.background = Color::hex(0x0C1A1F);
  t.surface = Color::hex(0x14262C);
  t.sunken = Color::hex(0x1B3038);
  t.ink = Color::hex(0xF6F1E7);
  t.muted = Color::hex(0xDCE3E4);
  t.line = Color::hex(0x2C434B);
  t.edge = Color::hex(0x8FA3A8);
  t.primary = Color::hex(0x9FDAD8);
  t.on_primary = Color::hex(0x04191C);
  t.on_primary_muted = Color::hex(0x08262A);
  t.tint = Color::hex(0x173C41);
  t.on_tint = Color::hex(0xEAF7F6);
  t.lamp = Color::hex(0xF7BE5F);
  t.on_lamp = Color::hex(0x101D23);
  t.live_edge = Color::hex(0xF7BE5F);
  t.note = Color::hex(0x2B2714);
  t.on_note = Color::hex(0xFBF3DF);
  t.help = Color::hex(0xF6C9BF);
  t.on_help = Color::hex(0x360A05);
  t.help_tint = Color::hex(0x33120D);
  t.on_help_tint = Color::hex(0xFBE3DD);
  t.shade = Color::hex(0x05090B);
  t.focus = Color::hex(0xFFE27A);
  return t;
}

// Two colors and nothing else.
constexpr Theme make_two_colors(Color paper, Color ink) {
  Theme t;
  t.background = t.surface = t.sunken = t.tint = t.note = t.help_tint = t.shade = paper;
  t.ink = t.muted = t.line = t.edge = t.live_edge = t.on_tint = t.on_note = t.on_help_tint = ink;
  t.primary = t.lamp = t.help = t.focus = ink;
  t.on_primary = t.on_primary_muted = t.on_lamp = t.on_help = paper;
  t.border_mm = 1.0f;
  t.outlined = true;
  return t;
}

constexpr Theme standard = make_standard(), dark = make_dark(),
                white_on_black = make_two_colors(black, white),
                black_on_white = make_two_colors(white, black);

constexpr std::pair<ThemeName, std::string_view> theme_names[] = {
    {ThemeName::standard, "standard"},
    {ThemeName::dark, "dark"},
    {ThemeName::white_on_black, "white-on-black"},
    {ThemeName::black_on_white, "black-on-white"},
};
constexpr std::pair<TextSize, std::string_view> text_size_names[] = {
    {TextSize::s, "s"}, {TextSize::m, "m"}, {TextSize::l, "l"}, {TextSize::xl, "xl"}};

// Capital heights in millimetres, by TextSize. What is read stays within VVSG's ranges; what is larger than
// that anyway grows less, so that an extra-large screen is not one word a line.
struct RoleRow {
  TextRole role;
  std::array<float, 4> capital_mm;
  int weight;
  float line_height, tracking_em;
  text::Face face;
};
constexpr auto display = text::Face::display;
constexpr auto plain = text::Face::text;
constexpr RoleRow role_rows[] = {
    {TextRole::title, {9.6f, 12.3f, 13.4f, 14.4f}, 700, 1.12f, -0.015f, display},
    {TextRole::heading, {6.4f, 8.3f, 9.4f, 10.8f}, 700, 1.15f, -0.011f, display},
    {TextRole::tile, {5.8f, 7.1f, 8.2f, 9.4f}, 700, 1.15f, -0.011f, display},
    {TextRole::hero, {7.6f, 9.8f, 10.8f, 11.8f}, 700, 1.15f, -0.011f, display},
    {TextRole::subheading, {4.8f, 6.5f, 7.6f, 9.2f}, 600, 1.2f, 0, plain},
    {TextRole::lead, {4.2f, 6.2f, 7.1f, 8.8f}, 400, 1.4f, 0, plain},
    {TextRole::body, {4.1f, 5.6f, 7.0f, 8.8f}, 400, 1.42f, 0, plain},
    {TextRole::small, {3.7f, 5.05f, 6.5f, 8.5f}, 400, 1.4f, 0, plain},
    {TextRole::label, {3.7f, 5.05f, 6.5f, 8.5f}, 600, 1.2f, 0, plain},
    {TextRole::button, {4.5f, 6.1f, 7.1f, 8.8f}, 600, 1.2f, 0, plain},
    {TextRole::day, {3.9f, 5.3f, 6.5f, 8.5f}, 600, 1.15f, 0, plain},
    {TextRole::day_small, {3.7f, 5.05f, 6.5f, 8.5f}, 400, 1.2f, 0, plain},
    {TextRole::bar, {3.7f, 5.05f, 6.5f, 8.5f}, 600, 1.15f, 0, plain},
    {TextRole::bar_main, {4.5f, 6.1f, 7.1f, 8.8f}, 600, 1.15f, 0, plain},
    {TextRole::time, {6.0f, 7.9f, 8.8f, 9.8f}, 700, 1.15f, -0.01f, display},
    {TextRole::clock, {7.4f, 9.4f, 9.8f, 10.4f}, 700, 1.1f, -0.01f, display},
    {TextRole::key, {7.0f, 8.4f, 9.2f, 10.2f}, 600, 1.1f, 0, display},
    {TextRole::field, {9.6f, 12.4f, 13.0f, 13.6f}, 600, 1.15f, 0, display},
    {TextRole::digits, {12.0f, 15.2f, 15.6f, 16.0f}, 700, 1.15f, 0.07f, display},
    {TextRole::number, {11.0f, 13.7f, 14.2f, 14.6f}, 800, 1.12f, -0.01f, display},
    {TextRole::emergency, {15.0f, 18.8f, 19.4f, 20.0f}, 800, 1.1f, 0, display},
    {TextRole::countdown, {28.0f, 32.5f, 32.5f, 32.5f}, 800, 1.0f, 0, display},
    {TextRole::rest_clock, {36.0f, 36.0f, 36.0f, 36.0f}, 700, 1.0f, -0.03f, display},
    {TextRole::rest_title, {16.6f, 16.6f, 16.6f, 16.6f}, 700, 1.1f, -0.015f, display},
    {TextRole::rest_body, {7.4f, 7.4f, 7.4f, 7.4f}, 400, 1.4f, 0, plain},
};

}  // namespace

double contrast(Color a, Color b) {
  const double la = luminance(a), lb = luminance(b);
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

const Theme& theme(ThemeName name) {
  switch (name) {
    case ThemeName::standard:
      return standard;
    case ThemeName::dark:
      return dark;
    case ThemeName::white_on_black:
      return white_on_black;
    case ThemeName::black_on_white:
      return black_on_white;
  }
  return standard;
}

const Theme& rest_theme(bool dim) {
  static constexpr Theme resting = [] {
    Theme t = make_dark();
    t.ink = Color::hex(0xF6F1E7);
    t.muted = Color::hex(0xC6D0D2);
    return t;
  }();
  static constexpr Theme dimmed = [] {
    Theme t = make_dark();
    t.background = black;
    t.ink = t.muted = Color::hex(0xBAB6AE);
    t.lamp = Color::hex(0xE3B25B);
    return t;
  }();
  return dim ? dimmed : resting;
}

std::string_view name_of(ThemeName name) {
  return theme_names[static_cast<std::size_t>(name)].second;
}

std::optional<ThemeName> theme_named(std::string_view name) {
  for (const auto& [value, text] : theme_names)
    if (text == name) return value;
  return std::nullopt;
}

std::string_view name_of(TextSize size) {
  return text_size_names[static_cast<std::size_t>(size)].second;
}

std::optional<TextSize> text_size_named(std::string_view name) {
  for (const auto& [value, text] : text_size_names)
    if (text == name) return value;
  return std::nullopt;
}

TextLook look(TextRole role, TextSize size) {
  for (const RoleRow& row : role_rows)
    if (row.role == role)
      return {{row.capital_mm[static_cast<std::size_t>(size)]},
              row.weight,
              row.line_height,
              row.tracking_em,
              row.face};
  return {};
}

}  // namespace porchlight::ui
