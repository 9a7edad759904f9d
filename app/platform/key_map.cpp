#include "platform/key_map.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>

#include <algorithm>
#include <array>

namespace porchlight::platform {
namespace {

struct Pair {
  int glfw;
  int imgui;
};

constexpr std::array kSingleKeys{
    Pair{GLFW_KEY_TAB, ImGuiKey_Tab},
    Pair{GLFW_KEY_LEFT, ImGuiKey_LeftArrow},
    Pair{GLFW_KEY_RIGHT, ImGuiKey_RightArrow},
    Pair{GLFW_KEY_UP, ImGuiKey_UpArrow},
    Pair{GLFW_KEY_DOWN, ImGuiKey_DownArrow},
    Pair{GLFW_KEY_PAGE_UP, ImGuiKey_PageUp},
    Pair{GLFW_KEY_PAGE_DOWN, ImGuiKey_PageDown},
    Pair{GLFW_KEY_HOME, ImGuiKey_Home},
    Pair{GLFW_KEY_END, ImGuiKey_End},
    Pair{GLFW_KEY_INSERT, ImGuiKey_Insert},
    Pair{GLFW_KEY_DELETE, ImGuiKey_Delete},
    Pair{GLFW_KEY_BACKSPACE, ImGuiKey_Backspace},
    Pair{GLFW_KEY_SPACE, ImGuiKey_Space},
    Pair{GLFW_KEY_ENTER, ImGuiKey_Enter},
    Pair{GLFW_KEY_KP_ENTER, ImGuiKey_KeypadEnter},
    Pair{GLFW_KEY_ESCAPE, ImGuiKey_Escape},
    Pair{GLFW_KEY_LEFT_SHIFT, ImGuiKey_LeftShift},
    Pair{GLFW_KEY_RIGHT_SHIFT, ImGuiKey_RightShift},
};

// Keys that both libraries number in a row.
struct Row {
  int glfw_first;
  int glfw_last;
  int imgui_first;
};

constexpr std::array kRows{
    Row{GLFW_KEY_0, GLFW_KEY_9, ImGuiKey_0},
    Row{GLFW_KEY_A, GLFW_KEY_Z, ImGuiKey_A},
    Row{GLFW_KEY_F1, GLFW_KEY_F12, ImGuiKey_F1},
    Row{GLFW_KEY_KP_0, GLFW_KEY_KP_9, ImGuiKey_Keypad0},
};

}  // namespace

std::optional<int> imgui_key(int glfw_key) {
  for (const Row& row : kRows) {
    if (glfw_key >= row.glfw_first && glfw_key <= row.glfw_last)
      return row.imgui_first + (glfw_key - row.glfw_first);
  }
  const auto* pair = std::find_if(kSingleKeys.begin(), kSingleKeys.end(),
                                  [&](const Pair& each) { return each.glfw == glfw_key; });
  if (pair == kSingleKeys.end()) return std::nullopt;
  return pair->imgui;
}

}  // namespace porchlight::platform
