#include "platform/gui.h"

#include <imgui.h>
#include <imgui_internal.h>
#include <string.h>

#include <algorithm>
#include <cfloat>

#include "platform/frame_pacer.h"

namespace porchlight::platform {
namespace {

// ImGui wants time to pass between two frames; those of one batch are built in the same instant.
constexpr float kShortestFrameS = 1e-4F;

template <class T>
void wipe(ImVector<T>& used) {
  if (used.Data != nullptr) explicit_bzero(used.Data, static_cast<size_t>(used.Capacity) * sizeof(T));
  used.resize(0);
}

template <class T>
void wipe_beyond_end(ImVector<T>& queue) {
  if (queue.Data == nullptr) return;
  explicit_bzero(queue.Data + queue.Size, static_cast<size_t>(queue.Capacity - queue.Size) * sizeof(T));
}

}  // namespace

Gui::Gui(const Clock& clock, PixelSize size) : clock_(clock), context_(ImGui::CreateContext()) {
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NoMouseCursorChange;
  // What is typed goes to no clipboard, not even to one of ImGui's own.
  ImGui::GetPlatformIO().Platform_GetClipboardTextFn = nullptr;
  ImGui::GetPlatformIO().Platform_SetClipboardTextFn = nullptr;
  io.Fonts->AddFontDefault();
  io.AddMouseSourceEvent(ImGuiMouseSource_TouchScreen);
  resize(size);
}

Gui::~Gui() {
  ImGui::DestroyContext(context_);
}

void Gui::resize(PixelSize size) {
  size_ = size;
  ImGui::GetIO().DisplaySize = ImVec2(static_cast<float>(size.width), static_cast<float>(size.height));
}

void Gui::touch_down(float x, float y) {
  ImGui::GetIO().AddMousePosEvent(x, y);
  ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, true);
}

void Gui::touch_move(float x, float y) {
  ImGui::GetIO().AddMousePosEvent(x, y);
}

void Gui::touch_up() {
  ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, false);
  ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
}

void Gui::wheel(float notches) {
  ImGui::GetIO().AddMouseWheelEvent(0, notches);
}

void Gui::key(int imgui_key, bool down) {
  ImGui::GetIO().AddKeyEvent(static_cast<ImGuiKey>(imgui_key), down);
}

void Gui::character(std::uint32_t code_point) {
  ImGui::GetIO().AddInputCharacter(code_point);
}

bool Gui::events_waiting() const {
  return !context_->InputEventsQueue.empty();
}

void Gui::build(View& view) {
  const Monotonic now = clock_.monotonic();
  const std::chrono::duration<float> passed =
      last_build_ ? now - *last_build_ : std::chrono::milliseconds(16);
  last_build_ = now;
  ImGui::GetIO().DeltaTime = std::max(passed.count(), kShortestFrameS);
  ImGui::NewFrame();
  view.frame();
  ImGui::Render();
  ++frames_built_;
}

int Gui::build_until_settled(View& view) {
  FramePacer pacer;
  pacer.begin(clock_.monotonic(), {.events = true, .timer = {}});
  int frames = 0;
  do {
    build(view);
    ++frames;
  } while (pacer.build_another(events_waiting(), view.animating()));
  return frames;
}

ImDrawData* Gui::draw_data() const {
  return ImGui::GetDrawData();
}

void Gui::forget() {
  wipe(context_->InputEventsTrail);
  wipe_beyond_end(context_->InputEventsQueue);
  wipe(ImGui::GetIO().InputQueueCharacters);
}

}  // namespace porchlight::platform
