#include "ui/canvas.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "text/icon.h"

namespace porchlight::ui {
namespace {

ImU32 packed(Color color) {
  return IM_COL32(color.red, color.green, color.blue, 255);
}

constexpr float pi = 3.14159265f;

// "Go on", "go back" and what rises as one reads.
bool points_along_the_line(std::string_view icon) {
  return icon == "chevron" || icon == "back" || icon == "steps";
}

}  // namespace

void Canvas::fill(Rect layout, Color color, float radius_px) {
  const Rect box = placed(layout);
  const float radius = std::min({radius_px, box.width / 2, box.height / 2});
  list_->AddRectFilled({box.x, box.y}, {box.right(), box.bottom()}, packed(color), radius);
}

void Canvas::stroke(Rect box, Color color, float thickness_px, float radius_px) {
  const Rect middle = placed(box).inset(thickness_px / 2);
  const float radius =
      std::clamp(radius_px - thickness_px / 2, 0.0f, std::min(middle.width, middle.height) / 2);
  list_->AddRect({middle.x, middle.y}, {middle.right(), middle.bottom()}, packed(color), radius, 0,
                 thickness_px);
}

void Canvas::dashes(Rect box, Color color, float thickness_px, float radius_px) {
  const Rect middle = placed(box).inset(thickness_px / 2);
  const float radius = std::min({radius_px, middle.width / 2, middle.height / 2});
  // The outline as a list of points, then every other stretch of it.
  std::vector<ImVec2> outline;
  const auto corner = [&](float cx, float cy, float from) {
    for (int i = 0; i <= 8; ++i) {
      const float angle = from + pi / 2 * static_cast<float>(i) / 8;
      outline.emplace_back(cx + radius * std::cos(angle), cy + radius * std::sin(angle));
    }
  };
  corner(middle.right() - radius, middle.y + radius, -pi / 2);
  corner(middle.right() - radius, middle.bottom() - radius, 0);
  corner(middle.x + radius, middle.bottom() - radius, pi / 2);
  corner(middle.x + radius, middle.y + radius, pi);
  outline.push_back(outline.front());

  const float dash_px = thickness_px * 3.5f;
  float walked = 0;
  for (std::size_t i = 1; i < outline.size(); ++i) {
    const ImVec2 a = outline[i - 1], b = outline[i];
    const float length = std::hypot(b.x - a.x, b.y - a.y);
    for (float at = 0; at < length;) {
      const float in_period = std::fmod(walked + at, 2 * dash_px);
      const bool drawn = in_period < dash_px;
      const float end = std::min(length, at + (drawn ? dash_px : 2 * dash_px) - in_period + 0.01f);
      const auto point = [&](float t) {
        return ImVec2(a.x + (b.x - a.x) * t / length, a.y + (b.y - a.y) * t / length);
      };
      if (drawn) list_->AddLine(point(at), point(end), packed(color), thickness_px);
      at = end;
    }
    walked += length;
  }
}

void Canvas::circle(float x, float y, float radius_px, Color color) {
  list_->AddCircleFilled({placed({x, y}).x, y}, radius_px, packed(color), 48);
}

void Canvas::ring(float x, float y, float radius_px, float thickness_px, Color color) {
  list_->AddCircle({placed({x, y}).x, y}, radius_px - thickness_px / 2, packed(color), 48, thickness_px);
}

void Canvas::picture(ImTextureData* texture, float x, float y, Color color) {
  const Rect box{x, y, static_cast<float>(texture->Width), static_cast<float>(texture->Height)};
  put(texture, placed(box), false, color);
}

void Canvas::put(ImTextureData* texture, Rect box, bool turned_over, Color color) {
  // On whole pixels: between them the sampling would blur every letter.
  const ImVec2 from(std::floor(box.x), std::floor(box.y));
  const float left = turned_over ? 1.0f : 0.0f;
  list_->AddImage(texture->GetTexRef(), from, {from.x + box.width, from.y + box.height}, {left, 0},
                  {1 - left, 1}, packed(color));
}

void Canvas::icon(std::string_view name, Rect box, Color color) {
  const int size_px = static_cast<int>(std::lround(box.width));
  auto [found, fresh] = icons_.try_emplace({std::string(name), size_px}, nullptr);
  if (fresh) {
    const text::Picture mask = text::icon_mask(name, size_px);
    if (mask.width > 0) found->second = textures_.create(mask.width, mask.height, mask.pixels);
  }
  if (found->second == nullptr) return;
  const Rect place = placed({box.x, box.y, static_cast<float>(size_px), static_cast<float>(size_px)});
  put(found->second, {std::round(place.x), std::round(place.y), place.width, place.height},
      mirrored_ && points_along_the_line(name), color);
}

void Canvas::push_clip(Rect layout) {
  const Rect box = placed(layout);
  list_->PushClipRect({box.x, box.y}, {box.right(), box.bottom()}, true);
}

void Canvas::pop_clip() {
  list_->PopClipRect();
}

}  // namespace porchlight::ui
