#include "screens/page_parts.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;

constexpr Millimetres badge_size = 16_mm;

ui::View step_row(Scene& scene, const guide::Page& page) {
  Visit& visit = scene.visit;
  const std::string language = foreign(scene, page);
  return list_row(
      page.title, std::string(language::own_name(language)),
      [&visit, id = page.id] { visit.go(ScreenId::step, id); }, language,
      ui::number_badge(scene.formats.number(page.order), badge_size));
}

// The pages about the steps as buttons: two short names beside each other, or one below the other.
ui::View about_the_steps(Scene& scene) {
  Visit& visit = scene.visit;
  ui::Views buttons;
  for (const guide::Page* page : scene.site.shelf(guide::Shelf::about_steps, visit.language)) {
    std::string name = page->title, language = foreign(scene, *page);
    if (page->id == "twelve-steps") name = scene.tr("Where they come from"), language.clear();
    if (page->id == "who-it-helps") name = scene.tr("Who they help most"), language.clear();
    buttons.push_back(ui::button(
        std::move(name), ui::surface::button_quiet, [&visit, id = page->id] { visit.go(ScreenId::page, id); },
        ui::TextRole::label, std::move(language)));
  }
  const bool narrow = visit.text_size >= ui::TextSize::l && !scene.landscape;
  return ui::grid(narrow ? 1 : 2, 5_mm, std::move(buttons));
}

}  // namespace

ui::View steps(Scene& scene) {
  ui::View head = ui::column(
      5_mm,
      ui::views(
          ui::title(scene.tr("The 12 steps")),
          ui::paragraph(
              scene.tr("Twelve things people do, one at a time, with others who have been there. Our words, "
                       "not AA’s or NA’s."),
              &ui::Theme::muted)));
  ui::Views rows;
  for (const guide::Page* page : scene.site.shelf(guide::Shelf::steps, scene.visit.language))
    rows.push_back(step_row(scene, *page));
  // All twelve are in sight at once where the screen is wide enough for it.
  const std::size_t columns = scene.visit.text_size <= ui::TextSize::m && !scene.small_panel ? 3 : 2;
  return scrolling(
      scene, ui::column(part_gap(scene), ui::views(std::move(head), list_of(scene, std::move(rows), columns),
                                                   about_the_steps(scene))));
}

}  // namespace porchlight::screens
