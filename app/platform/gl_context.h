// GlContext: which GL to ask for, in which order, and loading it. Desktop GL 3.0 first; ES 3.0 is a quarter
// slower here, but all that some small computers have. Nothing above 3.0 is asked for or needed: a Raspberry
// Pi stops at 3.1.
#pragma once

#include <array>

namespace porchlight::platform {

enum class GlFlavor { desktop_3_0, es_3_0 };

inline constexpr std::array kGlFlavors{GlFlavor::desktop_3_0, GlFlavor::es_3_0};
inline constexpr int kGlMajor = 3;
inline constexpr int kGlMinor = 0;

using GlFunction = void (*)();
using GlLookup = GlFunction (*)(const char* name);

// Loads the functions of the current context into glad. False: they are not there, or the context is older
// than asked.
bool load_gl(GlFlavor flavor, GlLookup lookup);

}  // namespace porchlight::platform
