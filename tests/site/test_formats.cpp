#include "site/formats/formats.h"

#include <catch2/catch_test_macros.hpp>

#include <set>

#include "example.h"
#include "real_data.h"

using namespace porchlight;
using namespace porchlight::site;

namespace {

std::string name_of(std::string_view bytes, std::string_view file = {}) {
  const Format* format = recognised_format(bytes, file);
  return format ? std::string(format->name) : std::string();
}

}  // namespace

TEST_CASE("A list is recognised by what is in it, whatever its name") {
  CHECK(name_of(R"([{"name":"Hope","day":1,"time":"19:00"}])", "list.csv") == "meeting-guide");
  CHECK(name_of(R"( [ {"id_bigint":"1","weekday_tinyint":"2"}])", "list.txt") == "bmlt");
  CHECK(name_of(R"({"meetings":[{"id_bigint":"1"}],"formats":[{"key_string":"O","name_string":"Open"}]})") ==
        "bmlt");
  CHECK(name_of(R"([{"key_string":"O","name_string":"Open"}])") == "bmlt-formats");
  CHECK(name_of("Time,Day,Name,Location,Types\n19:00,Monday,Hope,Church,Open\n", "list.json") == "tsml-csv");
  CHECK(name_of("\xEF\xBB\xBFname;day;time;REPEATS\nHope;Mon;19:00;1st\n") == "meetings.csv");
  CHECK(name_of("Our meetings,,\nName,Day,Time,Room\n") == "meetings.csv");
}

TEST_CASE("What is no list of meetings is in no format, unless its ending says which one was meant") {
  for (const char* text :
       {"", "<html>Please log in</html>", "Dear all,\nwe meet on Monday.", "\xFF\xFE", "\x01\x02"}) {
    INFO(text);
    CHECK(name_of(text).empty());
    CHECK(name_of(text, "list.xyz").empty());
    CHECK(name_of(text, "Feed.JSON") == "meeting-guide");
    CHECK(name_of(text, "list.csv") == "meetings.csv");
  }
}

TEST_CASE("Each format is found by its name, and names itself in the report of a file") {
  for (const Format& format : formats()) {
    CHECK(find_format(format.name) == &format);
    CHECK(format.read("", {.file = "empty"}).count.format == format.name);
  }
  CHECK_FALSE(find_format("pdf"));
}

TEST_CASE("Real lists are recognised, and every row of them is taken, repaired or left out with a reason") {
  if (real_lists().empty()) SKIP("No " + real_data.string());
  const std::string list = bytes_of(real_data / bmlt_formats_file);
  for (const auto& path : real_lists()) {
    const std::string name = path.filename().string(), bytes = bytes_of(path);
    INFO(name);
    const std::string expected = name == bmlt_formats_file    ? "bmlt-formats"
                                 : name.starts_with("bmlt")   ? "bmlt"
                                 : path.extension() == ".csv" ? "tsml-csv"
                                                              : "meeting-guide";
    const Format* format = recognised_format(bytes, "no-ending");
    REQUIRE(format);
    CHECK(format->name == expected);
    const ReadTable table = format->read(bytes, {.file = name, .source = name, .bmlt_formats = list});
    CHECK(table.count.format == expected);
    CHECK(table.count.rows > 0);
    CHECK(adds_up(table.count));
    std::set<int> explained;
    for (const Problem& problem : table.problems) {
      CHECK_FALSE(problem.what.empty());
      CHECK_FALSE(problem.to_do.empty());
      CHECK_FALSE(problem.meanwhile.empty());
      if (problem.row > 0 && problem.meanwhile.find("not shown") != std::string::npos)
        explained.insert(problem.row);
    }
    CHECK(static_cast<int>(explained.size()) >= table.count.left_out);
  }
}
