#include <algorithm>
#include <cmath>

#include "language/direction.h"
#include "ui/elements.h"
#include "ui/ui.h"

namespace porchlight::ui {
namespace {

using namespace porchlight::literals;

Color Theme::*text_color_on(const Surface& surface) {
  if (surface.fill == &Theme::primary) return &Theme::on_primary;
  if (surface.fill == &Theme::help) return &Theme::on_help;
  if (surface.fill == &Theme::tint) return &Theme::on_tint;
  if (surface.fill == &Theme::lamp) return &Theme::on_lamp;
  if (surface.border == &Theme::primary) return &Theme::primary;
  return &Theme::ink;
}

class Icon final : public Element {
 public:
  Icon(std::string_view name, Millimetres size, Color Theme::*color)
      : name_(name), size_(size), color_(color) {}
  float natural_width(Ui& ui) override { return ui.px(size_); }
  void draw(Ui& ui, Rect box) override {
    const float side = ui.px(size_);
    if (ui.visible(box))
      ui.canvas().icon(name_, {box.centre_x() - side / 2, box.centre_y() - side / 2, side, side},
                       ui.theme().*color_);
  }

 protected:
  float measure(Ui& ui, float) override { return ui.px(size_); }

 private:
  std::string name_;
  Millimetres size_;
  Color Theme::*color_;
};

// A patch of tint with something in its middle.
class Badge final : public Element {
 public:
  Badge(Millimetres size, bool round, View child) : size_(size), round_(round), child_(std::move(child)) {}
  float natural_width(Ui& ui) override { return ui.px(size_); }
  void draw(Ui& ui, Rect box) override {
    const float side = ui.px(size_);
    const Rect patch{box.x, box.y + (box.height - side) / 2, side, side};
    const Theme& theme = ui.theme();
    const float radius = round_ ? side / 2 : side * 0.29f;
    if (ui.visible(patch)) {
      ui.canvas().fill(patch, theme.tint, radius);
      if (theme.outlined) ui.canvas().stroke(patch, theme.line, ui.px({theme.border_mm}), radius);
    }
    const float wide = std::min(side, std::ceil(child_->natural_width(ui))), high = child_->height(ui, wide);
    child_->draw(ui, {patch.centre_x() - wide / 2, patch.centre_y() - high / 2, wide, high});
  }

 protected:
  float measure(Ui& ui, float) override { return ui.px(size_); }

 private:
  Millimetres size_;
  bool round_;
  View child_;
};

class RadioDot final : public Element {
 public:
  explicit RadioDot(bool on) : on_(on) {}
  float natural_width(Ui& ui) override { return ui.px(diameter); }
  void draw(Ui& ui, Rect box) override {
    if (!ui.visible(box)) return;
    const float radius = ui.px(diameter) / 2;
    ui.canvas().circle(box.centre_x(), box.centre_y(), radius, ui.theme().surface);
    ui.canvas().ring(box.centre_x(), box.centre_y(), radius, on_ ? radius * 0.62f : ui.px(1_mm),
                     on_ ? ui.theme().primary : ui.theme().muted);
  }

 protected:
  float measure(Ui& ui, float) override { return ui.px(diameter); }

 private:
  static constexpr Millimetres diameter = 11_mm;
  bool on_;
};

class Progress final : public Element {
 public:
  Progress(int step, int of) : step_(step), of_(of) {}
  float natural_width(Ui&) override { return 0; }
  void draw(Ui& ui, Rect box) override {
    const float gap = ui.px(size::gap);
    const float wide = (box.width - gap * static_cast<float>(of_ - 1)) / static_cast<float>(of_);
    const Theme& theme = ui.theme();
    for (int i = 0; i < of_; ++i) {
      const Rect bar{box.x + static_cast<float>(i) * (wide + gap), box.y, wide, box.height};
      ui.canvas().fill(bar, i < step_ ? theme.primary : theme.line, box.height / 2);
      if (theme.outlined && i >= step_)
        ui.canvas().fill(bar.inset(ui.px(0.6_mm)), theme.background, box.height / 2);
    }
  }

 protected:
  float measure(Ui& ui, float) override { return ui.px(3_mm); }

 private:
  int step_, of_;
};

class Field final : public Element {
 public:
  // `sizes`: the same text in ever smaller roles.
  Field(Node node, Views sizes, View prompt)
      : node_(std::move(node)), sizes_(std::move(sizes)), prompt_(std::move(prompt)) {}
  float natural_width(Ui& ui) override { return sizes_.front()->natural_width(ui) + 2 * ui.px(padding); }

