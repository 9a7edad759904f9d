// Calendars: whatever is in them, every event is taken, repaired or left out, within the time that a feed may
// take; and what is taken can be written as meetings.csv and read back.
#include "fuzz.h"
#include "site/formats/icalendar.h"
#include "site/formats/own_csv.h"
#include "site/formats/write_csv.h"

using namespace porchlight;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const site::TableContext context{.file = "list.ics",
                                   .source = "calendar",
                                   .zone = "America/Los_Angeles",
                                   .today = schedule::parse_date("2026-11-24")};
  const site::ReadTable table = site::read_icalendar(fuzz::as_text(data, size), context);
  fuzz::promise(table.count.taken + table.count.repaired + table.count.left_out == table.count.rows);
  const site::WrittenCsv csv = site::write_csv(table.meetings, "en");
  const site::ReadTable back = site::read_own_csv(csv.text, context);
  fuzz::promise(csv.rows == 0 || (back.count.rows == csv.rows && back.count.left_out == 0));
  return 0;
}
