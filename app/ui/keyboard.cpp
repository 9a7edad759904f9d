#include "ui/keyboard.h"

#include <fmt/format.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/assets.h"
#include "ui/elements.h"
#include "ui/ui.h"

namespace porchlight::ui {
namespace {

using namespace porchlight::literals;

// One row of keys, as wide as the keyboard: a key counts 1, space 5, a key that is more than a letter 1.5.
class KeyRow final : public Element {
 public:
  KeyRow(std::vector<float> widths, Views keys, Millimetres high = 29_mm)
      : widths_(std::move(widths)), keys_(std::move(keys)), high_(high) {}
  float natural_width(Ui&) override { return 0; }

  void draw(Ui& ui, Rect box) override {
    const float gap = ui.px(size::gap);
    float whole = 0;
    for (const float width : widths_) whole += width;
    const float unit = (box.width - gap * static_cast<float>(keys_.size() - 1)) / whole;
    float x = box.x;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      keys_[i]->draw(ui, {x, box.y, unit * widths_[i], box.height});
      x += unit * widths_[i] + gap;
    }
  }

 protected:
  float measure(Ui& ui, float) override {
    return ui.px(ui.landscape() ? (ui.small_panel() ? 20_mm : 27_mm) : high_);
  }

 private:
  std::vector<float> widths_;
  Views keys_;
  Millimetres high_;  // on a high screen; a wide one has less room
};

// "á" -> "Á": the letters that the layouts hold, which are Latin-1, Latin Extended-A and ASCII.
std::string upper(const std::string& letter) {
  if (letter.size() == 1) return {static_cast<char>(std::toupper(static_cast<unsigned char>(letter[0])))};
  if (letter.size() == 2) {
    const unsigned code = (static_cast<unsigned char>(letter[0]) & 0x1Fu) << 6 |
                          (static_cast<unsigned char>(letter[1]) & 0x3Fu);
    unsigned large = code;
    if (code >= 0xE0 && code <= 0xFE && code != 0xF7)
      large = code - 0x20;
    else if (code >= 0x100 && code <= 0x17F && code % 2 == 1 && code < 0x138)
      large = code - 1;
    return {static_cast<char>(0xC0 | large >> 6), static_cast<char>(0x80 | (large & 0x3F))};
  }
  return letter;
}

struct Actions {
  KeyboardState& state;
  const KeyNames& names;
  const std::function<void(std::string_view)>& type;
  const std::function<void()>& remove;
};

View icon_key(std::string name, std::string_view icon_name, bool on, Tap tap) {
  Node node{.role = Role::key, .name = std::move(name), .on = on};
  node.tap = std::move(tap);
  return pressable(std::move(node), on ? surface::key_soft : surface::key,
                   icon(icon_name, 9_mm, &Theme::ink));
}

View word_key(std::string name, std::string label, const Surface& ground, TextRole role, Tap tap) {
  Node node{.role = Role::key, .name = std::move(name)};
  node.tap = std::move(tap);
  return pressable(std::move(node), ground,
                   text_block(std::move(label), {.role = role, .align = text::Align::center}));
}

std::pair<float, View> make_key(const std::string& key, const Actions& actions) {
  KeyboardState* state = &actions.state;
  if (key == "shift")
    return {1.5f,
            icon_key(actions.names.shift, "shift", state->shift, [state] { state->shift = !state->shift; })};
  if (key == "delete") return {1.5f, icon_key(actions.names.remove, "delete", false, actions.remove)};
  if (key == "space")
    return {5.0f, word_key(actions.names.space, " ", surface::key, TextRole::key,
                           [type = actions.type] { type(" "); })};
  const auto layer = [&](const std::string& name, const std::string& label) {
    return std::pair<float, View>{1.8f, word_key(name, label, surface::key_soft, TextRole::label,
                                                 [state, key] { state->layer = key; })};
  };
  if (key == "letters") return layer(actions.names.letters, "ABC");
  if (key == "accents") return layer(actions.names.accents, "Áéñ");
  if (key == "symbols") return layer(actions.names.symbols, "-’");
  const std::string shown = state->shift ? upper(key) : key;
  return {1.0f, word_key(shown, shown, surface::key, TextRole::key, [type = actions.type, shown, state] {
            type(shown);
            state->shift = false;
          })};
}

}  // namespace

Result<Keyboard> parse_keyboard(std::string_view text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("language") || !json["language"].is_string() ||
      !json.contains("layers") || !json["layers"].is_object())
    return Error{"a keyboard layout needs \"language\", a text, and \"layers\", each a list of rows"};
  Keyboard layout;
  layout.language = json["language"].get<std::string>();
  for (const auto& [name, rows] : json["layers"].items()) {
    for (const auto& row : rows) {
      std::vector<std::string> keys;
      for (const auto& key : row)
        if (key.is_string()) keys.push_back(key.get<std::string>());
      if (keys.size() != row.size() || keys.empty())
        return Error{fmt::format("layer \"{}\": a row is a list of keys, each a text", name)};
      layout.layers[name].push_back(std::move(keys));
    }
  }
  if (!layout.layers.contains("letters")) return Error{"a keyboard layout needs a layer \"letters\""};
  return layout;
}

const Keyboard& keyboard_for(std::string_view language) {
  static const std::map<Language, Keyboard, std::less<>> layouts = [] {
    std::map<Language, Keyboard, std::less<>> all;
    for (const std::string_view path : assets_under("keyboards/")) {
      Result<Keyboard> layout = parse_keyboard(*asset(path));
      if (!layout.ok()) std::abort();  // built in, and read by a test: only a broken build gets here
      all.emplace(layout->language, std::move(*layout));
    }
    return all;
  }();
  const auto found = layouts.find(language);
  return found != layouts.end() ? found->second : layouts.find("en")->second;
}

View keyboard(const Keyboard& layout, KeyboardState& state, KeyNames names,
              std::function<void(std::string_view)> type, std::function<void()> remove) {
  const auto found = layout.layers.find(state.layer);
  const Keyboard::Rows& rows = found != layout.layers.end() ? found->second : layout.layers.at("letters");
  const Actions actions{state, names, type, remove};
  Views lines;
  for (const auto& row_keys : rows) {
    std::vector<float> widths;
    Views keys;
    for (const std::string& key : row_keys) {
      auto [width, view] = make_key(key, actions);
      widths.push_back(width);
      keys.push_back(std::move(view));
    }
    lines.push_back(std::make_unique<KeyRow>(std::move(widths), std::move(keys)));
  }
  return column(size::gap, std::move(lines));
}

View digit_pad(std::string clear, std::string remove, std::function<void(char)> type,
               std::function<void()> on_clear, std::function<void()> on_remove) {
  const auto digit = [&](char c) {
    return word_key(std::string(1, c), std::string(1, c), surface::key, TextRole::key,
                    [type, c] { type(c); });
  };
  constexpr Millimetres high = 34_mm;
  Views lines;
  for (const char* three : {"123", "456", "789"})
    lines.push_back(std::make_unique<KeyRow>(std::vector<float>{1, 1, 1},
                                             views(digit(three[0]), digit(three[1]), digit(three[2])), high));
  lines.push_back(std::make_unique<KeyRow>(
      std::vector<float>{1, 1, 1},
      views(word_key(clear, clear, surface::key_soft, TextRole::label, std::move(on_clear)), digit('0'),
            word_key(remove, remove, surface::key_soft, TextRole::label, std::move(on_remove))),
      high));
  return column(4_mm, std::move(lines));
}

}  // namespace porchlight::ui
