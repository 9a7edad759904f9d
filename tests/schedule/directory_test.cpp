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

using Ids = std::vector<std::string>;

Ids ids_of(const std::vector<Meeting>& meetings) {
  Ids ids;
  for (const Meeting& meeting : meetings) ids.push_back(meeting.id);
  return ids;
}

// What is spelled exactly so.
Ids found(const Directory& directory, std::string_view words) {
  return ids_of(directory.search({words, {}}).exact);
}

bool offers(const std::vector<Filter>& offered, const Filter& filter) {
  return std::find(offered.begin(), offered.end(), filter) != offered.end();
}

}  // namespace

TEST_CASE("a name is found as one types it without accents and capitals, in every language of the screen") {
  const std::pair<const char*, const char*> typed[] = {
      {"Women’s Step Study", "womens"},     {"Peña del Año Nuevo", "pena ano"},
      {"Cœur à l’Œuvre", "coeur l’oeuvre"}, {"Надёжный ПУТЬ", "НАДЕЖ путь"},
      {"Đường Mới Hy Vọng", "duong MOI"},   {"مجموعة الأَمَل", "الامل"},
      {"东区戒酒互助会", "戒酒会"},
  };
  std::vector<Meeting> meetings;
  for (const auto& [name, words] : typed) meetings.push_back(meeting(name, name, "AA", {}));
  const Directory directory(std::make_shared<const Schedule>(schedule_of(std::move(meetings))));
  for (const auto& [name, words] : typed) {
    INFO(words);
    CHECK(found(directory, words) == Ids{name});
  }
}

TEST_CASE("a word behind an apostrophe is found without what stands before it") {
  const Directory directory(std::make_shared<const Schedule>(schedule_of(
      {meeting("french", "Cœur à l’Œuvre", "AA", {}), meeting("irish", "O'Farrell Street", "AA", {}),
       meeting("english", "Women’s Soul", "AA", {})})));
  CHECK(found(directory, "oeuvre") == Ids{"french"});
  CHECK(found(directory, "l'oeuvre") == Ids{"french"});
  CHECK(found(directory, "farrell") == Ids{"irish"});
  CHECK(found(directory, "ofarrell") == Ids{"irish"});
  CHECK(found(directory, "womens") == Ids{"english"});
}

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

TEST_CASE("kinds are found by a word that people have for them") {
  const Directory directory(std::make_shared<const Schedule>(schedule_of(
      {meeting("stairs", "Stairs", "AA", {"ST"}), meeting("ramp", "Ramp", "AA", {"BE", "O", "X"})})));
  for (const char* words : {"wheelchair", "beginners", "abierta"})
    CHECK(found(directory, words) == Ids{"ramp"});
  // “Open to non addicts”, “OA steps and traditions study”: of several words one says nothing.
  CHECK(found(directory, "addicts").empty());
  CHECK(found(directory, "oa").empty());
}

TEST_CASE("words with a hyphen are also found without") {
  const Directory directory(town());
  // Not “Alcoholics Anonymous”, which begins with both words.
  for (const char* words : {"alanon", "al-anon", "al-an", "AL-ANON"})
    CHECK(found(directory, words) == Ids{"teens", "family"});
  CHECK(found(directory, "al anon").size() == 5);
}

