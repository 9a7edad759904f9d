#include <algorithm>
#include <cmath>
#include <optional>

#include "language/direction.h"
#include "ui/elements.h"
#include "ui/ui.h"

namespace porchlight::ui {
namespace {

std::optional<TextRole> smaller_than(TextRole role) {
  switch (role) {
    case TextRole::title:
      return TextRole::heading;
    case TextRole::heading:
      return TextRole::tile;
    case TextRole::hero:
      return TextRole::tile;
    case TextRole::tile:
      return TextRole::subheading;
    case TextRole::subheading:
      return TextRole::small;
    case TextRole::emergency:
      return TextRole::number;
    case TextRole::number:
      return TextRole::time;
    case TextRole::time:
      return TextRole::subheading;
    case TextRole::button:
      return TextRole::label;
    case TextRole::day:
      return TextRole::day_small;
    default:
      return std::nullopt;
  }
}

class TextBlock final : public Element {
 public:
  TextBlock(Words words, TextOptions options) : words_(std::move(words)), options_(std::move(options)) {}

  float natural_width(Ui& ui) override { return std::ceil(entry(ui, 0).block.width()); }
  // Letters of some scripts need a trifle more where a line ends than in the middle of it.
  float least_width(Ui& ui) override { return std::ceil(entry(ui, 0).block.longest_word()) + 1; }

  void draw(Ui& ui, Rect box) override {
    if (words_.plain().empty()) return;
    Texts::Entry& text = entry(ui, box.width);
    const Rect lines{box.x, box.y, box.width, text.block.height()};
    if (ui.inside_node()) {
      ui.ink(lines, ui.open_node(), text.block.broke_a_word());
    } else {
      Node node{.role = options_.says, .name = words_.plain(), .language = options_.language, .box = lines};
      node.private_value = options_.is_private;
      node.is_title = options_.is_title;
      node.held = options_.held;
      const std::size_t index = ui.say(std::move(node));
      ui.ink(lines, index, text.block.broke_a_word());
    }
    if (!ui.visible(lines)) return;
    ImTextureData* picture = ui.texts().picture(text, std::ceil(box.width));
    const auto bleed = static_cast<float>(text.bleed_px);
    ui.canvas().picture(picture, std::round(lines.x) - bleed, std::round(lines.y) - bleed,
                        ui.theme().*options_.color);
  }

 protected:
  float measure(Ui& ui, float width) override { return std::ceil(entry(ui, width).block.height()); }

 private:
  Texts::Entry& entry(Ui& ui, float width) {
    std::vector<text::Span> spans;
    for (const auto& [text, bold] : words_.runs) spans.push_back({text, bold});
    const std::string& language = options_.language.empty() ? ui.look().language : options_.language;
    // A word that is too long for its place is set smaller rather than broken.
    for (TextRole role = options_.role;;) {
      text::Style style = ui.style(role, options_.align);
      // Words in another language begin where its readers begin.
      if (!options_.language.empty()) style.right_to_left = language::right_to_left(options_.language);
      Texts::Entry& found = ui.texts().find(spans, style, language, std::ceil(width), options_.is_private);
      const std::optional<TextRole> smaller = smaller_than(role);
      if (!found.block.broke_a_word() || !smaller) return found;
      role = *smaller;
    }
  }

  Words words_;
  TextOptions options_;
};

}  // namespace

std::string Words::plain() const {
  std::string all;
  for (const auto& [text, bold] : runs) all += text;
  return all;
}

View text_block(Words words, TextOptions options) {
  return std::make_unique<TextBlock>(std::move(words), std::move(options));
}

View title(std::string text) {
  return text_block(std::move(text), {.role = TextRole::title, .says = Role::heading, .is_title = true});
}

View heading(std::string text, TextRole role, Color Theme::*color) {
  return text_block(std::move(text), {.role = role, .color = color, .says = Role::heading});
}

View paragraph(Words words, Color Theme::*color, TextRole role) {
  return text_block(std::move(words), {.role = role, .color = color});
}

}  // namespace porchlight::ui
