#include "screens/help_parts.h"
#include "screens/page_parts.h"

namespace porchlight::screens {
namespace {

using guide::Helpline;
using guide::Pays;
using ui::TextRole;
using ui::Theme;

ui::View card_of(Scene& scene, ui::View name, Pays pays, ui::Views about) {
  ui::Views parts = ui::views(name_and_chip(scene, std::move(name), pays_chip(scene, pays)));
  for (ui::View& view : about) parts.push_back(std::move(view));
  return ui::card(ui::column(ui::size::text_gap, std::move(parts)), surface_of(pays));
}

ui::View line_card(Scene& scene, const Helpline& line) {
  ui::Views about = ui::views(staff_text(scene, line.answered_by, TextRole::body, ink_on(line.pays)));
  // Many know a line by its number only; some are named by it.
  const std::string& name = scene.text(line.name).text;
  const std::string facts = scene.formats.begin_line(
      joined({name.find(line.number) == std::string::npos ? line.number : std::string(),
              line.free ? scene.tr("free") : std::string()}));
  if (!facts.empty()) about.push_back(ui::paragraph(facts, ink_on(line.pays), TextRole::small));
  return card_of(scene,
                 staff_text(scene, line.name, TextRole::subheading, ink_on(line.pays), ui::Role::heading),
                 line.pays, std::move(about));
}

ui::View call_back_card(Scene& scene) {
  const site::CallBacks& calls = scene.site.call_backs;
  const auto ink = ink_on(calls.pays);
  ui::Views about;
  const LocalText& who = calls.who_many.empty() ? calls.who : calls.who_many;
  if (!who.empty()) about.push_back(staff_text(scene, who, TextRole::body, ink));
  about.push_back(ui::paragraph(calls.works_for_treatment_company
                                    ? scene.tr("They work for a treatment company.")
                                    : scene.tr("They do not work for a treatment company."),
                                ink));
  return card_of(scene, ui::heading(scene.tr("“Ask us to call you”"), TextRole::subheading, ink), calls.pays,
                 std::move(about));
}

// Services that pay stand here as well, so that nobody can say they were hidden.
ui::View service_card(Scene& scene, const guide::Service& service) {
  const auto ink = ink_on(service.pays);
  return card_of(scene, staff_text(scene, service.name, TextRole::subheading, ink, ui::Role::heading),
                 service.pays, ui::views(staff_text(scene, service.answered_by, TextRole::body, ink)));
}

}  // namespace

ui::View who_answers(Scene& scene) {
  ui::Views cards, paying;
  for (const Helpline* line : guide::for_help_screen(scene.site.helplines))
    cards.push_back(line_card(scene, *line));
  if (scene.site.call_backs.offered)
    (scene.site.call_backs.pays == Pays::none ? cards : paying).push_back(call_back_card(scene));
  for (const Helpline& line : scene.site.helplines)
    if (line.pays != Pays::none) paying.push_back(line_card(scene, line));
  for (const guide::Service& service : scene.site.services)
    if (service.pays != Pays::none) paying.push_back(service_card(scene, service));
  for (ui::View& view : paying) cards.push_back(std::move(view));

  ui::View lead = ui::paragraph(scene.tr("Before you call anyone, you should know who picks up, and who pays "
                                         "them. You never have to say yes."),
                                &Theme::muted);
  return scrolling(
      scene, ui::column(part_gap(scene), ui::views(ui::title(scene.tr("Who answers?")), std::move(lead),
                                                   list_of(scene, std::move(cards)), ask_anyone(scene))));
}

}  // namespace porchlight::screens
