#include "ui/narrator.h"

#include <algorithm>
#include <functional>
#include <string_view>

#include "ui/spoken_text.h"

namespace porchlight::ui {
namespace {

std::size_t hash_of(std::string_view text) {
  return std::hash<std::string_view>{}(text);
}

std::size_t hash_of(const Phrases& phrases) {
  std::size_t all = 0;
  for (const Phrase& phrase : phrases) all = all * 31 + hash_of(phrase.text);
  return all;
}

bool begins_letter(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

std::size_t letters_in(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_letter));
}

std::string_view last_letter(const std::string& text) {
  std::size_t from = text.size();
  while (from > 0 && !begins_letter(text[--from])) {
  }
  return std::string_view(text).substr(from);
}

// What a screen is called: where it begins for whoever hears it.
const Node* title_of(const Semantics& semantics) {
  const auto find = [&](auto wanted) -> const Node* {
    const auto found = std::find_if(semantics.nodes.begin(), semantics.nodes.end(), wanted);
    return found == semantics.nodes.end() ? nullptr : &*found;
  };
  const Node* title = find([](const Node& node) { return node.is_title; });
  return title != nullptr ? title : find([](const Node& node) { return node.role == Role::heading; });
}

}  // namespace

void Narrator::begin(std::string greeting) {
  if (speech_ == nullptr) return;
  *this = Narrator(speech_);
  on_ = true;
  greeting_ = std::move(greeting);
}

void Narrator::end() {
  if (on_) speech_->stop();
  *this = Narrator(speech_);
}

void Narrator::update(const Seen& seen, const language::Catalog& catalog, const Language& language,
                      Hearing hearing) {
  if (!on_) return;
  hearing.walking = true;
  const std::string typed = change_of_field(seen, catalog, hearing);
  const Node* node = seen.focused != nullptr ? seen.focused : title_of(seen.semantics);
  Phrases phrases = node != nullptr ? spoken(*node, catalog, language, hearing) : Phrases();
  const Known now{hash_of(seen.scene), hash_of(phrases), seen.focused != nullptr, seen.refused};
  const Known before = std::exchange(known_, now);
  if (!typed.empty()) return say({{typed, language}}, hearing);
  // Without a focus only another screen is news: its title may carry a time that changes.
  const bool news = now.focused ? now != before : now.scene != before.scene;
  if (!news) return;
  if (!greeting_.empty()) phrases.insert(phrases.begin(), {std::exchange(greeting_, {}), language});
  say(std::move(phrases), hearing);
}

// What was typed or taken away since the last frame; empty: nothing, or the screen is new.
std::string Narrator::change_of_field(const Seen& seen, const language::Catalog& catalog, Hearing hearing) {
  const auto& nodes = seen.semantics.nodes;
  const auto field =
      std::find_if(nodes.begin(), nodes.end(), [](const Node& node) { return node.role == Role::field; });
  if (field == nodes.end()) {
    typed_ = {};
    return {};
  }
  const Typed now{hash_of(seen.scene), letters_in(field->value), hash_of(field->value), true};
  const Typed before = std::exchange(typed_, now);
  if (!before.there || before.scene != now.scene || before.hash == now.hash) return {};
  if (now.letters == 0) return catalog.tr("empty");
  if (now.letters < before.letters) return catalog.tr("deleted");
  // EN 301 549, 5.1.3.8: not by a loudspeaker.
  if (field->private_value && hearing.audience == Audience::room) return catalog.tr("typed");
  return spoken_character(last_letter(field->value), catalog);
}

void Narrator::say(Phrases phrases, Hearing hearing) {
  if (phrases.empty()) return;
  speech_->say({std::move(phrases), hearing.rate, hearing.loudness}, [](bool) {});
}

}  // namespace porchlight::ui
