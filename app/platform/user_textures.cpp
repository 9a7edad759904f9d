#include "platform/user_textures.h"

#include <imgui.h>
#include <imgui_internal.h>
#include <string.h>

#include <algorithm>

namespace porchlight::platform {
namespace {

ImVector<ImTextureData*>& user_textures() {
  return ImGui::GetCurrentContext()->UserTextures;
}

bool in_some_atlas(ImTextureData* texture) {
  const auto& atlases = ImGui::GetCurrentContext()->FontAtlases;
  return std::any_of(atlases.begin(), atlases.end(),
                     [&](const ImFontAtlas* atlas) { return atlas->TexList.contains(texture); });
}

}  // namespace

void age_unused_user_textures() {
  for (ImTextureData* texture : user_textures()) {
    if (texture->Status == ImTextureStatus_WantDestroy) ++texture->UnusedFrames;
  }
}

void free_uploaded_user_pixels() {
  for (ImTextureData* texture : user_textures()) {
    if (texture->Status != ImTextureStatus_OK && texture->Status != ImTextureStatus_Destroyed) continue;
    if (texture->Pixels == nullptr) continue;
    explicit_bzero(texture->Pixels, static_cast<size_t>(texture->GetSizeInBytes()));
    texture->DestroyPixels();
  }
}

void forget_deleted_user_textures() {
  ImVector<ImTextureData*>& listed = ImGui::GetPlatformIO().Textures;
  for (int i = listed.Size - 1; i >= 0; --i) {
    if (!user_textures().contains(listed[i]) && !in_some_atlas(listed[i])) listed.erase(listed.begin() + i);
  }
}

}  // namespace porchlight::platform
