#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include "example.h"
#include "making_workbooks.h"
#include "site/encoding.h"
#include "site/formats/own_csv.h"
#include "site/sheet.h"

using namespace porchlight;
using namespace porchlight::site;

namespace {

// Why the bytes hold no table; empty: they do.
std::string trouble(const std::string& bytes) {
  const Sheets read = read_sheets(bytes);
  if (!read.unreadable) return {};
  CHECK(read.sheets.empty());
  CHECK_FALSE(read.unreadable->to_do.empty());
  return read.unreadable->what;
}

const std::string& list() {
  static const std::string bytes =
      xlsx({{{.rows = text_row(1, {"Name", "Day", "Time"}) + text_row(2, {"Hope", "Mon", "7pm"}) +
                      text_row(3, {"Faith", "Tue", "8pm"})}}});
  return bytes;
}

const std::string damaged = "This file is damaged: it cannot be unpacked.",
                  too_large = "This file unpacks to far more than a list of meetings.";

std::size_t cells_of(const Sheets& read) {
  std::size_t cells = 0;
  for (const Csv& sheet : read.sheets)
    for (const CsvRow& row : sheet.rows) cells += row.cells.size();
  return cells;
}

bool says_cut_off(const Sheets& read) {
  for (const Csv& sheet : read.sheets)
    for (const CsvRemark& remark : sheet.remarks)
      if (remark.what == CsvRemark::What::cut_off) return true;
  return false;
}

}  // namespace

TEST_CASE("A workbook that broke off while it was copied says so") {
  for (std::size_t length = 4; length < list().size(); length += 97) {
    INFO(length);
    CHECK(trouble(list().substr(0, length)) == damaged);
  }
}

TEST_CASE("Files that are no table say what they are and what to save instead") {
  CHECK(trouble("%PDF-1.7\n") == "This is a PDF, not a table.");
  CHECK(trouble("\xEF\xBB\xBF\n<!DOCTYPE html><html>") == "This is a web page, not a table.");
  CHECK(trouble("<?xml version=\"1.0\"?><office:document>") == "This is an XML file, not a table.");
  CHECK(trouble(packed({{"notes.txt", "x"}})) == "This is a packed folder (.zip), not a table.");
  CHECK(trouble(packed({{"Index/Document.iwa", "x"}})) == "This is a file of Apple Numbers.");
  CHECK(trouble(packed({{"xl/workbook.bin", "x"}})) == "This is a binary Excel file (.xlsb).");
  CHECK(trouble(packed({{"content.xml",
                         "<office:document-content><office:body><office:text/></office:body>"
                         "</office:document-content>"}})) == "This is a document, not a spreadsheet.");
  const std::string compound("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", 10);
  CHECK(trouble(compound) == "This is a file of an old Excel (.xls).");
}

