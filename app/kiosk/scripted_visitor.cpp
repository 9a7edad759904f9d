#include "kiosk/scripted_visitor.h"

#include <algorithm>

#include "language/direction.h"
#include "screens/helpline_card.h"
#include "ui/keypad.h"

namespace porchlight::kiosk {
namespace {

constexpr milliseconds frame_time{16};
// Longer than any glide or throw lasts.
constexpr int most_animation_frames = 600;
// More than any page has screens.
constexpr int most_scrolls = 60;

// Whether a node is the key of this letter, large or small, or of this digit.
bool is_key_of(const ui::Node& node, char letter) {
  const auto small = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
  return node.role == ui::Role::key && node.name.size() == 1 && small(node.name[0]) == small(letter);
}

// As nodes have it: translators set marks of direction for the eye.
std::string as_said(std::string_view name) {
  return language::without_marks(std::string(name));
}

}  // namespace

void ScriptedVisitor::frames() {
  gui_.build_until_settled(*view_);
}

void ScriptedVisitor::settle() {
  frames();
  for (int i = 0; i < most_animation_frames && kiosk_.animating(); ++i) {
    clock_.advance(frame_time);
    frames();
  }
  // What moved by unseen need not be drawn; the renderer takes up and lets go of textures all the same.
  renderer_.draw(gui_.draw_data());
}

void ScriptedVisitor::touch_at(float x, float y, milliseconds held) {
  gui_.touch_down(x, y);
  frames();
  clock_.advance(held);
  gui_.touch_up();
  settle();
}

void ScriptedVisitor::drag(float x, float from_y, float to_y, milliseconds lasting) {
  gui_.touch_down(x, from_y);
  frames();
  const int moves = std::max(2, static_cast<int>(lasting / frame_time));
  for (int i = 1; i <= moves; ++i) {
    clock_.advance(frame_time);
    gui_.touch_move(x, from_y + (to_y - from_y) * static_cast<float>(i) / static_cast<float>(moves));
    frames();
  }
  gui_.touch_up();
  settle();
}

void ScriptedVisitor::press(ui::FocusKey key, milliseconds held) {
  settle();
  if (kiosk_.guarded_until() > clock_.monotonic()) clock_.advance(ui::touch_guard);
  gui_.key(ui::key_that_means(key), true);
  frames();
  clock_.advance(held);
  gui_.key(ui::key_that_means(key), false);
  settle();
}

void ScriptedVisitor::wait(milliseconds time) {
  // As the frame loop would be woken: when a timer of the kiosk is due, and for what moves.
  for (const Monotonic until = clock_.monotonic() + time; clock_.monotonic() < until;) {
    const Monotonic now = clock_.monotonic();
    Monotonic next = std::min(until, kiosk_.next_timer().value_or(until));
    if (kiosk_.animating()) next = std::min(next, now + frame_time);
    clock_.advance(std::max(std::chrono::ceil<milliseconds>(next - now), milliseconds(1)));
    gui_.build(*view_);
  }
  settle();
}

Outcome ScriptedVisitor::tap_where(const std::function<bool(const ui::Node&)>& wanted,
                                   const std::string& described) {
  settle();
  if (kiosk_.guarded_until() > clock_.monotonic()) {
    clock_.advance(ui::touch_guard);
    settle();
  }
  int direction = 1;
  for (int scrolls = 0; scrolls < most_scrolls; ++scrolls) {
    const auto& nodes = see().nodes;
    const auto target = std::find_if(nodes.begin(), nodes.end(),
                                     [&](const ui::Node& node) { return node.tappable() && wanted(node); });
    if (target == nodes.end()) break;
    if (!target->offscreen) {
      touch_at(target->box.centre_x(), target->box.centre_y());
      return Done{};
    }
    const auto control = [&](int towards) {
      // Of two areas that scroll the controls of one follow its content.
      return std::find_if(target, nodes.end(), [&](const ui::Node& node) { return node.scrolls == towards; });
    };
    auto more = control(direction);
    if (more != nodes.end() && !more->tappable()) {
      direction = -direction;
      more = control(direction);
    }
    if (more == nodes.end() || !more->tappable())
      return Error{"“" + described + "” is out of sight, and nothing scrolls to it"};
    touch_at(more->box.centre_x(), more->box.centre_y());
  }
  std::string there;
  for (const ui::Node& node : see().nodes)
    if (node.tappable()) there += (there.empty() ? "" : ", ") + node.name;
  return Error{"nothing to tap is called “" + described + "” on the screen " + kiosk_.screen_name() +
               "; there are: " + there};
}

Outcome ScriptedVisitor::tap(std::string_view name) {
  return tap_where([wanted = as_said(name)](const ui::Node& node) { return node.name == wanted; },
                   std::string(name));
}

Outcome ScriptedVisitor::tap_first(std::string_view beginning) {
  return tap_where(
      [wanted = as_said(beginning)](const ui::Node& node) { return node.name.starts_with(wanted); },
      std::string(beginning));
}

const ui::Node* ScriptedVisitor::find(std::string_view beginning) const {
  const auto& nodes = see().nodes;
  const auto found = std::find_if(
      nodes.begin(), nodes.end(),
      [wanted = as_said(beginning)](const ui::Node& node) { return node.name.starts_with(wanted); });
  return found == nodes.end() ? nullptr : &*found;
}

bool ScriptedVisitor::has_key(char letter) const {
  const auto& nodes = see().nodes;
  return std::any_of(nodes.begin(), nodes.end(),
                     [letter](const ui::Node& node) { return is_key_of(node, letter); });
}

Outcome ScriptedVisitor::type(std::string_view text) {
  for (const char c : text) {
    settle();
    if (!has_key(c))
      if (const Outcome latin = tap(kiosk_.catalog(kiosk_.visit()->language).tr("Latin letters"));
          !latin.ok())
        return latin;
    const Outcome typed =
        tap_where([c](const ui::Node& node) { return is_key_of(node, c); }, std::string(1, c));
    if (!typed.ok()) return typed;
  }
  return Done{};
}

std::string ScriptedVisitor::go_on_name() const {
  const language::Catalog& catalog = kiosk_.catalog(kiosk_.visit()->language);
  const std::string go_on = catalog.tr("Go on");
  const auto& nodes = see().nodes;
  if (std::any_of(nodes.begin(), nodes.end(), [&](const ui::Node& node) { return node.name == go_on; }))
    return go_on;
  const site::Site& site = kiosk_.site();
  const auto& spoken = site.call_backs.languages;
  const std::string callers =
      screens::language_names(spoken.empty() ? std::vector{site.languages.front()} : spoken);
  return language::without_marks(
      screens::fill(catalog.tr("Go on: the caller will speak {language}"), {{"language", callers}}));
}

Outcome ScriptedVisitor::answer() {
  while (kiosk_.awaits_answer()) {
    if (!mailbox_.wait(std::chrono::seconds(10)))
      return Error{"the storage thread did not answer within 10 seconds"};
    frames();
  }
  settle();
  return Done{};
}

}  // namespace porchlight::kiosk
