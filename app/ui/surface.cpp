// Surfaces: what cards, buttons and chips stand on, and the one element that can be tapped.
#include <algorithm>
#include <cmath>

#include "ui/elements.h"
#include "ui/ui.h"

namespace porchlight::ui {

namespace surface {

using namespace porchlight::literals;

const Surface card{.shadow = true};
const Surface hero{
    .fill = &Theme::primary, .radius = 7.9_mm, .padding_x = 12_mm, .padding_y = 11_mm, .shadow = true};
const Surface note{.fill = &Theme::note, .radius = 6.9_mm, .padding_x = 9_mm, .padding_y = 8_mm};
const Surface emergency{.fill = &Theme::help_tint, .shadow = true};

const Surface button_primary{.fill = &Theme::primary,
                             .radius = size::button_radius,
                             .padding_x = 6_mm,
                             .padding_y = 3_mm,
                             .least_height = 28_mm,
                             .centred = true};
const Surface button_quiet{.border = &Theme::primary,
                           .border_factor = 1.5f,
                           .radius = size::button_radius,
                           .padding_x = 6_mm,
                           .padding_y = 3_mm,
                           .least_height = 24_mm,
                           .centred = true};
const Surface button_help{.fill = &Theme::help,
                          .radius = size::button_radius,
                          .padding_x = 6_mm,
                          .padding_y = 3_mm,
                          .least_height = 26_mm,
                          .centred = true};
const Surface button_off{.fill = &Theme::sunken,
                         .border = &Theme::edge,
                         .border_factor = 1.5f,
                         .radius = size::button_radius,
                         .padding_x = 6_mm,
                         .padding_y = 3_mm,
                         .least_height = 28_mm,
                         .dashed = true,
                         .centred = true};

const Surface pill{.border = &Theme::edge,
                   .radius = 10_mm,
                   .padding_x = 7_mm,
                   .padding_y = 2.5_mm,
                   .least_height = 20_mm,
                   .centred = true};
const Surface filter{.border = &Theme::edge,
                     .radius = 10_mm,
                     .padding_x = 7_mm,
                     .padding_y = 2.5_mm,
                     .least_height = 20_mm,
                     .centred = true};
const Surface filter_on{.fill = &Theme::primary,
                        .border = &Theme::primary,
                        .radius = 10_mm,
                        .padding_x = 7_mm,
                        .padding_y = 2.5_mm,
                        .least_height = 20_mm,
                        .centred = true};
const Surface day{.border = &Theme::edge,
                  .radius = 6.9_mm,
                  .padding_x = 1_mm,
                  .padding_y = 3_mm,
                  .least_height = 26_mm,
                  .centred = true};
const Surface day_on{.fill = &Theme::primary,
                     .border = &Theme::primary,
                     .radius = 6.9_mm,
                     .padding_x = 1_mm,
                     .padding_y = 3_mm,
                     .least_height = 26_mm,
                     .centred = true};
const Surface option{.border = &Theme::edge,
                     .border_factor = 1.5f,
                     .radius = 6.9_mm,
                     .padding_x = 9_mm,
                     .padding_y = 4_mm,
                     .least_height = 26_mm};
const Surface option_on{.fill = &Theme::tint,
                        .border = &Theme::primary,
                        .border_factor = 1.5f,
                        .radius = 6.9_mm,
                        .padding_x = 9_mm,
                        .padding_y = 4_mm,
                        .least_height = 26_mm};
const Surface key{.radius = 5.5_mm,
                  .padding_x = 0_mm,
                  .padding_y = 0_mm,
                  .least_height = size::key,
                  .shadow = true,
                  .centred = true};
const Surface key_soft{.fill = &Theme::sunken,
                       .radius = 5.5_mm,
                       .padding_x = 1_mm,
                       .padding_y = 0_mm,
                       .least_height = size::key,
                       .shadow = true,
                       .centred = true};
const Surface chip{.fill = &Theme::sunken,
                   .radius = 6.7_mm,
                   .padding_x = 5.4_mm,
                   .padding_y = 2.6_mm,
                   .least_height = 13.4_mm,
                   .centred = true};
const Surface chip_lamp{.fill = &Theme::lamp,
                        .radius = 6.7_mm,
                        .padding_x = 5.4_mm,
                        .padding_y = 2.6_mm,
                        .least_height = 13.4_mm,
                        .centred = true};
const Surface plain_row{
    .radius = 6_mm, .padding_x = 8_mm, .padding_y = 4_mm, .least_height = 25.8_mm, .shadow = true};
const Surface change{.fill = &Theme::tint,
                     .radius = 5_mm,
                     .padding_x = 6.4_mm,
                     .padding_y = 3_mm,
                     .least_height = 18_mm,
                     .centred = true};
const Surface bar{.border = &Theme::edge,
                  .radius = 6_mm,
                  .padding_x = 2_mm,
                  .padding_y = 2_mm,
                  .least_height = 20.8_mm,
                  .centred = true};
const Surface bar_quiet{.border = &Theme::primary,
                        .border_factor = 1.5f,
                        .radius = size::button_radius,
                        .padding_x = 4_mm,
                        .padding_y = 2_mm,
                        .least_height = 26.8_mm,
                        .centred = true};
const Surface bar_help{.fill = &Theme::help,
                       .radius = size::button_radius,
                       .padding_x = 4_mm,
                       .padding_y = 2_mm,
                       .least_height = 26.8_mm,
                       .centred = true};

const Surface meeting{.radius = 7.4_mm, .padding_x = 9_mm, .padding_y = 7.5_mm, .shadow = true};
const Surface meeting_live{.border = &Theme::live_edge,
                           .border_factor = 2,
                           .radius = 7.4_mm,
                           .padding_x = 9_mm,
                           .padding_y = 7.5_mm};
const Surface tile{
    .radius = 8.9_mm, .padding_x = 9_mm, .padding_y = 7_mm, .least_height = 82_mm, .shadow = true};

const Surface search_box{
    .border = &Theme::edge, .radius = 11.4_mm, .padding_x = 7_mm, .padding_y = 3_mm, .least_height = 22.8_mm};

// What the bottom bar stands on: the whole width, down to the edge.
const Surface bottom{.radius = 0_mm, .padding_x = size::margin, .padding_y = 5.5_mm};
const Surface bottom_small{.radius = 0_mm, .padding_x = 8_mm, .padding_y = 3.5_mm};

}  // namespace surface

namespace {

void draw_surface(Ui& ui, const Surface& surface, Rect box, bool pressed) {
  const Theme& theme = ui.theme();
  const float radius = ui.px(surface.radius);
  const float border = std::max(1.0f, std::round(ui.px({theme.border_mm * surface.border_factor})));
  const Color fill = theme.*surface.fill;
  if (surface.shadow && !theme.outlined) {
    const float drop = std::round(ui.px({0.5f}));
    if (!pressed) ui.canvas().fill({box.x, box.y + drop, box.width, box.height}, theme.line, radius);
  }
  ui.canvas().fill(box, fill, radius);

  Color edge = theme.edge;
  bool has_edge = surface.border != nullptr;
  if (has_edge) {
    edge = theme.*surface.border;
  } else if (theme.outlined && fill == theme.background && radius > 0) {
    has_edge = true;
    edge = theme.line;
  } else if (theme.outlined && fill == theme.lamp) {
    // On the one large surface of its own color it would have no shape.
    has_edge = true;
    edge = theme.on_lamp;
  }
  if (pressed) {
    // Seen under a finger: a ring in the color of the text, inside the box, in every theme.
    Color ring = theme.primary;
    if (surface.fill == &Theme::primary) ring = theme.on_primary;
    if (surface.fill == &Theme::help) ring = theme.on_help;
    ui.canvas().stroke(box, ring, 2.5f * border, radius);
  } else if (has_edge && surface.dashed) {
    ui.canvas().dashes(box, edge, border, radius);
  } else if (has_edge) {
    ui.canvas().stroke(box, edge, border, radius);
  }
}

// On a small panel a main target is as small as it may be, so that more than targets fits.
float least_height_px(Ui& ui, const Surface& surface) {
  return ui.px(ui.small_panel() ? std::min(surface.least_height, size::main_target) : surface.least_height);
}

class OnSurface : public Element {
 public:
  OnSurface(const Surface& surface, View child) : surface_(surface), child_(std::move(child)) {}

