// Meeting Guide JSON: whatever a server sends, every meeting is taken, repaired or left out. Its letters are
// read as several fellowships mean them, and its notes are searched for the weeks they speak of.
#include "fuzz.h"
#include "site/formats/meeting_guide.h"

using namespace porchlight;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const char* fellowship : {"", "ACA"}) {
    const site::ReadTable table = site::read_meeting_guide(
        fuzz::as_text(data, size), {.file = "feed.json", .source = "feed", .fellowship = fellowship});
    fuzz::promise(table.count.taken + table.count.repaired + table.count.left_out == table.count.rows);
    fuzz::promise(static_cast<int>(table.meetings.size()) == table.count.taken + table.count.repaired);
  }
  return 0;
}
