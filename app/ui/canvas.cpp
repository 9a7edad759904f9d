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

}  // namespace

void Canvas::fill(Rect box, Color color, float radius_px) {
  const float radius = std::min({radius_px, box.width / 2, box.height / 2});
  list_->AddRectFilled({box.x, box.y}, {box.right(), box.bottom()}, packed(color), radius);
}

void Canvas::stroke(Rect box, Color color, float thickness_px, float radius_px) {
  const Rect middle = box.inset(thickness_px / 2);
  const float radius =
      std::clamp(radius_px - thickness_px / 2, 0.0f, std::min(middle.width, middle.height) / 2);
  list_->AddRect({middle.x, middle.y}, {middle.right(), middle.bottom()}, packed(color), radius, 0,
                 thickness_px);
}

void Canvas::dashes(Rect box, Color color, float thickness_px, float radius_px) {
  const Rect middle = box.inset(thickness_px / 2);
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
  list_->AddCircleFilled({x, y}, radius_px, packed(color), 48);
}

void Canvas::ring(float x, float y, float radius_px, float thickness_px, Color color) {
  list_->AddCircle({x, y}, radius_px - thickness_px / 2, packed(color), 48, thickness_px);
}

void Canvas::picture(ImTextureData* texture, float x, float y, Color color) {
  // On whole pixels: between them the sampling would blur every letter.
  const ImVec2 from(std::floor(x), std::floor(y));
  list_->AddImage(texture->GetTexRef(), from,
                  {from.x + static_cast<float>(texture->Width), from.y + static_cast<float>(texture->Height)},
                  {0, 0}, {1, 1}, packed(color));
}

void Canvas::icon(std::string_view name, Rect box, Color color) {
  const int size_px = static_cast<int>(std::lround(box.width));
  auto [found, fresh] = icons_.try_emplace({std::string(name), size_px}, nullptr);
  if (fresh) {
    const text::Picture mask = text::icon_mask(name, size_px);
    if (mask.width > 0) found->second = textures_.create(mask.width, mask.height, mask.pixels);
  }
  if (found->second != nullptr) picture(found->second, std::round(box.x), std::round(box.y), color);
}

void Canvas::push_clip(Rect box) {
  list_->PushClipRect({box.x, box.y}, {box.right(), box.bottom()}, true);
}

void Canvas::pop_clip() {
  list_->PopClipRect();
}

}  // namespace porchlight::ui
