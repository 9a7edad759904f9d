// Parts of the screens about help: who answers, whether they pay, when and in which language.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "screens/scene.h"

namespace porchlight::screens {

// "Nobody pays to be listed", "Pays to be listed", "Pays for each call", "Pays for each person who comes".
std::string pays_text(const Scene& scene, guide::Pays pays);
ui::View pays_chip(const Scene& scene, guide::Pays pays);

// A name with what they pay beside it, or below where letters are large.
ui::View name_and_chip(Scene& scene, ui::View name, ui::View chip);

// Says of a card that it pays, by its color too.
const ui::Surface& surface_of(guide::Pays pays);
ui::Color ui::Theme::*ink_on(guide::Pays pays);

// What is dialled, of a number as it is written: "+14155550112", "988".
std::string digits_to_dial(std::string_view number);

// "You can ask anyone on the phone: ..."
ui::View ask_anyone(Scene& scene);

// The kinds of services, in the order of the screen.
struct ServiceKind {
  guide::Service::Kind kind;
  std::string_view code;         // what the services screen is about
  std::string_view name, about;  // message ids
};
const std::array<ServiceKind, 7>& service_kinds();

}  // namespace porchlight::screens
