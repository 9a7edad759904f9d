#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <iterator>

#include "example.h"
#include "making_workbooks.h"
#include "site/formats/changes_csv.h"
#include "site/formats/own_csv.h"
#include "site/sheet.h"
#include "site/sheets/number_format.h"
#include "support/project_folder.h"

using namespace porchlight;
using namespace porchlight::site;

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows texts(const Csv& csv) {
  Rows rows;
  for (const CsvRow& row : csv.rows) {
    rows.emplace_back();
    for (const CsvCell& cell : row.cells) rows.back().push_back(cell.text);
  }
  return rows;
}

Csv one_sheet(const std::string& bytes) {
  Sheets read = read_sheets(bytes);
  if (read.unreadable) FAIL(read.unreadable->what);
  REQUIRE(read.sheets.size() == 1);
  return std::move(read.sheets[0]);
}

// Cells of one row, by style: 0 is the first of `formats`.
std::vector<std::string> row_of_xlsx(const std::string& cells, std::vector<std::string> formats = {},
                                     const std::string& properties = {}) {
  const Csv csv =
      one_sheet(xlsx({{{.rows = "<row r=\"1\">" + cells + "</row>"}}, {}, std::move(formats), properties}));
  REQUIRE(csv.rows.size() == 1);
  return texts(csv)[0];
}

std::vector<std::string> row_of_ods(const std::string& cells) {
  const Csv csv = one_sheet(
      ods("<table:table table:name=\"S\"><table:table-row>" + cells + "</table:table-row></table:table>"));
  REQUIRE(csv.rows.size() == 1);
  return texts(csv)[0];
}

