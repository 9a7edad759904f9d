#include <algorithm>

#include "screens/page_parts.h"
#include "screens/slips.h"
#include "screens/take_along.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using guide::Page;
using ui::TextRole;
using ui::Theme;

ui::View exact_words(Scene& scene) {
  // Where AA publishes the official wording; it stays there. The translation is AA's own page in that
  // language.
  return code_card(scene, scene.tr("https://www.aa.org/the-twelve-steps"),
                   scene.tr("Code for a phone: the steps in AA’s own words"),
                   ui::views(ui::heading(scene.tr("The exact words"), TextRole::subheading),
                             ui::paragraph(scene.tr("These are our words. AA and NA publish their own: point "
                                                    "a phone here. We are not part of AA or NA."),
                                           &Theme::muted),
                             ui::paragraph(scene.tr("This code leads to AA’s: aa.org. NA’s are at na.org."),
                                           &Theme::muted, TextRole::small)));
}

// To the step before or after. It takes the place of this one, so that Back leads to the list from all of
// them.
ui::View turn(Scene& scene, const Page* to, bool forward) {
  if (to == nullptr) return ui::space(0_mm);
  Visit& visit = scene.visit;
  const std::string number = scene.formats.number(to->order);
  return ui::button(fill(forward ? scene.tr("Step {n} ›") : scene.tr("‹ Step {n}"), {{"n", number}}),
                    forward ? ui::surface::button_primary : ui::surface::button_quiet, [&visit, id = to->id] {
                      visit.here() = Stop{ScreenId::step, id, {}, {}};
                    });
}

}  // namespace

ui::View step(Scene& scene) {
  const Page* page = scene.page(scene.visit.here().about);
  if (page == nullptr) return page_is_gone(scene);
  const std::vector<const Page*> all = scene.site.shelf(guide::Shelf::steps, scene.visit.language);
  const auto at = std::find_if(all.begin(), all.end(), [&](const Page* one) { return one->id == page->id; });
  const Page* before = at == all.end() || at == all.begin() ? nullptr : *(at - 1);
  const Page* after = at == all.end() || at + 1 == all.end() ? nullptr : *(at + 1);

  ui::View head = ui::row(8_mm, {0, 1},
                          ui::views(ui::number_badge(scene.formats.number(page->order),
                                                     scene.small_panel ? 22_mm : 28_mm, TextRole::heading),
                                    page_title(scene, *page)));
  PageBody body = page_body(scene, *page, TextRole::lead);
  body.sections.push_back(exact_words(scene));
  body.sections.push_back(page_foot(scene, *page));
  if (ui::View print = print_part(scene, scene.tr("Print this page"),
                                  [page](const Scene& then) { return page_slip(then, *page); }))
    body.sections.push_back(std::move(print));
  ui::View below = beside(scene, std::move(body.intro), std::move(body.sections), 0.4f);
  ui::View turns = ui::row(5_mm, {-1, -1}, ui::views(turn(scene, before, false), turn(scene, after, true)));
  return scrolling(scene, ui::column(part_gap(scene), ui::views(std::move(head), std::move(below),
                                                                ui::spacer(), std::move(turns))));
}

}  // namespace porchlight::screens
