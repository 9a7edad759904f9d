#include <imgui.h>

#include "platform/renderer.h"
#include "platform/user_textures.h"

namespace porchlight::platform {
namespace {

// As large as what any GPU of a kiosk takes, so that layout without GL meets the same limit.
constexpr int kLargestTexturePx = 4096;

void destroy(ImTextureData& texture) {
  texture.SetTexID(ImTextureID_Invalid);
  texture.SetStatus(ImTextureStatus_Destroyed);
}

}  // namespace

NullRenderer::NullRenderer() {
  ImGui::GetIO().BackendFlags |=
      ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset;
  ImGui::GetPlatformIO().Renderer_TextureMaxWidth = kLargestTexturePx;
  ImGui::GetPlatformIO().Renderer_TextureMaxHeight = kLargestTexturePx;
}

NullRenderer::~NullRenderer() {
  forget_deleted_user_textures();
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) destroy(*texture);
  ImGui::GetIO().BackendFlags &=
      ~(ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_RendererHasVtxOffset);
}

void NullRenderer::draw(ImDrawData* data) {
  age_unused_user_textures();
  for (ImTextureData* texture : *data->Textures) {
    if (texture->Status == ImTextureStatus_WantCreate)
      texture->SetTexID(static_cast<ImTextureID>(++textures_ever_));
    if (texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates) {
      texture->SetStatus(ImTextureStatus_OK);
    } else if (texture->Status == ImTextureStatus_WantDestroy && texture->UnusedFrames > 0) {
      destroy(*texture);
    }
  }
  free_uploaded_user_pixels();
}

}  // namespace porchlight::platform
