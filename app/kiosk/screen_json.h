// What is on a screen as JSON: what the tour writes beside each picture. Its form is described in README.md.
#pragma once

#include <string>

#include "base/millimetres.h"
#include "language/catalog.h"
#include "platform/gui.h"
#include "ui/semantics.h"

namespace porchlight::kiosk {

// `catalog`: what `language` is spoken by.
std::string screen_json(const std::string& id, const std::string& language, const language::Catalog& catalog,
                        platform::PixelSize size, PxPerMm px, const ui::Semantics& semantics);

}  // namespace porchlight::kiosk
