#include "intake/recipient_set.h"

#include <catch2/catch_test_macros.hpp>

#include "documented.h"
#include "intake/envelope.h"
#include "making.h"

using namespace porchlight;
using namespace porchlight::intake;

namespace {

SigningPair root() {
  Repeated e1(0xe1);
  return make_signing_pair(e1);
}

RecipientSet documented_set() {
  const Facility facility;
  return {"st-brendans",
          3,
          Instant(seconds(1'790'000'000)),
          Instant(seconds(1'821'536'000)),
          {{.name = "Callers", .key = facility.callers.key},
           {.name = "Safe", .key = facility.recovery.key, .recovery = true}}};
}

}  // namespace

TEST_CASE("The bytes of a recipient set are those of ENVELOPE.md, for good") {
  const auto bytes = sign(documented_set(), root().secret);
  REQUIRE(bytes);
  CHECK(to_hex(*bytes) == documented("recipient-set-v1"));
}

TEST_CASE("A recipient set says what was signed") {
  const RecipientSet given = documented_set();
  const auto got = verify_recipient_set(*sign(given, root().secret), root().key);
  REQUIRE(got);
  CHECK(got->team == given.team);
  CHECK(got->epoch == given.epoch);
  CHECK(got->issued == given.issued);
  CHECK(got->expires == given.expires);
  REQUIRE(got->recipients.size() == 2);
  CHECK(got->recipients[0].name == "Callers");
  CHECK_FALSE(got->recipients[0].recovery);
  CHECK(got->recipients[1].key == given.recipients[1].key);
  CHECK(got->recipients[1].recovery);
  CHECK_FALSE(got->recipients[1].demo);
}

TEST_CASE("A recipient set of anybody else, shortened or changed in one bit, is none") {
  const Bytes good = *sign(documented_set(), root().secret);
  CHECK_FALSE(verify_recipient_set(good, Facility().kiosk.key));
  for (std::size_t size = 0; size < good.size(); ++size)
    CHECK_FALSE(verify_recipient_set(std::span(good).first(size), root().key));
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    Bytes changed = good;
    changed[bit / 8] ^= std::byte{1} << (bit % 8);
    CHECK_FALSE(verify_recipient_set(changed, root().key));
  }
}

TEST_CASE("What would seal requests to nobody, or to one alone, is not signed") {
  const auto refused = [](auto change) {
    RecipientSet set = documented_set();
    change(set);
    return !sign(set, root().secret);
  };
  CHECK(refused([](RecipientSet& set) { set.recipients.pop_back(); }));
  CHECK(refused([](RecipientSet& set) { set.recipients[1].key = set.recipients[0].key; }));
  CHECK(refused([](RecipientSet& set) { set.recipients.resize(max_recipients + 1); }));
  CHECK(refused([](RecipientSet& set) { set.team = "St. Brendan’s"; }));
  CHECK(refused([](RecipientSet& set) { set.team = ""; }));
  CHECK(refused([](RecipientSet& set) { set.recipients[0].name = std::string(48, 'n'); }));
  CHECK_FALSE(refused([](RecipientSet& set) { set.recipients[0].name = std::string(47, 'n'); }));
}

TEST_CASE("A set follows only one of the same team with a lower epoch") {
  const RecipientSet current = documented_set();
  RecipientSet next = current;
  CHECK_FALSE(may_follow(next, current));
  next.epoch = 4;
  CHECK(may_follow(next, current));
  next.team = "another";
  CHECK_FALSE(may_follow(next, current));
  next = current;
  next.epoch = 2;
  CHECK_FALSE(may_follow(next, current));
}
