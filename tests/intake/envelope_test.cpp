#include "intake/envelope.h"

#include <rapidcheck.h>
#include <sodium.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>
#include <string>

#include "documented.h"
#include "intake/seal.h"
#include "making.h"

using namespace porchlight;
using namespace porchlight::intake;

namespace {

Bytes good_envelope(const Facility& facility) {
  Counting random;
  return seal(draft("Ana", "4155550137"), facility.context(), random, test_now).value().bytes;
}

bool contains(std::span<const std::byte> bytes, std::string_view text) {
  const auto wanted = std::as_bytes(std::span(text));
  return !std::ranges::search(bytes, wanted).empty();
}

}  // namespace

TEST_CASE("The test vector of ENVELOPE.md comes out byte for byte") {
  const Facility facility;
  Counting random;
  const auto sealed = seal(draft("Zoë", "4155550137"), facility.context(), random, test_now);
  REQUIRE(sealed);
  CHECK(sealed->id == "000102030405060708090a0b0c0d0e0f");
  CHECK(sealed->digits.view() == "43274555");
  CHECK(to_hex(sealed->bytes) == documented("envelope-v1"));
  CHECK(to_hex(envelope_hash(sealed->bytes)) == documented("envelope-v1-hash"));
  CHECK(to_text(facility.callers.key) == documented("callers-public"));
  CHECK(to_text(facility.kiosk.key) == documented("kiosk-public"));
}

