#include "platform/gl_context.h"

#include <glad/gl.h>

namespace porchlight::platform {

bool load_gl(GlFlavor flavor, GlLookup lookup) {
  const int version = flavor == GlFlavor::desktop_3_0 ? gladLoadGL(lookup) : gladLoadGLES2(lookup);
  return version >= GLAD_MAKE_VERSION(kGlMajor, kGlMinor);
}

}  // namespace porchlight::platform
