// A kiosk without internet and its collector, by USB stick: what is typed on the screen goes out by "outbox
// export", in by "porchlight-collector parcel", and is erased by the receipts that come back and nothing
// else.
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <set>

#include "collector/commands.h"
#include "collector/store.h"
#include "disk/key_files.h"
#include "intake/envelope.h"
#include "intake/parcel.h"
#include "intake/random.h"
#include "kiosk/commands/commands.h"
#include "kiosk/stage.h"
#include "support/temporary_folder.h"

namespace porchlight::kiosk::test {
namespace {

// A kiosk that people use, a collector elsewhere, and the stick between them.
struct ByStick {
  Stage stage;
  porchlight::TemporaryFolder office{in_memory()};
  const std::string state = stage.folder.path.string(), keys = (office.path / "keys").string(),
                    url = "sqlite:" + (office.path / "requests.db").string(),
                    parcel = (office.path / "parcel").string(),
                    receipts = (office.path / "receipts").string();
  intake::SodiumRandom random;
  const intake::SigningPair root = intake::make_signing_pair(random);
  const intake::SealingPair callers = intake::make_sealing_pair(random),
                            safe = intake::make_sealing_pair(random);
  delivery::Enrolment enrolment;

  ByStick() {
    const auto receipt_key = disk::receipt_key(keys, random);
    const auto kiosk_key = disk::kiosk_key(state, random);
    REQUIRE((receipt_key && kiosk_key));
    enrolment = {.url = "https://collector.example.org",
                 .kiosk_id = "elm-street-2",
                 .team = "st-brendans",
                 .receipt_key = receipt_key->key,
                 .root_key = root.key,
                 .recipients = *intake::sign({.team = "st-brendans",
                                              .epoch = 1,
                                              .issued = stage.clock.now(),
                                              .expires = stage.clock.now() + std::chrono::days(365),
                                              .recipients = {{"Callers", callers.key, false, false},
                                                             {"Safe", safe.key, true, false}}},
                                             root.secret)};
    REQUIRE(delivery::keep_enrolment(enrolment, state));
    stage.desk.use(enrolment);
    const Instant now = SystemClock().now();
    const auto opened = store();
    REQUIRE(opened->add_code(intake::Hash{}, enrolment.kiosk_id, enrolment.team, now));
    REQUIRE(opened->enrol(intake::Hash{}, kiosk_key->key, now)->has_value());
  }
  std::unique_ptr<collector::Store> store() const { return std::move(collector::open_store(url).value()); }

  // A visitor asks; the id, and the digits to take it back.
  std::pair<std::string, std::string> ask(std::string_view name) {
    stage.fill_in(name);
    stage.tap("Yes, call me");
    REQUIRE(stage.visitor.answer().ok());
    std::pair result(stage.visit().request_id, std::string(stage.visit().withdraw_code.view()));
    stage.tap("Done: clear the screen");
    return result;
  }
  std::vector<std::string> waiting() const {
    static const SystemClock clock;
    return storage::Outbox::look(state, clock)->waiting().value();
  }
  // Who would be called, as the callers read it.
  std::set<std::string> names() const {
    static const SystemClock clock;
    std::set<std::string> all;
    const auto opened = store();
    for (const std::string& id : asked)
      if (const auto envelope = opened->envelope(id).value())
        all.emplace(intake::open(*envelope, callers.secret)->name.view());
    return all;
  }
  // What is on the stick that goes.
  intake::Parcel carried() const {
    const std::string bytes = content_of(parcel);
    return intake::unpack(std::as_bytes(std::span(bytes))).value();
  }
  int carry_there() const { return collector::take_parcel(url, keys, parcel, receipts); }