TableContext context() {
  return {.file = "meetings.xlsx",
          .source = "meetings.csv",
          .zone = "America/Los_Angeles",
          .here = "St. Brendan’s"};
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("Bytes decide what a table is, not its name") {
  CHECK(texts(one_sheet("Name,Day\nHope,Mon\n")) == Rows{{"Name", "Day"}, {"Hope", "Mon"}});
  CHECK(texts(one_sheet(xlsx({{{.rows = text_row(1, {"Name", "Day"}) + text_row(2, {"Hope", "Mon"})}}}))) ==
        Rows{{"Name", "Day"}, {"Hope", "Mon"}});
  CHECK(texts(one_sheet(ods("<table:table table:name=\"S\">" + ods_row({"Name", "Day"}) +
                            ods_row({"Hope", "Mon"}) + "</table:table>"))) ==
        Rows{{"Name", "Day"}, {"Hope", "Mon"}});
  CHECK_FALSE(is_workbook("Name,Day\n"));
  CHECK(is_workbook(xlsx({{{.rows = text_row(1, {"Name"})}}})));
}

TEST_CASE("A number shows what its format says, and dates and times as every reader knows them") {
  const auto at = [](double value, std::string_view format) {
    return shown(value, format, DateSystem::from_1900);
  };
  CHECK(at(46380, "m/d/yyyy") == "2026-12-24");
  CHECK(at(46380, "dd\\.mm\\.yyyy") == "2026-12-24");
  CHECK(at(46380, "[$-409]mmmm d, yyyy;@") == "2026-12-24");
  CHECK(at(46380, "[$-F800]dddd, mmmm dd, yyyy") == "2026-12-24");
  CHECK(at(46380, "dddd") == "Thursday");
  CHECK(at(46380.5, "m/d/yy h:mm") == "2026-12-24 12:00");
  CHECK(at(60, "m/d/yyyy") == "1900-02-29");
  CHECK(at(61, "m/d/yyyy") == "1900-03-01");
  CHECK(shown(0, "yyyy-mm-dd", DateSystem::from_1904) == "1904-01-01");
  CHECK(shown(44918, "yyyy-mm-dd", DateSystem::from_1904) == "2026-12-24");
  CHECK(shown(44918, "dddd", DateSystem::from_1904) == "Thursday");
  for (const char* format : {"h:mm AM/PM", "h:mm", "hh:mm:ss", "[$-409]h:mm\\ AM/PM;@", "mm:ss", "h\"h\"mm"})
    CHECK(at(19.0 / 24, format) == "19:00");
  CHECK(at(0.7916667, "h:mm") == "19:00");  // seven digits of it
  CHECK(at(1, "[h]:mm") == "24:00");
  CHECK(at(0, "h:mm") == "00:00");
  CHECK(at(2134, "00000") == "02134");
  CHECK(at(4155550100, "(000) 000-0000") == "(415) 555-0100");
  CHECK(at(4155550100, "[<=9999999]###\\-####;\\(###\\)\\ ###\\-####") == "415555-0100");
  CHECK(at(0.5, "0%") == "50%");
  CHECK(at(0.125, "0.0%") == "12.5%");
  CHECK(at(1234567, "#,##0") == "1,234,567");
  CHECK(at(-5, "0.00") == "-5.00");
  CHECK(at(-5, "0;(0)") == "(5)");
  CHECK(at(5, "\"$\"#,##0.00") == "$5.00");
  CHECK(at(37.767, "0.00") == "37.767");  // rounded only for the eye
  CHECK(at(37.767, "General") == "37.767");
  CHECK(at(-122.4085, "General") == "-122.4085");
  CHECK(at(1.3, "General") == "1.3");
  CHECK(at(0.1 + 0.2, "General") == "0.3");
  CHECK(at(1e20, "General") == "1e+20");
  CHECK(at(5, "[Red]General") == "5");
  CHECK(at(5, ";;;") == "");
  CHECK(at(12, "@") == "12");
  CHECK(at(0.25, "# ?/?") == "0.25");
  CHECK(at(-1, "m/d/yyyy") == "-1");
  CHECK(at(1e300, "m/d/yyyy") == "1e+300");
  CHECK(shown_date("2026-12-24T00:00:00") == "2026-12-24");
  CHECK(shown_date("2026-12-24T19:30:00") == "2026-12-24 19:30");
  CHECK(shown_date("1899-12-30T19:30:00") == "19:30");
}

TEST_CASE("Excel's cells of every type are read") {
  const std::string cells =
      "<c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" "
      "t=\"inlineStr\"><is><r><t>Mon</t></r><r><t>day</t></r></is></c>"
      "<c r=\"C1\" s=\"0\"><v>0.79166666666666663</v></c><c r=\"D1\" s=\"1\"><v>46380</v></c>"
      "<c r=\"E1\" t=\"b\"><v>1</v></c><c r=\"F1\" t=\"str\"><f>A2&amp;\"x\"</f><v>a_x000D_\nb</v></c>"
      "<c r=\"G1\" t=\"e\"><v>#REF!</v></c><c r=\"H1\" t=\"d\"><v>2026-12-24T00:00:00</v></c><c "
      "r=\"J1\"><v>1.3</v></c>";
  const Csv csv = one_sheet(
      xlsx({{{.rows = "<row r=\"3\">" + cells + "</row>"}},
            "<si><t>no</t></si><si><r><rPr/><t xml:space=\"preserve\">Came to </t></r><r><t>Believe</t></r>"
            "<rPh sb=\"0\" eb=\"1\"><t>kana</t></rPh></si>",
            {"h:mm AM/PM", "m/d/yyyy"}}));
  CHECK(texts(csv) == Rows{{"Came to Believe", "Monday", "19:00", "2026-12-24", "TRUE", "a\nb", "#REF!",
                            "2026-12-24", "", "1.3"}});
  CHECK(csv.rows[0].line == 3);
  CHECK(csv.rows[0].cells[9].line == 3);
  CHECK(csv.rows[0].cells[9].column == 10);
}

TEST_CASE("A workbook that counts days from 1904 says other numbers and means the same days") {
  CHECK(row_of_xlsx("<c s=\"0\"><v>44918</v></c><c s=\"1\"><v>0.5</v></c>", {"m/d/yyyy", "h:mm"},
                    "date1904=\"1\"") == Texts{"2026-12-24", "12:00"});
}

TEST_CASE("A formula counts by its result, and one that was never computed is reported") {
  CHECK(row_of_xlsx("<c r=\"A1\"><f>1+1</f><v>2</v></c>") == Texts{"2"});
  const ReadTable table = read_own_csv(
      xlsx({{{.rows =
                  text_row(1, {"Name", "Day", "Time", "Room"}) +
                  "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Hope</t></is></c><c r=\"B2\" "
                  "t=\"inlineStr\">"
                  "<is><t>Mon</t></is></c><c r=\"C2\" t=\"inlineStr\"><is><t>7pm</t></is></c><c r=\"D2\"><f>"
                  "A1</f></c></row>"}}}),
      context());
  CHECK(table.meetings.size() == 1);
  REQUIRE(table.problems.size() == 1);
  CHECK(table.problems[0].line == 2);
  CHECK(table.problems[0].column == 4);
  CHECK(table.problems[0].meanwhile == "This cell is read as empty.");
}

TEST_CASE("A cell merged over several rows is what a person sees in each of them") {
  const XlsxSheet sheet{
      .rows = text_row(1, {"Day", "Name", "Time"}) + text_row(2, {"Mon", "Hope", "7pm"}) +
              "<row r=\"3\"><c r=\"B3\" t=\"inlineStr\"><is><t>Faith</t></is></c></row>"
              "<row r=\"5\"><c r=\"B5\" t=\"inlineStr\"><is><t>Charity</t></is></c></row>",
      .after = "<mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"C2:D9\"/></mergeCells>"};
  CHECK(
      texts(one_sheet(xlsx({{sheet}}))) ==
      Rows{{"Day", "Name", "Time"}, {"Mon", "Hope", "7pm"}, {"Mon", "Faith", "7pm"}, {"", "Charity", "7pm"}});
  CHECK(texts(one_sheet(
            ods("<table:table table:name=\"S\">" + ods_row({"Day", "Name"}) +
                "<table:table-row><table:table-cell table:number-rows-spanned=\"2\" "
                "office:value-type=\"string\"><text:p>Mon</text:p></table:table-cell>"
                "<table:table-cell><text:p>Hope</text:p></table:table-cell></table:table-row>"
                "<table:table-row><table:covered-table-cell><text:p>old</text:p>"
                "</table:covered-table-cell><table:table-cell><text:p>Faith</text:p></table:table-cell>"
                "</table:table-row></table:table>"))) ==
        Rows{{"Day", "Name"}, {"Mon", "Hope"}, {"Mon", "Faith"}});
}

TEST_CASE("Of several sheets the first one with a head counts, and hidden ones do not") {
  const std::string meetings = text_row(1, {"Name", "Day", "Time"}) + text_row(2, {"Hope", "Mon", "7pm"});
  const XlsxSheet hidden{.name = "Old", .rows = text_row(1, {"Name", "Day", "Time"}), .state = "hidden"},
      notes{.name = "Notes", .rows = text_row(1, {"Call Pat about the key"})},
      list{.name = "Meetings", .rows = meetings}, other{.name = "2025", .rows = meetings};
  const ReadTable table = read_own_csv(xlsx({{hidden, notes, list, other}}), context());
  CHECK(table.meetings.size() == 1);
  CHECK(table.count.rows == 1);
  REQUIRE(table.problems.size() == 1);
  CHECK(to_line(table.problems[0]) ==
        "meetings.xlsx:1: The sheet “2025” holds a table too. Put all rows on one sheet, if both are meant. "
        "Only the "
        "sheet “Meetings” is read.");
  CHECK(texts(one_sheet(ods("<table:table table:name=\"Old\" table:style-name=\"ta2\">" + ods_row({"Name"}) +
                                "</table:table><table:table table:name=\"Now\">" + ods_row({"Day"}) +
                                "</table:table>",
                            "<style:style xmlns:style=\"s\" style:name=\"ta2\"><style:table-properties "
                            "table:display=\"false\"/>"
                            "</style:style>"))) == Rows{{"Day"}});
}

TEST_CASE("A workbook whose elements carry prefixes and whose paths are absolute is read") {
  std::map<std::string, std::string> parts = parts_of({{{.rows = ""}}});
  parts["xl/worksheets/sheet1.xml"] =
      "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData><x:row "
      "r=\"1\"><x:c r=\"B1\" "
      "t=\"inlineStr\"><x:is><x:t>Hope</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>";
  std::string& relations = parts["xl/_rels/workbook.xml.rels"];
  relations.replace(relations.find("worksheets/"), 11, "/xl/worksheets/");
  CHECK(texts(one_sheet(packed(parts))) == Rows{{"", "Hope"}});
}

TEST_CASE("LibreOffice's cells of every type are read") {
  CHECK(
      row_of_ods(
          "<table:table-cell office:value-type=\"time\" office:time-value=\"PT19H30M00S\"><text:p>07:30 PM"
          "</text:p></table:table-cell>"
          "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-12-24\"><text:p>24.12.26"
          "</text:p></table:table-cell>"
          "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-12-24T19:00:00\"><text:p>"
          "24/12/26 19:00</text:p></table:table-cell>"
          "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-12-24\"><text:p>Thursday"
          "</text:p></table:table-cell>"
          "<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"><text:p>WAHR"
          "</text:p></table:table-cell>"
          "<table:table-cell office:value-type=\"percentage\" office:value=\"0.5\"><text:p>50 %</text:p>"
          "</table:table-cell>"
          "<table:table-cell office:value-type=\"float\" office:value=\"1.3\"><text:p>1,3</text:p>"
          "</table:table-cell>"
          "<table:table-cell office:value-type=\"float\" office:value=\"2134\"><text:p>02134</text:p>"
          "</table:table-cell>"
          "<table:table-cell office:value-type=\"float\" office:value=\"-122.4085\"><text:p>-122,41</text:p>"
          "</table:table-cell>"
          "<table:table-cell/><table:table-cell table:number-columns-repeated=\"2\" "
          "office:value-type=\"string\"><text:p>x</text:p></table:table-cell>"
          "<table:table-cell table:number-columns-repeated=\"16370\"/>") ==
      Texts{"19:30", "2026-12-24", "2026-12-24 19:00", "Thursday", "TRUE", "50 %", "1,3", "02134",
            "-122.4085", "", "x", "x"});
}

TEST_CASE("Text in LibreOffice keeps its blanks and lines, and comments are not part of it") {
  CHECK(
      row_of_ods(
          "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>ask Pat</text:p>"
          "</office:annotation><text:p>down<text:s text:c=\"2\"/>the <text:span>hall</text:span>,\n  then"
          "<text:line-break/>left</text:p><text:p>and <text:a>right</text:a></text:p></table:table-cell>") ==
      Texts{"down  the hall, then\nleft\nand right"});
}

TEST_CASE("Rows that LibreOffice writes once for many, and in groups, stand where they stand") {
  const Csv csv = one_sheet(
      ods("<table:table table:name=\"S\"><table:table-header-rows>" + ods_row({"Name"}) +
          "</table:table-header-rows><table:table-row table:number-rows-repeated=\"3\"><table:table-cell/>"
          "</table:table-row><table:table-row-group><table:table-row-group><table:table-row "
          "table:number-rows-repeated=\"2\"><table:table-cell><text:p>Hope</text:p></table:table-cell>"
          "</table:table-row></table:table-row-group></table:table-row-group>" +
          ods_row({"Faith"}) +
          "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/>"
          "</table:table-row></table:table>"));
  CHECK(texts(csv) == Rows{{"Name"}, {"Hope"}, {"Hope"}, {"Faith"}});
  CHECK(csv.rows[1].line == 5);
  CHECK(csv.rows[2].cells[0].line == 6);
  CHECK(csv.rows[3].line == 7);
}

TEST_CASE("What is wrong in a workbook is found at its row and column of the sheet") {
  const ReadTable table = read_own_csv(
      ods("<table:table table:name=\"S\">" + ods_row({"Our meetings"}) +
          "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>" +
          ods_row({"Name", "Time", "Day"}) + ods_row({"Hope", "7pm", "Tuseday"}) + "</table:table>"),
      context());
  REQUIRE(table.problems.size() == 1);
  CHECK(table.problems[0].line == 5);
  CHECK(table.problems[0].column == 3);
  CHECK(table.problems[0].row == 1);
  CHECK(table.problems[0].fix == "Tuesday");
}

TEST_CASE("Changes may come from a workbook too") {
  const ReadTable meetings = read_own_csv("Name,Day,Time\nHope,Thu,7pm\n", context());
  const ReadChanges changes = read_changes_csv(
      xlsx({{{.rows = text_row(1, {"Date", "Meeting or Place", "What", "New Time"}) +
                      "<row r=\"2\"><c s=\"0\"><v>46380</v></c><c t=\"inlineStr\"><is><t>Hope</t></is></c><c "
                      "t=\"inlineStr\"><is><t>moved</t></is></c><c s=\"1\"><v>0.75</v></c></row>"}},
            {},
            {"m/d/yyyy", "h:mm"}}),
      {.file = "changes.xlsx", .meetings = meetings.meetings});
  CHECK(changes.problems.empty());
  REQUIRE(changes.changes.size() == 1);
  CHECK(schedule::iso_date(changes.changes[0].date) == "2026-12-24");
  CHECK(changes.changes[0].to_time == schedule::TimeOfDay(18 * 60));
}

TEST_CASE("What LibreOffice saved in Germany reads the same from both of its files") {
  for (const char* ending : {"ods", "xlsx"}) {
    const std::string path =
        porchlight::support::project_folder() + "/tests/site/data/typed-in-germany." + std::string(ending);
    INFO(path);
    std::ifstream file(path, std::ios::binary);
    const ReadTable table = read_own_csv(std::string{std::istreambuf_iterator<char>(file), {}}, context());
    for (const Problem& problem : table.problems) UNSCOPED_INFO(to_line(problem));
    CHECK(table.problems.empty());
    REQUIRE(table.meetings.size() == 3);
    const schedule::Meeting &hope = table.meetings[0], &faith = table.meetings[1],
                            &charity = table.meetings[2];
    CHECK(hope.start == schedule::TimeOfDay(19 * 60));
    CHECK(hope.duration == std::chrono::minutes(90));
    CHECK(hope.place.address == "Elmstraße 1");
    CHECK(hope.place.approximate);
    REQUIRE(hope.place.coordinates);
    CHECK(hope.place.coordinates->longitude == -122.4085);
    CHECK(schedule::iso_date(hope.recurrence.from.value()) == "2026-12-24");
    // "1,3" became a number: Monday and Wednesday.
    CHECK(std::get<schedule::Monthly>(faith.recurrence.rule) ==
          schedule::Monthly{schedule::Weekdays(0b0001010), {1, 3}});
    CHECK(faith.start == schedule::TimeOfDay(7 * 60));
    CHECK(std::get<schedule::Monthly>(charity.recurrence.rule).which == std::vector{-1});
  }
}
