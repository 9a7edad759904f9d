#include "ui/textures.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cstring>

namespace porchlight::ui {
namespace {

void destroy(ImTextureData* texture) {
  if (texture->Pixels != nullptr)
    explicit_bzero(texture->Pixels, static_cast<std::size_t>(texture->GetSizeInBytes()));
  if (ImGui::GetCurrentContext() != nullptr) ImGui::UnregisterUserTexture(texture);
  IM_DELETE(texture);
}

}  // namespace

Textures::~Textures() {
  for (ImTextureData* texture : kept_) destroy(texture);
  for (ImTextureData* texture : leaving_) destroy(texture);
}

ImTextureData* Textures::create(int width, int height, const std::vector<std::uint32_t>& pixels) {
  auto* texture = IM_NEW(ImTextureData)();
  texture->Create(ImTextureFormat_RGBA32, width, height);
  std::memcpy(texture->Pixels, pixels.data(), pixels.size() * sizeof(pixels[0]));
  ImGui::RegisterUserTexture(texture);
  kept_.push_back(texture);
  return texture;
}

void Textures::release(ImTextureData* texture) {
  std::erase(kept_, texture);
  if (texture->Pixels != nullptr)
    explicit_bzero(texture->Pixels, static_cast<std::size_t>(texture->GetSizeInBytes()));
  if (texture->Status != ImTextureStatus_Destroyed) texture->SetStatus(ImTextureStatus_WantDestroy);
  leaving_.push_back(texture);
}

void Textures::sweep() {
  std::erase_if(leaving_, [](ImTextureData* texture) {
    if (texture->Status != ImTextureStatus_Destroyed) return false;
    destroy(texture);
    return true;
  });
}

}  // namespace porchlight::ui
