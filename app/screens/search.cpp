#include "screens/layout.h"
#include "screens/meeting_card.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using ui::TextRole;
using ui::Theme;

constexpr std::size_t results_at_once = 12;

ui::View results(Scene& scene) {
  const std::string_view query = scene.visit.search.view();
  if (query.empty())
    return ui::paragraph(scene.tr("Type the name of a meeting, a place, a street or a language."),
                         &Theme::muted);
  ui::Views cards;
  for (const schedule::Meeting* meeting : scene.site.directory->search(query)) {
    if (cards.size() == results_at_once) break;
    const auto next = scene.site.schedule->upcoming(*meeting, scene.situation.now, 1);
    if (next.empty()) continue;
    cards.push_back(
        ui::paragraph(day_text(scene, next.front().starts_local.date), &Theme::ink, TextRole::subheading));
    cards.push_back(
        meeting_card(scene, next.front(), scene.landscape || scene.visit.text_size >= ui::TextSize::l));
  }
  if (cards.empty()) return ui::paragraph(scene.tr("Nothing found. Try fewer letters."), &Theme::muted);
  return ui::column(4_mm, std::move(cards));
}

}  // namespace

ui::View search(Scene& scene) {
  Visit& visit = scene.visit;
  const std::string label = scene.tr("Search a name or place");
  ui::View box = ui::field(label, std::string(visit.search.view()), label, true);
  ui::View keys = ui::keyboard(
      scene.keyboard, visit.keyboard,
      {scene.tr("Capital letters"), scene.tr("Delete"), scene.tr("Space"), scene.tr("Letters"),
       scene.tr("Accents"), scene.tr("Signs")},
      [&visit](std::string_view key) {
        visit.search.append(key);
        visit.here().scroll = {};
      },
      [&visit] { visit.search.erase_last(); });
  ui::View found = ui::scroll(visit.here().scroll, scroll_names(scene), results(scene));
  if (scene.landscape)
    return within_margins(
        scene,
        ui::row(8_mm, {-0.4f, -0.6f},
                ui::views(std::move(found), ui::column(5_mm, ui::views(std::move(box), std::move(keys))))));
  return within_margins(scene,
                        ui::column(6_mm, ui::views(std::move(found), std::move(box), std::move(keys))));
}

}  // namespace porchlight::screens
