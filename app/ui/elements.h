// The elements a screen is made of. Functions that make them, so that a screen reads like what it shows:
//   column(8_mm, views(title(tr("Help now")), card(...), paragraph(...)))
// Colors are members of Theme (&Theme::muted). All texts are UTF-8 and already translated.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/millimetres.h"
#include "text/squares.h"
#include "text/typesetter.h"
#include "ui/element.h"
#include "ui/semantics.h"
#include "ui/theme.h"

namespace porchlight::ui {

// --- Arrangement ---

View column(Millimetres gap, Views children);
// Children side by side at their natural widths, then wrapped into the next line.
View flow(Millimetres gap, Views children);
// The same in at most so many lines: of more children the first ones, but never fewer than `least`, and then
// `more`, which asks for the rest.
View flow_in_lines(int most_lines, Millimetres gap, Views children, std::size_t least, View more);
// Children side by side. `weights`: shares of the width; 0: the natural width. Centred upon each other in
// height unless `top` holds.
View row(Millimetres gap, std::vector<float> weights, Views children, bool top = false);
// Columns of the same width, rows of the same height.
View grid(std::size_t columns, Millimetres gap, Views children);
// The same with the first number of columns at which no word breaks, else with the last.
View grid_that_fits(std::vector<std::size_t> columns, Millimetres gap, Views children);
// Buttons side by side, as high as each other; by weight, but none so narrow that a word breaks.
View row_of_buttons(Millimetres gap, std::vector<float> weights, Views buttons);
View padded(Millimetres horizontal, Millimetres vertical, View child);
// Takes the space that is left in a column.
View spacer();
View space(Millimetres height);
// A child in the middle of a column that has space left.
View centred(View child);
// At most so wide, in the middle.
View at_most(Millimetres width, View child);
View rule();

// What does not fit scrolls: by dragging, and by the More buttons beside it. `more` and `up` name those.
struct ScrollNames {
  std::string more, up;
};
View scroll(Scroll& state, ScrollNames names, View child);

// --- Text ---

struct Words {
  std::vector<std::pair<std::string, bool>> runs;  // text, bold
  Words(std::string text) { runs.emplace_back(std::move(text), false); }
  Words(const char* text) : Words(std::string(text)) {}
  Words(std::string_view text) : Words(std::string(text)) {}
  Words(std::vector<std::pair<std::string, bool>> spans) : runs(std::move(spans)) {}
  std::string plain() const;
};

struct TextOptions {
  TextRole role = TextRole::body;
  Color Theme::*color = &Theme::ink;
  text::Align align = text::Align::start;
  Role says = Role::text;
  std::string language;     // when it is not the screen's
  bool is_private = false;  // the visitor's own
  bool is_title = false;    // what the screen is called
  Tap held = {};            // staff's way in; see touch.h
};
View text_block(Words words, TextOptions options);

View title(std::string text);
View heading(std::string text, TextRole role = TextRole::heading, Color Theme::*color = &Theme::ink);
View paragraph(Words words, Color Theme::*color = &Theme::ink, TextRole role = TextRole::body);

// --- Another look ---

// A part of the screen in another text size or theme than the rest: what somebody is about to choose.
View in_text_size(TextSize text_size, View child);
View in_theme(ThemeName name, View child);

// --- Surfaces ---

struct Surface {
  Color Theme::*fill = &Theme::surface;
  Color Theme::*border = nullptr;  // nullptr: none, or in outlined themes `edge`
  float border_factor = 1;         // times Theme::border_mm
  Millimetres radius = size::card_radius;
  Millimetres padding_x = size::card_padding, padding_y = size::card_padding;
  Millimetres least_height{0};
  bool shadow = false;
  bool dashed = false;
  bool centred = false;  // the child is in the middle, both ways
};
namespace surface {
extern const Surface card, hero, note, emergency, button_primary, button_quiet, button_help, button_off, pill,
    filter, filter_on, day, day_on, option, option_on, key, key_soft, chip, chip_lamp, plain_row, change, bar,
    bar_quiet, bar_help, bottom, bottom_small, meeting, meeting_live, tile, search_box;
}

// A part of the screen on a surface; says nothing itself.
View card(View child, const Surface& surface = surface::card);

// A surface that can be tapped: says `node`; what is drawn in it belongs to it. `node.box` is filled in.
View pressable(Node node, const Surface& surface, View child);

// --- Widgets ---

// `language`, here and below: of the name, when it is not the screen's.
View button(std::string name, const Surface& surface, Tap tap, TextRole role = TextRole::button,
            std::string language = {});
// Cannot be tapped now; `hint` says why.
View button_disabled(std::string name, std::string hint);
// The answer to a question that changes nothing: also what Back does while it is asked.
View button_keep(std::string name, Tap tap);
// Erases or sends: the same, marked so that a test can hold it against its neighbours.
View button_final(std::string name, const Surface& surface, Tap tap);
// `said`: its name, where what it shows alone could be another thing.
View toggle(std::string name, bool on, Tap tap, std::string said = {});
View radio(std::string name, bool on, Tap tap, std::string language = {});
View chip(std::string text, bool lamp = false);
View icon(std::string_view name, Millimetres size, Color Theme::*color = &Theme::primary);
// The word beside its icon, or below it where that is too wide; where one line is too wide, the word alone in
// two; and where those are, the icon alone: for a button whose node has the name.
View icon_and_word(View icon, View word);
// In the middle of the room that either of them takes: what stands beside it stays where it is when they
// change.
View by_turns(View shown, View other);
// An icon in a patch of tint.
View badge(std::string_view icon_name, Millimetres patch, Millimetres icon_size, bool round = false);
View number_badge(std::string number, Millimetres size, TextRole role = TextRole::label);
// What is typed, with a caret. `prompt` shows while it is empty.
// `typing`: by a keyboard with real keys.
View field(std::string name, std::string value, std::string prompt, bool is_private, Typing typing = {});
View progress(int step, int of);

// Drawn black on white in every theme, with the quiet zone it needs.
View qr_code(std::string name, text::Squares squares, Millimetres size, std::string language = {});

// A question in a box above the screen, which is covered. `name` is read out first; `keep` goes on, `erase`
// does not and lies never where the main button of the screen before was; `bottom` stands at the lower edge
// of the screen.
View dialog(std::string name, View question, View keep, View erase, View bottom);

// The whole screen: a top that stays, a middle, a bottom that stays. With `lowered` the top and the middle
// are slid down until their upper edge is in reach (Look::too_high_px); what is then behind the bottom can be
// neither seen nor touched. Its goal_px says where it is sliding to; 0 is all the way down.
View screen(View top, View middle, View bottom, Scroll* lowered = nullptr);

}  // namespace porchlight::ui
