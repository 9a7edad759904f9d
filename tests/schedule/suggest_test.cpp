#include "schedule/suggest.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "making.h"

using namespace porchlight;
using namespace porchlight::schedule;

namespace {

std::string suggestion(Weekday day, std::string_view text) {
  Meeting meeting = tuesday_meeting();
  meeting.recurrence.rule = Weekly{on({day})};
  return suggested_repeats(meeting, text).value_or("");
}

}  // namespace

TEST_CASE("a note that a meeting is only on some weeks is noticed") {
  using namespace std::chrono;
  CHECK(suggestion(Saturday, "3rd Saturday only") == "3rd");
  CHECK(suggestion(Saturday, "1st Saturday of the month only/to 3:15 pm/Convent") == "1st");
  CHECK(suggestion(Saturday, "Only meets 1st Saturday of the Month.  Meeting is in the basement.") == "1st");
  CHECK(suggestion(Friday, "Happy, Joyous, Free 2nd & 4th Fridays Only") == "2nd, 4th");
  CHECK(suggestion(Thursday, "The Steering Committee meets ONLY on the 2nd Thursday of the month.") == "2nd");
  CHECK(suggestion(Sunday, "This meeting is held on the first Sunday of each month only.") == "1st");
  CHECK(suggestion(Sunday, "Meeting occurs on the 2nd and 4th Sundays of the month only. Bring a chair.") ==
        "2nd, 4th");
  CHECK(suggestion(Thursday, "Meets at a residence on the last Thursday of the month. Call.") == "last");
  CHECK(suggestion(Thursday, "Group (2nd Thursday)") == "2nd");
  CHECK(suggestion(Saturday, "2nd Saturday") == "2nd");
  CHECK(suggestion(Saturday, "last & first Sat only") == "1st, last");
  CHECK(suggestion(Monday, "Meets every other Monday") == "every 2 weeks");
  CHECK(suggestion(Monday, "Every other Monday") == "every 2 weeks");
  CHECK(suggestion(Monday, "Ring the bell. We meet every other week.") == "every 2 weeks");
}

TEST_CASE("a note of what happens on some weeks, or of when there is none, is left alone") {
  using namespace std::chrono;
  for (const char* text : {"Business meeting: 1st Monday",
                           "1st Monday is a speaker-only meeting",
                           "No meeting last Monday of the month",
                           "Birthday chips given on the last Monday of the month.",
                           "1st Monday Big Book / 2nd Monday: Step Meeting",
                           "Living Clean (No Mtg On The 1st Monday of month!)",
                           "Closed on 3rd Monday every month",
                           "Last Monday, Step Mtg",
                           "Speaker meeting on last Monday of the month",
                           "Every other Monday is JFT.",
                           "Speaker 2nd Monday",
                           "Anniv held on the last Monday of the month are open meetings.",
                           "Tradition Study on 2nd Monday of each month",
                           "1st wk Step",
                           "2nd floor",
                           "First Monday of every month is a Speaker meeting.",
                           "Third Tradition",
                           "Meets every Monday",
                           "First Things First",
                           "Open, 1st Monday only: closed",
                           "Step meeting last Monday only",
                           "Format: 1st Monday, speaker",
                           "Choir next door: 1st Monday only",
                           "Meets upstairs. Potluck last Monday of the month",
                           "",
                           "Monday"}) {
    INFO(text);
    CHECK(suggestion(Monday, text) == "");
  }
}

TEST_CASE("a note of another weekday, or at a meeting that is not weekly on one day, says nothing") {
  using namespace std::chrono;
  CHECK(suggestion(Friday, "3rd Saturday only") == "");
  Meeting twice = tuesday_meeting();
  twice.recurrence.rule = Weekly{on({Tuesday, Saturday})};
  CHECK_FALSE(suggested_repeats(twice, "3rd Saturday only"));
  Meeting monthly = tuesday_meeting();
  monthly.recurrence.rule = Monthly{on({Saturday}), {3}};
  CHECK_FALSE(suggested_repeats(monthly, "3rd Saturday only"));
}

TEST_CASE("in 4,900 real meetings it speaks up exactly where a reader would") {
  std::multiset<std::string> noticed;
  bool any = false;
  for (const char* name : {"mg-kansas-city-206", "mg-philadelphia-sepia-2038", "tsml-benlomond-35",
                           "tsml-orange-county-1967", "tsml-san-jose-670"}) {
    std::ifstream file(std::string(PORCHLIGHT_SOURCE_DIR "/../shared/data/") + name + ".json");
    if (!file) continue;
    any = true;
    for (const auto& meeting : nlohmann::json::parse(file)) {
      if (!meeting.contains("day") || !meeting["day"].is_number()) continue;
      std::string found;
      for (const char* field : {"name", "notes", "location_notes", "group_notes"})
        if (meeting.contains(field) && meeting[field].is_string() && found.empty())
          found = suggestion(Weekday(meeting["day"].get<unsigned>()), meeting[field].get<std::string>());
      if (!found.empty()) noticed.insert(meeting["name"].get<std::string>() + " -> " + found);
    }
  }
  if (!any) SKIP("no ../shared/data");
  CHECK(noticed == std::multiset<std::string>{
                       "DP Harbor Monthly Speaker Birthday Group -> 1st",
                       "First Saturday Group -> 1st",
                       "Happy, Joyous, Free (Transwomen) 2nd & 4th Fridays Only -> 2nd, 4th",
                       "Redemption Group -> 1st",
                       "Steering Committee (2nd Thursday) -> 2nd",
                       "Steps 1-8 Workshop (2nd Sat) -> 2nd",
                       "Women in the Sunlight of the Spirit -> 2nd, 4th",
                       "Women's Literature Study -> last",
                   });
}