TEST_CASE("A workbook with a password says so, whichever program locked it") {
  std::string name;
  for (const char c : std::string("EncryptedPackage")) name += {c, '\0'};
  CHECK(trouble("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + name) == "This file is protected by a password.");
  auto parts = ods_parts("");
  parts["META-INF/manifest.xml"] =
      "<manifest><file-entry><manifest:encryption-data/></file-entry></manifest>";
  CHECK(trouble(packed(parts)) == "This file is protected by a password.");
  CHECK(trouble(packed(parts_of({{{.rows = text_row(1, {"Name"})}}}), "secret")) ==
        "This file is protected by a password.");
}

TEST_CASE("A small file that unpacks to gigabytes is not unpacked") {
  auto parts = parts_of({{{.rows = text_row(1, {"Name"})}}});
  parts["xl/worksheets/sheet1.xml"] = std::string(std::size_t{100} << 20, ' ');
  CHECK(trouble(packed(parts)) == too_large);
  parts["xl/worksheets/sheet1.xml"] = "<worksheet/>";
  parts["xl/sharedStrings.xml"] = std::string(std::size_t{100} << 20, ' ');
  CHECK(trouble(packed(parts)) == too_large);
  CHECK(trouble(ods(std::string(std::size_t{40} << 20, 'x'))) == too_large);
}

TEST_CASE("Entities that grow or reach outside are refused") {
  auto parts = parts_of({{{.rows = ""}}});
  parts["xl/worksheets/sheet1.xml"] =
      "<!DOCTYPE worksheet [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY f SYSTEM "
      "\"file:///etc/passwd\">]><worksheet><sheetData><row><c "
      "t=\"inlineStr\"><is><t>&b;&f;</t></is></c></row>"
      "</sheetData></worksheet>";
  CHECK(trouble(packed(parts)) == "This file holds something that no spreadsheet writes (a DOCTYPE).");
}

TEST_CASE("Cells and rows that repeat without end are read up to a limit, and that is said") {
  const std::string wide =
      "<table:table-row><table:table-cell table:number-columns-repeated=\"16384\"><text:p>x"
      "</text:p></table:table-cell></table:table-row>";
  const std::string deep =
      "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell "
      "table:number-columns-repeated=\"1000\"><text:p>x</text:p></table:table-cell>"
      "</table:table-row>";
  const std::string huge =
      "<table:table-row table:number-rows-repeated=\"99999999999999\"><table:table-cell "
      "table:number-columns-repeated=\"-5\"><text:p>" +
      std::string(100'000, 'x') + "</text:p></table:table-cell></table:table-row>";
  for (const std::string& rows : {wide, deep, huge, wide + deep + huge}) {
    const Sheets read = read_sheets(ods("<table:table table:name=\"S\">" + rows + "</table:table>"));
    CHECK(says_cut_off(read));
    CHECK(cells_of(read) <= 2'000'000);
  }
  const ReadTable table =
      read_own_csv(ods("<table:table table:name=\"S\">" + ods_row({"Name", "Day", "Time"}) +
                       ods_row({"Hope", "Mon", "7pm"}) + huge + "</table:table>"),
                   {.file = "meetings.ods"});
  CHECK(adds_up(table.count));
  CHECK(std::any_of(table.problems.begin(), table.problems.end(), [](const Problem& problem) {
    return problem.what == "This table is larger than any list of meetings.";
  }));
}

TEST_CASE("Rows and columns far away, and areas merged over the whole sheet, make no table of their size") {
  std::string merged;
  for (int i = 1; i < 2'000; ++i) merged += "<mergeCell ref=\"A" + std::to_string(i) + ":XFD1048576\"/>";
  std::string rows;
  for (int i = 1; i < 2'000; ++i)
    rows += "<row r=\"" + std::to_string(i) + "\"><c r=\"A" + std::to_string(i) +
            "\"><v>1</v></c><c r=\"ALL" + std::to_string(i) + "\"><v>1</v></c></row>";
  rows +=
      "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c><c "
      "r=\"ZZZZZZZZZZZZ99999999999999\"><v>1</v></c></row>";
  const Sheets read =
      read_sheets(xlsx({{{.rows = rows, .after = "<mergeCells>" + merged + "</mergeCells>"}}}));
  REQUIRE_FALSE(read.unreadable);
  CHECK(cells_of(read) <= 2'000'000);
  CHECK(says_cut_off(read));
}

TEST_CASE("XML that nests a hundred thousand levels deep harms nothing") {
  std::string open, close;
  for (int i = 0; i < 100'000; ++i) open += "<text:span>", close += "</text:span>";
  const Sheets read =
      read_sheets(ods("<table:table table:name=\"S\"><table:table-row><table:table-cell><text:p>" + open +
                      "Hope" + close + "</text:p></table:table-cell></table:table-row></table:table>"));
  REQUIRE(read.sheets.size() == 1);
  CHECK(read.sheets[0].rows.at(0).cells.at(0).text == "Hope");
}

TEST_CASE("A workbook damaged anywhere gives its rows or a reason, and every row is accounted for") {
  REQUIRE(rc::check("damaged workbook", [] {
    std::string bytes = list();
    const int times = *rc::gen::inRange(1, 6);
    for (int i = 0; i < times; ++i)
      bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = static_cast<char>(*rc::gen::inRange(0, 256));
    const ReadTable table = read_own_csv(bytes, {.file = "meetings.xlsx"});
    RC_ASSERT(adds_up(table.count));
    RC_ASSERT(!table.meetings.empty() || !table.problems.empty());
    for (const Problem& problem : table.problems) RC_ASSERT(problem.line > 0);
  }));
  REQUIRE(rc::check("damaged XML in a whole archive", [] {
    auto parts =
        *rc::gen::arbitrary<bool>()
            ? parts_of(
                  {{{.rows = text_row(1, {"Name", "Day", "Time"}) + text_row(2, {"Hope", "Mon", "7pm"})}},
                   "<si><t>x</t></si>",
                   {"h:mm"}})
            : ods_parts("<table:table table:name=\"S\">" + ods_row({"Name", "Day"}) +
                        ods_row({"Hope", "Mon"}) + "</table:table>");
    auto part = std::next(parts.begin(),
                          *rc::gen::inRange<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(parts.size())));
    std::string& text = part->second;
    const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
    switch (*rc::gen::inRange(0, 3)) {
      case 0:
        text.resize(at);
        break;
      case 1:
        text[at] = static_cast<char>(*rc::gen::inRange(0, 256));
        break;
      default:
        text.erase(at, *rc::gen::inRange<std::size_t>(1, 60));
        break;
    }
    const ReadTable table = read_own_csv(packed(parts), {.file = "meetings.xlsx"});
    RC_ASSERT(adds_up(table.count));
    for (const schedule::Meeting& meeting : table.meetings) RC_ASSERT(is_utf8(meeting.name));
  }));
}
