// Every language of the facility, named in itself: who reads none but their own finds it. Choosing one leads
// back to where the visitor was.
#include "screens/layout.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;

ui::View choice(Scene& scene, const Language& language) {
  Visit& visit = scene.visit;
  return ui::radio(
      std::string(language::own_name(language)), language == visit.language,
      [&visit, language] {
        visit.language = language;
        visit.back();
      },
      language);
}

}  // namespace

ui::View languages(Scene& scene) {
  ui::View head = ui::row(
      6_mm, {0, 1}, ui::views(ui::badge("language", 20_mm, 13_mm, true), ui::title(scene.tr("Language"))));
  ui::Views choices;
  for (const Language& language : scene.site.languages) choices.push_back(choice(scene, language));
  const bool narrow = !scene.landscape && scene.visit.text_size >= ui::TextSize::l;
  return scrolling(
      scene, ui::column(part_gap(scene),
                        ui::views(std::move(head), ui::grid(narrow ? 1 : 2, 5_mm, std::move(choices)))));
}

}  // namespace porchlight::screens
