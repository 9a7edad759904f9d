#include "ui/reader.h"

#include <functional>

namespace porchlight::ui {
namespace {

std::size_t hash_of(const std::string& text) {
  return std::hash<std::string>{}(text);
}

bool is_read(const Node& node) {
  // A dialog is called what its first heading says.
  return has_words(node) && node.role != Role::key && node.role != Role::dialog && node.scrolls == 0;
}

std::size_t apart(std::size_t a, std::size_t b) {
  return a > b ? a - b : b - a;
}

}  // namespace

void Reader::begin() {
  stop();
  if (speech_ == nullptr) return;
  reading_ = heard_ = true;
  scene_hash_ = 0;
}

void Reader::stop() {
  if (reading_) speech_->stop();
  reading_ = false;
  at_.reset();
  name_hash_ = 0;
}

void Reader::update(const std::string& scene, const Semantics& semantics, const language::Catalog& catalog,
                    const Language& language, Hearing hearing) {
  if (!reading_) return;
  if (!at_) scene_hash_ = hash_of(scene);
  if (scene_hash_ != hash_of(scene)) return stop();
  find_again(semantics);
  if (heard_) say_next(semantics, catalog, language, hearing);
}

// The page is made anew each frame; a minute that passes, or news, may bring or take some of it.
void Reader::find_again(const Semantics& semantics) {
  if (!at_) return;
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < semantics.nodes.size(); ++i)
    if (hash_of(semantics.nodes[i].name) == name_hash_ && (!found || apart(i, *at_) < apart(*found, *at_)))
      found = i;
  if (found)
    at_ = found;
  else if (*at_ >= semantics.nodes.size())
    stop();
}

void Reader::say_next(const Semantics& semantics, const language::Catalog& catalog, const Language& language,
                      Hearing hearing) {
  std::size_t next = at_ ? *at_ + 1 : 0;
  while (next < semantics.nodes.size() && !is_read(semantics.nodes[next])) ++next;
  if (!reading_ || next == semantics.nodes.size()) return stop();
  const Node& node = semantics.nodes[next];
  at_ = next;
  name_hash_ = hash_of(node.name);
  heard_ = false;
  speech_->say({spoken(node, catalog, language, hearing), hearing.rate, hearing.loudness},
               [this](bool heard) {
                 heard_ = heard;
                 if (!heard) stop();
               });
}

}  // namespace porchlight::ui
