#include "ui/ui.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>

#include "language/direction.h"

namespace porchlight::ui {
namespace {

// Half a pixel more than rounding can move a box.
constexpr float tolerance_px = 1.5f;

bool is_display(TextRole role) {
  return role == TextRole::title || role == TextRole::heading || role == TextRole::tile ||
         role == TextRole::hero || role == TextRole::number || role == TextRole::emergency ||
         role == TextRole::digits;
}

}  // namespace

std::string_view name_of(Role role) {
  switch (role) {
    case Role::heading:
      return "heading";
    case Role::text:
      return "text";
    case Role::button:
      return "button";
    case Role::toggle:
      return "toggle";
    case Role::radio:
      return "radio";
    case Role::field:
      return "field";
    case Role::key:
      return "key";
    case Role::image:
      return "image";
    case Role::dialog:
      return "dialog";
  }
  return "text";
}

Ui::Ui() : texts_(textures_), canvas_(textures_), touch_(0) {}

bool Ui::small_panel() const {
  return std::min(look_.width_px, look_.height_px) < px(small_panel_side);
}

text::Style Ui::style(TextRole role, text::Align align) const {
  TextSize text_size = look_.text_size;
  if (small_panel()) {
    // So do the letters of a keyboard, whose rows are no higher there.
    if (role == TextRole::bar || role == TextRole::bar_main || role == TextRole::key)
      text_size = std::min(text_size, TextSize::l);
    // What is large anyway is one size smaller there; what is read keeps its size.
    if (is_display(role) && text_size != TextSize::s)
      text_size = static_cast<TextSize>(static_cast<int>(text_size) - 1);
  }
  const TextLook chosen = ui::look(role, text_size);
  const float size_px = px(chosen.capital) / text::capital_per_em;
  return {chosen.face, chosen.weight,  size_px, chosen.line_height, size_px * chosen.tracking_em,
          align,       right_to_left()};
}

std::optional<Tap> Ui::frame(Monotonic now, const Look& look, std::string_view scene, View root,
                             View dialog) {
  look_ = look;
  textures_.sweep();
  if (scene != scene_) {
    if (!scene_.empty()) touch_.scene_changed(now);
    focus_.scene_changed();
    scene_ = scene;
  }
  // After a pause motion begins gently, not with one great leap.
  passed_s_ = std::min(std::chrono::duration<float>(now - last_frame_).count(), 0.05f);
  last_frame_ = now;
  animating_ = false;

  semantics_.clear();
  areas_.clear();
  open_node_.reset();
  const Rect screen{0, 0, look.width_px, look.height_px};
  canvas_.begin(ImGui::GetBackgroundDrawList(), look.width_px);
  canvas_.set_mirrored(language::right_to_left(look.language));
  focus_.set_right_to_left(right_to_left());
  canvas_.fill(screen, theme().background);
  push_bounds(screen);
  if (!dialog) {
    root->draw(*this, screen);
  } else {
    // What lies behind is not drawn: the shade hides it, and what was typed with it.
    canvas_.fill(screen, theme().shade);
    dialog->draw(*this, screen);
  }
  draw_mark();
  std::optional<Tap> by_key = move_focus(now);
  draw_focus();
  if (dark_) canvas_.fill(screen, Color::hex(0x000000));
  pop_bounds();
  texts_.end_frame();
  if (!dialog) remember_main_buttons();

  const ImGuiIO& io = ImGui::GetIO();
  if (ImGui::IsMousePosValid()) {
    last_x_ = io.MousePos.x;
    last_y_ = io.MousePos.y;
  }
  touch_.set_slop(px(size::slop));  // the panel may be another one than before
  std::optional<Tap> tap = touch_.update(now, {last_x_, last_y_, io.MouseDown[0]}, semantics_, areas_);
  // The button that asks a question is as much in the way of a hand that goes on as the main one.
  if (tap && !dialog) main_boxes_.push_back(touch_.last_tapped());
  if (tap || by_key) return tap ? tap : by_key;
  return typed();
}

// Into the one field of the screen. The letters stay in ImGui's queue, which is wiped with the visit, until
// they are in the field.
std::optional<Tap> Ui::typed() const {
  if (two_switches_) return std::nullopt;  // they type nothing: one of them is the space bar
  const bool removes = ImGui::IsKeyPressed(ImGuiKey_Backspace, false);
  if (ImGui::GetIO().InputQueueCharacters.empty() && !removes) return std::nullopt;
  const auto field = std::ranges::find_if(
      semantics_.nodes, [](const Node& node) { return static_cast<bool>(node.typing.type); });
  if (field == semantics_.nodes.end()) return std::nullopt;
  return [typing = field->typing, removes] {
    for (const ImWchar letter : ImGui::GetIO().InputQueueCharacters) {
      constexpr ImWchar first_printable = 0x20, erase = 0x7f;
      if (letter < first_printable || letter == erase) continue;
      char utf8[5];
      const int size = ImTextCharToUtf8(utf8, letter);
      typing.type({utf8, static_cast<std::size_t>(size)});
    }
    if (removes) typing.remove();
  };
}

bool Ui::finger_down() const {
  return ImGui::GetIO().MouseDown[0];
}

std::optional<Monotonic> Ui::guard_ends(Monotonic now) const {
  if (!touch_.guarded(now)) return std::nullopt;
  return touch_.guard_ends();
}

void Ui::forget() {
  // Not clear(): that would leave what was typed in the storage of the lists.
  semantics_ = {};
  texts_.forget();
  areas_.clear();
  touch_.forget();
  focus_.forget();
  marked_.reset();
  dark_ = false;
}

void Ui::add_area(ScrollArea area) {
  area.viewport = canvas_.placed(area.viewport);
  animating_ = glide(*area.scroll, passed_s_) || animating_;
  for (const Bounds& outer : bounds_) area.viewport = area.viewport.within(outer.box);
  areas_.push_back(area);
}

// Called for each frame without a dialog: what was tapped is pushed after the last of them.
void Ui::remember_main_buttons() {
  main_boxes_.clear();
  for (const Node& node : semantics_.nodes)
    if (node.main && !node.offscreen) main_boxes_.push_back(node.box);
}

bool Ui::lies_where_main_was(const Rect& layout) const {
  const Rect box = canvas_.placed(layout);
  return std::any_of(main_boxes_.begin(), main_boxes_.end(), [&](const Rect& main) {
    return box.x < main.right() && main.x < box.right() && box.y < main.bottom() && main.y < box.bottom();
  });
}

void Ui::push_bounds(Rect bounds, Scroll* scroll) {
  bounds_.push_back({canvas_.placed(bounds), scroll});
}

void Ui::pop_bounds() {
  bounds_.pop_back();
}

bool Ui::visible(Rect box) const {
  return std::all_of(bounds_.begin(), bounds_.end(), [&](const Bounds& bounds) {
    return box.bottom() > bounds.box.y && box.y < bounds.box.bottom();
  });
}

bool Ui::pressed(const Node& node) const {
  return touch_.pressed({.role = node.role, .name = language::without_marks(node.name)});
}

std::size_t Ui::say(Node node) {
  node.box = canvas_.placed(node.box);
  for (std::string* words : {&node.name, &node.value, &node.hint})
    *words = language::without_marks(std::move(*words));
  for (const Bounds& bounds : bounds_)
    if (bounds.scroll != nullptr) {
      node.scroller = bounds.scroll;
      node.offscreen = node.offscreen || !bounds.box.holds(node.box.centre_x(), node.box.centre_y());
    }
  // Only the nearest container matters: it was itself held against its own.
  if (const Bounds& nearest = bounds_.back(); nearest.scroll == nullptr)
    node.clipped = node.clipped || !nearest.box.holds(node.box, tolerance_px);
  else
    node.clipped = node.clipped || node.box.x < nearest.box.x - tolerance_px ||
                   node.box.right() > nearest.box.right() + tolerance_px;
  semantics_.nodes.push_back(std::move(node));
  return semantics_.nodes.size() - 1;
}

void Ui::enter(Node node) {
  open_node_ = say(std::move(node));
}

void Ui::leave() {
  open_node_.reset();
}

void Ui::ink(Rect layout, std::size_t index, bool cut) {
  const Rect box = canvas_.placed(layout);
  Node& node = semantics_.nodes[index];
  node.clipped = node.clipped || cut || !node.box.holds(box, tolerance_px);
  semantics_.inks.push_back({box, index});
}

Reading::Reading(Ui& ui, Rect box, bool right_to_left) : canvas_(ui.canvas()), before_(canvas_.mirrored()) {
  const Rect on_screen = canvas_.placed(box);
  canvas_.set_mirrored(right_to_left);
  box_ = canvas_.placed(on_screen);
}

Reading::~Reading() {
  canvas_.set_mirrored(before_);
}

}  // namespace porchlight::ui
