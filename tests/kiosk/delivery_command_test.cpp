// The way of a request from the screen to its collector: to whom it is sealed once the kiosk is enrolled, and
// what the commands do that staff type for it.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/log.h"
#include "delivery/collector_played.h"
#include "delivery/delivery_state.h"
#include "delivery/loopback_server.h"
#include "disk/key_files.h"
#include "intake/parcel.h"
#include "kiosk/commands/commands.h"
#include "kiosk/printed.h"
#include "kiosk/stage.h"
#include "support/temporary_folder.h"

namespace porchlight::kiosk::test {
namespace {

using delivery::PlayedCollector;

// The envelopes that wait in this state folder.
std::vector<Bytes> waiting_in(const std::string& state) {
  const SystemClock clock;
  storage::Outbox outbox = storage::Outbox::look(state, clock).value();
  std::vector<Bytes> all;
  const std::vector<std::string> ids = outbox.waiting().value();
  for (const std::string& id : ids) all.push_back(*outbox.bytes_of(id).value());
  return all;
}

// A kiosk with a state folder of its own, enrolled at a collector that the test plays.
struct EnrolledKiosk {
  porchlight::TemporaryFolder folder{in_memory()};
  const std::string state = folder.state(), stick = (folder.path / "stick").string();
  PlayedCollector collector;

