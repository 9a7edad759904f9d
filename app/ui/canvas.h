// Canvas: draws shapes, icons and blocks of text where it is told, in pixels. A thin skin over ImGui's draw
// list, so that no widget sees ImGui. Thread: main, inside a frame.
//
// Every screen is laid out as it is read from the left. For who reads from the right the canvas puts all of
// it at the mirrored place: here alone a right becomes a left. Words and pictures are moved, never turned
// over.
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

  // Draws on this frame's list from now on, which is so wide.
  void begin(ImDrawList* list, float width_px) {
    list_ = list;
    width_px_ = width_px;
  }

  bool mirrored() const { return mirrored_; }
  void set_mirrored(bool mirrored) { mirrored_ = mirrored; }
  // Where on the screen a box of the layout is; of a box on the screen, where it is in the layout.
  Rect placed(Rect box) const {
    if (mirrored_) box.x = width_px_ - box.right();
    return box;
  }

  void fill(Rect box, Color color, float radius_px = 0);
  void stroke(Rect box, Color color, float thickness_px, float radius_px = 0);  // inside the box
  void dashes(Rect box, Color color, float thickness_px, float radius_px);
  void circle(float x, float y, float radius_px, Color color);
  void ring(float x, float y, float radius_px, float thickness_px, Color color);
  void picture(ImTextureData* texture, float x, float y, Color color);

  // An icon of assets/icons/ by its name, in the square box. One that points along the line is turned over
  // where the line runs to the left.
  void icon(std::string_view name, Rect box, Color color);

  void push_clip(Rect box);
  void pop_clip();

 private:
  void put(ImTextureData* texture, Rect box, bool turned_over, Color color);

  Textures& textures_;
  ImDrawList* list_ = nullptr;
  float width_px_ = 0;
  bool mirrored_ = false;
  std::map<std::pair<std::string, int>, ImTextureData*> icons_;  // by name and size
};

}  // namespace porchlight::ui
