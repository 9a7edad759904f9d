#include "schedule/directory.h"

#include <algorithm>
#include <cmath>

#include "making.h"

using namespace porchlight;
using namespace porchlight::schedule;
using What = Filter::What;

namespace {

Meeting meeting(std::string id, std::string name, std::string fellowship, std::vector<std::string> kinds) {
  Meeting made = tuesday_meeting(std::move(id));
  made.name = std::move(name);
  made.fellowship = std::move(fellowship);
  made.kinds = std::move(kinds);
  return made;
}

std::shared_ptr<const Schedule> town() {
  std::vector<Meeting> meetings = {
      meeting("steps", "Women’s Step Study", "AA", {"C", "ST", "W"}),
      meeting("noche", "Noche de Esperanza", "AA", {"O"}),
      meeting("clean", "Clean on Elm", "NA", {"CAN", "O"}),
      meeting("family", "Elm Family Group", "Al-Anon", {"C"}),
      meeting("teens", "After School", "Al-Anon", {"ALATEEN"}),
      meeting("rainbow", "Rainbow", "AA", {"G", "O"}),
      meeting("gone", "Elm Ghosts", "AA", {"O"}),
  };
  for (Meeting& made : meetings) made.place = {};
  meetings[0].place = {"Elm Street Hall", "3 Elm St", "", "Soulard", {}, false};
  meetings[1].place = {"Iglesia San Pablo", "", "", "", {}, false};
  meetings[1].languages = {"es"};
  meetings[2].here = true;
  meetings[3].attendance = Attendance::online;
  meetings[4].attendance = Attendance::hybrid;
  meetings[6].attendance = Attendance::inactive;
  return std::make_shared<const Schedule>(schedule_of(std::move(meetings)));
}

std::vector<std::string> found(const Directory& directory, std::string_view query) {
  std::vector<std::string> ids;
  for (const Meeting* meeting : directory.search(query)) ids.push_back(meeting->id);
  return ids;
}

using Ids = std::vector<std::string>;

bool offers(const std::vector<Filter>& offered, const Filter& filter) {
  return std::find(offered.begin(), offered.end(), filter) != offered.end();
}

}  // namespace

TEST_CASE("names come before places, and inactive meetings are not found") {
  const Directory directory(town());
  CHECK(found(directory, "elm") == Ids{"clean", "family", "steps"});
}

TEST_CASE("every word must be there, each as the beginning of a word, in any order, case and accent") {
  const Directory directory(town());
  CHECK(found(directory, "STUDY women") == Ids{"steps"});
  CHECK(found(directory, "wom st") == Ids{"steps"});
  CHECK(found(directory, "espéranza") == Ids{"noche"});
  CHECK(found(directory, "women's") == Ids{"steps"});
  CHECK(found(directory, "women rainbow").empty());
  CHECK(found(directory, "tudy").empty());
}

TEST_CASE("a meeting is found by its fellowship, region, kinds and language") {
  const Directory directory(town());
  CHECK(found(directory, "narcotics") == Ids{"clean"});
  CHECK(found(directory, "soulard") == Ids{"steps"});
  CHECK(found(directory, "candle") == Ids{"clean"});
  CHECK(found(directory, "spanish") == Ids{"noche"});
  CHECK(found(directory, "español") == Ids{"noche"});
  CHECK(found(directory, "alateen") == Ids{"teens"});
}

TEST_CASE("nothing typed, or nothing but signs, finds nothing") {
  const Directory directory(town());
  for (const char* query : {"", "  ", "-", "’"}) CHECK(found(directory, query).empty());
}

TEST_CASE("a hybrid meeting is in person and online") {
  const auto schedule = town();
  const Filter in_person{What::in_person, {}, {}}, online{What::online, {}, {}};
  CHECK(matches(*schedule->find("teens"), in_person));
  CHECK(matches(*schedule->find("teens"), online));
  CHECK_FALSE(matches(*schedule->find("family"), in_person));
  CHECK_FALSE(matches(*schedule->find("clean"), online));
  CHECK_FALSE(matches(*schedule->find("gone"), in_person));
}

TEST_CASE("the filters find what they say") {
  const auto schedule = town();
  const auto count = [&](const Filter& filter) {
    const auto meetings = schedule->meetings();
    return std::count_if(meetings.begin(), meetings.end(),
                         [&](const Meeting& m) { return matches(m, filter); });
  };
  CHECK(count({What::here, {}, {}}) == 1);
  CHECK(count({What::subject, Subject::alcohol, {}}) == 4);
  CHECK(count({What::subject, Subject::family_and_friends, {}}) == 2);
  CHECK(count({What::subject, Subject::teens, {}}) == 1);
  CHECK(count({What::kind, {}, "W"}) == 1);
  CHECK(count({What::kind, {}, "LGBTQ"}) == 1);  // a gay meeting is one
  CHECK(count({What::language, {}, "es"}) == 1);
  CHECK(matches(*schedule->find("steps"), std::vector<Filter>{}));
  CHECK_FALSE(matches(*schedule->find("steps"), {{What::kind, {}, "W"}, {What::kind, {}, "O"}}));
}

TEST_CASE("a language is found whatever the country, also when only a kind says it") {
  Meeting meeting = tuesday_meeting();
  const Filter spanish{What::language, {}, "es"};
  CHECK_FALSE(matches(meeting, spanish));
  meeting.languages = {"es-MX"};
  CHECK(matches(meeting, spanish));
  meeting.languages.clear();
  meeting.kinds = {"S"};
  CHECK(matches(meeting, spanish));
}

TEST_CASE("only filters that leave some but not all are offered, the house first") {
  const Directory directory(town());
  const auto offered = directory.offered({});
  REQUIRE_FALSE(offered.empty());
  CHECK(offered.front() == Filter{What::here, {}, {}});
  for (const Filter& filter :
       {Filter{What::subject, Subject::alcohol, {}}, Filter{What::subject, Subject::teens, {}},
        Filter{What::kind, {}, "W"}, Filter{What::language, {}, "es"}, Filter{What::online, {}, {}}})
    CHECK(offers(offered, filter));
  CHECK_FALSE(offers(offered, {What::kind, {}, "M"}));

  const std::vector<Filter> women = {{What::kind, {}, "W"}};
  CHECK(directory.offered(women).empty());  // one meeting is left
}

TEST_CASE("distances are great circles") {
  // London to Paris, by their usual coordinates: 343.5 km.
  CHECK(std::abs(distance_m({51.5074, -0.1278}, {48.8566, 2.3522}) - 343'556) < 500);
  CHECK(distance_m({37.7, -122.4}, {37.7, -122.4}) == 0);
  CHECK(std::abs(distance_m({0, 179.5}, {0, -179.5}) - 111'195) < 10);
  CHECK(std::abs(distance_m({90, 0}, {-90, 0}) - 20'015'115) < 10);
}
