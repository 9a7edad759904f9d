#include "screens/form_parts.h"

namespace porchlight::screens {
namespace {

// Somebody came from the review to change one answer, and goes back to it.
bool changing(const Visit& visit) {
  return visit.trail.size() > 1 && visit.trail[visit.trail.size() - 2].screen == ScreenId::check;
}

}  // namespace

ui::View question_title(const Scene& scene, std::string text) {
  const bool tight = scene.small_panel && scene.visit.text_size >= ui::TextSize::l;
  return ui::text_block(std::move(text), {.role = tight ? ui::TextRole::heading : ui::TextRole::title,
                                          .says = ui::Role::heading,
                                          .is_title = true});
}

ui::Words emphasised(std::string_view marked) {
  std::vector<std::pair<std::string, bool>> runs;
  for (bool bold = false;; bold = !bold) {
    const std::size_t mark = marked.find("**");
    if (mark != 0) runs.emplace_back(marked.substr(0, mark), bold);
    if (mark == std::string_view::npos) return runs;
    marked.remove_prefix(mark + 2);
  }
}

ui::View next_button(Scene& scene, ScreenId next, const std::string& why_not) {
  if (!why_not.empty()) return ui::button_disabled(scene.tr("Next"), why_not);
  Visit* visit = &scene.visit;
  return ui::button(scene.tr("Next"), ui::surface::button_primary, [visit, next] {
    if (changing(*visit))
      visit->back();
    else
      visit->go(next);
  });
}

std::string in_groups_of_four(std::string_view digits) {
  std::string grouped;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && i % 4 == 0) grouped += ' ';
    grouped += digits[i];
  }
  return grouped;
}

std::string when_text(const Scene& scene, intake::WhenToCall when) {
  switch (when) {
    case intake::WhenToCall::as_soon_as_possible:
      return scene.tr("As soon as someone can");
    case intake::WhenToCall::mornings:
      return scene.tr("Mornings");
    case intake::WhenToCall::afternoons:
      return scene.tr("Afternoons");
    case intake::WhenToCall::evenings:
      return scene.tr("Evenings");
  }
  return {};
}

std::string if_not_me_text(const Scene& scene, intake::IfNotMe what) {
  switch (what) {
    case intake::IfNotMe::say_nothing:
      return scene.tr("Say nothing, leave nothing");
    case intake::IfNotMe::voicemail_is_fine:
      return scene.tr("A short voicemail is fine");
  }
  return {};
}

}  // namespace porchlight::screens
