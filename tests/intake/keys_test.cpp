#include "intake/keys.h"

#include <rapidcheck.h>

#include <catch2/catch_test_macros.hpp>
#include <set>

#include "making.h"

using namespace porchlight;
using namespace porchlight::intake;

TEST_CASE("Every kind of key survives being written as a line and read again") {
  REQUIRE(rc::check([](std::uint64_t seed) {
    SeededRandom random(seed);
    const SealingPair seal = make_sealing_pair(random);
    const SigningPair sign = make_signing_pair(random);
    const WithdrawKey withdraw = make_withdraw_key(random);
    const auto same = [](const auto& a, const auto& b) { return std::ranges::equal(a.bytes(), b.bytes()); };
    RC_ASSERT(*parse_sealing_key(to_text(seal.key)) == seal.key);
    RC_ASSERT(*parse_signing_public("  " + to_text(sign.key) + "\r\n") == sign.key);
    RC_ASSERT(same(*parse_sealing_secret(to_text(seal.secret).view()), seal.secret));
    RC_ASSERT(same(*parse_signing_secret(to_text(sign.secret).view()), sign.secret));
    RC_ASSERT(same(*parse_withdraw_key(to_text(withdraw).view()), withdraw));
    RC_ASSERT(public_of(*parse_sealing_secret(to_text(seal.secret).view())) == seal.key);
    RC_ASSERT(public_of(*parse_signing_secret(to_text(sign.secret).view())) == sign.key);
  }));
}

TEST_CASE("One wrong, missing or added letter in a key is noticed") {
  const std::string line = to_text(Facility().callers.key);
  REQUIRE(parse_sealing_key(line));
  for (std::size_t at = 0; at < line.size(); ++at) {
    std::string wrong = line, missing = line, added = line;
    wrong[at] = wrong[at] == 'A' ? 'B' : 'A';
    missing.erase(at, 1);
    added.insert(at, 1, 'A');
    CHECK_FALSE(parse_sealing_key(wrong));
    CHECK_FALSE(parse_sealing_key(missing));
    CHECK_FALSE(parse_sealing_key(added));
  }
  CHECK_FALSE(parse_sealing_key(""));
  CHECK_FALSE(parse_sealing_key("porchlight-seal-public:"));
}

TEST_CASE("A secret key in the place of a public one is refused and not repeated") {
  const Facility facility;
  const SecretText secret = to_text(facility.callers.secret);
  const auto key = parse_sealing_key(secret.view());
  REQUIRE_FALSE(key);
  CHECK(key.error().what.find("secret key") != std::string::npos);
  CHECK(key.error().what.find(secret.view().substr(30, 8)) == std::string::npos);
  CHECK_FALSE(parse_sealing_key(to_text(facility.kiosk.key)));
}

TEST_CASE("A key that anybody could open is refused") {
  CHECK_FALSE(parse_sealing_key(to_text(SealingKey{})));
}

TEST_CASE("A key has a short form that two people can compare") {
  const Facility facility;
  const std::string form = short_form(facility.callers.key);
  CHECK(form.size() == 19);
  std::string digits = form;
  std::erase(digits, '-');
  CHECK(digits == to_hex(recipient_id(facility.callers.key)));
  CHECK(form != short_form(facility.recovery.key));
}

TEST_CASE("Two made keys are never the same") {
  SodiumRandom random;
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) CHECK(seen.insert(to_text(make_sealing_pair(random).key)).second);
}
