// How the parts of a screen stand on it: margins, gaps, what scrolls, and what stands beside what where there
// is room for it.
#pragma once

#include "screens/scene.h"

namespace porchlight::screens {

// --- Space ---

Millimetres margin(const Scene&);      // left and right of a screen
Millimetres part_gap(const Scene&);    // between the parts of a screen
Millimetres column_gap(const Scene&);  // between what is asked and what answers it
// The margins of a screen around what fills it.
ui::View within_margins(const Scene&, ui::View content);
// About how wide so many letters or digits are.
Millimetres width_of(const Scene&, ui::TextRole, std::size_t letters);

// --- Whole middles ---

ui::ScrollNames scroll_names(const Scene&);
// Of what scrolls at the right, where the left scrolls too: every button has a name of its own.
ui::ScrollNames right_scroll_names(const Scene&);

// A middle that scrolls when it must.
ui::View scrolling(Scene&, ui::View content);
// A question of the form: what is asked, beside or above what answers it (which always stays in sight).
ui::View form_page(Scene&, int step, ui::View question, ui::View answer);
// Two parts that scroll when they must, and a button that stays in sight: low on a high screen, low at the
// right on a wide one.
ui::View two_parts(Scene&, ui::Views first, ui::Views second, ui::View button);

// --- Typing ---

ui::KeyNames key_names(const Scene&);
// Digits into `text`, at most so many; from the pad or from a keyboard with real keys.
ui::Typing digits_into(intake::SecretText& text, std::size_t most);
ui::View digit_keys(const Scene&, intake::SecretText& text, std::size_t most);

// --- Beside or below ---

// Whether two columns stand side by side: on wide screens, unless the letters are too large for a small one.
bool two_columns(const Scene&);
// Everything below a title: in two columns the first beside the second, else above it. Either may be empty.
ui::View beside(const Scene&, ui::Views first, ui::Views second, float first_share = 0.46f);
// The rows of a list: in one column, or where there is room in several that are read one after the other.
ui::View list_of(const Scene&, ui::Views rows, std::size_t columns = 2);
// A picture beside words where at least `words_width` is left for them, else below them.
ui::View with_picture(ui::View picture, ui::View words, Millimetres words_width, bool picture_first);
// The first of several ways to lay out the same content that is no higher than the room there is; else the
// last.
ui::View first_that_fits(ui::Views ways);

}  // namespace porchlight::screens
