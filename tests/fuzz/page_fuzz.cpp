// A page of the guide: whatever staff wrote, it is a page with a title and sources, or an error with a place.
#include "fuzz.h"
#include "guide/page.h"

using namespace porchlight;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto page = guide::parse_page("page", "en", fuzz::as_text(data, size));
  if (page.ok()) {
    fuzz::promise(!page->title.empty());
    guide::plain_text(*page);
  } else {
    fuzz::promise(page.error().line >= 1 && page.error().column >= 1 && !page.error().what.empty());
  }
  return 0;
}
