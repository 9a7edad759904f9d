#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include "example.h"
#include "site/help_files.h"
#include "site/kiosk_file.h"
#include "site/phone_number.h"

using namespace porchlight;
using namespace porchlight::site;
using Severity = Problem::Severity;

namespace {

const std::string smallest = R"(
[facility]
name = "St. Brendan’s"
time_zone = "America/Los_Angeles"
)";

const std::string calls = smallest + R"(
[call_backs]
who = "A volunteer"
languages = ["en"]
shows_as = "(415) 555-0100"
says = "Hi, it’s Alex."
works_for_treatment_company = false
pays = "none"
)";

std::string recipient(char digit, const std::string& more = "") {
  intake::SealingKey key;
  key.bytes.fill(static_cast<std::byte>(digit));
  return "[[call_backs.recipients]]\nname = \"Callers\"\nkey = \"" + intake::to_text(key) + "\"\n" + more +
         "\n";
}

const Problem* find(const std::vector<Problem>& problems, std::string_view field) {
  for (const Problem& problem : problems)
    if (problem.field == field) return &problem;
  return nullptr;
}

}  // namespace

TEST_CASE("A small kiosk.toml is enough, and has no problems") {
  const KioskFile file = read_kiosk_file(smallest);
  CHECK(file.problems.empty());
  CHECK(file.zone->name() == "America/Los_Angeles");
  CHECK(file.facility.short_name == "St. Brendan’s");
  CHECK(file.languages == std::vector<Language>{"en"});
  CHECK_FALSE(file.call_backs.offered);
}

TEST_CASE("A broken kiosk.toml is refused with line and column") {
  const KioskFile file = read_kiosk_file("[facility]\nname = \"St. Brendan’s\ntime_zone = 3\n");
  REQUIRE(file.problems.size() == 1);
  CHECK(file.problems[0].severity == Severity::fatal);
  CHECK(file.problems[0].line == 2);
  CHECK(file.problems[0].column > 8);
}

TEST_CASE("A wrong key is named with its line and the key that was meant") {
  const KioskFile file = read_kiosk_file(smallest + "desk_huors = \"9:00-17:00\"\n");
  REQUIRE(file.problems.size() == 1);
  CHECK(file.problems[0].line == 5);
  CHECK(file.problems[0].column == 1);
  CHECK(file.problems[0].fix == "desk_hours");
  CHECK(file.problems[0].severity == Severity::left_out);
}

TEST_CASE("A value of the wrong type is named with what to write") {
  const KioskFile file = read_kiosk_file(
      smallest + "no_cost = \"yes\"\n[session]\nidle_s = \"soon\"\n[screen]\npanel_mm = [1080, 19200]\n");
  REQUIRE(find(file.problems, "no_cost"));
  CHECK(find(file.problems, "no_cost")->to_do == "Write no_cost = true or false, without quotes.");
  REQUIRE(find(file.problems, "idle_s"));
  CHECK(find(file.problems, "idle_s")->line == 7);
  REQUIRE(find(file.problems, "panel_mm"));
  CHECK_FALSE(file.screen.panel_width_mm);
  CHECK(file.session.idle == seconds(120));
}

TEST_CASE("Without a time zone nothing can be shown, and an example says what to write") {
  for (const char* line : {"", "time_zone = \"Pacific Time\"\n", "time_zone = 8\n"}) {
    const KioskFile file = read_kiosk_file("[facility]\nname = \"St. Brendan’s\"\n" + std::string(line));
    const Problem* problem = find(file.problems, "time_zone");
    REQUIRE(problem);
    CHECK(problem->severity == Severity::fatal);
    CHECK(problem->line > 0);
    CHECK_FALSE(file.zone);
  }
  const KioskFile missing = read_kiosk_file("[facility]\nname = \"St. Brendan’s\"\n");
  CHECK(find(missing.problems, "time_zone")->to_do == "Write time_zone = \"America/Los_Angeles\".");
}

TEST_CASE("A language without a translation is not offered") {
  const KioskFile file = read_kiosk_file("languages = [\"en\", \"tlh\", \"en\"]\n" + smallest);
  CHECK(file.languages == std::vector<Language>{"en"});
  REQUIRE(find(file.problems, "languages"));
  CHECK(find(file.problems, "languages")->to_do.find("\"en\", ") != std::string::npos);
}

TEST_CASE("A small panel is worth a notice, and works") {
  const KioskFile file = read_kiosk_file(smallest + "[screen]\npanel_mm = [154, 86]\n");
  REQUIRE(file.problems.size() == 1);
  CHECK(file.problems[0].severity == Severity::notice);
  CHECK(file.screen.panel_width_mm == 154.0f);
  CHECK(read_kiosk_file(smallest + "[screen]\npanel_mm = [207, 332]\n").problems.empty());
}

