// User textures: the part of their life that ImGui leaves to whoever registers them (see renderer.h). Every
// Renderer calls these around its own serving of textures.
#pragma once

namespace porchlight::platform {

// Before: says of each texture to be destroyed that this frame does not use it, as ImGui's backends wait for
// that.
void age_unused_user_textures();

// After: overwrites and frees the pixels of each texture that the renderer has taken.
void free_uploaded_user_pixels();

// Before a renderer ends: forgets the textures that their owner has already deleted, since ImGui lists them
// until the next frame is built and a backend would still look at them.
void forget_deleted_user_textures();

}  // namespace porchlight::platform
