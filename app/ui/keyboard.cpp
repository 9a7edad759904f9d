#include "ui/keyboard.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/assets.h"
#include "language/letters.h"
#include "ui/elements.h"
#include "ui/shares.h"
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

  void draw(Ui& ui, Rect place) override {
    // As on the keyboards and phones that everybody knows, also where one reads from the right.
    const Reading reading(ui, place, false);
    const Rect& box = reading.box();
    const float gap = ui.px(size::gap);
    std::vector<Element*> keys;
    for (const View& key : keys_) keys.push_back(key.get());
    const std::vector<float> wide =
        shared_widths(ui, box.width - gap * static_cast<float>(keys_.size() - 1), widths_, keys);
    float x = box.x;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      keys_[i]->draw(ui, {x, box.y, wide[i], box.height});
      x += wide[i] + gap;
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

// What stands on the key of a layer that gives itself no label.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> usual_labels{
    {{"letters", "ABC"}, {"latin", "ABC"}, {"accents", "Áéñ"}, {"symbols", "-’"}}};

struct Actions {
  const Keyboard& layout;
  KeyboardState& state;
  const KeyNames& names;
  const std::function<void(std::string_view)>& type;
  const std::function<void()>& remove;
};

View icon_key(Node node, std::string_view icon_name) {
  const bool on = node.on;
  return pressable(std::move(node), on ? surface::key_soft : surface::key,
                   icon(icon_name, 9_mm, &Theme::ink));
}

// Letters that would be joined stand apart on a key, but not in two lines.
std::string in_one_line(std::string_view label) {
  std::string whole;
  for (const char c : label) whole += c == ' ' ? std::string("\u00a0") : std::string(1, c);
  return whole;
}

View word_key(std::string name, std::string label, const Surface& ground, TextRole role, Tap tap) {
  Node node{.role = Role::key, .name = std::move(name)};
  node.tap = std::move(tap);
  return pressable(std::move(node), ground,
                   text_block(std::move(label), {.role = role, .align = text::Align::center}));
}

// A hand that shakes presses it twice and means once.
Node delete_key(std::string name, Tap tap) {
  Node node{.role = Role::key, .name = std::move(name), .guards_repeat = true};
  node.tap = std::move(tap);
  return node;
}

std::pair<float, View> make_key(const std::string& key, const Actions& actions) {
  KeyboardState* state = &actions.state;
  if (key == "shift") {
    Node node{.role = Role::key, .name = actions.names.shift, .on = state->shift};
    node.tap = [state] { state->shift = !state->shift; };
    return {1.5f, icon_key(std::move(node), "shift")};
  }
  if (key == "delete") return {1.5f, icon_key(delete_key(actions.names.remove, actions.remove), "delete")};
  if (key == "space")
    return {5.0f, word_key(actions.names.space, " ", surface::key, TextRole::key,
                           [type = actions.type] { type(" "); })};
  if (actions.layout.layers.contains(key)) {
    const std::string label = actions.layout.label(key);
    const auto named = actions.names.layers.find(key);
    return {1.8f, word_key(named == actions.names.layers.end() ? label : named->second, in_one_line(label),
                           surface::key_soft, TextRole::label, [state, key] { state->layer = key; })};
  }
  const std::string shown = state->shift ? language::upper(key, actions.layout.language) : key;
  return {1.0f, word_key(shown, shown, surface::key, TextRole::key, [type = actions.type, shown, state] {
            type(shown);
            state->shift = false;
          })};
}

// A key whose name reads like a word and means nothing; empty: there is none.
std::string leads_nowhere(const Keyboard& layout) {
  const auto is_word = [](const std::string& key) {
    return key.size() > 1 && std::ranges::all_of(key, [](char c) { return c >= 'a' && c <= 'z'; });
  };
  for (const auto& [name, rows] : layout.layers)
    for (const auto& row : rows)
      for (const std::string& key : row)
        if (is_word(key) && key != "shift" && key != "delete" && key != "space" &&
            !layout.layers.contains(key))
          return key;
  return {};
}

}  // namespace

Result<Keyboard> parse_keyboard(std::string_view text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("language") || !json["language"].is_string() ||
      !json.contains("layers") || !json["layers"].is_object())
    return Error{R"(a keyboard layout needs "language", a text, and "layers", each a list of rows)"};
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
  if (!layout.layers.contains("letters")) return Error{R"(a keyboard layout needs a layer "letters")"};
  if (const auto nowhere = leads_nowhere(layout); !nowhere.empty())
    return Error{fmt::format("\"{}\" is no letter, no layer, and not shift, delete or space", nowhere)};
  if (json.contains("labels"))
    for (const auto& [layer, label] : json["labels"].items()) {
      if (!label.is_string()) return Error{fmt::format("the label of \"{}\" is not a text", layer)};
      layout.labels[layer] = label.get<std::string>();
    }
  return layout;
}

std::string Keyboard::label(const std::string& layer) const {
  if (const auto own = labels.find(layer); own != labels.end()) return own->second;
  const auto usual = std::ranges::find_if(usual_labels, [&](const auto& one) { return one.first == layer; });
  return usual != usual_labels.end() ? std::string(usual->second) : layer;
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
  const Actions actions{layout, state, names, type, remove};
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
            pressable(delete_key(remove, std::move(on_remove)), surface::key_soft,
                      text_block(remove, {.role = TextRole::label, .align = text::Align::center}))),
      high));
  return column(4_mm, std::move(lines));
}

}  // namespace porchlight::ui
