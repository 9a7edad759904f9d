// [screen] of kiosk.toml.
#pragma once

#include "site/site.h"
#include "site/toml_reader.h"

namespace porchlight::site {

ScreenSettings read_screen(TomlReader table);

}  // namespace porchlight::site
