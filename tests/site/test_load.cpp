#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include "base/assets.h"
#include "example.h"

using namespace porchlight;
using namespace porchlight::site;
using Severity = Problem::Severity;

namespace {

Files small_files() {
  return {
      {"kiosk.toml", "[facility]\nname = \"St. Brendan’s\"\ntime_zone = \"America/Los_Angeles\"\n"},
      {"meetings.csv", "Name,Day,Time\nHope,Tuesday,7 PM\n"},
      {"helplines.toml",
       "[[helplines]]\nname = \"Help\"\nnumber = \"911\"\nanswered_by = \"Dispatchers\"\npays = \"none\"\n"}};
}

}  // namespace

TEST_CASE("A translation that no native speaker has read is one notice for its language, whatever it holds") {
  Files files = small_files();
  files["kiosk.toml"] = "# My kiosk\nlanguages = [\"en\", \"es\"]\n" + files["kiosk.toml"];
  const Loaded loaded = load(files);
  const auto notices = problems_of(loaded, "kiosk.toml", Severity::notice);
  REQUIRE(notices.size() == 1);
  CHECK(notices[0].line == 2);
  CHECK(notices[0].field == "languages");
  CHECK(notices[0].value == "es");
  CHECK(notices[0].what.starts_with(
      "No native speaker has read the translation into Español yet: the words on the screen and "));
  CHECK(notices[0].what.ends_with(" pages."));

  files["kiosk.toml"].replace(files["kiosk.toml"].find("\"es\""), 4, "\"en\"");
  CHECK(problems_of(load(files), "kiosk.toml", Severity::notice).empty());
}

TEST_CASE("A page that is missing in a language is found in English, else in the facility's first language") {
  const auto page = [](std::string_view title) {
    return "---\ntitle: " + std::string(title) +
           "\nsummary: S\nshelf: other-help\nreviewed: 2026-11-03\nwords: ours\n---\nText.\n";
  };
  Files files = small_files();
  files["kiosk.toml"] = "languages = [\"es\", \"en\"]\n" + files["kiosk.toml"];
  files["pages/es/only-spanish.md"] = page("Solo en español");
  files["pages/es/both.md"] = page("En español");
  files["pages/en/both.md"] = page("In English");
  files["pages/en/only-english.md"] = page("Only in English");
  const Loaded loaded = load(files);
  REQUIRE(loaded.site);
  const auto title = [&](std::string_view id, std::string_view language) {
    const guide::Page* found = loaded.site->page(id, language);
    return found == nullptr ? std::string() : found->language + ": " + found->title;
  };
  CHECK(title("only-spanish", "en") == "es: Solo en español");
  CHECK(title("only-spanish", "fr") == "es: Solo en español");
  CHECK(title("both", "fr") == "en: In English");
  CHECK(title("both", "es") == "es: En español");
  CHECK(title("only-english", "es") == "en: Only in English");
  CHECK(title("nowhere", "es").empty());
  int seen = 0;
  for (const guide::Page* each : loaded.site->shelf(guide::Shelf::other_help, "fr"))
    seen += each->id == "only-spanish" || each->id == "both" || each->id == "only-english";
  CHECK(seen == 3);
}

TEST_CASE("A help line that staff write as the kiosk has it is translated, and what staff wrote stays") {
  Files files = small_files();
  files["kiosk.toml"] = "languages = [\"en\", \"es\", \"ru\"]\n" + files["kiosk.toml"];
  files["helplines.toml"] =
      "[[helplines]]\nname = { en = \"Poison Help\", es = \"Mis palabras\" }\nnumber = \"1-800-222-1222\"\n"
      "answered_by = \"Our own people\"\npays = \"none\"\n";
  const Loaded loaded = load(files);
  REQUIRE(loaded.site);
  const auto& lines = loaded.site->helplines;
  const auto line = std::ranges::find(lines, "1-800-222-1222", &guide::Helpline::number);
  REQUIRE(line != lines.end());
  CHECK(line->name.in("ru").text == language::Catalog("ru").tr("Poison Help"));
  CHECK(line->name.in("ru").language == "ru");
  CHECK(line->name.in("es").text == "Mis palabras");
  CHECK(line->answered_by.in("ru").language == "en");
}

