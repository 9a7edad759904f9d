// Canvas: draws shapes, icons and blocks of text where it is told, in pixels. A thin skin over ImGui's draw
// list, so that no widget sees ImGui. Thread: main, inside a frame.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "ui/color.h"
#include "ui/semantics.h"
#include "ui/texts.h"

struct ImDrawList;

namespace porchlight::ui {

class Canvas {
 public:
  explicit Canvas(Textures& textures) : textures_(textures) {}

  // Draws on this frame's list from now on.
  void begin(ImDrawList* list) { list_ = list; }

  void fill(Rect box, Color color, float radius_px = 0);
  void stroke(Rect box, Color color, float thickness_px, float radius_px = 0);  // inside the box
  void dashes(Rect box, Color color, float thickness_px, float radius_px);
  void circle(float x, float y, float radius_px, Color color);
  void ring(float x, float y, float radius_px, float thickness_px, Color color);
  void picture(ImTextureData* texture, float x, float y, Color color);

  // An icon of assets/icons/ by its name, in the square box.
  void icon(std::string_view name, Rect box, Color color);

  void push_clip(Rect box);
  void pop_clip();

 private:
  Textures& textures_;
  ImDrawList* list_ = nullptr;
  std::map<std::pair<std::string, int>, ImTextureData*> icons_;  // by name and size
};

}  // namespace porchlight::ui
