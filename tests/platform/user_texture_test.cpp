// The life of a texture of ours, as platform/renderer.h writes it down.
#include <glad/gl.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <set>
#include <vector>

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "platform/offscreen.h"
#include "views.h"

namespace porchlight::platform::test {
namespace {

constexpr PixelSize kSize{64, 64};

std::unique_ptr<Offscreen> open_offscreen() {
  auto opened = Offscreen::open(kSize);
  REQUIRE(opened.ok());
  return std::move(opened).value();
}

struct Drawn {
  std::unique_ptr<Offscreen> renderer = open_offscreen();
};

struct NotDrawn {
  std::unique_ptr<NullRenderer> renderer = std::make_unique<NullRenderer>();
};

ImTextureData* create_green() {
  auto* texture = IM_NEW(ImTextureData)();
  texture->Create(ImTextureFormat_RGBA32, 16, 16);
  for (int i = 0; i < 16 * 16; ++i) std::memcpy(texture->Pixels + i * 4, "\x00\xff\x00\xff", 4);
  ImGui::RegisterUserTexture(texture);
  return texture;
}

void show(ImTextureData* texture) {
  screen().AddImage(texture->GetTexRef(), ImVec2(0, 0), ImVec2(64, 64));
}

void free_destroyed(ImTextureData*& texture) {
  REQUIRE(texture->Status == ImTextureStatus_Destroyed);
  ImGui::UnregisterUserTexture(texture);
  IM_DELETE(texture);
  texture = nullptr;
}

template <class Kind>
struct Stage {
  FakeClock clock{kStart};
  Gui gui{clock, kSize};
  Kind kind;

  void frame(const std::function<void()>& content, bool drawn = true) {
    ScriptedView view(content);
    gui.build(view);
    if (drawn) kind.renderer->draw(gui.draw_data());
  }
};

TEMPLATE_TEST_CASE("a texture is taken, and its pixels leave our memory", "", Drawn, NotDrawn) {
  Stage<TestType> stage;
  ImTextureData* texture = nullptr;
  stage.frame([&] { show(texture = create_green()); });
  CHECK(texture->Status == ImTextureStatus_OK);
  CHECK(texture->TexID != ImTextureID_Invalid);
  CHECK(texture->Pixels == nullptr);
  stage.frame([&] { show(texture); });
  CHECK(texture->Status == ImTextureStatus_OK);

  stage.frame([&] { texture->SetStatus(ImTextureStatus_WantDestroy); });
  stage.frame([&] { free_destroyed(texture); });
}

TEMPLATE_TEST_CASE("a texture that no drawn frame ever used can go again", "", Drawn, NotDrawn) {
  Stage<TestType> stage;
  ImTextureData* texture = nullptr;
  stage.frame([&] { show(texture = create_green()); }, false);
  CHECK(texture->Status == ImTextureStatus_WantCreate);
  stage.frame([&] { texture->SetStatus(ImTextureStatus_WantDestroy); }, false);
  stage.frame([] {});
  CHECK(texture->Pixels == nullptr);
  stage.frame([&] { free_destroyed(texture); });
}

TEMPLATE_TEST_CASE("whoever owns textures may go before the renderer or after it", "", Drawn, NotDrawn) {
  const bool owner_first = GENERATE(true, false);
  Stage<TestType> stage;
  ImTextureData* texture = nullptr;
  stage.frame([&] { show(texture = create_green()); });
  const auto owner_goes = [&] {
    ImGui::UnregisterUserTexture(texture);
    IM_DELETE(texture);
  };
  if (owner_first) owner_goes();
  stage.kind.renderer.reset();
  if (!owner_first) {
    CHECK(texture->Status == ImTextureStatus_Destroyed);
    owner_goes();
  }
}

TEST_CASE("a texture is drawn in its own colors and freed on the graphics card") {
  Stage<Drawn> stage;
  ImTextureData* texture = nullptr;
  stage.frame([&] { show(texture = create_green()); });
  const auto id = static_cast<GLuint>(texture->TexID);
  CHECK(glIsTexture(id));
  const Picture picture = stage.kind.renderer->read();
  for (size_t i = 0; i < picture.rgba.size(); i += 4) {
    REQUIRE(picture.rgba[i] == 0);
    REQUIRE(picture.rgba[i + 1] == 255);
    REQUIRE(picture.rgba[i + 2] == 0);
  }
  stage.frame([&] { texture->SetStatus(ImTextureStatus_WantDestroy); });
  CHECK_FALSE(glIsTexture(id));
  stage.frame([&] { free_destroyed(texture); });
}

TEST_CASE("a day of changing texts leaves no texture behind") {
  Stage<Drawn> stage;
  std::set<GLuint> ever;  // newer Mesa hands out a name again
  ImTextureData* shown = nullptr;
  ImTextureData* leaving = nullptr;
  for (int i = 0; i < 3000; ++i) {
    stage.frame([&] {
      if (leaving != nullptr) free_destroyed(leaving);
      leaving = shown;
      if (leaving != nullptr) leaving->SetStatus(ImTextureStatus_WantDestroy);
      show(shown = create_green());
    });
    ever.insert(static_cast<GLuint>(shown->TexID));
  }
  CHECK(std::count_if(ever.begin(), ever.end(), [](GLuint id) { return glIsTexture(id); }) == 1);
  CHECK(ImGui::GetCurrentContext()->UserTextures.Size == 2);
  stage.frame([&] {
    free_destroyed(leaving);
    shown->SetStatus(ImTextureStatus_WantDestroy);
  });
  stage.frame([&] { free_destroyed(shown); });
  CHECK(ImGui::GetCurrentContext()->UserTextures.empty());
}

}  // namespace
}  // namespace porchlight::platform::test
