// Narrator: full speech mode, for whoever uses the screen by keys and ears. Tells what has the focus whenever
// that changes: its name, what is chosen, what it is, and what it does; on a new screen or dialog what it is
// called; what is typed, letter by letter. Each new thing interrupts the last (EN 301 549, 5.1.3.5).
// Belongs to a kiosk, not to a visit: of what was on the screen it keeps hashes and a count. Thread: main.
#pragma once

#include <cstddef>
#include <string>

#include "ui/spoken_node.h"

namespace porchlight::ui {

class Narrator {
 public:
  // `speech` outlives it; nullptr: nobody speaks.
  explicit Narrator(Speech* speech) : speech_(speech) {}

  // The next update() says `greeting`, and then where the visitor is.
  void begin(std::string greeting);
  void end();
  bool on() const { return on_; }
  // The next update() says again where the visitor is.
  void repeat() { known_ = {}; }

  struct Seen {
    const std::string& scene;
    const Semantics& semantics;
    const Node* focused = nullptr;  // one of them; nullptr: none is shown
    bool refused = false;           // Enter was pressed on what cannot be tapped now
  };
  // A frame has been built.
  void update(const Seen& seen, const language::Catalog& catalog, const Language& language, Hearing hearing);

 private:
  // What was told last.
  struct Known {
    std::size_t scene = 0, words = 0;
    bool focused = false, refused = false;
    friend bool operator==(const Known&, const Known&) = default;
  };
  // What is typed, on this screen.
  struct Typed {
    std::size_t scene = 0, letters = 0, hash = 0;
    bool there = false;
  };

  std::string change_of_field(const Seen& seen, const language::Catalog& catalog, Hearing hearing);
  void say(Phrases phrases, Hearing hearing);

  Speech* speech_;
  bool on_ = false;
  std::string greeting_;
  Known known_;
  Typed typed_;
};

}  // namespace porchlight::ui