TEST_CASE("A missing or broken kiosk.toml gives no site, but says why") {
  Files files = small_files();
  files.erase("kiosk.toml");
  const Loaded missing = load(files);
  CHECK_FALSE(missing.site);
  REQUIRE(problems_of(missing, "kiosk.toml", Severity::fatal).size() == 1);

  files["kiosk.toml"] = "[facility\n";
  const Loaded broken = load(files);
  CHECK_FALSE(broken.site);
  REQUIRE(problems_of(broken, "kiosk.toml", Severity::fatal).size() == 1);
  CHECK(problems_of(broken, "kiosk.toml", Severity::fatal)[0].line == 1);
}

TEST_CASE("A missing or empty meetings.csv still gives a site with help numbers") {
  Files files = small_files();
  files["meetings.csv"] = "";
  const Loaded empty = load(files);
  REQUIRE(empty.site);
  CHECK(empty.site->helplines.size() == 1);
  CHECK(problems_of(empty, "meetings.csv", Severity::left_out).at(0).line == 1);

  files.erase("meetings.csv");
  files["meeting.csv"] = "Name,Day,Time\n";
  const Loaded missing = load(files);
  REQUIRE(missing.site);
  CHECK(problems_of(missing, "meetings.csv", Severity::left_out).at(0).to_do == "Rename “meeting.csv”.");
}

TEST_CASE("A broken helplines.toml leaves the built-in help lines") {
  Files files = small_files();
  files["helplines.toml"] = "[[helplines]]\nname = \n";
  const Loaded loaded = load(files);
  REQUIRE(loaded.site);
  REQUIRE(loaded.site->helplines.size() == 3);
  CHECK(loaded.site->helplines[1].number == "988");
  CHECK(problems_of(loaded, "helplines.toml", Severity::left_out).at(0).line == 2);
}

TEST_CASE("A schedule cannot have been checked on a day to come") {
  Files files = small_files();
  files["kiosk.toml"] += "[schedule]\nchecked_on = 2026-11-25\n";
  const Loaded loaded = load(files, tuesday_evening);
  REQUIRE(loaded.site);
  CHECK_FALSE(loaded.site->checked);
  CHECK(problems_of(loaded, "kiosk.toml", Severity::left_out).at(0).line == 5);
  CHECK(problems_of(loaded, "kiosk.toml", Severity::left_out).at(0).column == 14);
  CHECK(load(files, tuesday_evening + std::chrono::hours(24)).site->checked);

  files["kiosk.toml"] = small_files()["kiosk.toml"] + "[schedule]\nchecked_on = 2025-01-01\n";
  CHECK(load(files, tuesday_evening).problems.empty());
}

TEST_CASE("A feed is read by what is in it, whatever its ending, and one that is no list is named") {
  Files files = small_files();
  files["kiosk.toml"] += "[[feeds]]\nfile = \"list.json\"\n[[feeds]]\nfile = \"login.md\"\n";
  files["list.json"] = "Name,Day,Time\nFaith,Friday,8 PM\n";
  files["login.md"] = "<html>Please log in</html>";
  const Loaded loaded = load(files);
  REQUIRE(loaded.site);
  CHECK(find_meeting(*loaded.site, "Faith"));
  CHECK(problems_of(loaded, "login.md", Severity::left_out).size() == 1);
}

TEST_CASE("A BMLT feed names the file that says what its formats mean") {
  Files files = small_files();
  files["kiosk.toml"] += "[[feeds]]\nfile = \"na.json\"\nformats = \"keys.json\"\n";
  files["na.json"] =
      R"([{"id_bigint":"1","meeting_name":"Clean","weekday_tinyint":"3","start_time":"19:00:00","formats":"O"}])";
  files["keys.json"] = R"([{"key_string":"O","name_string":"Open","id":"17","world_id":"OPEN"}])";
  const Loaded loaded = load(files);
  REQUIRE(loaded.site);
  const auto meeting = find_meeting(*loaded.site, "Clean");
  REQUIRE(meeting);
  CHECK(meeting->kinds == std::vector<std::string>{"O"});
  CHECK(meeting->fellowship == "NA");
  CHECK(loaded.problems.empty());

  files.erase("keys.json");
  const Loaded without = load(files);
  const auto problems = problems_of(without, "kiosk.toml", Severity::left_out);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].field == "formats");
  CHECK(find_meeting(*without.site, "Clean"));
}

