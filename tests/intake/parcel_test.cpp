#include "intake/parcel.h"

#include <catch2/catch_test_macros.hpp>

#include "intake/envelope.h"
#include "intake/receipt.h"
#include "making.h"

using namespace porchlight;
using namespace porchlight::intake;

namespace {

Parcel parcel_of(int requests) {
  const Facility facility;
  SeededRandom random(3);
  Parcel parcel{"lobby-1", {}, {}};
  for (int i = 0; i < requests; ++i) {
    auto sealed = seal(draft("Ana", "4155550137"), facility.context(), random, test_now);
    parcel.withdrawals.push_back(read_header(sealed->bytes)->withdraw);
    parcel.envelopes.push_back(std::move(sealed->bytes));
  }
  return parcel;
}

}  // namespace

TEST_CASE("what a kiosk packs comes out of the parcel byte for byte, and is known to be from it") {
  const Facility facility;
  for (const int requests : {0, 1, 7}) {
    const Parcel given = parcel_of(requests);
    const auto bytes = pack(given, facility.kiosk.secret);
    REQUIRE(bytes);
    CHECK(verify_parcel(*bytes, facility.kiosk.key));
    const auto got = unpack(*bytes);
    REQUIRE(got);
    CHECK(got->kiosk_id == given.kiosk_id);
    CHECK(got->envelopes == given.envelopes);
    CHECK(got->withdrawals == given.withdrawals);
    // As PROTOCOL.md has it: head, entries, signature.
    const std::size_t envelope = 5 + envelope_size(2), withdrawal = 5 + 32;
    CHECK(bytes->size() == 48 + static_cast<std::size_t>(requests) * (envelope + withdrawal) + 64);
    CHECK(
        to_hex(*bytes).starts_with("706f726368626f78"
                                   "01"
                                   "00000000000000"
                                   "6c6f6262792d31"
                                   "00"));
  }
}

TEST_CASE("a parcel that was cut short or changed is not believed") {
  const Facility facility;
  Bytes bytes = *pack(parcel_of(2), facility.kiosk.secret);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto part = std::span(bytes).first(size);
    CHECK_FALSE(verify_parcel(part, facility.kiosk.key));
    (void)unpack(part);
  }
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    bytes[at] ^= std::byte{0x40};
    CHECK_FALSE(verify_parcel(bytes, facility.kiosk.key));
    (void)unpack(bytes);
    bytes[at] ^= std::byte{0x40};
  }
  CHECK(verify_parcel(bytes, facility.kiosk.key));
}

TEST_CASE("any bytes are read as a parcel or refused, and never more is taken than there is") {
  SeededRandom random(11);
  const Facility facility;
  const Bytes good = *pack(parcel_of(1), facility.kiosk.secret);
  for (int i = 0; i < 3'000; ++i) {
    std::array<std::byte, 6> dice{};
    random.fill(dice);
    Bytes bytes = good;
    const std::size_t at =
        48 + (std::to_integer<std::size_t>(dice[0]) * 256 + std::to_integer<std::size_t>(dice[1])) %
                 (good.size() - 48);
    for (std::size_t j = 0; j < 4 && at + j < bytes.size(); ++j) bytes[at + j] = dice[2 + j];
    const auto got = unpack(bytes);
    if (!got) continue;
    std::size_t size = 0;
    for (const Bytes& envelope : got->envelopes) size += envelope.size();
    CHECK(size <= good.size());
  }
}

TEST_CASE("receipts come out as they went in; of a file that was cut short the whole ones") {
  const Facility facility;
  std::vector<Bytes> receipts;
  for (const char digit : {'a', 'b', 'c'})
    receipts.push_back(
        sign({Receipt::Of::request, std::string(32, digit), {}, test_now, {}}, facility.kiosk.secret));
  const Bytes bytes = pack_receipts(receipts);
  CHECK(bytes.size() == 16 + 3 * receipt_size);
  CHECK(
      to_hex(bytes).starts_with("706f726368726373"
                                "01"
                                "00000000000000"));
  const auto got = unpack_receipts(bytes);
  REQUIRE(got);
  CHECK(got->receipts == receipts);
  CHECK_FALSE(got->cut_short);

  const auto part = unpack_receipts(std::span(bytes).first(bytes.size() - 1));
  REQUIRE(part);
  CHECK(part->receipts.size() == 2);
  CHECK(part->cut_short);
  for (std::size_t size = 0; size < 16; ++size) CHECK_FALSE(unpack_receipts(std::span(bytes).first(size)));
}

TEST_CASE("requests are not receipts, and those of a later version are not read") {
  const Facility facility;
  Bytes parcel = *pack(parcel_of(1), facility.kiosk.secret), receipts = pack_receipts({});
  CHECK_FALSE(unpack_receipts(parcel));
  CHECK_FALSE(unpack(receipts));
  for (std::size_t spare = 9; spare < 16; ++spare) {
    parcel[spare] = receipts[spare] = std::byte{1};
    CHECK_FALSE(unpack(parcel));
    CHECK_FALSE(unpack_receipts(receipts));
    parcel[spare] = receipts[spare] = std::byte{0};
  }
  parcel[8] = receipts[8] = std::byte{2};
  CHECK(unpack(parcel).error().what.find("newer") != std::string::npos);
  CHECK(unpack_receipts(receipts).error().what.find("newer") != std::string::npos);
}
