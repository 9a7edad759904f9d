// Dear ImGui's OpenGL backend, compiled here so that it loads GL through glad: with a custom loader it
// includes no GL header of its own.
#include <glad/gl.h>

#define IMGUI_IMPL_OPENGL_LOADER_CUSTOM
#include <backends/imgui_impl_opengl3.cpp>
