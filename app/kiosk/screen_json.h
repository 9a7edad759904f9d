// What is on a screen as JSON: what the tour writes beside each picture. Its form is described in README.md.
#pragma once

#include <string>

#include "base/millimetres.h"
#include "platform/gui.h"
#include "ui/semantics.h"

namespace porchlight::kiosk {

std::string screen_json(const std::string& id, const std::string& language, platform::PixelSize size,
                        PxPerMm px, const ui::Semantics& semantics);

}  // namespace porchlight::kiosk