  std::vector<std::string> asked;
};

void change_a_byte(const std::string& file, std::size_t from_end) {
  std::string bytes = content_of(file);
  bytes[bytes.size() - from_end] ^= 1;
  std::ofstream(file, std::ios::binary) << bytes;
}

TEST_CASE("a parcel goes from the kiosk to the collector and its receipts go back, and only they erase") {
  ByStick way;
  for (const char* name : {"Ana", "Sam", "Zoe"}) way.asked.push_back(way.ask(name).first);
  REQUIRE(outbox_export(way.state, way.parcel) == exit_ok);
  CHECK(way.waiting() == way.asked);
  CHECK_FALSE(any_file_holds(way.office.path.string(), "Zoe"));

  REQUIRE(way.carry_there() == 0);
  CHECK(way.names() == std::set<std::string>{"Ana", "Sam", "Zoe"});
  CHECK(way.waiting() == way.asked);  // the collector has them, the kiosk does not know

  // The stick is lost, and another one goes: nothing is doubled.
  REQUIRE(outbox_export(way.state, way.parcel) == exit_ok);
  REQUIRE(way.carry_there() == 0);
  CHECK(way.store()->waiting()->requests == 3);

  REQUIRE(outbox_import(way.state, way.receipts) == exit_ok);
  CHECK(way.waiting().empty());
  CHECK(outbox_import(way.state, way.receipts) == exit_ok);
  REQUIRE(outbox_export(way.state, way.parcel) == exit_ok);
  CHECK(way.carried().envelopes.empty());
  CHECK(way.store()->waiting()->requests == 3);
}

TEST_CASE("receipts that were changed, or are another collector's, erase nothing at the kiosk") {
  ByStick way;
  way.asked = {way.ask("Ana").first};
  REQUIRE(outbox_export(way.state, way.parcel) == exit_ok);
  REQUIRE(way.carry_there() == 0);
  change_a_byte(way.receipts, 1);  // in a signature
  CHECK(outbox_import(way.state, way.receipts) == exit_problems);
  CHECK(way.waiting() == way.asked);

  // Somebody else's, who was given the same parcel and the kiosk's public key.
  std::filesystem::rename(way.keys, way.keys + ".ours");
  REQUIRE(way.carry_there() == 0);
  CHECK(outbox_import(way.state, way.receipts) == exit_problems);
  CHECK(way.waiting() == way.asked);

  std::filesystem::remove_all(way.keys);
  std::filesystem::rename(way.keys + ".ours", way.keys);
  REQUIRE(way.carry_there() == 0);
  CHECK(outbox_import(way.state, way.receipts) == exit_ok);
  CHECK(way.waiting().empty());
  CHECK(way.store()->waiting()->requests == 1);
}

TEST_CASE("a parcel that was changed on its way is taken in no part, and the kiosk keeps all of it") {
  ByStick way;
  way.asked = {way.ask("Ana").first, way.ask("Sam").first};
  for (const std::size_t from_end : {std::size_t{1}, std::size_t{500}, std::size_t{1'200}}) {
    REQUIRE(outbox_export(way.state, way.parcel) == exit_ok);
    change_a_byte(way.parcel, from_end);
    CHECK(way.carry_there() == 2);
    CHECK_FALSE(std::filesystem::exists(way.receipts));
  }
  CHECK(way.store()->waiting()->requests == 0);
  CHECK(way.waiting() == way.asked);
}

TEST_CASE("what a visitor takes back after the stick has left is erased at the collector by the next one") {
  ByStick way;
  const auto [stays, no_digits] = way.ask("Ana");
  const auto [goes, digits] = way.ask("Sam");
  way.asked = {stays, goes};
  REQUIRE(outbox_export(way.state, way.parcel) == exit_ok);
  REQUIRE(way.carry_there() == 0);
  way.stage.tap("Ask us to call you");
  way.stage.tap("Take back a request");
  REQUIRE(way.stage.visitor.type(digits).ok());
  way.stage.tap("Erase my request");
  REQUIRE(way.stage.visitor.answer().ok());
  CHECK(way.waiting() == std::vector{stays});
  CHECK(way.names() == std::set<std::string>{"Ana", "Sam"});

  // The first receipts come late: they find one request, and no word of the other.
  CHECK(outbox_import(way.state, way.receipts) == exit_ok);
  CHECK(way.waiting().empty());
  REQUIRE(outbox_export(way.state, way.parcel) == exit_ok);
  REQUIRE(way.carry_there() == 0);
  CHECK(way.names() == std::set<std::string>{"Ana"});
  CHECK(outbox_import(way.state, way.receipts) == exit_ok);
  REQUIRE(outbox_export(way.state, way.parcel) == exit_ok);
  CHECK(way.carried().withdrawals.empty());
}

}  // namespace
}  // namespace porchlight::kiosk::test
