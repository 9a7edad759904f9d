// Theme: colors by role and text by role. A screen never names a color or a size, only what a thing is; so
// the same screen is right in every theme, text size and panel.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "base/millimetres.h"
#include "text/typesetter.h"
#include "ui/color.h"

namespace porchlight::ui {

enum class ThemeName { standard, dark, white_on_black, black_on_white };
std::string_view name_of(ThemeName);  // "standard", "white-on-black": for --theme
std::optional<ThemeName> theme_named(std::string_view);

struct Theme {
  Color background, surface, sunken;  // of the screen; of cards, keys and buttons; of chips and soft keys
  Color ink, muted;                   // text, and text that steps back; both readable on all three
  Color line;                         // between things; tells nothing, so it needs no contrast
  Color edge;                         // of a control: 3:1 on background and surface (WCAG 1.4.11)
  Color primary, on_primary, on_primary_muted;
  Color tint, on_tint;            // a quiet patch of the primary color: icons, chosen options
  Color lamp, on_lamp;            // the light by the door: what is on now
  Color live_edge;                // frame of a meeting that is on or near
  Color note, on_note;            // a patch that asks to be read
  Color help, on_help;            // the Help button
  Color help_tint, on_help_tint;  // the emergency card
  Color shade;                    // behind a dialog; opaque too
  Color focus;                    // around what a keypad is at: 3:1 on all that it can lie on (WCAG 1.4.11)
  float border_mm = 0.5f;         // of controls; thicker in the high-contrast themes
  bool outlined = false;          // cards and rows have a border instead of a shadow
};
const Theme& theme(ThemeName);

// Of the rest screen, which is dark in every theme; `dim`: with about half the light, as contrast allows.
const Theme& rest_theme(bool dim = false);

// Small, default, large, extra large: capitals of 3.5-4.2, 4.8-5.6, 6.4-7.1 and 8.5-9.0 mm (VVSG 2.0, 7.1-G
// and 7.1-H).
enum class TextSize { s, m, l, xl };
std::string_view name_of(TextSize);
std::optional<TextSize> text_size_named(std::string_view);

enum class TextRole {
  title,       // one a screen
  heading,     // of a tile or a part
  tile,        // of a tile where the screen is wide
  hero,        // the next meeting on the home screen
  subheading,  // of a card
  lead,        // the first paragraph of a step
  body,
  small,   // under a name; still the full default size
  label,   // on a pill, a chip, a filter
  button,  // on a main button
  day,     // on the button of a day: seven stand beside each other
  day_small,
  bar,        // in the bottom bar: grows no further than `l` on a small panel
  bar_main,   // on its two main buttons; the same
  time,       // of a meeting in a list
  clock,      // in the top bar
  key,        // on the keyboard
  field,      // what is typed
  digits,     // of the withdrawal code
  number,     // a number to call
  emergency,  // 911
  countdown,
  rest_clock,
  rest_title,
  rest_body,
};

struct TextLook {
  Millimetres capital;  // height of a capital letter
  int weight = 400;
  float line_height = 1.4f;  // em
  float tracking_em = 0;
  text::Face face = text::Face::text;
};
TextLook look(TextRole, TextSize);

// Sizes of things to touch, and the space between them.
namespace size {
using namespace porchlight::literals;
inline constexpr Millimetres main_target = 20_mm;     // a button of the main path
inline constexpr Millimetres key = 14_mm;             // smallest key
inline constexpr Millimetres least_target = 12.7_mm;  // VVSG 2.0, 7.2-I: never smaller
inline constexpr Millimetres gap = 3_mm;              // between targets; never under 2.54 (VVSG 2.0, 7.2-I)
inline constexpr Millimetres margin = 12_mm;          // of a screen
inline constexpr Millimetres part_gap = 8_mm;         // between the parts of a screen
inline constexpr Millimetres text_gap = 3.5_mm;       // between a heading and its text
inline constexpr Millimetres card_padding = 9.5_mm;
inline constexpr Millimetres card_radius = 7.9_mm;
inline constexpr Millimetres button_radius = 6.9_mm;
inline constexpr Millimetres slop = 5_mm;  // a finger that moves further drags
// The ring around what a keypad is at. WCAG 2.2, 2.4.13 asks for 2 CSS pixels, half a millimetre; this is to
// be seen from a wheelchair. With the space inside it less than the smallest gap, so that it touches no
// neighbour.
inline constexpr Millimetres focus_ring = 2_mm;
inline constexpr Millimetres focus_space = 0.5_mm;
}  // namespace size

// A panel whose shorter side is less than this is small: its margins are narrower, its main targets no larger
// than they must be, and the labels of its bottom bar stop growing at `l`. The smallest that is supported is
// 332x207 mm (15.4 inch).
inline constexpr Millimetres small_panel_side{250};

}  // namespace porchlight::ui
