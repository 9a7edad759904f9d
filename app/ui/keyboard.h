// Keyboard: the keys on the screen. Layouts are data: assets/keyboards/<language>.json. Keys are at least 14
// mm wide and act like any other target: on release inside.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/local_text.h"
#include "base/result.h"
#include "ui/element.h"

namespace porchlight::ui {

struct Keyboard {
  using Rows = std::vector<std::vector<std::string>>;
  Language language;
  // "letters", "accents", "symbols". A key is the character it types, or one of "shift", "delete", "space",
  // or the name of another layer.
  std::map<std::string, Rows> layers;
};

// Error: what is wrong in the file, with line and column.
Result<Keyboard> parse_keyboard(std::string_view json);
// The layout of a language, else the English one. Built in, so it cannot fail.
const Keyboard& keyboard_for(std::string_view language);

struct KeyboardState {
  std::string layer = "letters";
  bool shift = true;  // a name begins with a capital
};

struct KeyNames {
  std::string shift, remove, space, letters, accents, symbols;
};

// `type` gets the UTF-8 of a key, `remove` is the delete key.
View keyboard(const Keyboard& layout, KeyboardState& state, KeyNames names,
              std::function<void(std::string_view)> type, std::function<void()> remove);

// 1-9, clear, 0, delete.
View digit_pad(std::string clear, std::string remove, std::function<void(char)> type,
               std::function<void()> on_clear, std::function<void()> on_remove);

}  // namespace porchlight::ui
