// The test of the screen: five colors, each over all of it, to see dead spots and wrong tints; then fields
// that each must feel a finger.
#include <array>

#include "screens/layout.h"
#include "ui/ui.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using ui::Theme;

struct NamedColor {
  std::string_view name;
  ui::Color color;
};
constexpr std::array<NamedColor, 5> colors{{{"Red", {0xff, 0, 0}},
                                            {"Green", {0, 0xff, 0}},
                                            {"Blue", {0, 0, 0xff}},
                                            {"White", {0xff, 0xff, 0xff}},
                                            {"Black", {0, 0, 0}}}};

// A rectangle of one color that feels a finger.
class Patch final : public ui::Element {
 public:
  Patch(ui::Node node, std::optional<ui::Color> color) : node_(std::move(node)), color_(color) {}
  float natural_width(ui::Ui& ui) override { return ui.px(ui::size::main_target); }
  float stretch() const override { return 1; }
  void draw(ui::Ui& ui, ui::Rect box) override {
    node_.box = box;
    ui.enter(node_);
    ui.canvas().fill(box, color_.value_or(node_.on ? ui.theme().primary : ui.theme().surface));
    ui.canvas().stroke(box, ui.theme().edge, ui.px(1_mm));
    ui.leave();
  }

 protected:
  float measure(ui::Ui& ui, float) override { return ui.px(ui::size::main_target); }

 private:
  ui::Node node_;
  std::optional<ui::Color> color_;
};

ui::View all_of_one_color(Visit& visit) {
  const NamedColor& shown = colors[static_cast<std::size_t>(visit.color)];
  ui::Node node{.role = ui::Role::button, .name = std::string(shown.name) + ": the next color"};
  node.tap = [&visit] { ++visit.color; };
  return std::make_unique<Patch>(std::move(node), shown.color);
}

// Fields of about a main target each over the whole screen; the last row answers.
class TouchTest final : public ui::Element {
 public:
  explicit TouchTest(Scene& scene) : scene_(scene) {}
  float natural_width(ui::Ui& ui) override { return ui.px(ui::size::main_target); }
  float stretch() const override { return 1; }

  void draw(ui::Ui& ui, ui::Rect box) override {
    constexpr Millimetres field{45};
    const float answers_high = ui.px(34_mm);
    const auto across = static_cast<std::size_t>(std::max(1.0f, box.width / ui.px(field)));
    const auto down = static_cast<std::size_t>(std::max(1.0f, (box.height - answers_high) / ui.px(field)));
    std::vector<bool>& felt = scene_.visit.felt;
    felt.resize(across * down);
    const float wide = box.width / static_cast<float>(across);
    const float high = (box.height - answers_high) / static_cast<float>(down);
    for (std::size_t i = 0; i < felt.size(); ++i) {
      ui::Node node{.role = ui::Role::toggle, .name = "Field " + std::to_string(i + 1), .on = felt[i]};
      node.tap = [&felt, i] { felt[i] = true; };
      const float x = box.x + wide * static_cast<float>(i % across),
                  y = box.y + high * static_cast<float>(i / across);
      const ui::Rect place{x, y, wide, high};
      Patch(std::move(node), std::nullopt).draw(ui, place.inset(ui.px(ui::size::gap) / 2));
    }
    const ui::View answers = within_margins(scene_, answer_row());
    answers->draw(ui, {box.x, box.bottom() - answers_high, box.width, answers_high});
  }

 protected:
  float measure(ui::Ui& ui, float) override { return ui.px(ui::size::main_target); }

 private:
  ui::View answer_row() {
    Visit& visit = scene_.visit;
    Staff* staff = scene_.staff;
    const auto answer = [&visit, staff](bool passed) {
      staff->note(SelfTest::screen, passed);
      visit.back();
    };
    const bool all = std::find(visit.felt.begin(), visit.felt.end(), false) == visit.felt.end();
    ui::View good = all ? ui::button("All is well", ui::surface::button_primary, [answer] { answer(true); })
                        : ui::button_disabled("All is well", "Touch every field first.");
    return ui::row_of_buttons(
        5_mm, {1, 1},
        ui::views(std::move(good),
                  ui::button("Something is wrong", ui::surface::button_quiet, [answer] { answer(false); })));
  }

  Scene& scene_;
};

}  // namespace

ui::View staff_screen(Scene& scene) {
  if (static_cast<std::size_t>(scene.visit.color) < colors.size()) return all_of_one_color(scene.visit);
  return std::make_unique<TouchTest>(scene);
}

}  // namespace porchlight::screens