TEST_CASE("Where the screen hangs is taken, and a notice says when a seated person cannot reach it") {
  const auto hung = [](const std::string& mm) {
    return read_kiosk_file(smallest + "[screen]\npanel_mm = [268, 476]\nbottom_from_floor_mm = " + mm + "\n");
  };
  CHECK(hung("800").problems.empty());
  CHECK(hung("800").screen.bottom_from_floor_mm == 800.0f);
  CHECK(hung("381").problems.empty());
  for (const char* mm : {"380", "1000", "1180"}) {
    const KioskFile file = hung(mm);
    INFO(mm);
    REQUIRE(file.problems.size() == 1);
    CHECK(file.problems[0].severity == Severity::notice);
    CHECK(file.screen.bottom_from_floor_mm);
  }
  REQUIRE(find(hung("31000").problems, "bottom_from_floor_mm"));
  CHECK_FALSE(hung("31000").screen.bottom_from_floor_mm);
  CHECK_FALSE(read_kiosk_file(smallest).screen.bottom_from_floor_mm);
}

TEST_CASE("Two switches are used when kiosk.toml says so, and a word that is none is named") {
  CHECK(read_kiosk_file(smallest + "[screen]\nswitches = \"two\"\n").screen.two_switches);
  CHECK_FALSE(read_kiosk_file(smallest + "[screen]\nswitches = \"none\"\n").screen.two_switches);
  CHECK_FALSE(read_kiosk_file(smallest).screen.two_switches);
  const KioskFile file = read_kiosk_file(smallest + "[screen]\nswitches = \"tow\"\n");
  REQUIRE(find(file.problems, "switches"));
  CHECK(find(file.problems, "switches")->fix == "two");
}

TEST_CASE("Call-backs need two keys that can open a request") {
  CHECK(read_kiosk_file(calls + recipient('1') + recipient('2', "recovery = true")).call_backs.offered);
  CHECK(read_kiosk_file(calls + recipient('1') + recipient('2', "recovery = true")).problems.empty());

  for (const std::string& recipients :
       {std::string(), recipient('1'), recipient('1') + recipient('1'),
        recipient('1') + "[[call_backs.recipients]]\nname = \"Safe\"\nkey = \"123\"\n"}) {
    const KioskFile file = read_kiosk_file(calls + recipients);
    INFO(recipients);
    CHECK_FALSE(file.call_backs.offered);
    const Problem* problem = find(file.problems, "recipients");
    REQUIRE(problem);
    CHECK(problem->severity == Severity::left_out);
    CHECK(problem->meanwhile == "Visitors cannot ask for a call.");
  }
}

TEST_CASE("Demo keys are taken with a notice") {
  const KioskFile made_here = read_kiosk_file(calls + "recipients = \"demo\"\n");
  CHECK(made_here.call_backs.offered);
  CHECK(made_here.call_backs.demo_recipients);
  REQUIRE(made_here.problems.size() == 1);
  CHECK(made_here.problems[0].severity == Severity::notice);

  const KioskFile given =
      read_kiosk_file(calls + recipient('1', "demo = true") + recipient('2', "demo = true\nrecovery = true"));
  CHECK(given.call_backs.offered);
  CHECK(given.problems.size() == 2);
}

TEST_CASE("What a visitor must know before asking for a call is required") {
  const std::string complete = calls + "recipients = \"demo\"\n";
  for (const char* line :
       {"who = \"A volunteer\"\n", "languages = [\"en\"]\n", "shows_as = \"(415) 555-0100\"\n",
        "says = \"Hi, it’s Alex.\"\n", "works_for_treatment_company = false\n", "pays = \"none\"\n"}) {
    std::string without = complete;
    without.erase(without.find(line), std::string(line).size());
    INFO(line);
    CHECK_FALSE(read_kiosk_file(without).call_backs.offered);
  }
}

TEST_CASE("A help line without who answers, or who pays, is refused") {
  const std::string good =
      "[[helplines]]\nname = \"Help\"\nnumber = \"988\"\nanswered_by = \"Counselors\"\npays = \"none\"\n";
  CHECK(read_helplines(good, {"en"}).problems.empty());
  CHECK(read_helplines(good, {"en"}).helplines.size() == 1);
  std::string other = good;
  other.replace(other.find("Help"), 4, "Other");
  for (const char* line :
       {"answered_by = \"Counselors\"\n", "pays = \"none\"\n", "number = \"988\"\n", "name = \"Help\"\n"}) {
    std::string without = good;
    without.erase(without.find(line), std::string(line).size());
    const ReadHelplines read = read_helplines(without + "\n" + other, {"en"});
    INFO(line);
    CHECK(read.helplines.size() == 1);
    REQUIRE(read.problems.size() == 1);
    CHECK(std::string(line).starts_with(read.problems[0].field));
    CHECK(read.problems[0].severity == Severity::left_out);
    CHECK(read.problems[0].meanwhile == "This entry is not shown.");
  }
}