TEST_CASE("Each recipient opens what was sealed, whatever name and number it holds") {
  const Facility facility;
  REQUIRE(rc::check([&](std::uint64_t seed) {
    const auto name = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
    std::string number = "4155550000";
    const int last = *rc::gen::inRange(0, 10'000);
    for (int i = 0, rest = last; i < 4; ++i, rest /= 10) number[9u - i] = static_cast<char>('0' + rest % 10);
    RC_PRE(name.size() <= SecretText::capacity_bytes);
    Draft wish = draft(name, number);
    wish.when =
        *rc::gen::element(WhenToCall::as_soon_as_possible, WhenToCall::mornings, WhenToCall::evenings);
    wish.if_not_me = *rc::gen::element(IfNotMe::say_nothing, IfNotMe::voicemail_is_fine);

    SeededRandom random(seed);
    const auto sealed = seal(wish, facility.context(), random, test_now);
    RC_ASSERT(sealed.ok());
    RC_ASSERT(sealed->bytes.size() == envelope_size(2));
    RC_ASSERT(verify(sealed->bytes, facility.kiosk.key).ok());
    for (const auto* secret : {&facility.callers.secret, &facility.recovery.secret}) {
      const auto opened = open(sealed->bytes, *secret);
      RC_ASSERT(opened.ok());
      RC_ASSERT(opened->name.view() == name);
      RC_ASSERT(opened->number.view() == "+1" + number);
      RC_ASSERT(opened->if_not_me == wish.if_not_me);
      RC_ASSERT(opened->header.when == *wish.when);
      RC_ASSERT(opened->header.id == sealed->id);
    }
  }));
}

TEST_CASE(
    "In clear stand the kiosk, the hour, the wanted time, the language, the consent and the withdrawal "
    "hash") {
  const Facility facility;
  const auto header = read_header(good_envelope(facility));
  REQUIRE(header);
  CHECK(header->kiosk_id == "lobby-1");
  CHECK(header->language == "en");
  CHECK(header->when == WhenToCall::evenings);
  CHECK(header->hour == Instant(seconds(1'789'999'200)));
  CHECK(header->consent_version == 1);
  CHECK(header->withdraw == *withdraw_hash("43274555", facility.withdraw));
  CHECK(header->recipients ==
        std::vector{recipient_id(facility.callers.key), recipient_id(facility.recovery.key)});
}

TEST_CASE("Neither name nor number nor the digits can be seen in an envelope") {
  const Facility facility;
  Counting random;
  const auto sealed = seal(draft("Canaryname", "4155550137"), facility.context(), random, test_now);
  REQUIRE(sealed);
  for (const char* text : {"Canary", "yname", "415555", "5550137", "43274555"})
    CHECK_FALSE(contains(sealed->bytes, text));
}

TEST_CASE("All envelopes for the same recipients have the same size, with or without a name") {
  const Facility facility;
  SodiumRandom random;
  CHECK(seal(draft("", "4155550137"), facility.context(), random, test_now)->bytes.size() ==
        seal(draft(std::string(96, 'x'), "+491511234567890"), facility.context(), random, test_now)
            ->bytes.size());
}

TEST_CASE("Sealing the same wish twice gives nothing that looks alike") {
  const Facility facility;
  SodiumRandom random;
  const auto one = seal(draft("Ana", "4155550137"), facility.context(), random, test_now);
  const auto two = seal(draft("Ana", "4155550137"), facility.context(), random, test_now);
  CHECK(one->id != two->id);
  CHECK(one->digits.view() != two->digits.view());
  // Past the header: no 16 bytes at the same place are equal, but for the recipients' ids.
  const auto a = std::span(one->bytes).last(256 + 16 + 64), b = std::span(two->bytes).last(256 + 16 + 64);
  for (std::size_t at = 0; at + 16 <= a.size(); ++at)
    CHECK_FALSE(std::ranges::equal(a.subspan(at, 16), b.subspan(at, 16)));
}

TEST_CASE("Any flipped bit of an envelope is noticed, and what it was sealed for is never opened wrongly") {
  const Facility facility;
  const Bytes good = good_envelope(facility);
  REQUIRE(verify(good, facility.kiosk.key));
  REQUIRE(open(good, facility.callers.secret));
  const std::size_t seals = 128, first_seal_end = seals + 120, body = seals + 2 * 120,
                    signature = good.size() - 64;
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    Bytes bad = good;
    bad[bit / 8] ^= static_cast<std::byte>(1u << bit % 8);
    REQUIRE_FALSE(verify(bad, facility.kiosk.key));
    const std::size_t at = bit / 8;
    const bool concerns_callers = at < first_seal_end || (at >= body && at < signature);
    REQUIRE(open(bad, facility.callers.secret).ok() == !concerns_callers);
  }
}

TEST_CASE("Any shortened or lengthened envelope is refused") {
  const Facility facility;
  Bytes good = good_envelope(facility);
  for (std::size_t size = 0; size < good.size(); ++size) {
    REQUIRE_FALSE(read_header(std::span(good).first(size)));
    REQUIRE_FALSE(verify(std::span(good).first(size), facility.kiosk.key));
    REQUIRE_FALSE(open(std::span(good).first(size), facility.callers.secret));
  }
  good.push_back(std::byte{0});
  CHECK_FALSE(verify(good, facility.kiosk.key));
}

TEST_CASE("Bytes that are no envelope never do harm") {
  const Facility facility;
  REQUIRE(rc::check([&](const std::vector<unsigned char>& noise) {
    Bytes bytes = good_envelope(facility);
    for (std::size_t i = 0; i + 1 < noise.size(); i += 2)
      bytes[(noise[i] * 7u + i) % bytes.size()] ^= std::byte{noise[i + 1]};
    const bool same = bytes == good_envelope(facility);
    RC_ASSERT(verify(bytes, facility.kiosk.key).ok() == same);
    (void)read_header(std::as_bytes(std::span(noise)));
    (void)open(bytes, facility.callers.secret);
  }));
}

TEST_CASE("A key that is not a recipient’s opens nothing") {
  const Facility facility;
  SodiumRandom random;
  const SealingPair stranger = make_sealing_pair(random);
  const auto opened = open(good_envelope(facility), stranger.secret);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().what.find("not for this key") != std::string::npos);
}

TEST_CASE("A seal taken from one envelope does not fit another") {
  const Facility facility;
  SodiumRandom random;
  Bytes one = seal(draft("Ana", "4155550137"), facility.context(), random, test_now).value().bytes;
  const Bytes two = seal(draft("Bo", "4155550138"), facility.context(), random, test_now).value().bytes;
  std::copy_n(two.begin() + 128, 240, one.begin() + 128);
  CHECK_FALSE(open(one, facility.callers.secret));
}

TEST_CASE("One recipient cannot change what another will read, although both know the key of the body") {
  const Facility facility;
  Bytes bytes = good_envelope(facility);
  const auto at = [&](std::size_t offset) { return reinterpret_cast<unsigned char*>(bytes.data() + offset); };
  const std::size_t seal = 128 + 8, body = 128 + 2 * 120;
  std::array<unsigned char, 64> key;
  REQUIRE(crypto_box_seal_open(
              key.data(), at(seal), 112,
              reinterpret_cast<const unsigned char*>(facility.callers.key.bytes.data()),
              reinterpret_cast<const unsigned char*>(facility.callers.secret.bytes().data())) == 0);
  std::array<unsigned char, 256> plain;
  REQUIRE(crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, at(body), 272, at(0),
                                                     128, at(16), key.data()) == 0);
  const auto seal_again = [&] {
    crypto_aead_xchacha20poly1305_ietf_encrypt(at(body), nullptr, plain.data(), plain.size(), at(0), 128,
                                               nullptr, at(16), key.data());
  };
  seal_again();
  REQUIRE(open(bytes, facility.recovery.secret));  // nothing changed so far
  bytes[9] = std::byte{2};
  plain[113] = 2;  // mornings, in header and body alike
  seal_again();
  CHECK_FALSE(open(bytes, facility.recovery.secret));
}

TEST_CASE("A request is not sealed when the facility or the visitor left something out") {
  const Facility facility;
  SodiumRandom random;
  const auto fails = [&](const Draft& wish, const SealContext& context) {
    return !seal(wish, context, random, test_now).ok();
  };
  Draft no_time = draft("Ana", "4155550137");
  no_time.when.reset();
  CHECK(fails(no_time, facility.context()));
  CHECK(fails(draft("Ana", "911"), facility.context()));
  CHECK(fails(draft("Ana", ""), facility.context()));

  const Draft wish = draft("Ana", "4155550137");
  SealContext one = facility.context(), many = facility.context(), named = facility.context(),
              tongue = facility.context();
  one.recipients = one.recipients.first(1);
  CHECK(fails(wish, one));
  const std::array<Recipient, 2> twice{facility.recipients[0], facility.recipients[0]};
  many.recipients = twice;
  CHECK(fails(wish, many));
  named.kiosk_id = "the lobby";
  CHECK(fails(wish, named));
  tongue.language = std::string(17, 'x');
  CHECK(fails(wish, tongue));
  CHECK_FALSE(fails(wish, facility.context()));
}

TEST_CASE("Up to sixteen recipients can each open a request") {
  const Facility facility;
  SeededRandom random(3);
  std::vector<SealingPair> pairs;
  std::vector<Recipient> recipients;
  for (int i = 0; i < 17; ++i) {
    pairs.push_back(make_sealing_pair(random));
    recipients.push_back({"", pairs.back().key, false, false});
  }
  SealContext context = facility.context();
  context.recipients = std::span(recipients).first(16);
  const auto sealed = seal(draft("Ana", "4155550137"), context, random, test_now);
  REQUIRE(sealed);
  for (int i = 0; i < 16; ++i)
    CHECK(open(sealed->bytes, pairs[static_cast<std::size_t>(i)].secret)->name.view() == "Ana");
  CHECK_FALSE(open(sealed->bytes, pairs[16].secret));
  context.recipients = recipients;
  CHECK_FALSE(seal(draft("Ana", "4155550137"), context, random, test_now));
}
