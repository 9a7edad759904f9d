// Textures: pictures of ours (blocks of text, icons) on their way to the graphics card and back. ImGui
// uploads them; the rules of their life are in platform/renderer.h. Thread: main, inside a frame.
#pragma once

#include <cstdint>
#include <vector>

struct ImTextureData;

namespace porchlight::ui {

class Textures {
 public:
  Textures() = default;
  ~Textures();
  Textures(const Textures&) = delete;
  Textures& operator=(const Textures&) = delete;

  // `pixels`: 0xAABBGGRR, not premultiplied, row by row. Owned by this until released.
  ImTextureData* create(int width, int height, const std::vector<std::uint32_t>& pixels);

  // Not drawn with again. Its bytes are gone from memory as soon as the renderer let go of it.
  void release(ImTextureData* texture);

  // Deletes what the renderer let go of. Once a frame.
  void sweep();

 private:
  std::vector<ImTextureData*> kept_, leaving_;
};

}  // namespace porchlight::ui
