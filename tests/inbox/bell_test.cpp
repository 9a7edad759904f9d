// The bell: who waits hears of a change, and only of their team's.
#include "inbox/staff.h"

using namespace porchlight;
using namespace porchlight::collector;

namespace {

template <class Place>
std::future<Answer> listen(Staff<Place>& staff, const std::string& cookie, const std::string& mark) {
  const auto promise = std::make_shared<std::promise<Answer>>();
  staff.api.handle(staff.call("GET", "events?since=" + mark, nullptr, cookie),
                   [promise](Answer answer) { promise->set_value(std::move(answer)); });
  return promise->get_future();
}

// When all that the one writer was asked before is done.
template <class Place>
bool is_there(Staff<Place>& staff, std::future<Answer>& answer) {
  std::promise<void> done;
  staff.writer.ask([&](Store&) { done.set_value(); });
  done.get_future().wait();
  return answer.wait_for(seconds(0)) == std::future_status::ready;
}

}  // namespace

TEMPLATE_TEST_CASE("A new request is heard of, without asking again and again", "", Sqlite, PostgreSql) {
  Staff<TestType> staff;
  const std::string sam = staff.join("sam");
  auto heard = listen(staff, sam, staff.list(sam)["mark"]);
  staff.inbox.bell().look();
  CHECK_FALSE(is_there(staff, heard));
  staff.receive(3, "elm-street");
  staff.inbox.bell().look();
  CHECK_FALSE(is_there(staff, heard));
  staff.receive(1);
  staff.inbox.bell().look();
  REQUIRE(is_there(staff, heard));
  const Answer answer = heard.get();
  CHECK(answer.content_type == "text/event-stream");
  CHECK(answer.body.find("event: changed\n") != std::string::npos);
  CHECK(answer.body.find("id: " + staff.list(sam)["mark"].template get<std::string>()) != std::string::npos);
}

TEMPLATE_TEST_CASE("Opening and finishing are heard of as well", "", Sqlite, PostgreSql) {
  Staff<TestType> staff;
  const std::string sam = staff.join("sam"), kim = staff.join("kim");
  const std::string id = staff.receive(1);
  auto opened = listen(staff, kim, staff.list(kim)["mark"]);
  staff.open(id, 0, sam);
  staff.inbox.bell().look();
  CHECK(is_there(staff, opened));
  auto finished = listen(staff, kim, staff.list(kim)["mark"]);
  staff.report(id, 1, "reached", sam);
  staff.inbox.bell().look();
  CHECK(is_there(staff, finished));
}

TEST_CASE("Nobody waits for longer than 25 seconds, nor when the collector stops, nor signed out") {
  Staff<Sqlite> staff;
  const std::string sam = staff.join("sam");
  const std::string mark = staff.list(sam)["mark"];
  auto waits = listen(staff, sam, mark);
  CHECK_FALSE(is_there(staff, waits));
  staff.clock.advance(Bell::longest_wait);
  staff.inbox.bell().look();
  REQUIRE(is_there(staff, waits));
  CHECK(waits.get().body.find("event:") == std::string::npos);
  auto stopped = listen(staff, sam, mark);
  CHECK_FALSE(is_there(staff, stopped));
  staff.inbox.bell().end();
  CHECK(is_there(staff, stopped));
  auto signed_out = listen(staff, "", mark);
  REQUIRE(is_there(staff, signed_out));
  CHECK(signed_out.get().status == 401);
}