TEST_CASE("What a service pays for is one of four words") {
  const auto read = [](const std::string& pays) {
    return read_services(
        "[[services]]\nname = \"House\"\nkind = \"detox\"\nnumber = \"(415) 555-0101\"\nanswered_by = "
        "\"Staff\"\npays = \"" +
            pays + "\"\n",
        {"en"});
  };
  CHECK(read("none").services.at(0).pays == guide::Pays::none);
  CHECK(read("listing").services.at(0).pays == guide::Pays::listing);
  CHECK(read("per call").services.at(0).pays == guide::Pays::per_call);
  CHECK(read("per admission").services.at(0).pays == guide::Pays::per_admission);
  CHECK(read("nothing").services.empty());
  CHECK(read("lising").problems.at(0).fix == "listing");
}

TEST_CASE("A telephone number is one that can be dialled") {
  for (const char* number :
       {"911", "988", "1-800-662-4357", "(415) 555-0112", "+1 415 555 0112", "88788", "415.555.0112"})
    CHECK(check_phone_number(number).problem.empty());
  for (const char* number :
       {"555-0112", "12", "(415) 555-0112 ext. 5", "call us", "1234567890123456", "415–555"})
    CHECK_FALSE(check_phone_number(number).problem.empty());
  CHECK(check_phone_number("1-800-662-HELP").fix == "1-800-662-4357");
}

TEST_CASE("The built-in help lines say when to call and who answers, in every language") {
  const auto lines = built_in_helplines();
  REQUIRE(lines.size() == 3);
  CHECK(lines[0].number == "911");
  CHECK(lines[1].number == "988");
  CHECK(lines[2].number == "1-800-662-4357");
  for (const guide::Helpline& line : lines) {
    CHECK(line.pays == guide::Pays::none);
    for (const Language& language : language::available_languages())
      for (const LocalText* text : {&line.name, &line.when_to_call, &line.answered_by}) {
        INFO(line.id << ", " << language);
        CHECK(text->in(language).language == language);
      }
    CHECK(check_phone_number(line.number).problem.empty());
  }
}

TEST_CASE("No bytes break the readers of TOML") {
  REQUIRE(rc::check("any bytes", [](const std::string& bytes) {
    (void)read_kiosk_file(bytes);
    (void)read_helplines(bytes, {"en"});
    (void)read_services(bytes, {"en"});
  }));
  REQUIRE(rc::check("any value for any key", [] {
    const auto value = rc::gen::element<std::string>("1", "-0.5", "true", "\"x\"", "[]", "[1, \"a\"]",
                                                     "{ en = 1 }", "2026-11-03", "12:30:00", "inf", "nan",
                                                     "9223372036854775807", "[[]]", "{}");
    std::string text = "languages = " + *value + "\n";
    const std::vector<std::pair<std::string, std::vector<std::string>>> tables{
        {"facility", {"name", "country", "time_zone", "latitude", "longitude", "desk_hours", "no_cost"}},
        {"screen", {"panel_mm", "monitor", "bottom_from_floor_mm", "switches"}},
        {"session", {"idle_s", "countdown_s"}},
        {"schedule", {"checked_by", "checked_on"}},
        {"call_backs",
         {"who", "hours", "languages", "shows_as", "pays", "recipients", "kiosk_id", "erased_after_days"}}};
    for (const auto& [table, keys] : tables) {
      text += "[" + table + "]\n";
      for (const std::string& key : keys) text += key + " = " + *value + "\n";
    }
    text += "[[feeds]]\nfile = " + *value + "\n";
    (void)read_kiosk_file(text);
  }));
}

TEST_CASE("A key in the wrong place is never repeated: it may be a secret one") {
  const std::string secret = "0123456789-this-may-be-a-secret-key-9876543210";
  const KioskFile file =
      read_kiosk_file(calls + "[[call_backs.recipients]]\nname = \"Callers\"\nkey = \"" + secret + "\"\n");
  REQUIRE(find(file.problems, "key"));
  for (const Problem& problem : file.problems) {
    CHECK(problem.value.find(secret) == std::string::npos);
    CHECK(to_line(problem).find(secret) == std::string::npos);
  }
}

TEST_CASE("A text in a language that is not offered is pointed out") {
  const ReadHelplines read = read_helplines(
      "[[helplines]]\nname = { en = \"Help\", sp = \"Ayuda\" }\nnumber = \"988\"\nanswered_by = "
      "\"Counselors\"\npays = \"none\"\n",
      {"en", "es"});
  REQUIRE(read.problems.size() == 1);
  CHECK(read.problems[0].severity == Severity::notice);
  CHECK(read.problems[0].line == 2);
}
