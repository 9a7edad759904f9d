#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include "site/csv.h"
#include "site/encoding.h"

using namespace porchlight::site;

namespace {

std::vector<std::vector<std::string>> texts(const Csv& csv) {
  std::vector<std::vector<std::string>> rows;
  for (const CsvRow& row : csv.rows) {
    rows.emplace_back();
    for (const CsvCell& cell : row.cells) rows.back().push_back(cell.text);
  }
  return rows;
}

using Rows = std::vector<std::vector<std::string>>;

}  // namespace

TEST_CASE("A table reads the same whatever line ends and separators a spreadsheet chose") {
  const Rows expected{{"Name", "Day"}, {"Serenity", "Mon, Wed"}};
  CHECK(texts(read_csv("Name,Day\nSerenity,\"Mon, Wed\"\n")) == expected);
  CHECK(texts(read_csv("Name,Day\r\nSerenity,\"Mon, Wed\"\r\n")) == expected);
  CHECK(texts(read_csv("Name,Day\rSerenity,\"Mon, Wed\"")) == expected);
  CHECK(texts(read_csv("Name;Day\r\nSerenity;Mon, Wed\r\n")) == expected);
  CHECK(texts(read_csv("Name\tDay\nSerenity\tMon, Wed\n")) == expected);
  CHECK(texts(read_csv("sep=;\nName;Day\nSerenity;Mon, Wed\n")) == expected);
  CHECK(texts(read_csv("\xEF\xBB\xBFName,Day\nSerenity,\"Mon, Wed\"\n")) == expected);
}

TEST_CASE("A cell may hold quotation marks and line breaks") {
  CHECK(texts(read_csv("a,\"says \"\"hi\"\"\nand goes\",c\n")) == Rows{{"a", "says \"hi\"\nand goes", "c"}});
}

TEST_CASE("Blank lines and rows of nothing but separators are no rows") {
  CHECK(texts(read_csv("a,b\n\n,,,\n  \nc,d\n\n")) == Rows{{"a", "b"}, {"c", "d"}});
}

TEST_CASE("A cell knows its line and its column in characters") {
  const Csv csv = read_csv("Name,Notes\n\"Café\nNoir\",é,x\n");
  REQUIRE(csv.rows.size() == 2);
  CHECK(csv.rows[1].line == 2);
  CHECK(csv.rows[1].cells[1].line == 3);
  CHECK(csv.rows[1].cells[1].column == 7);
  CHECK(csv.rows[1].cells[2].column == 9);
}

TEST_CASE("A quotation mark that is never closed swallows no other row") {
  const Csv csv = read_csv("Name,Day\n\"Serenity,Monday\nHope,Tuesday\nFaith,Friday\n");
  CHECK(texts(csv) ==
        Rows{{"Name", "Day"}, {"\"Serenity", "Monday"}, {"Hope", "Tuesday"}, {"Faith", "Friday"}});
  REQUIRE(csv.remarks.size() == 1);
  CHECK(csv.remarks[0].what == CsvRemark::What::open_quote);
  CHECK(csv.remarks[0].line == 2);
}

TEST_CASE("A quotation mark closed by the one of a later row swallows no row between them") {
  const Csv csv = read_csv("Name,Day\n\"Serenity,Monday\nHope,Tuesday\n\"Faith, and more\",Friday\n");
  REQUIRE(csv.rows.size() == 4);
  CHECK(csv.rows[2].cells[0].text == "Hope");
  CHECK(csv.rows[3].cells[0].text == "Faith, and more");
}

TEST_CASE("A file saved as Windows-1252 keeps its accents and its typographic quotes") {
  const Csv csv = read_csv("Name\nWomen\x92s Caf\xE9 \x80 5\n");
  CHECK(csv.rows[1].cells[0].text == "Women’s Café € 5");
  REQUIRE(csv.remarks.size() == 1);
  CHECK(csv.remarks[0].what == CsvRemark::What::not_utf8);
  CHECK(csv.remarks[0].line == 2);
}

TEST_CASE("A spreadsheet's Unicode text is read") {
  const std::string utf16("\xFF\xFEN\0a\0\t\0D\0\n\0\xE9\0\t\0M\0\n\0", 20);
  CHECK(texts(read_csv(utf16)) == Rows{{"Na", "D"}, {"é", "M"}});
}

TEST_CASE("Whatever bytes a file holds, it is read, and all text is UTF-8") {
  REQUIRE(rc::check("bytes", [](const std::string& bytes) {
    for (const CsvRow& row : read_csv(bytes).rows)
      for (const CsvCell& cell : row.cells) RC_ASSERT(is_utf8(cell.text));
  }));
  REQUIRE(rc::check("quotes, separators and line ends", [] {
    const auto bytes =
        *rc::gen::container<std::string>(rc::gen::element('"', ',', ';', '\t', '\n', '\r', 'a', ' ', '\xE9'));
    for (const CsvRow& row : read_csv(bytes).rows) {
      RC_ASSERT(row.line >= 1);
      for (const CsvCell& cell : row.cells) RC_ASSERT(is_utf8(cell.text));
    }
  }));
}

TEST_CASE("What is written by the rules comes back as it was") {
  REQUIRE(rc::check("round trip", [] {
    const auto cell = rc::gen::container<std::string>(rc::gen::element('a', 'b', '"', ',', ';', '\n', ' '));
    const auto rows = *rc::gen::container<Rows>(rc::gen::container<std::vector<std::string>>(cell));
    std::string text = "head,head\n";
    Rows expected{{"head", "head"}};
    for (const auto& row : rows) {
      std::string line;
      bool blank = true;
      for (const std::string& each : row) {
        std::string escaped;
        for (const char c : each) escaped += c == '"' ? "\"\"" : std::string(1, c);
        line += (&each == &row.front() ? "\"" : ",\"") + escaped + "\"";
        if (each.find_first_not_of(" \n") != std::string::npos) blank = false;
      }
      text += line + "\n";
      if (!blank) expected.push_back(row);
    }
    RC_ASSERT(texts(read_csv(text)) == expected);
  }));
}

TEST_CASE("A file of a million quotation marks is read in a moment") {
  std::string text;
  for (int i = 0; i < 300'000; ++i) text += "\"a\" b,";
  CHECK(read_csv(text).rows.size() == 1);
}

TEST_CASE("HTML that a website left in its texts becomes plain text") {
  CHECK(without_html("Caring &amp; Sharing") == "Caring & Sharing");
  CHECK(without_html("Don&#039;t &#x2019;&rsquo;") == "Don't ’’");
  CHECK(without_html("Ring the bell<br>Second floor<br />") == "Ring the bell\nSecond floor\n");
  CHECK(without_html("<p class=\"x\">Hi</p>") == "Hi\n");
  CHECK(without_html("a < b & c &unknown; 3<4") == "a < b & c &unknown; 3<4");
}
