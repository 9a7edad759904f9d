// Parts of the screens that show pages of the guide.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "screens/layout.h"

namespace porchlight::screens {

// A row of a list: a name, a line about it, and what a tap does. `language`: of both, when it is not the
// screen's.
ui::View list_row(std::string name, std::string about, ui::Tap tap, std::string language = {},
                  ui::View before = {});

// Opens the page by its row in a list.
ui::View page_row(Scene& scene, const guide::Page& page);

// A page from its first words to what stands below: `intro` until the first "## ", each section after it a
// card.
struct PageBody {
  ui::Views intro, sections;
};
PageBody page_body(Scene& scene, const guide::Page& page, ui::TextRole first_role = ui::TextRole::body);

// Where its facts are from and when it was read, small; that nobody has read the translation; whose words
// they are.
ui::View page_foot(Scene& scene, const guide::Page& page);
std::vector<std::string> foot_lines(const Scene& scene, const guide::Page& page);
// Whether this block of a page is said there, and not where it stands.
bool is_in_foot(const Scene& scene, const guide::Block& block);

// Its title; below it, where the page is not translated, which language it is in.
ui::View page_title(Scene& scene, const guide::Page& page);

// The language of a page, where it is not the visitor's: it is shaped and spoken in its own.
std::string foreign(const Scene& scene, const guide::Page& page);

// Instead of a page that staff took away while it was shown.
ui::View page_is_gone(Scene& scene);

// A QR code with words about it. `spoken` is what the code does, in `language` if that is not the visitor's.
ui::View code_card(const Scene& scene, const std::string& code, std::string spoken, ui::Views words,
                   Millimetres code_size = Millimetres{46}, std::string language = {});

}  // namespace porchlight::screens
