// A list comes from somewhere else, and the kiosk takes only what is better than what it has.
#include "delivery/feeds.h"

#include <catch2/catch_test_macros.hpp>
#include <memory>

#include "delivery/fake_http.h"
#include "intake/random.h"
#include "support/temporary_folder.h"

namespace porchlight::delivery {
namespace {

using namespace std::chrono_literals;
using site::FeedTrouble;

const std::string url = "https://intergroup.example.org/meetings.json";

std::string list_of(int meetings) {
  std::string json = "[";
  for (int i = 0; i < meetings; ++i)
    json += (i ? "," : "") + std::string(R"({"name":"Meeting )") + std::to_string(i) + R"(","slug":"m)" +
            std::to_string(i) + R"(","day":2,"time":"19:00","types":["O"]})";
  return json + "]";
}

struct Fetching {
  TemporaryFolder folder{in_memory()};
  FakeClock clock{Instant(std::chrono::sys_days{std::chrono::year{2026} / 11 / 24})};
  intake::SeededRandom random{7};
  FakeHttp http;
  std::unique_ptr<Feeds> feeds = open();
  site::Feed feed = [] {
    site::Feed made;
    made.name = "Intergroup";
    made.url = url;
    made.fellowship = "AA";
    return made;
  }();

  std::unique_ptr<Feeds> open() {
    return std::make_unique<Feeds>(FeedStore(folder.state() + "/feeds"), http, clock, random);
  }
  void follow() { feeds->follow({feed}); }
  // The time at which it is asked for next; then it is.
  Monotonic::duration ask() {
    const Monotonic began = clock.monotonic();
    while (http.asked.empty()) {
      REQUIRE(clock.monotonic() - began < 24h * 8);
      if (feeds->next() > clock.monotonic())
        clock.advance(std::chrono::ceil<milliseconds>(feeds->next() - clock.monotonic()));
      feeds->tick();
    }
    return clock.monotonic() - began;
  }
  void fetched(int meetings) {
    follow();
    ask();
    http.answer(200, list_of(meetings),
                {{"etag", "\"one\""}, {"last-modified", "Tue, 24 Nov 2026 00:00:00 GMT"}});
  }
  site::FeedState state() const {
    const auto found = feeds->states().find(url);
    return found == feeds->states().end() ? site::FeedState() : found->second;
  }
};

TEST_CASE("a feed is fetched soon after the start, and then as often as staff say") {
  Fetching fetching;
  fetching.feed.every_hours = 4;
  fetching.follow();
  CHECK(fetching.ask() <= 20s);
  CHECK(fetching.http.asked.front().request.url == url);
  CHECK_FALSE(fetching.http.asked.front().request.plain_http);
  fetching.http.answer(200, list_of(3));
  CHECK(fetching.feeds->take_changed());
  CHECK_FALSE(fetching.feeds->take_changed());
  CHECK(fetching.state().meetings == 3);
  REQUIRE(fetching.state().bytes);
  CHECK(*fetching.state().bytes == list_of(3));
  const auto later = fetching.ask();
  CHECK(later >= 3h + 36min);
  CHECK(later <= 4h + 24min);
}

TEST_CASE("it asks only for a newer list, and an unchanged one is as good as new") {
  Fetching fetching;
  fetching.fetched(3);
  fetching.ask();
  const auto& headers = fetching.http.asked.front().request.headers;
  CHECK(headers.at("If-None-Match") == "\"one\"");
  CHECK(headers.at("If-Modified-Since") == "Tue, 24 Nov 2026 00:00:00 GMT");
  const Instant before = fetching.state().fetched;
  fetching.http.answer(304, "");
  CHECK(fetching.state().fetched > before);
  CHECK(fetching.state().meetings == 3);
}

TEST_CASE("what was fetched is there after a restart, without a network") {
  Fetching fetching;
  fetching.fetched(3);
  const Instant when = fetching.state().fetched;
  const auto again = fetching.open();
  REQUIRE(again->states().contains(url));
  CHECK(*again->states().at(url).bytes == list_of(3));
  CHECK(again->states().at(url).fetched == when);
  // It is not asked for once more before its time.
  again->follow({fetching.feed});
  again->tick();
  CHECK(fetching.http.asked.empty());
  fetching.clock.advance(1h);
  again->tick();
  CHECK(fetching.http.asked.empty());
}

