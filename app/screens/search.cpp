#include "schedule/describe.h"
#include "screens/filter_chips.h"
#include "screens/layout.h"
#include "screens/meeting_card.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using schedule::Found;
using schedule::Meeting;
using schedule::Wanted;
using ui::TextRole;
using ui::Theme;

constexpr std::size_t results_at_once = 12;
// So few can be looked through without filters.
constexpr std::size_t few_results = 3;
constexpr int filter_lines = 1;
constexpr int filter_lines_in_column = 2;

ui::View note(std::string text) {
  return ui::paragraph(std::move(text), &Theme::muted);
}

// With its next date above it; one without any, by appointment or over, with its rule.
void add_result(Scene& scene, const Meeting& meeting, ui::Views& results) {
  const bool narrow = scene.landscape || scene.visit.text_size >= ui::TextSize::l;
  const auto next = scene.site.schedule->upcoming(meeting, scene.situation.now, 1);
  if (next.empty()) {
    results.push_back(undated_meeting_card(scene, meeting));
    return;
  }
  results.push_back(
      ui::paragraph(day_text(scene, next.front().starts_local.date), &Theme::ink, TextRole::subheading));
  results.push_back(meeting_card(scene, next.front(), narrow));
}

ui::View nothing_found(Scene& scene) {
  Visit& visit = scene.visit;
  ui::Views parts =
      ui::views(ui::heading(scene.tr("Nothing found"), TextRole::subheading),
                note(scene.tr("Try fewer letters, or another word: a place, a street, a language.")));
  if (!visit.filters.empty())
    parts.push_back(ui::button(scene.tr("Show all kinds"), ui::surface::button_quiet,
                               [&visit] { visit.filters.clear(); }));
  parts.push_back(ui::button(scene.tr("Type something else"), ui::surface::button_quiet,
                             [&visit] { visit.search.clear(); }));
  parts.push_back(note(scene.tr("There may be more than we know of. The help lines can tell you.")));
  return ui::column(4_mm, std::move(parts));
}

ui::View results(Scene& scene) {
  Visit& visit = scene.visit;
  const std::string_view words = visit.search.view();
  if (words.empty()) return note(scene.tr("Type the name of a meeting, a place, a street or a language."));

  const Found found = scene.site.directory->search(
      {words, visit.filters, visit.nearest_first ? Wanted::Order::nearest : Wanted::Order::best,
       results_at_once});
  const std::size_t count = found.exact_count + found.similar_count;
  if (count == 0) return nothing_found(scene);

  ui::Views parts;
  if (count > few_results || !visit.filters.empty())
    parts.push_back(
        filter_chips(scene, found.offered, scene.landscape ? filter_lines_in_column : filter_lines));
  for (const Meeting& meeting : found.exact) add_result(scene, meeting, parts);
  if (!found.similar.empty()) {
    parts.push_back(ui::paragraph(found.exact.empty()
                                      ? scene.tr("Nothing is spelled just like that. These are close:")
                                      : scene.tr("Spelled a little differently:")));
    for (const Meeting& meeting : found.similar) add_result(scene, meeting, parts);
  }
  if (const std::size_t shown = found.exact.size() + found.similar.size(); shown < count) {
    const long more = static_cast<long>(count - shown);
    parts.push_back(note(fill(scene.trn("{n} more meeting. Type more letters to find it.",
                                        "{n} more meetings. Type more letters to find the right one.", more),
                              {{"n", scene.formats.number(more)}})));
  }
  return ui::column(4_mm, std::move(parts));
}

}  // namespace

ui::View search(Scene& scene) {
  Visit& visit = scene.visit;
  const std::string label = scene.tr("Search a name or place");
  const ui::Typing typing{[&visit](std::string_view letter) {
                            visit.search.append(letter);
                            visit.here().scroll = {};
                          },
                          [&visit] {
                            visit.search.erase_last();
                            visit.here().scroll = {};
                          }};
  // Where letters are large and the panel small, the long prompt would not fit.
  const bool short_prompt = scene.small_panel && visit.text_size >= ui::TextSize::l;
  ui::View box = ui::field(label, std::string(visit.search.view()), short_prompt ? scene.tr("Search") : label,
                           true, typing);
  ui::View keys = ui::keyboard(scene.keyboard, visit.keyboard, key_names(scene), typing.type, typing.remove);
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