  EnrolledKiosk() {
    log::silence();
    REQUIRE(delivery::keep_enrolment(collector.enrolment(), state));
    REQUIRE(disk::write_secret_file(state + "/" + disk::kiosk_key_name,
                                    intake::to_text(collector.facility.kiosk.secret)));
  }
  storage::Outbox outbox() const {
    static const SystemClock clock;
    return storage::Outbox::open(state, clock).value();
  }
  intake::Sealed save(std::uint64_t seed) const {
    auto sealed = sealed_request(seed);
    REQUIRE(outbox().save(sealed.id, sealed.bytes));
    return sealed;
  }
  Bytes receipt_for(const intake::Sealed& sealed) const {
    return intake::sign(
        {intake::Receipt::Of::request, sealed.id, intake::envelope_hash(sealed.bytes), intake::test_now, {}},
        collector.receipt_key.secret);
  }
  void bring(const std::vector<Bytes>& receipts) const {
    std::ofstream(stick, std::ios::binary) << as_text(intake::pack_receipts(receipts));
  }
  Bytes carried() const {
    const std::string text = content_of(stick);
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
  }
};

TEST_CASE("once the kiosk is enrolled, requests are sealed to the collector's recipients and in its name") {
  const PlayedCollector collector;
  Stage stage;
  delivery::Enrolment enrolment = collector.enrolment();
  enrolment.kiosk_id = "elm-street-2";
  stage.desk.use(enrolment);
  stage.fill_in();
  stage.tap("Yes, call me");
  REQUIRE(stage.visitor.answer().ok());
  const auto envelopes = waiting_in(stage.folder.path.string());
  REQUIRE(envelopes.size() == 1);
  CHECK(intake::read_header(envelopes[0])->kiosk_id == "elm-street-2");
  CHECK(intake::open(envelopes[0], collector.facility.callers.secret));
  CHECK(intake::open(envelopes[0], collector.facility.recovery.secret));
}

TEST_CASE("without a set of recipients those of kiosk.toml are used; an expired one turns nobody away") {
  const PlayedCollector collector;
  Stage stage;
  delivery::Enrolment enrolment = collector.enrolment();
  const bool expired = GENERATE(true, false);
  if (expired)
    // The year after it expires.
    stage.clock.set(intake::test_now + std::chrono::days(700));
  else
    enrolment.recipients.clear();
  stage.desk.use(enrolment);
  stage.fill_in();
  stage.tap("Yes, call me");
  REQUIRE(stage.visitor.answer().ok());
  const auto envelopes = waiting_in(stage.folder.path.string());
  REQUIRE(envelopes.size() == 1);
  CHECK(intake::open(envelopes[0], collector.facility.callers.secret).ok() == expired);
}

TEST_CASE("a stick carries requests there and receipts back, and only then they are erased") {
  const EnrolledKiosk kiosk;
  const auto first = kiosk.save(1), second = kiosk.save(2), third = kiosk.save(3);
  REQUIRE(outbox_export(kiosk.state, kiosk.stick) == exit_ok);
  CHECK(waiting_in(kiosk.state).size() == 3);
  const Bytes carried = kiosk.carried();
  REQUIRE(intake::verify_parcel(carried, kiosk.collector.facility.kiosk.key));
  const auto parcel = intake::unpack(carried);
  REQUIRE(parcel);
  CHECK(parcel->kiosk_id == "lobby-1");
  CHECK(parcel->envelopes == std::vector<Bytes>{first.bytes, second.bytes, third.bytes});
  // What is on a stick may be anywhere: a withdrawal must travel after it.
  CHECK(*kiosk.outbox().withdraw(hash_of(third)) == storage::Withdrawn::noted);

  kiosk.bring({kiosk.receipt_for(first)});
  CHECK(outbox_import(kiosk.state, kiosk.stick) == exit_ok);
  CHECK(waiting_in(kiosk.state) == std::vector<Bytes>{second.bytes});
  CHECK(outbox_import(kiosk.state, kiosk.stick) == exit_ok);  // once more is no harm

  REQUIRE(outbox_export(kiosk.state, kiosk.stick) == exit_ok);
  CHECK(intake::unpack(kiosk.carried())->withdrawals == std::vector<intake::WithdrawHash>{hash_of(third)});
  kiosk.bring({intake::sign({intake::Receipt::Of::withdrawal, {}, hash_of(third), intake::test_now, {}},
                            kiosk.collector.receipt_key.secret)});
  CHECK(outbox_import(kiosk.state, kiosk.stick) == exit_ok);
  CHECK(kiosk.outbox().withdrawals()->empty());
}

TEST_CASE(
    "receipts of others, for other bytes, or cut short erase nothing, and the good ones among them count") {
  const EnrolledKiosk kiosk;
  const auto first = kiosk.save(1), second = kiosk.save(2);
  const intake::Receipt right{
      intake::Receipt::Of::request, first.id, intake::envelope_hash(first.bytes), intake::test_now, {}};
  intake::Receipt other_bytes = right;
  other_bytes.hash = intake::envelope_hash(second.bytes);
  kiosk.bring({intake::sign(right, kiosk.collector.root_key.secret),
               intake::sign(other_bytes, kiosk.collector.receipt_key.secret)});
  CHECK(outbox_import(kiosk.state, kiosk.stick) == exit_problems);
  CHECK(waiting_in(kiosk.state).size() == 2);

  Bytes cut = intake::pack_receipts(std::vector<Bytes>{kiosk.receipt_for(second), kiosk.receipt_for(first)});
  cut.pop_back();
  std::ofstream(kiosk.stick, std::ios::binary) << as_text(cut);
  CHECK(outbox_import(kiosk.state, kiosk.stick) == exit_problems);
  CHECK(waiting_in(kiosk.state) == std::vector<Bytes>{first.bytes});

  std::ofstream(kiosk.stick, std::ios::binary) << "anything";
  CHECK(outbox_import(kiosk.state, kiosk.stick) == exit_failed);
  CHECK(outbox_import(kiosk.state, kiosk.stick + "-that-is-not-there") == exit_failed);
  CHECK(outbox_export(kiosk.state, kiosk.folder.state() + "/no/such/folder") == exit_failed);
  std::filesystem::remove(kiosk.state + "/" + delivery::enrolment_file_name);
  CHECK(outbox_export(kiosk.state, kiosk.stick) == exit_failed);
  CHECK(outbox_import(kiosk.state, kiosk.stick) == exit_failed);
}

TEST_CASE("a kiosk is enrolled by a command, and a refusal changes nothing") {
  log::silence();
  const porchlight::TemporaryFolder folder(in_memory());
  const PlayedCollector collector;
  const delivery::Enrolment wanted = collector.enrolment();
  const nlohmann::json answer{{"kiosk", wanted.kiosk_id},
                              {"team", wanted.team},
                              {"receipt_key", intake::to_text(wanted.receipt_key)},
                              {"root_key", intake::to_text(wanted.root_key)},
                              {"recipients", to_base64(wanted.recipients)}};
  const auto http = [](const std::string& status, const std::string& body) {
    return "HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
  };
  delivery::LoopbackServer server(
      {http("403 Forbidden", R"({"error":"code","message":"no"})"), http("201 Created", answer.dump())});
  std::string url = server.url();
  url.erase(url.rfind('/'));
  CHECK(enroll(url, "ABCD-EFGH-JKLM", folder.state()) == exit_failed);
  CHECK(*delivery::read_enrolment(folder.state()) == std::nullopt);
  // The set that is played expires in the year after test_now, or has by now: enrolled all the same.
  CHECK(enroll(url, "ABCD-EFGH-JKLM", folder.state()) <= exit_problems);
  const auto read = delivery::read_enrolment(folder.state());
  REQUIRE(read);
  REQUIRE(*read);
  CHECK((*read)->url == url);
  CHECK((*read)->recipients == wanted.recipients);
  CHECK(enroll("http://collector.example.org", "ABCD-EFGH-JKLM", folder.state()) == exit_failed);
  CHECK((*delivery::read_enrolment(folder.state()))->url == url);
}

TEST_CASE("what holds requests up can be read beside a running kiosk") {
  EnrolledKiosk kiosk;
  kiosk.save(1);
  delivery::ReportFile file(kiosk.state);
  delivery::DeliveryState state{.enrolled = true, .line = delivery::DeliveryState::Line::down};
  state.trouble = delivery::Trouble::login_page;
  file.tell(state, intake::test_now);
  state.held = 2;
  file.tell(state, intake::test_now + minutes(5));
  const auto report = delivery::read_report(kiosk.state);
  CHECK(report.trouble == delivery::Trouble::login_page);
  CHECK(report.since == intake::test_now);
  CHECK(report.held == 2);
  CHECK(outbox(kiosk.state, false) == exit_ok);
  CHECK(outbox(kiosk.state, true) == exit_ok);
  std::ofstream(kiosk.state + "/delivery.json") << R"({"trouble": 5, "since_s": "x", "held": []})";
  CHECK(delivery::read_report(kiosk.state).trouble == std::nullopt);
  std::ofstream(kiosk.state + "/" + delivery::enrolment_file_name) << "{";
  CHECK(outbox(kiosk.state, false) == exit_problems);
}

TEST_CASE("check and preview warn of demo keys until the collector says who can open requests") {
  const bool before_taking = GENERATE(false, true);
  CAPTURE(before_taking);
  const auto warns = [&](const std::string& state) {
    const porchlight::TemporaryFolder folder;
    const std::string stick = (folder.path / "stick").string();
    std::filesystem::copy(example_config(), stick, std::filesystem::copy_options::recursive);
    Printed printed(folder.path / "printed");
    REQUIRE((before_taking ? preview({.brought = stick, .config = example_config(), .state = state})
                           : check(example_config(), state, false)) != exit_failed);
    return printed.text().find("demo keys") != std::string::npos;
  };
  const porchlight::TemporaryFolder nobody;
  CHECK(warns(nobody.state()));
  const EnrolledKiosk kiosk;
  CHECK_FALSE(warns(kiosk.state));
}

}  // namespace
}  // namespace porchlight::kiosk::test
