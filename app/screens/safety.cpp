#include <algorithm>

#include "screens/page_parts.h"

namespace porchlight::screens {

ui::View safety(Scene& scene) {
  ui::Views parts = ui::views(ui::title(scene.tr("Staying safe")));
  const auto& lines = scene.site.helplines;
  const auto emergency =
      std::find_if(lines.begin(), lines.end(), [](const auto& line) { return line.emergency; });
  if (emergency != lines.end())
    parts.push_back(ui::card(ui::paragraph(fill(scene.tr("Somebody’s life is in danger? Call {number}."),
                                                {{"number", emergency->number}}),
                                           &ui::Theme::on_help_tint, ui::TextRole::subheading),
                             ui::surface::emergency));
  ui::Views rows;
  for (const guide::Page* page : scene.site.shelf(guide::Shelf::safety, scene.visit.language))
    rows.push_back(page_row(scene, *page));
  parts.push_back(list_of(scene, std::move(rows)));
  return scrolling(scene, ui::column(part_gap(scene), std::move(parts)));
}

}  // namespace porchlight::screens
