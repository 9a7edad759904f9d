// The keys of a keyboard or an assistive keypad that ImGui hears of.
#pragma once

#include <optional>

namespace porchlight::platform {

// The ImGuiKey of a GLFW key; none for keys that mean nothing here (menus, media, print screen).
std::optional<int> imgui_key(int glfw_key);

}  // namespace porchlight::platform
