// Keypad: which keys of a keyboard, an assistive keypad or a pair of switches went down in this frame. All of
// them are USB keyboards to the system: a keypad sends arrows and Enter, a switch interface Space and Enter.
// A key that is held down counts once. Thread: main, inside a frame.
#pragma once

#include <vector>

#include "ui/focus.h"

namespace porchlight::ui {

// In a fixed order. Space means something only with `two_switches`; else it is a letter.
std::vector<FocusKey> focus_keys_pressed(bool two_switches);

// Whether the key that begins speech went down.
bool start_key_pressed();

// A key that means this, as platform::Gui::key takes it: for who drives the kiosk without a keyboard.
int key_that_means(FocusKey meaning);

// Whether any key went down, of those that somebody types with as well: somebody is there.
bool any_key_pressed();

}  // namespace porchlight::ui
