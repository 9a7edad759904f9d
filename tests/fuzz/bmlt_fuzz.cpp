// BMLT: whatever a server sends, every meeting and format is taken, repaired or left out; and what is taken
// can be written as meetings.csv and read back.
#include "fuzz.h"
#include "site/formats/bmlt.h"
#include "site/formats/bmlt_formats.h"
#include "site/formats/own_csv.h"
#include "site/formats/write_csv.h"

using namespace porchlight;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::as_text(data, size);
  const auto adds_up = [](const site::RowCount& count) {
    return count.taken + count.repaired + count.left_out == count.rows;
  };
  const site::TableContext context{.file = "na.json", .source = "NA", .zone = "America/New_York"};
  fuzz::promise(adds_up(site::read_bmlt_formats(text, context).count));
  const site::ReadTable table = site::read_bmlt(text, context);
  fuzz::promise(adds_up(table.count));
  const site::WrittenCsv csv = site::write_csv(table.meetings, "en");
  const site::ReadTable back = site::read_own_csv(csv.text, context);
  fuzz::promise(csv.rows == 0 || (back.count.rows == csv.rows && back.count.left_out == 0));
  return 0;
}
