#include "screens/form_parts.h"

namespace porchlight::screens {
namespace {

using ui::Theme;

ui::Typing typing(Visit* visit) {
  return {[visit](std::string_view letter) {
            if (letter == " " && visit->draft.name.empty()) return;
            visit->draft.name.append(letter);
          },
          [visit] {
            visit->draft.name.erase_last();
            if (visit->draft.name.empty()) visit->keyboard.shift = true;
          }};
}

ui::View keys(Scene& scene) {
  const ui::Typing typed = typing(&scene.visit);
  return ui::keyboard(scene.keyboard, scene.visit.keyboard, key_names(scene), typed.type, typed.remove);
}

}  // namespace

ui::View name(Scene& scene) {
  ui::View title = question_title(scene, scene.tr("What should we call you?"));
  ui::View hint =
      ui::paragraph(scene.tr("A first name or a nickname. You can leave this empty."), &Theme::muted);
  ui::View field = ui::field(scene.tr("First name or nickname"), std::string(scene.visit.draft.name.view()),
                             {}, true, typing(&scene.visit));
  // Where there is little room, what is typed stays in sight and the hint may scroll.
  ui::Views question = scene.small_panel ? ui::views(std::move(title), std::move(field), std::move(hint))
                                         : ui::views(std::move(title), std::move(hint), std::move(field));
  return form_page(scene, 1, ui::column(part_gap(scene), std::move(question)),
                   ui::column(part_gap(scene), ui::views(keys(scene), next_button(scene, ScreenId::phone))));
}

}  // namespace porchlight::screens