  float natural_width(Ui& ui) override {
    // A pill is never narrower than it is high.
    return std::max(std::ceil(child_->natural_width(ui)) + 2 * ui.px(surface_.padding_x),
                    least_height_px(ui, surface_));
  }

  float least_width(Ui& ui) override {
    return std::ceil(child_->least_width(ui)) + 2 * ui.px(surface_.padding_x);
  }

  void draw(Ui& ui, Rect box) override {
    draw_surface(ui, surface_, box, false);
    draw_child(ui, box);
  }

 protected:
  float measure(Ui& ui, float width) override {
    const float inner = child_->height(ui, width - 2 * ui.px(surface_.padding_x));
    return std::max(inner + 2 * ui.px(surface_.padding_y), least_height_px(ui, surface_));
  }

  void draw_child(Ui& ui, Rect box) {
    const float px = ui.px(surface_.padding_x), py = ui.px(surface_.padding_y);
    Rect inner{box.x + px, box.y + py, box.width - 2 * px, box.height - 2 * py};
    if (child_->stretch() == 0) {
      const float high = child_->height(ui, inner.width);
      const bool in_the_middle = surface_.centred || surface_.least_height.value > 0;
      inner.y = in_the_middle ? box.y + (box.height - high) / 2 : inner.y;
      inner.height = high;
    }
    if (surface_.centred) {
      const float wide = std::min(inner.width, std::ceil(child_->natural_width(ui)));
      inner = {inner.x + (inner.width - wide) / 2, inner.y, wide, inner.height};
    }
    child_->draw(ui, inner);
  }

  const Surface& surface_;
  View child_;
};

class Pressable final : public OnSurface {
 public:
  Pressable(Node node, const Surface& surface, View child)
      : OnSurface(surface, std::move(child)), node_(std::move(node)) {}

  void draw(Ui& ui, Rect box) override {
    node_.box = box;
    node_.corner_px = ui.px(surface_.radius);
    const bool pressed = ui.pressed(node_);
    ui.enter(node_);
    if (ui.visible(box)) draw_surface(ui, surface_, box, pressed);
    draw_child(ui, box);
    ui.leave();
  }

 private:
  Node node_;
};

}  // namespace

View card(View child, const Surface& surface) {
  return std::make_unique<OnSurface>(surface, std::move(child));
}

View pressable(Node node, const Surface& surface, View child) {
  return std::make_unique<Pressable>(std::move(node), surface, std::move(child));
}

}  // namespace porchlight::ui