  void draw(Ui& ui, Rect box) override {
    const Theme& theme = ui.theme();
    const float border = std::round(ui.px({2 * theme.border_mm})), radius = ui.px(size::button_radius);
    ui.canvas().fill(box, theme.surface, radius);
    ui.canvas().stroke(box, theme.primary, border, radius);
    node_.box = box;
    node_.corner_px = radius;
    ui.enter(node_);
    const Reading reading(ui, box, reads_from_the_right(ui));
    draw_typed(ui, reading.box());
    ui.leave();
  }

 protected:
  float measure(Ui& ui, float) override { return ui.px(ui.small_panel() ? 26_mm : 36_mm); }

 private:
  static constexpr Millimetres padding = 10_mm;

  // What is typed runs in its own direction, a phone number always to the right.
  bool reads_from_the_right(Ui& ui) const {
    return node_.value.empty() ? ui.right_to_left() : language::has_right_to_left(node_.value);
  }

  void draw_typed(Ui& ui, Rect box) {
    const Theme& theme = ui.theme();
    const float border = std::round(ui.px({2 * theme.border_mm}));
    const float inner = box.width - 2 * ui.px(padding);
    View& text = largest_that_fits(ui, inner);
    View& shown = node_.value.empty() && prompt_ ? prompt_ : text;
    // A long name keeps its end in sight: the caret is where the next letter comes.
    const float wide = &shown == &text ? std::max(inner, std::ceil(text->natural_width(ui))) : inner;
    const float high = shown->height(ui, wide);
    ui.canvas().push_clip(box.inset(border));
    shown->draw(ui, {box.x + ui.px(padding) - (wide - inner), box.centre_y() - high / 2, wide, high});
    ui.canvas().pop_clip();
    const float typed =
        node_.value.empty() ? 0 : std::ceil(text->natural_width(ui)) - (wide - inner) + ui.px(1_mm);
    ui.canvas().fill(
        {box.x + ui.px(padding) + typed, box.centre_y() - ui.px(9_mm), ui.px(1.2_mm), ui.px(18_mm)},
        theme.primary);
  }

  View& largest_that_fits(Ui& ui, float inner) {
    for (View& size : sizes_)
      if (size->natural_width(ui) <= inner) return size;
    return sizes_.back();
  }

  Node node_;
  Views sizes_;
  View prompt_;
};

class QrCode final : public Element {
 public:
  QrCode(std::string name, text::Squares squares, Millimetres size, std::string language)
      : name_(std::move(name)), squares_(std::move(squares)), size_(size), language_(std::move(language)) {}
  float natural_width(Ui& ui) override { return wanted_px(ui) * all_squares(); }

  void draw(Ui& ui, Rect box) override {
    const float square = square_px(ui, box.width), side = square * all_squares();
    const Rect place{std::round(box.x), std::round(box.y), side, side};
    ui.say({.role = Role::image, .name = name_, .language = language_, .box = place});
    if (!ui.visible(place)) return;
    // Not every camera reads a mirrored code.
    const Reading reading(ui, place, false);
    const Rect& patch = reading.box();
    ui.canvas().fill(patch, Color::hex(0xFFFFFF), ui.px(3_mm));
    const float x0 = patch.x + square * text::quiet_zone, y0 = patch.y + square * text::quiet_zone;
    for (int y = 0; y < squares_.side; ++y)
      for (int x = 0; x < squares_.side; ++x)
        if (squares_.is_dark(x, y))
          ui.canvas().fill(
              {x0 + static_cast<float>(x) * square, y0 + static_cast<float>(y) * square, square, square},
              Color::hex(0x000000));
  }

 protected:
  float measure(Ui& ui, float width) override { return square_px(ui, width) * all_squares(); }

 private:
  float all_squares() const { return static_cast<float>(squares_.side + 2 * text::quiet_zone); }

  // Whole pixels, since a camera reads edges: so the code is about as large as it was asked to be.
  float wanted_px(Ui& ui) const { return std::max(1.0f, std::round(ui.px(size_) / all_squares())); }
  float square_px(Ui& ui, float width) const {
    return std::clamp(std::floor(width / all_squares()), 1.0f, wanted_px(ui));
  }

