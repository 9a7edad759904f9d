#include "intake/webhook.h"

#include <catch2/catch_test_macros.hpp>

#include "documented.h"
#include "making.h"

using namespace porchlight;
using namespace porchlight::intake;

namespace {

constexpr Instant at{seconds(1'790'000'030)};

Bytes body_of(std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

}  // namespace

TEST_CASE("The signature of a message is that of PROTOCOL.md") {
  const Facility facility;
  Counting counting;
  const auto sealed = seal(draft("Zoë", "4155550137"), facility.context(), counting, test_now);
  REQUIRE(sealed);
  CHECK(sign_webhook("request:" + sealed->id, at, sealed->bytes, facility.kiosk.secret) ==
        documented("webhook-signature-v1", "app/collector/PROTOCOL.md"));
}

TEST_CASE("A signature fits its id, time, body and key, and nothing else") {
  const Facility facility;
  const Bytes body = body_of("{\"waiting\": 2}");
  const std::string signature = sign_webhook("status:lobby-1", at, body, facility.kiosk.secret);
  const auto fits = [&](std::string_view id, Instant time, const Bytes& what, const SigningPublic& key) {
    return verify_webhook(id, time, what, signature, key);
  };
  CHECK(fits("status:lobby-1", at, body, facility.kiosk.key));
  CHECK_FALSE(fits("status:lobby-2", at, body, facility.kiosk.key));
  CHECK_FALSE(fits("status:lobby-1", at + seconds(1), body, facility.kiosk.key));
  CHECK_FALSE(fits("status:lobby-1", at, body_of("{\"waiting\": 3}"), facility.kiosk.key));
  CHECK_FALSE(fits("status:lobby-1", at, {}, facility.kiosk.key));
  Repeated other(0x77);
  CHECK_FALSE(fits("status:lobby-1", at, body, make_signing_pair(other).key));
}

TEST_CASE("Of several signatures one must fit; what is none is passed over") {
  const Facility facility;
  const std::string good = sign_webhook("a", at, {}, facility.kiosk.secret);
  Repeated other(0x77);
  const std::string wrong = sign_webhook("a", at, {}, make_signing_pair(other).secret);
  const auto fits = [&](const std::string& header) {
    return verify_webhook("a", at, {}, header, facility.kiosk.key);
  };
  CHECK(fits(wrong + " " + good));
  CHECK(fits(good + " v2,abc"));
  CHECK(fits("v1,abc  " + good));
  CHECK_FALSE(fits(wrong));
  CHECK_FALSE(fits(""));
  CHECK_FALSE(fits("v1a,"));
  CHECK_FALSE(fits("v1a,AAAA"));
  CHECK_FALSE(fits(good + "A"));
  CHECK_FALSE(fits(good.substr(0, good.size() - 4)));
  CHECK_FALSE(fits("v1," + good.substr(4)));
}
