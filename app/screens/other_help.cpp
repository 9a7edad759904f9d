// Other kinds of help: the services that staff name, by kind, and the pages of the guide about them.
#include <algorithm>

#include "screens/help_parts.h"
#include "screens/helpline_card.h"
#include "screens/hours_text.h"
#include "screens/page_parts.h"
#include "screens/take_along.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using guide::Pays;
using guide::Service;
using ui::TextRole;
using ui::Theme;

ui::View marked_note(Scene& scene) {
  return ui::paragraph(
      scene.tr("Who pays to be listed is marked and stands last. You never have to say yes."), &Theme::muted,
      TextRole::small);
}

bool any_pays(const std::vector<const Service*>& services) {
  return std::any_of(services.begin(), services.end(),
                     [](const Service* service) { return service->pays != Pays::none; });
}

ui::Views kinds_with_services(Scene& scene) {
  Visit& visit = scene.visit;
  ui::Views rows;
  for (const ServiceKind& kind : service_kinds()) {
    const auto services = guide::of_kind(scene.site.services, kind.kind);
    if (services.empty()) continue;
    const long count = static_cast<long>(services.size());
    const std::string places =
        fill(scene.trn("{n} place", "{n} places", count), {{"n", scene.formats.number(count)}});
    rows.push_back(list_row(scene.tr(kind.name), scene.tr(kind.about) + " · " + places,
                            [&visit, code = std::string(kind.code)] { visit.go(ScreenId::services, code); }));
  }
  return rows;
}

ui::Views pages_about_help(Scene& scene) {
  ui::Views rows;
  for (const guide::Shelf shelf : {guide::Shelf::other_help, guide::Shelf::family, guide::Shelf::first_time})
    for (const guide::Page* page : scene.site.shelf(shelf, scene.visit.language))
      rows.push_back(page_row(scene, *page));
  return rows;
}

// How to reach a place: to read, and for a phone to take along.
ui::View contact(Scene& scene, const Service& service) {
  const auto ink = ink_on(service.pays);
  ui::Views lines, codes;
  if (!service.number.empty()) {
    lines.push_back(ui::paragraph(service.number, ink, TextRole::heading));
    codes.push_back(
        captioned_code(scene, call_code(service.number),
                       fill(scene.tr("Code for a phone: call {number}"), {{"number", service.number}}),
                       scene.tr("To call")));
  }
  if (!service.address.empty()) {
    lines.push_back(ui::paragraph(service.address, ink));
    codes.push_back(captioned_code(scene, service.address, scene.tr("Code for a phone: the address"),
                                   scene.tr("Address")));
  }
  if (!service.url.empty())
    codes.push_back(
        captioned_code(scene, service.url, scene.tr("Code for a phone: their website"), scene.tr("Website")));
  lines.push_back(ui::flow(6_mm, std::move(codes)));
  return ui::column(3_mm, std::move(lines));
}

ui::View service_card(Scene& scene, const Service& service) {
  const auto ink = ink_on(service.pays);
  ui::Views parts = ui::views(
      name_and_chip(scene, staff_text(scene, service.name, TextRole::subheading, ink, ui::Role::heading),
                    pays_chip(scene, service.pays)));
  if (!service.about.empty()) parts.push_back(staff_text(scene, service.about, TextRole::body, ink));
  const std::string facts = scene.formats.begin_line(joined(
      {own_text(scene, service.cost), hours_text(scene, service.hours), language_names(service.languages)}));
  if (!service.cost.empty() && own_text(scene, service.cost).empty())
    parts.push_back(staff_text(scene, service.cost, TextRole::small, ink));
  if (!facts.empty()) parts.push_back(ui::paragraph(facts, ink, TextRole::small));
  // The opening of this minute is not all that somebody needs who plans a way.
  const bool has_week = scene.situation.clock_trusted && service.hours.known() && !service.hours.always;
  if (has_week)
    parts.push_back(
        ui::paragraph(scene.formats.begin_line(week_text(scene, service.hours)), ink, TextRole::small));
  parts.push_back(ui::column(1_mm, ui::views(ui::heading(scene.tr("Who answers"), TextRole::label, ink),
                                             staff_text(scene, service.answered_by, TextRole::body, ink))));
  parts.push_back(contact(scene, service));
  return ui::card(ui::column(ui::size::text_gap, std::move(parts)), surface_of(service.pays));
}

}  // namespace

ui::View other_help(Scene& scene) {
  Visit& visit = scene.visit;
  const Millimetres gap = part_gap(scene);
  ui::Views places = kinds_with_services(scene), pages = pages_about_help(scene);
  const bool pays = std::any_of(scene.site.services.begin(), scene.site.services.end(),
                                [](const Service& service) { return service.pays != Pays::none; });
  ui::Views parts = ui::views(ui::title(scene.tr("Other kinds of help")));
  if (!places.empty()) {
    parts.push_back(ui::heading(scene.tr("Places"), TextRole::subheading));
    parts.push_back(list_of(scene, std::move(places)));
    if (pays) parts.push_back(marked_note(scene));
  }
  if (!pages.empty()) {
    parts.push_back(ui::heading(scene.tr("Good to know"), TextRole::subheading));
    parts.push_back(list_of(scene, std::move(pages)));
  }
  parts.push_back(ui::button(scene.tr("Who answers?"), ui::surface::button_quiet,
                             [&visit] { visit.go(ScreenId::who_answers); }));
  return scrolling(scene, ui::column(gap, std::move(parts)));
}

ui::View services(Scene& scene) {
  const auto& kinds = service_kinds();
  const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const ServiceKind& one) {
    return one.code == scene.visit.here().about;
  });
  if (kind == kinds.end()) return page_is_gone(scene);
  const auto found = guide::of_kind(scene.site.services, kind->kind);
  if (found.empty()) return page_is_gone(scene);
  ui::Views parts =
      ui::views(ui::title(scene.tr(kind->name)), ui::paragraph(scene.tr(kind->about), &Theme::muted));
  // One below the other, also where the screen is wide: what pays never stands above what does not.
  for (const Service* service : found) parts.push_back(service_card(scene, *service));
  if (any_pays(found)) parts.push_back(marked_note(scene));
  parts.push_back(ask_anyone(scene));
  return scrolling(scene, ui::column(part_gap(scene), std::move(parts)));
}

}  // namespace porchlight::screens