  std::string name_;
  text::Squares squares_;
  Millimetres size_;
  std::string language_;
};

}  // namespace

View icon(std::string_view name, Millimetres size, Color Theme::*color) {
  return std::make_unique<Icon>(name, size, color);
}

View badge(std::string_view icon_name, Millimetres patch, Millimetres icon_size, bool round) {
  return std::make_unique<Badge>(patch, round, icon(icon_name, icon_size, &Theme::on_tint));
}

View number_badge(std::string number, Millimetres size, TextRole role) {
  return std::make_unique<Badge>(
      size, true,
      text_block(std::move(number), {.role = role, .color = &Theme::on_tint, .align = text::Align::center}));
}

View button(std::string name, const Surface& surface, Tap tap, TextRole role, std::string language) {
  View label = text_block(
      name,
      {.role = role, .color = text_color_on(surface), .align = text::Align::center, .language = language});
  Node node{.role = Role::button,
            .name = std::move(name),
            .language = std::move(language),
            .main = &surface == &surface::button_primary};
  node.tap = std::move(tap);
  return pressable(std::move(node), surface, std::move(label));
}

View button_keep(std::string name, Tap tap) {
  View label =
      text_block(name, {.role = TextRole::button, .color = &Theme::on_primary, .align = text::Align::center});
  Node node{.role = Role::button, .name = std::move(name), .main = true, .goes_back = true};
  node.tap = std::move(tap);
  return pressable(std::move(node), surface::button_primary, std::move(label));
}

View button_final(std::string name, const Surface& surface, Tap tap) {
  View label = text_block(
      name, {.role = TextRole::button, .color = text_color_on(surface), .align = text::Align::center});
  Node node{.role = Role::button,
            .name = std::move(name),
            .sends_or_erases = true,
            .main = &surface == &surface::button_primary};
  node.tap = std::move(tap);
  return pressable(std::move(node), surface, std::move(label));
}

View button_disabled(std::string name, std::string hint) {
  View label =
      text_block(name, {.role = TextRole::button, .color = &Theme::muted, .align = text::Align::center});
  Node node{
      .role = Role::button, .name = std::move(name), .hint = std::move(hint), .disabled = true, .main = true};
  node.tap = [] {};
  return pressable(std::move(node), surface::button_off, std::move(label));
}

View toggle(std::string name, bool on, Tap tap, std::string said) {
  const Surface& ground = on ? surface::filter_on : surface::filter;
  View label = text_block(
      name, {.role = TextRole::label, .color = text_color_on(ground), .align = text::Align::center});
  Node node{.role = Role::toggle, .name = said.empty() ? std::move(name) : std::move(said), .on = on};
  node.tap = std::move(tap);
  return pressable(std::move(node), ground, std::move(label));
}

View radio(std::string name, bool on, Tap tap, std::string language) {
  Node node{.role = Role::radio, .name = name, .language = language, .on = on};
  node.tap = std::move(tap);
  // A name in another language stands beside its dot, wherever its readers begin.
  const float rest = language.empty() ? 1 : 0;
  View content = row(6_mm, {0, rest},
                     views(std::make_unique<RadioDot>(on),
                           text_block(std::move(name), {.role = TextRole::body,
                                                        .color = on ? &Theme::on_tint : &Theme::ink,
                                                        .language = std::move(language)})));
  return pressable(std::move(node), on ? surface::option_on : surface::option, std::move(content));
}

View chip(std::string text, bool lamp) {
  const Surface& ground = lamp ? surface::chip_lamp : surface::chip;
  return card(text_block(std::move(text), {.role = lamp ? TextRole::label : TextRole::small,
                                           .color = lamp ? &Theme::on_lamp : &Theme::ink,
                                           .align = text::Align::center}),
              ground);
}

View field(std::string name, std::string value, std::string prompt, bool is_private, Typing typing) {
  Views sizes;
  for (const TextRole role : {TextRole::field, TextRole::heading, TextRole::body})
    sizes.push_back(text_block(value, {.role = role, .is_private = is_private}));
  View hint = prompt.empty()
                  ? View{}
                  : text_block(std::move(prompt), {.role = TextRole::body, .color = &Theme::muted});
  Node node{
      .role = Role::field, .name = std::move(name), .value = std::move(value), .private_value = is_private};
  node.typing = std::move(typing);
  return std::make_unique<Field>(std::move(node), std::move(sizes), std::move(hint));
}

View progress(int step, int of) {
  return std::make_unique<Progress>(step, of);
}

View qr_code(std::string name, text::Squares squares, Millimetres size, std::string language) {
  return std::make_unique<QrCode>(std::move(name), std::move(squares), size, std::move(language));
}

}  // namespace porchlight::ui
