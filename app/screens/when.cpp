#include "screens/form_parts.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using intake::IfNotMe;
using intake::WhenToCall;

ui::View times(Scene& scene) {
  Visit* visit = &scene.visit;
  ui::Views options;
  for (const WhenToCall when :
       {WhenToCall::as_soon_as_possible, WhenToCall::mornings, WhenToCall::afternoons, WhenToCall::evenings})
    options.push_back(ui::radio(when_text(scene, when), visit->draft.when == when,
                                [visit, when] { visit->draft.when = when; }));
  return ui::column(scene.small_panel ? 3_mm : 6_mm, std::move(options));
}

ui::View if_not_me(Scene& scene) {
  Visit* visit = &scene.visit;
  ui::Views options;
  for (const IfNotMe what : {IfNotMe::say_nothing, IfNotMe::voicemail_is_fine})
    options.push_back(ui::radio(if_not_me_text(scene, what), visit->draft.if_not_me == what,
                                [visit, what] { visit->draft.if_not_me = what; }));
  return ui::column(part_gap(scene),
                    ui::views(ui::heading(scene.tr("If someone else picks up, or no one?")),
                              ui::column(scene.small_panel ? 3_mm : 6_mm, std::move(options))));
}

}  // namespace

ui::View when(Scene& scene) {
  ui::View title = question_title(scene, scene.tr("When is it safe to talk?"));
  ui::View next = next_button(scene, ScreenId::check,
                              scene.visit.draft.when ? std::string() : scene.tr("Choose a time first."));
  if (scene.landscape)
    return form_page(
        scene, 3, ui::column(part_gap(scene), ui::views(std::move(title), times(scene))),
        ui::column(part_gap(scene), ui::views(ui::scroll(scene.visit.here().second_scroll,
                                                         right_scroll_names(scene), if_not_me(scene)),
                                              std::move(next))));
  return form_page(scene, 3,
                   ui::column(part_gap(scene), ui::views(std::move(title), times(scene), if_not_me(scene))),
                   std::move(next));
}

}  // namespace porchlight::screens
