// Tour: a scripted visitor goes through every screen, and each is drawn and described: NN-id.png and
// NN-id.json. It shows a facility its kiosk, and the tests what a visitor would meet; it needs no X server.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "platform/gui.h"
#include "ui/theme.h"

namespace porchlight::kiosk {

struct TourOptions {
  std::string out;     // folder; made if need be
  std::string config;  // kiosk-config
  std::string state;   // state folder
  platform::PixelSize size{1080, 1920};
  std::optional<std::pair<float, float>> panel_mm;
  std::optional<Language> language;
  ui::TextSize text_size = ui::TextSize::m;
  ui::ThemeName theme = ui::ThemeName::standard;
  std::optional<std::string> at;      // ISO 8601; nothing: now
  bool json_only = false;             // lays out without drawing
  bool with_printer = false;          // as if there were one, whatever kiosk.toml says; nothing is printed
  std::optional<std::uint64_t> seed;  // the same digits each time; nothing: by chance, as for a visitor
};

struct Toured {
  int screens = 0;
  bool fonts_installed = true;  // else with another font than the theme's
};

// Error: why the tour stopped; the screens until then are written.
Result<Toured> tour(const TourOptions& options);

}  // namespace porchlight::kiosk
