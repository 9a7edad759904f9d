// meetings.xlsx and meetings.ods: whatever an archive or the XML in it holds, it is read within its limits or
// refused with a reason, and every row is taken, repaired or left out.
#include "fuzz.h"
#include "site/encoding.h"
#include "site/formats/own_csv.h"
#include "site/sheet.h"

using namespace porchlight;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fuzz::as_text(data, size);
  const site::Sheets read = site::read_sheets(bytes);
  fuzz::promise(read.unreadable.has_value() == read.sheets.empty());
  std::size_t cells = 0;
  for (const site::Csv& sheet : read.sheets)
    for (const site::CsvRow& row : sheet.rows) {
      fuzz::promise(row.line > 0);
      cells += row.cells.size();
      for (const site::CsvCell& cell : row.cells)
        fuzz::promise(site::is_utf8(cell.text) && cell.text.find('\0') == std::string::npos);
    }
  fuzz::promise(!site::is_workbook(bytes) || cells <= 2'000'000);

  const site::ReadTable table =
      site::read_own_csv(bytes, {.file = "meetings.xlsx", .source = "own", .languages = {"en", "es"}});
  fuzz::promise(table.count.taken + table.count.repaired + table.count.left_out == table.count.rows);
  return 0;
}
