#include "screens/form_parts.h"
#include "screens/helpline_card.h"

namespace porchlight::screens {
namespace {

// The review, wherever it lies on the way here.
void back_to_review(Visit& visit) {
  visit.saving = Saving::not_yet;
  while (visit.trail.size() > 1 && visit.here().screen != ScreenId::check) visit.back();
  if (visit.here().screen != ScreenId::check) visit.go(ScreenId::check);
}

}  // namespace

ui::View not_saved(Scene& scene) {
  ui::Views first = ui::views(question_title(scene, scene.tr("We could not save it")),
                              ui::paragraph(emphasised(scene.tr(
                                  "**Nothing was saved and nothing was sent. Nobody will call.** What you "
                                  "typed is still here, and you can try again."))));
  ui::Views second = ui::views(ui::heading(scene.tr("People you can call")));
  for (const guide::Helpline* line : lines_to_call(scene)) second.push_back(helpline_card(scene, *line));
  Visit* visit = &scene.visit;
  return two_parts(
      scene, std::move(first), std::move(second),
      ui::button(scene.tr("Try again"), ui::surface::button_primary, [visit] { back_to_review(*visit); }));
}

}  // namespace porchlight::screens
