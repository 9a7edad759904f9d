#include "screens/page_parts.h"
#include "screens/slips.h"
#include "screens/take_along.h"

namespace porchlight::screens {

ui::View page(Scene& scene) {
  const guide::Page* page = scene.page(scene.visit.here().about);
  if (page == nullptr) return page_is_gone(scene);
  PageBody body = page_body(scene, *page);
  body.sections.push_back(page_foot(scene, *page));
  if (ui::View print = print_part(scene, scene.tr("Print this page"),
                                  [page](const Scene& then) { return page_slip(then, *page); }))
    body.sections.push_back(std::move(print));
  ui::View below = beside(scene, std::move(body.intro), std::move(body.sections));
  return scrolling(scene, ui::column(part_gap(scene), ui::views(page_title(scene, *page), std::move(below))));
}

}  // namespace porchlight::screens
