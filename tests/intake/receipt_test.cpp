#include "intake/receipt.h"

#include <catch2/catch_test_macros.hpp>

#include "documented.h"
#include "intake/envelope.h"
#include "making.h"

using namespace porchlight;
using namespace porchlight::intake;

namespace {

SigningPair collector() {
  Repeated d1(0xd1);
  return make_signing_pair(d1);
}

}  // namespace

TEST_CASE("A receipt is for one request and exactly its bytes") {
  const Facility facility;
  Counting random;
  auto sealed = seal(draft("Ana", "4155550137"), facility.context(), random, test_now);
  REQUIRE(sealed);
  const SigningPair keys = collector();
  const Receipt given{Receipt::Of::request, sealed->id, envelope_hash(sealed->bytes), test_now,
                      seconds(5400)};
  const auto got = verify_receipt(sign(given, keys.secret), keys.key);
  REQUIRE(got);
  CHECK(got->id == sealed->id);
  CHECK(got->received == test_now);
  CHECK(got->wait == seconds(5400));
  CHECK(is_for(*got, sealed->id, sealed->bytes));
  CHECK_FALSE(is_for(*got, std::string(32, '0'), sealed->bytes));
  sealed->bytes.back() ^= std::byte{1};
  CHECK_FALSE(is_for(*got, sealed->id, sealed->bytes));
}

TEST_CASE("The receipt of ENVELOPE.md comes out byte for byte") {
  const Facility facility;
  Counting random;
  const auto sealed = seal(draft("Zoë", "4155550137"), facility.context(), random, test_now);
  REQUIRE(sealed);
  const Receipt receipt{Receipt::Of::request, sealed->id, envelope_hash(sealed->bytes),
                        Instant(seconds(1'790'000'060)), seconds(5400)};
  CHECK(to_hex(sign(receipt, collector().secret)) == documented("receipt-v1"));
}

TEST_CASE("A receipt may say that the wait is not known") {
  const SigningPair keys = collector();
  const Receipt given{Receipt::Of::request, std::string(32, 'a'), {}, test_now, std::nullopt};
  CHECK(verify_receipt(sign(given, keys.secret), keys.key)->wait == std::nullopt);
}

TEST_CASE("A receipt of a withdrawal is never one of a request") {
  const SigningPair keys = collector();
  const Hash hash = blake2b(Bytes(3));
  const auto got =
      verify_receipt(sign({Receipt::Of::withdrawal, "", hash, test_now, {}}, keys.secret), keys.key);
  REQUIRE(got);
  CHECK(got->of == Receipt::Of::withdrawal);
  CHECK(got->hash == hash);
  CHECK_FALSE(is_for(*got, "", Bytes(3)));
}

TEST_CASE("A receipt of anybody else, shortened or changed in one bit, is no receipt") {
  const SigningPair keys = collector();
  const Bytes good =
      sign({Receipt::Of::request, std::string(32, 'a'), {}, test_now, seconds(60)}, keys.secret);
  REQUIRE(verify_receipt(good, keys.key));
  CHECK_FALSE(verify_receipt(good, Facility().kiosk.key));
  for (std::size_t size = 0; size < good.size(); ++size)
    CHECK_FALSE(verify_receipt(std::span(good).first(size), keys.key));
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    Bytes bad = good;
    bad[bit / 8] ^= static_cast<std::byte>(1u << bit % 8);
    CHECK_FALSE(verify_receipt(bad, keys.key));
  }
}
