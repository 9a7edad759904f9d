// What is heard of a part of the screen, and who may hear it.
#include <catch2/catch_test_macros.hpp>

#include "ui/spoken_node.h"

namespace porchlight::ui {
namespace {

std::string heard(const Node& node, Audience audience = Audience::room, bool walking = false) {
  std::string all;
  for (const Phrase& phrase : spoken(node, language::Catalog("en"), "en", {audience, walking}))
    all += (all.empty() ? "" : " | ") + phrase.language + ": " + phrase.text;
  return all;
}

TEST_CASE("name, value, state, role and hint are heard, in this order") {
  CHECK(heard({.role = Role::button, .name = "Next"}) == "en: Next, button");
  CHECK(heard({.role = Role::toggle, .name = "AA", .on = true}) == "en: A.A., chosen, choice");
  CHECK(heard({.role = Role::radio, .name = "In the evening"}) == "en: In the evening, not chosen, choice");
  CHECK(heard({.role = Role::field, .name = "Search", .value = "elm"}) ==
        "en: Search, elm, field to fill in");
  CHECK(heard({.role = Role::field, .name = "Search"}) == "en: Search, empty, field to fill in");
  CHECK(heard({.role = Role::button, .name = "Next", .hint = "A number is missing.", .disabled = true}) ==
        "en: Next, cannot be used now, button. A number is missing.");
  CHECK(heard({.role = Role::text, .name = "Anyone may come."}) == "en: Anyone may come.");
}

TEST_CASE("a heading is called one only to who walks from one part to the next") {
  const Node heading{.role = Role::heading, .name = "The 12 steps"};
  CHECK(heard(heading) == "en: The 12 steps");
  CHECK(heard(heading, Audience::room, true) == "en: The 12 steps, heading");
}

TEST_CASE("a name in another language is said in that one") {
  CHECK(heard({.role = Role::button, .name = "Español", .language = "es"}) == "es: Español | en: button");
  CHECK(heard({.role = Role::text, .name = "Toque el timbre", .language = "es"}) == "es: Toque el timbre");
}

TEST_CASE("what a visitor typed is heard in headphones only") {
  Node field{.role = Role::field, .name = "Phone number", .value = "(415) 555-0137", .private_value = true};
  CHECK(heard(field, Audience::headphones) == "en: Phone number, 4 1 5, 5 5 5, 0 1 3 7, field to fill in");
  CHECK(heard(field, Audience::room) ==
        "en: Phone number, filled in; read aloud only in headphones, field to fill in");
  field.value.clear();
  CHECK(heard(field, Audience::room) == "en: Phone number, empty, field to fill in");

  const Node answer{.role = Role::text, .name = "Zanzibar", .private_value = true};
  CHECK(heard(answer, Audience::headphones) == "en: Zanzibar");
  CHECK(heard(answer, Audience::room) == "en: This is private: it is read aloud only in headphones");
}

}  // namespace
}  // namespace porchlight::ui