TEST_CASE("whatever goes wrong, the last good list stays, and staff read why") {
  struct Case {
    FeedTrouble trouble;
    std::function<void(FakeHttp&)> happens;
  };
  const std::vector<Case> cases{
      {FeedTrouble::no_network, [](FakeHttp& http) { http.fail(HttpTrouble::no_network); }},
      {FeedTrouble::timeout, [](FakeHttp& http) { http.fail(HttpTrouble::timeout); }},
      {FeedTrouble::not_secure, [](FakeHttp& http) { http.fail(HttpTrouble::not_secure); }},
      {FeedTrouble::redirected_elsewhere,
       [](FakeHttp& http) { http.fail(HttpTrouble::redirected_elsewhere, "login.hotel.example"); }},
      {FeedTrouble::too_large, [](FakeHttp& http) { http.fail(HttpTrouble::too_large); }},
      {FeedTrouble::refused, [](FakeHttp& http) { http.answer(404, "not here"); }},
      {FeedTrouble::refused, [](FakeHttp& http) { http.answer(500, list_of(9)); }},
      {FeedTrouble::web_page,
       [](FakeHttp& http) { http.answer(200, "\n<!DOCTYPE html><html>Please log in</html>"); }},
      {FeedTrouble::no_meetings, [](FakeHttp& http) { http.answer(200, "[]"); }},
      {FeedTrouble::no_meetings, [](FakeHttp& http) { http.answer(200, "{\"error\": \"quota\"}"); }},
      {FeedTrouble::no_meetings, [](FakeHttp& http) { http.answer(200, ""); }},
  };
  for (const Case& one : cases) {
    CAPTURE(static_cast<int>(one.trouble));
    Fetching fetching;
    fetching.fetched(3);
    const Instant good = fetching.state().fetched;
    fetching.ask();
    one.happens(fetching.http);
    CHECK(fetching.state().trouble == one.trouble);
    CHECK(*fetching.state().bytes == list_of(3));
    CHECK(fetching.state().fetched == good);
    const auto problem = site::feed_problem(fetching.feed, fetching.state());
    REQUIRE(problem);
    CHECK(problem->severity == site::Problem::Severity::repair);
    CHECK_FALSE(problem->to_do.empty());
    CHECK(problem->meanwhile == "The list of 2026-11-24 is shown.");
    // And when it is well again, nothing is said any more.
    fetching.ask();
    fetching.http.answer(200, list_of(4));
    CHECK_FALSE(site::feed_problem(fetching.feed, fetching.state()));
    CHECK(fetching.state().meetings == 4);
  }
}

TEST_CASE("a feed that fails is asked more and more rarely, but at least about every hour") {
  Fetching fetching;
  fetching.follow();
  for (int i = 0; i < 40; ++i) {
    CHECK(fetching.ask() <= 1h + 2s);
    fetching.http.fail(HttpTrouble::no_network);
  }
  CHECK(fetching.state().trouble_since - Instant(std::chrono::sys_days{std::chrono::year{2026} / 11 / 24}) <=
        20s);
}

TEST_CASE("a list that lost more than half of its meetings is held back until staff say that it is right") {
  Fetching fetching;
  fetching.fetched(10);
  fetching.ask();
  fetching.http.answer(200, list_of(5));
  CHECK(fetching.state().meetings == 5);  // half is not less than half
  fetching.ask();
  fetching.http.answer(200, list_of(2), {{"etag", "\"two\""}});
  CHECK(fetching.state().meetings == 5);
  CHECK(fetching.state().held_meetings == 2);
  const auto problem = site::feed_problem(fetching.feed, fetching.state());
  REQUIRE(problem);
  CHECK(problem->what == "The newest list of “Intergroup” has 2 meetings in the place of 5.");
  CHECK(problem->to_do.find("least_meetings = 2") != std::string::npos);

  SECTION("staff agree") {
    fetching.feed.least_meetings = 2;
  }
  SECTION("after a restart, too") {
    fetching.feeds = fetching.open();
    fetching.feed.least_meetings = 2;
  }
  fetching.follow();
  CHECK(fetching.state().meetings == 2);
  CHECK(*fetching.state().bytes == list_of(2));
  CHECK_FALSE(site::feed_problem(fetching.feed, fetching.state()));
}

TEST_CASE("a list that is well again lifts the one held back") {
  Fetching fetching;
  fetching.fetched(10);
  fetching.ask();
  fetching.http.answer(200, list_of(2));
  fetching.ask();
  fetching.http.answer(200, list_of(11));
  CHECK(fetching.state().meetings == 11);
  CHECK_FALSE(fetching.state().held_meetings);
}

TEST_CASE("a feed that staff take out is forgotten, also by the disk") {
  Fetching fetching;
  fetching.fetched(3);
  fetching.ask();
  fetching.feeds->follow({});
  CHECK(fetching.feeds->states().empty());
  fetching.http.answer(200, list_of(4));  // comes too late
  CHECK(fetching.feeds->states().empty());
  CHECK(fetching.open()->states().empty());
}

TEST_CASE("a list that cannot be kept is said to be so, and the old one stays") {
  Fetching fetching;
  fetching.fetched(3);
  const std::string folder = fetching.folder.state() + "/feeds";
  std::filesystem::remove_all(folder);
  std::ofstream(folder) << "a file in the way";
  fetching.ask();
  fetching.http.answer(200, list_of(4));
  CHECK(fetching.state().trouble == FeedTrouble::cannot_keep);
}

TEST_CASE("what was damaged on the disk was never fetched") {
  Fetching fetching;
  fetching.fetched(3);
  for (const auto& entry : std::filesystem::directory_iterator(fetching.folder.state() + "/feeds"))
    if (entry.path().extension() == ".json") std::ofstream(entry.path()) << R"({"url": 5, "fetched_s": "x"})";
  CHECK(fetching.open()->states().empty());
}

}  // namespace
}  // namespace porchlight::delivery
