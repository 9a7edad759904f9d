#include "screens/help_parts.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using guide::Pays;
using guide::Service;
using language::message;
using ui::TextRole;
using ui::Theme;

}  // namespace

std::string pays_text(const Scene& scene, Pays pays) {
  switch (pays) {
    case Pays::none:
      return scene.tr("Nobody pays to be listed");
    case Pays::listing:
      return scene.tr("Pays to be listed");
    case Pays::per_call:
      return scene.tr("Pays for each call");
    case Pays::per_admission:
      return scene.tr("Pays for each person who comes");
  }
  return {};
}

ui::View pays_chip(const Scene& scene, Pays pays) {
  return ui::chip(pays_text(scene, pays), pays != Pays::none);
}

ui::View name_and_chip(Scene& scene, ui::View name, ui::View chip) {
  if (scene.landscape || scene.visit.text_size >= ui::TextSize::l)
    return ui::column(ui::size::text_gap,
                      ui::views(std::move(name), ui::flow(3_mm, ui::views(std::move(chip)))));
  return ui::row(6_mm, {1, 0}, ui::views(std::move(name), std::move(chip)));
}

const ui::Surface& surface_of(Pays pays) {
  return pays == Pays::none ? ui::surface::card : ui::surface::note;
}
ui::Color Theme::*ink_on(Pays pays) {
  return pays == Pays::none ? &Theme::ink : &Theme::on_note;
}

std::string digits_to_dial(std::string_view number) {
  std::string digits;
  for (const char c : number)
    if ((c >= '0' && c <= '9') || c == '+' || c == '*' || c == '#') digits += c;
  return digits;
}

ui::View ask_anyone(Scene& scene) {
  return ui::paragraph(
      scene.tr("You can ask anyone on the phone: “Who do you work for? Are you paid if I come?”"),
      &Theme::muted);
}

const std::array<ServiceKind, 7>& service_kinds() {
  static constexpr std::array<ServiceKind, 7> kinds{{
      {Service::Kind::detox, "detox", message("Detox"), message("Stopping with a doctor or nurse near")},
      {Service::Kind::treatment, "treatment", message("Treatment"), message("Living there, or going by day")},
      {Service::Kind::medication, "medication", message("Medication"),
       message("Methadone, buprenorphine and others")},
      {Service::Kind::counselling, "counselling", message("Counseling"),
       message("Talking with a trained person")},
      {Service::Kind::family, "family", message("Family and friends"),
       message("Help for those who love someone")},
      {Service::Kind::shelter, "shelter", message("A place to stay"), message("For a night, or for longer")},
      {Service::Kind::other, "other", message("Other places that help"),
       message("Food, clothes, advice and more")},
  }};
  return kinds;
}

}  // namespace porchlight::screens
