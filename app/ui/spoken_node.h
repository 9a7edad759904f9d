// Spoken node: what is heard of a part of the screen: its name, what is typed or chosen, what it is, and what
// a tap does. In the visitor's language; a name in another language is said in that one (EN 301 549,
// 5.1.3.14).
#pragma once

#include "language/catalog.h"
#include "ui/semantics.h"
#include "ui/speech.h"

namespace porchlight::ui {

// Who hears it.
enum class Audience {
  room,  // through the loudspeaker: what is the visitor's own is not said (EN 301 549, 5.1.3.8, 5.1.3.9)
  headphones,  // the visitor alone
};

struct Hearing {
  Audience audience = Audience::room;
  // Who walks from one to the next is told also what is a heading; to who has the page read, it is one by
  // being read.
  bool walking = false;
  SpeechRate rate = SpeechRate::normal;
  Loudness loudness = {};
};

// Never empty for a node that has a name. `language`: of the screen, which `catalog` speaks.
Phrases spoken(const Node& node, const language::Catalog& catalog, const Language& language, Hearing hearing);

// Whether it has anything to say at all.
bool has_words(const Node& node);

}  // namespace porchlight::ui