TEST_CASE("A feed of Meeting Guide JSON joins the meetings of staff") {
  Files files = small_files();
  files["kiosk.toml"] += "[[feeds]]\nname = \"Intergroup\"\nfile = \"list.json\"\nfellowship = \"AA\"\n";
  files["list.json"] = R"([{"name":"Hope","slug":"hope","day":3,"time":"19:00","location":"St. Brendan's"}])";
  const Loaded loaded = load(files);
  REQUIRE(loaded.site);
  CHECK(loaded.problems.empty());
  const schedule::PackedMeetings& meetings = loaded.site->schedule->meetings();
  REQUIRE(meetings.size() == 2);
  CHECK(meetings[0].id != meetings[1].id);
  CHECK(meetings[1].fellowship == "AA");
  CHECK(meetings[1].here);
  CHECK(loaded.tables.size() == 2);

  files.erase("list.json");
  CHECK(problems_of(load(files), "kiosk.toml", Severity::left_out).at(0).line == 4);
}

TEST_CASE("A feed from the network is shown as it was fetched, with the day on which it was") {
  Files files = small_files();
  files["kiosk.toml"] +=
      "[[feeds]]\nname = \"Intergroup\"\nurl = \"https://ig.example.org/m.json\"\nfellowship = \"AA\"\n";
  // Before it came the screen is the same without it, and staff know.
  Loaded loaded = load(files, tuesday_evening);
  REQUIRE(loaded.site);
  CHECK(loaded.site->schedule->meetings().size() == 1);
  REQUIRE(loaded.feeds.size() == 1);
  CHECK(loaded.feeds[0].url == "https://ig.example.org/m.json");
  CHECK(std::any_of(loaded.problems.begin(), loaded.problems.end(), [](const Problem& problem) {
    return problem.severity == Severity::notice &&
           problem.what.find("not been fetched yet") != std::string::npos;
  }));

  FeedStates fetched;
  FeedState& state = fetched["https://ig.example.org/m.json"];
  state.bytes = std::make_shared<const std::string>(
      R"([{"name": "Happy Hour", "slug": "happy-hour", "day": 5, "time": "17:30", "location": "Alano Club"}])");
  // In London it is the 25th already; the facility's date counts.
  state.fetched = tuesday_evening;
  loaded = load(files, tuesday_evening, fetched);
  REQUIRE(loaded.site);
  REQUIRE(loaded.site->schedule->meetings().size() == 2);
  const auto meeting = loaded.site->schedule->find("happy-hour");
  REQUIRE(meeting);
  CHECK(meeting->fellowship == "AA");
  const FetchedList* list = loaded.site->fetched_list(*meeting);
  REQUIRE(list);
  CHECK(list->name == "Intergroup");
  CHECK(list->on == schedule::Date(std::chrono::year(2026) / 11 / 24));
  CHECK(loaded.site->fetched_list(*loaded.site->schedule->find("hope")) == nullptr);
}

TEST_CASE("A feed without https, a name or a source is pointed out") {
  struct Case {
    std::string feed, says;
    bool followed;
  };
  const std::vector<Case> cases{
      {"url = \"http://ig.example.org/m.json\"", "does not begin with https://", false},
      {"url = \"ig.example.org/m.json\"", "does not begin with https://", false},
      {"url = \"http://ig.example.org/m.json\"\nplain_http = true", "has no name", true},
      {"url = \"https://ig.example.org/m.json\"\nfile = \"a.json\"", "a url or a file, not both", true},
      {"name = \"Nothing\"", "file", false},
      {"url = \"https://ig.example.org/m.json\"\nevery_hours = 0", "every_hours", false},
  };
  for (const Case& one : cases) {
    CAPTURE(one.feed);
    Files files = small_files();
    files["kiosk.toml"] += "[[feeds]]\n" + one.feed + "\n";
    const Loaded loaded = load(files, tuesday_evening);
    REQUIRE(loaded.site);
    CHECK(loaded.feeds.empty() != one.followed);
    CHECK(std::any_of(loaded.problems.begin(), loaded.problems.end(), [&](const Problem& problem) {
      return problem.file == "kiosk.toml" && to_line(problem).find(one.says) != std::string::npos;
    }));
  }
}

TEST_CASE("A file that nothing reads is pointed out") {
  Files files = small_files();
  files["change.csv"] = "x";
  files["list.json"] = "[]";
  const Loaded loaded = load(files);
  CHECK(problems_of(loaded, "change.csv", Severity::notice).at(0).to_do == "Rename it to changes.csv.");
  CHECK(problems_of(loaded, "list.json", Severity::notice).size() == 1);
}

