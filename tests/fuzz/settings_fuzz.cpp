// kiosk.toml, helplines.toml and services.toml: whatever stands in them; and no number without "who answers".
#include "fuzz.h"
#include "site/help_files.h"
#include "site/kiosk_file.h"

using namespace porchlight;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::as_text(data, size);
  const site::KioskFile file = site::read_kiosk_file(text);
  fuzz::promise(!file.languages.empty());
  for (const guide::Helpline& line : site::read_helplines(text, {"en", "es"}).helplines)
    fuzz::promise(!line.answered_by.empty());
  for (const guide::Service& service : site::read_services(text, {"en", "es"}).services)
    fuzz::promise(!service.answered_by.empty());
  return 0;
}
