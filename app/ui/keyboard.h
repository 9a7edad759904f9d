// Keyboard: the keys on the screen. Layouts are data: assets/keyboards/<language>.json. Keys are at least 14
// mm wide and act like any other target: on release inside. They stand from left to right in every language.
//
//   {"language": "ru",
//    "labels": {"letters": "АБВ", "latin": "ABC"},          on the key that leads to a layer; may be left out
//    "layers": {"letters": [["й", "ц", "у", …], …, ["latin", "space", "symbols"]],
//               "latin":   [["q", "w", "e", …], …],
//               "symbols": [["1", "2", "3", …], …]}}
//
// A key is the letter it types, or "shift", "delete" or "space", or the name of a layer, which it leads to.
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
  std::map<std::string, Rows> layers;         // "letters" is shown first
  std::map<std::string, std::string> labels;  // by layer
  // On the key that leads to a layer.
  std::string label(const std::string& layer) const;
};

// Error: what is wrong in the file, with line and column.
Result<Keyboard> parse_keyboard(std::string_view json);
// The layout of a language, else the English one. Built in, so it cannot fail.
const Keyboard& keyboard_for(std::string_view language);

struct KeyboardState {
  std::string layer = "letters";
  bool shift = true;  // a name begins with a capital
};

// What the keys are called that type no letter. A layer that is not named here is called by its label.
struct KeyNames {
  std::string shift, remove, space;
  std::map<std::string, std::string> layers;
};

// `type` gets the UTF-8 of a key, `remove` is the delete key.
View keyboard(const Keyboard& layout, KeyboardState& state, KeyNames names,
              std::function<void(std::string_view)> type, std::function<void()> remove);

// 1-9, clear, 0, delete.
View digit_pad(std::string clear, std::string remove, std::function<void(char)> type,
               std::function<void()> on_clear, std::function<void()> on_remove);

}  // namespace porchlight::ui
