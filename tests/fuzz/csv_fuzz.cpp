// meetings.csv and changes.csv: whatever a spreadsheet saved, every row is taken, repaired or left out.
#include "fuzz.h"
#include "site/formats/changes_csv.h"
#include "site/formats/own_csv.h"

using namespace porchlight;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::as_text(data, size);
  const auto adds_up = [](const site::RowCount& count) {
    return count.taken + count.repaired + count.left_out == count.rows;
  };

  const site::ReadTable table =
      site::read_own_csv(text, {.file = "meetings.csv", .source = "own", .languages = {"en", "es"}});
  fuzz::promise(adds_up(table.count));
  const site::ReadChanges changes = site::read_changes_csv(
      text, {.file = "changes.csv", .languages = {"en", "es"}, .meetings = table.meetings});
  fuzz::promise(adds_up(changes.count));
  return 0;
}
