#include <catch2/catch_test_macros.hpp>

#include "schedule/kind.h"
#include "site/formats/types.h"

using namespace porchlight;
using namespace porchlight::site;

namespace {

struct Read {
  schedule::Meeting meeting;
  std::vector<Problem> problems;
};

Read read(const std::vector<std::string>& words, const std::string& fellowship) {
  Read result;
  result.meeting.fellowship = fellowship;
  TableReport report("feed.json", "meeting-guide");
  report.begin_row(1);
  read_types(words, result.meeting, {"types", "", 1, 1}, report);
  result.problems = report.finish({}).problems;
  return result;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("The letters of a list are read as its fellowship means them") {
  CHECK(read({"S", "T", "Y"}, "AA").meeting.kinds == Words{"S", "T", "Y"});
  CHECK(read({"S", "T", "Y"}, "AA").meeting.languages == Words{"es"});
  const Read aca = read({"S", "T", "Y"}, "ACA");
  CHECK(aca.meeting.kinds == Words{"LIT", "SP"});
  CHECK(aca.meeting.languages.empty());
  CHECK(aca.problems.empty());
  const Read da = read({"TI", "B", "zzz9"}, "DA");
  CHECK(da.meeting.kinds == Words{"OWNERS"});
  CHECK(da.meeting.other_kinds == Words{"Time", "zzz9"});
  CHECK(da.problems.size() == 1);
}

TEST_CASE("In a list of several fellowships each row names its own, and its letters are read as such") {
  const Read named = read({"POA", "Al-Anon", "Y"}, "");
  CHECK(named.meeting.fellowship == "Al-Anon");
  CHECK(named.meeting.kinds == Words{"ALATEEN", "PARENTS"});
  CHECK(named.meeting.other_kinds.empty());
  CHECK(named.problems.empty());
  // Where the fellowship is known, another one's name is only a word.
  CHECK(read({"NA"}, "AA").meeting.other_kinds == Words{"NA"});
}

TEST_CASE("A type that was written is read back as the same kind, in every fellowship's list") {
  for (const schedule::Fellowship& fellowship : schedule::fellowships())
    for (const schedule::Kind& kind : schedule::kinds()) {
      INFO(fellowship.code << " " << kind.code);
      const std::string written = written_type(kind.code, fellowship.code);
      CHECK(schedule::parse_kind(written, fellowship.code) == &kind);
    }
  CHECK(written_type("S", "AA") == "S");
  CHECK(written_type("S", "ACA") == "Spanish");
  CHECK(written_type("in their own words", "ACA") == "in their own words");
}
