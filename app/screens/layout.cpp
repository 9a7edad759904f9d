#include "screens/layout.h"

#include <algorithm>

#include "ui/ui.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using ui::TextRole;
using ui::Theme;

class FirstThatFits final : public ui::Element {
 public:
  explicit FirstThatFits(ui::Views ways) : ways_(std::move(ways)) {}
  float natural_width(ui::Ui& ui) override { return ways_.front()->natural_width(ui); }
  float stretch() const override { return 1; }

  void draw(ui::Ui& ui, ui::Rect box) override {
    for (const ui::View& way : ways_) {
      if (way != ways_.back() && way->height(ui, box.width) > box.height) continue;
      way->draw(ui, box);
      return;
    }
  }

 protected:
  float measure(ui::Ui& ui, float width) override { return ways_.front()->height(ui, width); }

 private:
  ui::Views ways_;
};

class WithPicture final : public ui::Element {
 public:
  WithPicture(ui::View picture, ui::View words, Millimetres words_width, bool picture_first)
      : picture_(std::move(picture)),
        words_(std::move(words)),
        words_width_(words_width),
        picture_first_(picture_first) {}

  float natural_width(ui::Ui& ui) override {
    return picture_->natural_width(ui) + ui.px(side_gap) + words_->natural_width(ui);
  }

  void draw(ui::Ui& ui, ui::Rect box) override {
    const float wide = std::min(box.width, picture_->natural_width(ui)), high = picture_->height(ui, wide);
    const float left = width_beside(ui, box.width);
    if (left <= 0) {
      const float above = words_->height(ui, box.width);
      words_->draw(ui, {box.x, box.y, box.width, above});
      picture_->draw(ui, {box.x, box.y + above + ui.px(gap_below), wide, high});
      return;
    }
    const float words_high = words_->height(ui, left);
    const float picture_x = picture_first_ ? box.x : box.x + box.width - wide;
    const float words_x = picture_first_ ? box.x + wide + ui.px(side_gap) : box.x;
    picture_->draw(ui, {picture_x, box.y + (box.height - high) / 2, wide, high});
    words_->draw(ui, {words_x, box.y + (box.height - words_high) / 2, left, words_high});
  }

 protected:
  float measure(ui::Ui& ui, float width) override {
    const float picture = picture_->height(ui, std::min(width, picture_->natural_width(ui)));
    const float left = width_beside(ui, width);
    if (left <= 0) return words_->height(ui, width) + ui.px(gap_below) + picture;
    return std::max(picture, words_->height(ui, left));
  }

 private:
  static constexpr Millimetres side_gap = 9_mm, gap_below = 5_mm;

  // 0: the picture stands below.
  float width_beside(ui::Ui& ui, float width) {
    const float left = width - picture_->natural_width(ui) - ui.px(side_gap);
    return left >= ui.px(words_width_) ? left : 0;
  }

  ui::View picture_, words_;
  Millimetres words_width_;
  bool picture_first_;
};

}  // namespace

Millimetres margin(const Scene& scene) {
  return scene.small_panel ? 8_mm : ui::size::margin;
}

Millimetres part_gap(const Scene& scene) {
  return scene.small_panel ? 5_mm : ui::size::part_gap;
}

Millimetres column_gap(const Scene& scene) {
  return scene.small_panel ? 8_mm : 14_mm;
}

ui::View within_margins(const Scene& scene, ui::View content) {
  const Millimetres above = scene.small_panel ? 5_mm : scene.landscape ? 8_mm : 9_mm;
  return ui::padded(margin(scene), above, std::move(content));
}

Millimetres width_of(const Scene& scene, TextRole role, std::size_t letters) {
  // A digit of Inter is so wide beside its height; small letters are a little narrower.
  constexpr float width_to_height = 0.87f;
  return ui::look(role, scene.visit.text_size).capital * (width_to_height * static_cast<float>(letters));
}

ui::ScrollNames scroll_names(const Scene& scene) {
  return {scene.tr("More below"), scene.tr("Back up")};
}

ui::ScrollNames right_scroll_names(const Scene& scene) {
  return {scene.tr("More below, in the second part"), scene.tr("Back up, in the second part")};
}

ui::View scrolling(Scene& scene, ui::View content) {
  return within_margins(scene,
                        ui::scroll(scene.visit.here().scroll, scroll_names(scene), std::move(content)));
}

