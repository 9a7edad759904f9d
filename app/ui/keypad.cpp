#include "ui/keypad.h"

#include <imgui.h>

namespace porchlight::ui {
namespace {

struct Meaning {
  ImGuiKey key;
  FocusKey means;
};

constexpr Meaning meanings[] = {
    {ImGuiKey_Escape, FocusKey::back},      {ImGuiKey_Backspace, FocusKey::backspace},
    {ImGuiKey_F1, FocusKey::start},         {ImGuiKey_Home, FocusKey::start},
    {ImGuiKey_RightArrow, FocusKey::right}, {ImGuiKey_LeftArrow, FocusKey::left},
    {ImGuiKey_DownArrow, FocusKey::down},   {ImGuiKey_UpArrow, FocusKey::up},
    {ImGuiKey_Enter, FocusKey::enter},      {ImGuiKey_KeypadEnter, FocusKey::enter},
};

bool went_down(ImGuiKey key) {
  constexpr bool repeat = false;
  return ImGui::IsKeyPressed(key, repeat);
}

}  // namespace

std::vector<FocusKey> focus_keys_pressed(bool two_switches) {
  std::vector<FocusKey> pressed;
  for (const Meaning& meaning : meanings)
    if (went_down(meaning.key)) pressed.push_back(meaning.means);
  if (went_down(ImGuiKey_Tab)) {
    const bool shift = ImGui::IsKeyDown(ImGuiKey_LeftShift) || ImGui::IsKeyDown(ImGuiKey_RightShift);
    pressed.push_back(shift ? FocusKey::previous : FocusKey::next);
  }
  if (two_switches && went_down(ImGuiKey_Space)) pressed.push_back(FocusKey::scan);
  return pressed;
}

bool start_key_pressed() {
  for (const Meaning& meaning : meanings)
    if (meaning.means == FocusKey::start && went_down(meaning.key)) return true;
  return false;
}

int key_that_means(FocusKey meaning) {
  if (meaning == FocusKey::next) return ImGuiKey_Tab;
  if (meaning == FocusKey::scan) return ImGuiKey_Space;
  for (const Meaning& known : meanings)
    if (known.means == meaning) return known.key;
  return ImGuiKey_None;
}

bool any_key_pressed() {
  if (!ImGui::GetIO().InputQueueCharacters.empty()) return true;
  // Of a keyboard; behind them come those of game controllers and mice.
  for (int key = ImGuiKey_NamedKey_BEGIN; key < ImGuiKey_GamepadStart; ++key)
    if (went_down(static_cast<ImGuiKey>(key))) return true;
  return false;
}

}  // namespace porchlight::ui
