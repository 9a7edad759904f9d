#include "ui/spoken_node.h"

#include "ui/spoken_text.h"

namespace porchlight::ui {
namespace {

// What it is, as the last that is heard. A text says so by being read.
std::string role_words(Role role, const language::Catalog& catalog, bool walking) {
  switch (role) {
    case Role::heading:
      return walking ? catalog.tr("heading") : std::string();
    case Role::text:
      return {};
    case Role::button:
      return catalog.tr("button");
    case Role::toggle:
    case Role::radio:
      return catalog.tr("choice");
    case Role::field:
      return catalog.tr("field to fill in");
    case Role::key:
      return catalog.tr("key");
    case Role::image:
      return catalog.tr("picture");
    case Role::dialog:
      return catalog.tr("question");
  }
  return {};
}

void add(std::string& words, const std::string& more, std::string_view between = ", ") {
  if (more.empty()) return;
  if (!words.empty()) words += between;
  words += more;
}

std::string value_words(const Node& node, const language::Catalog& catalog, Audience audience) {
  if (node.role != Role::field) return spoken_text(node.value, catalog);
  if (node.value.empty()) return catalog.tr("empty");
  if (node.private_value && audience == Audience::room)
    return catalog.tr("filled in; read aloud only in headphones");
  return spoken_text(node.value, catalog);
}

std::string state_words(const Node& node, const language::Catalog& catalog) {
  if (node.disabled) return catalog.tr("cannot be used now");
  if (node.role == Role::toggle || node.role == Role::radio)
    return node.on ? catalog.tr("chosen") : catalog.tr("not chosen");
  if (node.role == Role::key && node.on) return catalog.tr("switched on");
  return {};
}

std::string name_words(const Node& node, const language::Catalog& catalog) {
  if (node.role == Role::key) return spoken_character(node.name, catalog);
  return spoken_text(node.name, catalog);
}

}  // namespace

bool has_words(const Node& node) {
  return node.name.find_first_not_of(" \n") != std::string::npos;
}

Phrases spoken(const Node& node, const language::Catalog& catalog, const Language& language,
               Hearing hearing) {
  const Audience audience = hearing.audience;
  Phrases phrases;
  std::string words;
  const bool name_is_private = node.private_value && node.role != Role::field;
  if (name_is_private && audience == Audience::room)
    words = catalog.tr("This is private: it is read aloud only in headphones");
  else if (node.language.empty() || node.language == language)
    words = name_words(node, catalog);
  else
    phrases.push_back({spoken_text(node.name, language::Catalog(node.language)), node.language});
  add(words, value_words(node, catalog, audience));
  add(words, state_words(node, catalog));
  add(words, role_words(node.role, catalog, hearing.walking));
  add(words, spoken_text(node.hint, catalog), ". ");
  if (!words.empty()) phrases.push_back({std::move(words), language});
  return phrases;
}

}  // namespace porchlight::ui
