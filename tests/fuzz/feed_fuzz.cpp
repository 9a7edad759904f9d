// Meeting Guide JSON: whatever a server sends, every meeting is taken, repaired or left out.
#include "fuzz.h"
#include "site/formats/meeting_guide.h"

using namespace porchlight;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const site::ReadTable table =
      site::read_meeting_guide(fuzz::as_text(data, size), {.file = "feed.json", .source = "feed"});
  fuzz::promise(table.count.taken + table.count.repaired + table.count.left_out == table.count.rows);
  return 0;
}