TEST_CASE("nothing typed, or nothing but signs, is any meeting") {
  const Directory directory(town());
  for (const char* words : {"", "  ", "-", "’"}) CHECK(directory.search({words, {}}).exact_count == 6);
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
    const PackedMeetings& meetings = schedule->meetings();
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

TEST_CASE("one mistake in a word of five letters or more is forgiven, two in one of eight") {
  const Directory directory(town());
  const auto similar = [&](std::string_view words) {
    const Found found = directory.search({words, {}});
    CHECK(found.exact.empty());
    return ids_of(found.similar);
  };
  for (const char* words :
       {"espranza", "esperranza", "esperansa", "esperazna", "noche esperanxa", "ezperansa"}) {
    INFO(words);
    CHECK(similar(words) == Ids{"noche"});
  }
  CHECK(similar("candelight") == Ids{"clean"});
  CHECK(similar("narcotisc") == Ids{"clean"});
  CHECK(similar("soulrd") == Ids{"steps"});
  CHECK(similar("raimbow") == Ids{"rainbow"});
  CHECK(similar("reimbow").empty());  // seven letters, two mistakes
  CHECK(similar("elx").empty());
}

TEST_CASE("a word with a mistake is found at each letter from the fifth on") {
  const Directory directory(town());
  const std::string_view typed = "esperazna";
  for (std::size_t letters = 5; letters <= typed.size(); ++letters) {
    INFO(typed.substr(0, letters));
    const Found found = directory.search({typed.substr(0, letters), {}});
    CHECK(found.exact_count + found.similar_count == 1);
  }
}

TEST_CASE("what is spelled exactly comes before what is only similar, in either order") {
  std::vector<Meeting> meetings = {meeting("grave", "Grave Matters", "AA", {}),
                                   meeting("grace", "Living Well", "AA", {})};
  meetings[0].place = {"Near", "", "", "", Coordinates{37.0, -122.0}, false};
  meetings[1].place = {"Far", "1 Grace St", "", "", Coordinates{38.0, -122.0}, false};
  const Directory directory(std::make_shared<const Schedule>(schedule_of(std::move(meetings))), {},
                            Coordinates{37.0, -122.0});
  for (const auto order : {Wanted::Order::best, Wanted::Order::nearest}) {
    const Found found = directory.search({"grace", {}, order});
    CHECK(ids_of(found.exact) == Ids{"grace"});
    CHECK(ids_of(found.similar) == Ids{"grave"});
  }
}

TEST_CASE("as many are given back as can be shown, and all are counted") {
  std::vector<Meeting> meetings;
  for (int i = 0; i < 30; ++i) meetings.push_back(meeting("m" + std::to_string(i), "Serenity", "AA", {"O"}));
  for (int i = 0; i < 5; ++i) meetings.push_back(meeting("s" + std::to_string(i), "Serenita", "AA", {"O"}));
  const Directory directory(std::make_shared<const Schedule>(schedule_of(std::move(meetings))));
  for (const std::size_t most : {0u, 1u, 12u, 32u, 100u}) {
    const Found found = directory.search({"serenity", {}, Wanted::Order::best, most});
    CHECK(found.exact_count == 30);
    CHECK(found.similar_count == 5);
    CHECK(found.exact.size() == std::min<std::size_t>(most, 30));
    CHECK(found.similar.size() == std::min<std::size_t>(most, 35) - found.exact.size());
  }
}

TEST_CASE("filters narrow a search, and only those are offered that narrow it further") {
  const Directory directory(town());
  const Filter women{What::kind, {}, "W"}, open{What::kind, {}, "O"};
  const Found all = directory.search({"elm", {}});
  CHECK(ids_of(all.exact) == Ids{"clean", "family", "steps"});
  CHECK(offers(all.offered, women));
  CHECK(offers(all.offered, open));
  CHECK_FALSE(offers(all.offered, {What::language, {}, "es"}));

  const Found some = directory.search({"elm", {women}});
  CHECK(ids_of(some.exact) == Ids{"steps"});
  CHECK(some.exact_count == 1);
  CHECK(some.offered.empty());
  CHECK(directory.search({"elm", {women, open}}).exact_count == 0);
}

TEST_CASE("a filter that is not among the common ones filters all the same") {
  const Directory directory(town());
  const Filter candlelight{What::kind, {}, "CAN"};
  CHECK(ids_of(directory.search({"", {candlelight}}).exact) == Ids{"clean"});
  CHECK(directory.offered({candlelight}).empty());
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

TEST_CASE("languages are offered by how many meetings are in them, English last") {
  std::vector<Meeting> meetings;
  const auto add = [&](int count, const char* language) {
    for (int i = 0; i < count; ++i) {
      meetings.push_back(meeting(language + std::to_string(i), "M", "AA", {}));
      meetings.back().languages = {language};
    }
  };
  add(1, "ar");
  add(9, "en");
  add(3, "es");
  add(2, "pl");
  const Directory directory(std::make_shared<const Schedule>(schedule_of(std::move(meetings))));
  std::vector<std::string> languages;
  for (const Filter& filter : directory.offered({}))
    if (filter.what == What::language) languages.push_back(filter.code);
  CHECK(languages == std::vector<std::string>{"es", "pl", "ar", "en"});
}

TEST_CASE("distances are great circles") {
  // London to Paris, by their usual coordinates: 343.5 km.
  CHECK(std::abs(distance_m({51.5074, -0.1278}, {48.8566, 2.3522}) - 343'556) < 500);
  CHECK(distance_m({37.7, -122.4}, {37.7, -122.4}) == 0);
  CHECK(std::abs(distance_m({0, 179.5}, {0, -179.5}) - 111'195) < 10);
  CHECK(std::abs(distance_m({90, 0}, {-90, 0}) - 20'015'115) < 10);
}
