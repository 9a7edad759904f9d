// [printer] of kiosk.toml.
#pragma once

#include "site/site.h"
#include "site/toml_reader.h"

namespace porchlight::site {

PrinterSettings read_printer(TomlReader table);

}  // namespace porchlight::site
