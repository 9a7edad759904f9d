// A keyboard layout: it can be typed on, or an error says what is wrong.
#include "fuzz.h"
#include "ui/keyboard.h"

using namespace porchlight;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto keyboard = ui::parse_keyboard(fuzz::as_text(data, size));
  fuzz::promise(keyboard.ok() ? keyboard->layers.contains("letters") : !keyboard.error().what.empty());
  return 0;
}
