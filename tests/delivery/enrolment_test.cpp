// What a kiosk pins when it is enrolled, and what it keeps of it.
#include "delivery/enrolment.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "delivery/address.h"
#include "delivery/collector_played.h"
#include "support/temporary_folder.h"

namespace porchlight::delivery {
namespace {

using nlohmann::json;

struct Enrolling {
  PlayedCollector collector;
  std::optional<Result<Enrolment>> result;

  void ask(const std::string& url = "https://collector.example.org/") {
    enrol(collector, url, "ABCD-EFGH-JKLM", collector.facility.kiosk.key,
          [this](auto enrolled) { result = std::move(enrolled); });
  }
  json good() const {
    const Enrolment enrolment = collector.enrolment();
    return {{"kiosk", enrolment.kiosk_id},
            {"team", enrolment.team},
            {"receipt_key", intake::to_text(enrolment.receipt_key)},
            {"root_key", intake::to_text(enrolment.root_key)},
            {"recipients", to_base64(enrolment.recipients)}};
  }
  std::string refused(const HttpAnswer& answer) {
    ask();
    collector.answer(answer);
    REQUIRE(result);
    REQUIRE_FALSE(*result);
    return result->error().what;
  }
};

TEST_CASE("a code is exchanged for what is pinned") {
  Enrolling kiosk;
  kiosk.ask();
  CHECK(kiosk.collector.log == std::vector<std::string>{"POST /v1/enrollments"});
  const HttpRequest& request = kiosk.collector.asked.front().request;
  CHECK(request.content_type == "application/json");
  const json body = json::parse(request.body);
  CHECK(body["code"] == "ABCD-EFGH-JKLM");
  CHECK(body["key"] == intake::to_text(kiosk.collector.facility.kiosk.key));
  CHECK(body.size() == 2);
  kiosk.collector.answer({201, kiosk.good().dump(), {}});
  REQUIRE(kiosk.result);
  REQUIRE(*kiosk.result);
  CHECK(**kiosk.result == kiosk.collector.enrolment());
  CHECK((*kiosk.result)->recipient_set()->epoch == 3);
}

TEST_CASE("a team may have no recipients yet") {
  for (const json& none : {json(nullptr), json("")}) {
    Enrolling kiosk;
    kiosk.ask();
    json answer = kiosk.good();
    answer["recipients"] = none;
    kiosk.collector.answer({201, answer.dump(), {}});
    REQUIRE(*kiosk.result);
    CHECK_FALSE((*kiosk.result)->recipient_set());
  }
}

TEST_CASE("what is missing or wrong in the answer is named, and nothing is believed") {
  for (const char* member : {"kiosk", "team", "receipt_key", "root_key", "recipients"})
    for (const json& wrong : {json("nonsense!"), json(5), json(nullptr)}) {
      if (member == std::string("recipients") && !wrong.is_string()) continue;
      CAPTURE(member, wrong.dump());
      Enrolling kiosk;
      json answer = kiosk.good();
      answer[member] = wrong;
      CHECK(kiosk.refused({201, answer.dump(), {}}).find(std::string("“") + member + "”") !=
            std::string::npos);
    }
  // Signed by somebody else.
  Enrolling kiosk;
  json answer = kiosk.good();
  answer["root_key"] = answer["receipt_key"];
  CHECK(kiosk.refused({201, answer.dump(), {}}).find("recipients") != std::string::npos);
}

TEST_CASE("why a kiosk cannot be enrolled is said in words") {
  const auto says = [](const HttpAnswer& answer, const std::string& words) {
    Enrolling kiosk;
    const std::string why = kiosk.refused(answer);
    CAPTURE(why);
    CHECK(why.find(words) != std::string::npos);
  };
  says(PlayedCollector::said(403, "code"), "used before");
  says(PlayedCollector::said(503, "busy"), "Try again");
  says(PlayedCollector::said(404, "no_such_address"), "not a collector");
  says({200, "<html>", {}}, "log in");
  says({201, "<html>", {}}, "log in");
  says({302, "", {}}, "log in");
  says({404, "<html>", {}}, "not a collector");
  for (const auto& [trouble, words] : {std::pair{HttpTrouble::no_network, "cannot be reached"},
                                       {HttpTrouble::not_secure, "certificate"},
                                       {HttpTrouble::timeout, "in time"},
                                       {HttpTrouble::too_large, "not a collector"}}) {
    Enrolling kiosk;
    kiosk.ask();
    kiosk.collector.fail(trouble);
    CHECK(kiosk.result->error().what.find(words) != std::string::npos);
  }
}

TEST_CASE("the address of a collector is https, or this computer") {
  const auto address = [](const char* text) {
    const auto result = collector_address(text);
    return result ? *result : std::string();
  };
  CHECK(address("https://collector.example.org") == "https://collector.example.org");
  CHECK(address("HTTPS://Collector.Example.org:8443/") == "https://collector.example.org:8443");
  CHECK(address("http://127.0.0.1:8080") == "http://127.0.0.1:8080");
  CHECK(address("http://localhost:8080/") == "http://localhost:8080");
  CHECK(address("http://[::1]:8080/") == "http://[::1]:8080");
  for (const char* refused :
       {"", "collector", "collector.example.org", "ftp://collector.example.org",
        "http://collector.example.org", "http://127.0.0.1.example.org", "http://127.evil.example.org",
        "http://localhost.example.org", "https://user:password@collector.example.org",
        "https://collector.example.org/path", "https://collector.example.org/?a=b",
        "https://collector.example.org/#x", "file:///etc/passwd", "https://127.0.0.1@collector.example.org",
        "http://127.0.0.1@collector.example.org"}) {
    CAPTURE(refused);
    CHECK(address(refused).empty());
  }
}

TEST_CASE("what is pinned is kept for its owner alone, and comes back as it was") {
  const TemporaryFolder folder(in_memory());
  const PlayedCollector collector;
  CHECK(*read_enrolment(folder.state()) == std::nullopt);
  REQUIRE(keep_enrolment(collector.enrolment(), folder.state()));
  CHECK(rights_of(folder.state() + "/" + enrolment_file_name) == 0600);
  const auto read = read_enrolment(folder.state());
  REQUIRE(read);
  CHECK(*read == collector.enrolment());
}

TEST_CASE("a file that is damaged is not believed, and says what to do") {
  const TemporaryFolder folder(in_memory());
  const PlayedCollector collector;
  REQUIRE(keep_enrolment(collector.enrolment(), folder.state()));
  const std::string path = folder.state() + "/" + enrolment_file_name, good = content_of(path);
  const auto refused = [&](const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
    const auto read = read_enrolment(folder.state());
    REQUIRE_FALSE(read);
    CHECK(read.error().what.find("porchlight enroll") != std::string::npos);
  };
  refused("");
  refused("[1, 2]");
  refused(good.substr(0, good.size() / 2));
  json changed = json::parse(good);
  changed["url"] = "http://collector.example.org";
  refused(changed.dump());
  // Somebody else's recipients, in the hope that requests are sealed to them.
  changed = json::parse(good);
  const std::string set = collector.set_signed(9, "st-brendans", collector.receipt_key.secret);
  changed["recipients"] = to_base64(std::as_bytes(std::span(set)));
  refused(changed.dump());
}

}  // namespace
}  // namespace porchlight::delivery