TEST_CASE("A page of staff replaces the one built in, and a broken one leaves it") {
  REQUIRE_FALSE(assets_under("pages/en/").empty());
  const std::string path(assets_under("pages/en/").front());
  const std::string id = path.substr(9, path.size() - 12);
  Files files = small_files();
  std::string text(*asset(path));
  text.replace(text.find("title:"), text.find('\n', text.find("title:")) - text.find("title:"),
               "title: Ours");
  files[path] = text;
  const Loaded replaced = load(files);
  REQUIRE(replaced.site);
  REQUIRE(replaced.site->page(id, "en"));
  CHECK(replaced.site->page(id, "en")->title == "Ours");

  files[path] = "nothing of a page";
  const Loaded broken = load(files);
  REQUIRE(broken.site->page(id, "en"));
  CHECK(broken.site->page(id, "en")->title != "Ours");
  CHECK(problems_of(broken, path, Severity::left_out).size() == 1);
}

TEST_CASE("When nothing can be read, help numbers and safety pages are still there") {
  const auto site = safe_site();
  CHECK(site->helplines.size() == 3);
  CHECK(site->schedule->meetings().empty());
  CHECK(site->facility.name.empty());
  CHECK_FALSE(site->call_backs.offered);
  CHECK_FALSE(site->shelf(guide::Shelf::safety, "en").empty());
  CHECK_FALSE(site->shelf(guide::Shelf::safety, "es").empty());
}

TEST_CASE("Problems come in the order of files and lines") {
  Files files = small_files();
  files["meetings.csv"] = "Name,Day,Time\nA,Mo n,7pm\nB,Tue,late\nC,Someday,7pm\n";
  files["changes.csv"] = "Date,What,Meeting\nsoon,closed,\n";
  const Loaded loaded = load(files);
  REQUIRE(loaded.problems.size() >= 4);
  CHECK(
      std::is_sorted(loaded.problems.begin(), loaded.problems.end(), [](const Problem& a, const Problem& b) {
        return std::tie(a.file, a.line) < std::tie(b.file, b.line);
      }));
}

TEST_CASE("A folder that is not there is an error, not a crash") {
  CHECK_FALSE(read_files("/nonexistent/kiosk-config"));
}

TEST_CASE("Whatever the files hold, loading ends, and what it shows adds up") {
  REQUIRE(rc::check("damaged example", [] {
    static const Files whole = example_files();
    Files files = whole;
    auto& [path, bytes] = *std::next(
        files.begin(), *rc::gen::inRange<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(files.size())));
    const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
    switch (*rc::gen::inRange(0, 3)) {
      case 0:
        bytes.resize(at);
        break;
      case 1:
        bytes[at] = static_cast<char>(*rc::gen::inRange(0, 256));
        break;
      default:
        bytes.erase(at, *rc::gen::inRange<std::size_t>(1, 40));
        break;
    }
    const Loaded loaded = load(files);
    for (const RowCount& count : loaded.tables) RC_ASSERT(adds_up(count));
    if (!loaded.site) {
      RC_ASSERT(std::any_of(loaded.problems.begin(), loaded.problems.end(),
                            [](const Problem& problem) { return problem.severity == Severity::fatal; }));
    } else {
      RC_ASSERT(!loaded.site->helplines.empty());
    }
  }));
}

TEST_CASE("A list of help lines without an emergency number gets 911 all the same") {
  Files files = small_files();
  files["helplines.toml"] =
      "[[helplines]]\nname = \"Help\"\nnumber = \"988\"\nanswered_by = \"Counselors\"\npays = \"none\"\n";
  const Loaded loaded = load(files);
  REQUIRE(loaded.site);
  REQUIRE(loaded.site->helplines.size() == 2);
  CHECK(loaded.site->helplines[0].number == "911");
  CHECK(loaded.site->helplines[0].emergency);
  CHECK(problems_of(loaded, "helplines.toml", Severity::repair).size() == 1);
}

TEST_CASE("A hall in the building of the kiosk is here, under its own name as the room") {
  Files files = small_files();
  files["kiosk.toml"] += "address = \"1 Elm Street\"\n";
  files["meetings.csv"] = "Name,Day,Time,Location,Address\nHope,Tue,7pm,Parish Hall,1 elm street\n";
  const Loaded loaded = load(files);
  REQUIRE(loaded.site);
  const schedule::Meeting& meeting = loaded.site->schedule->meetings()[0];
  CHECK(meeting.here);
  CHECK(meeting.place.name == "St. Brendan’s");
  CHECK(meeting.place.room == "Parish Hall");
}