ui::View form_page(Scene& scene, int step, ui::View question, ui::View answer) {
  constexpr int steps_in_form = 4;
  ui::View position = ui::text_block(
      fill(scene.tr("{step} of {count}"),
           {{"step", scene.formats.number(step)}, {"count", scene.formats.number(steps_in_form)}}),
      {.role = TextRole::small, .color = &Theme::muted, .align = text::Align::end});
  ui::View head =
      ui::column(scene.small_panel ? 4_mm : 7_mm,
                 ui::views(std::move(position), ui::progress(step, steps_in_form), std::move(question)));
  ui::View asked = ui::scroll(scene.visit.here().scroll, scroll_names(scene), std::move(head));
  if (!scene.landscape)
    return within_margins(scene, ui::column(part_gap(scene), ui::views(std::move(asked), std::move(answer))));
  std::vector<float> shares{-0.46f, -0.54f};
  if (scene.small_panel) shares = {-0.4f, -0.6f};
  return within_margins(
      scene, ui::row(column_gap(scene), std::move(shares), ui::views(std::move(asked), std::move(answer))));
}

ui::View two_parts(Scene& scene, ui::Views first, ui::Views second, ui::View button) {
  Stop& here = scene.visit.here();
  const Millimetres gap = part_gap(scene);
  if (scene.landscape) {
    ui::View left = ui::scroll(here.scroll, scroll_names(scene), ui::column(gap, std::move(first)));
    ui::View right =
        ui::scroll(here.second_scroll, right_scroll_names(scene), ui::column(gap, std::move(second)));
    return within_margins(
        scene,
        ui::row(column_gap(scene), {-0.5f, -0.5f},
                ui::views(std::move(left), ui::column(gap, ui::views(std::move(right), std::move(button))))));
  }
  for (ui::View& part : second) first.push_back(std::move(part));
  ui::View all = ui::scroll(here.scroll, scroll_names(scene), ui::column(gap, std::move(first)));
  return within_margins(scene, ui::column(gap, ui::views(std::move(all), std::move(button))));
}

ui::KeyNames key_names(const Scene& scene) {
  return {.shift = scene.tr("Capital letters"),
          .remove = scene.tr("Delete"),
          .space = scene.tr("Space"),
          .layers = {{"letters", scene.tr("Letters")},
                     {"latin", scene.tr("Latin letters")},
                     {"accents", scene.tr("Letters with accents")},
                     {"symbols", scene.tr("Signs")}}};
}

ui::Typing digits_into(intake::SecretText& text, std::size_t most) {
  return {[&text, most](std::string_view digit) {
            const bool is_digit = digit.size() == 1 && digit[0] >= '0' && digit[0] <= '9';
            if (is_digit && text.view().size() < most) text.append(digit);
          },
          [&text] { text.erase_last(); }};
}

ui::View digit_keys(const Scene& scene, intake::SecretText& text, std::size_t most) {
  const ui::Typing typing = digits_into(text, most);
  return ui::digit_pad(
      scene.tr("Clear"), scene.tr("Delete"),
      [type = typing.type](char digit) {
        type({&digit, 1});
      },
      [&text] { text.clear(); }, typing.remove);
}

bool two_columns(const Scene& scene) {
  return scene.landscape && (!scene.small_panel || scene.visit.text_size <= ui::TextSize::m);
}

ui::View beside(const Scene& scene, ui::Views first, ui::Views second, float first_share) {
  const Millimetres gap = part_gap(scene);
  if (two_columns(scene) && !first.empty() && !second.empty())
    return ui::row(scene.small_panel ? 8_mm : 10_mm, {first_share, 1 - first_share},
                   ui::views(ui::column(gap, std::move(first)), ui::column(gap, std::move(second))), true);
  for (ui::View& view : second) first.push_back(std::move(view));
  return ui::column(gap, std::move(first));
}

ui::View list_of(const Scene& scene, ui::Views rows, std::size_t columns) {
  constexpr Millimetres gap = 3.5_mm;
  if (!two_columns(scene) || rows.size() < columns) return ui::column(gap, std::move(rows));
  const std::size_t high = (rows.size() + columns - 1) / columns;
  ui::Views all;
  for (std::size_t first = 0; first < rows.size(); first += high) {
    ui::Views some;
    for (std::size_t i = first; i < std::min(first + high, rows.size()); ++i)
      some.push_back(std::move(rows[i]));
    all.push_back(ui::column(gap, std::move(some)));
  }
  std::vector<float> weights(all.size(), 1.0f);
  return ui::row(6_mm, std::move(weights), std::move(all), true);
}

ui::View with_picture(ui::View picture, ui::View words, Millimetres words_width, bool picture_first) {
  return std::make_unique<WithPicture>(std::move(picture), std::move(words), words_width, picture_first);
}

ui::View first_that_fits(ui::Views ways) {
  return std::make_unique<FirstThatFits>(std::move(ways));
}

}  // namespace porchlight::screens
