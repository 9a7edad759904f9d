#include "platform/gl_renderer.h"

#include <backends/imgui_impl_opengl3.h>
#include <glad/gl.h>
#include <imgui.h>

#include "platform/user_textures.h"

namespace porchlight::platform {

GlRenderer::GlRenderer(GlFlavor flavor) {
  ImGui_ImplOpenGL3_Init(flavor == GlFlavor::desktop_3_0 ? "#version 130" : "#version 300 es");
  ImGui_ImplOpenGL3_NewFrame();  // compiles the shaders now, not in the first visitor's first frame
}

GlRenderer::~GlRenderer() {
  forget_deleted_user_textures();
  ImGui_ImplOpenGL3_Shutdown();
}

void GlRenderer::draw(ImDrawData* data, PixelSize framebuffer) {
  age_unused_user_textures();
  glViewport(0, 0, framebuffer.width, framebuffer.height);
  glClearColor(0, 0, 0, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(data);
  free_uploaded_user_pixels();
}

}  // namespace porchlight::platform
