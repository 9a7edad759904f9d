// Renderer: where a built frame goes. Window shows it, Offscreen keeps its pixels, NullRenderer only takes
// note of it.
//
// Textures of ours (blocks of text, icons): what `ui` must do with ImTextureData, and what a Renderer does.
//
//   Create, inside View::frame():
//     auto* texture = IM_NEW(ImTextureData)();
//     texture->Create(ImTextureFormat_RGBA32, width, height);      // its status is now WantCreate
//     fill texture->Pixels: R, G, B, A bytes, alpha NOT premultiplied (Cairo's is; a mask is white with
//     alpha) ImGui::RegisterUserTexture(texture);                         // imgui_internal.h
//     draw_list->AddImage(texture->GetTexRef(), ...);              // at once, also in this frame
//   draw() uploads it, sets the status OK, then overwrites and frees its Pixels: nothing is left of it in our
//   memory. Its content never changes: other text is another texture. It may be drawn in any frame while it
//   is kept.
//
//   Free, inside View::frame(), if this frame draws nothing with it:
//     texture->SetStatus(ImTextureStatus_WantDestroy);
//   From then on it is not drawn with again. The next draw() deletes it and sets the status Destroyed
//   (ImGui's backend waits for UnusedFrames > 0, which nobody raises for textures of users: draw() does).
//   Then, inside a later View::frame():
//     if (texture->Status == ImTextureStatus_Destroyed) { ImGui::UnregisterUserTexture(texture);
//     IM_DELETE(texture); }
//   Only inside frame(): between Render and draw() the draw data still lists every texture. Several frames
//   may be built before one is drawn, so a texture can pass from WantCreate to WantDestroy without ever being
//   uploaded; that is fine.
//
//   A status Destroyed that was not asked for means that the renderer is gone (the program ends): free it the
//   same way. At the end: the owner of the textures may go before or after the Renderer, but before the Gui.
#pragma once

#include <cstdint>

struct ImDrawData;

namespace porchlight::platform {

class Renderer {
 public:
  virtual ~Renderer() = default;

  // Draws one built frame (Gui::draw_data) and serves the textures it lists. Thread: the one that made the
  // renderer.
  virtual void draw(ImDrawData* data) = 0;
};

// No GL, no pixels: says yes to every texture, so that layout works as if it were drawn. `tour --json-only`
// and tests.
class NullRenderer final : public Renderer {
 public:
  // Precondition: a Gui exists and no other renderer does.
  NullRenderer();
  ~NullRenderer() override;
  void draw(ImDrawData* data) override;

 private:
  std::uint64_t textures_ever_ = 0;
};

}  // namespace porchlight::platform
