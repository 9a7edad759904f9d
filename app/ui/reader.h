// Reader: reads a page aloud from its top, one part after the other, and tells which one it is at. What only
// works the screen, keys and the buttons that scroll, is left out: the page moves on by itself.
// Belongs to a kiosk, not to a visit; what it knows of a page is a number and a hash. Thread: main.
#pragma once

#include <optional>

#include "ui/spoken_node.h"

namespace porchlight::ui {

class Reader {
 public:
  // `speech` outlives it; nullptr: nobody speaks.
  explicit Reader(Speech* speech) : speech_(speech) {}

  // The next update() begins at the top.
  void begin();
  void stop();
  bool reading() const { return reading_; }

  // A frame has been built: goes on where the last part has been heard. Ends at the last part, and when
  // another screen or dialog (`scene`) has replaced the one it began on.
  void update(const std::string& scene, const Semantics& semantics, const language::Catalog& catalog,
              const Language& language, Hearing hearing);

  // The part that is read, of the nodes that the last update() was given.
  std::optional<std::size_t> at() const { return reading_ ? at_ : std::nullopt; }

 private:
  void find_again(const Semantics& semantics);
  void say_next(const Semantics& semantics, const language::Catalog& catalog, const Language& language,
                Hearing hearing);

  Speech* speech_;
  bool reading_ = false;
  bool heard_ = false;  // what was said last, to its end
  std::size_t scene_hash_ = 0;
  std::optional<std::size_t> at_;
  // Of its name only a hash: it may be the visitor's own.
  std::size_t name_hash_ = 0;
};

}  // namespace porchlight::ui
