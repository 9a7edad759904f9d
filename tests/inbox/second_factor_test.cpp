// The codes of a phone's authenticator, and who comes in with them.
#include "collector/inbox/second_factor.h"

#include "inbox/staff.h"

using namespace porchlight;
using namespace porchlight::collector;

namespace {

const std::string rfc_secret = "12345678901234567890";

template <class Place>
struct Guarded : Staff<Place> {
  Guarded() : Staff<Place>({.second_factor = true}) {}

  std::string code(int steps_later = 0) {
    const auto rows = this->store->sql().read({"SELECT totp FROM people WHERE name = 'sam'", {}});
    return phone_code(rows.value().bytes(0, 0), step_at(this->clock.now()) + steps_later);
  }
  Answer sign_in_with(const std::string& code, const std::string& passphrase = "sam has a passphrase") {
    return this->post("sign-in", {{"name", "sam"}, {"half", this->half_of(passphrase)}, {"code", code}});
  }
  // Sam, whose phone has the secret; the code of now is used up.
  std::string join_with_phone() {
    const std::string sam = this->join("sam");
    REQUIRE(this->post("second-factor/begin", json::object(), sam).status == 200);
    REQUIRE(this->post("second-factor", {{"code", code()}}, sam).status == 200);
    return sam;
  }
};

}  // namespace

TEST_CASE("The codes are those of RFC 6238, appendix B") {
  const auto secret = std::as_bytes(std::span(rfc_secret));
  const auto at = [&](std::int64_t time) { return phone_code(secret, step_at(Instant(seconds(time))), 8); };
  CHECK(at(59) == "94287082");
  CHECK(at(1'111'111'109) == "07081804");
  CHECK(at(1'111'111'111) == "14050471");
  CHECK(at(1'234'567'890) == "89005924");
  CHECK(at(2'000'000'000) == "69279037");
  CHECK(at(20'000'000'000) == "65353130");
}

TEST_CASE("A secret is written as authenticators read it: RFC 4648, section 10") {
  const auto base32 = [](std::string_view text) { return to_base32(std::as_bytes(std::span(text))); };
  CHECK(base32("") == "");
  CHECK(base32("f") == "MY");
  CHECK(base32("foob") == "MZXW6YQ");
  CHECK(base32("foobar") == "MZXW6YTBOI");
  CHECK(authenticator_link("sam", std::as_bytes(std::span(rfc_secret))) ==
        "otpauth://totp/Porchlight:sam?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Porchlight");
}

TEST_CASE("A code is good for its step and one before and after, and never twice") {
  const auto secret = std::as_bytes(std::span(rfc_secret));
  const Instant now(seconds(1'790'000'030));
  const std::int64_t step = step_at(now);
  for (const std::int64_t off : {-1, 0, 1})
    CHECK(step_of(phone_code(secret, step + off), secret, 0, now) == step + off);
  for (const std::int64_t off : {-2, 2}) CHECK_FALSE(step_of(phone_code(secret, step + off), secret, 0, now));
  CHECK_FALSE(step_of(phone_code(secret, step), secret, step, now));
  CHECK_FALSE(step_of("", secret, 0, now));
}

TEMPLATE_TEST_CASE("Where it is required nobody sees a request before their phone has the secret", "", Sqlite,
                   PostgreSql) {
  Guarded<TestType> staff;
  const std::string sam = staff.join("sam");
  CHECK(json::parse(staff.get("me", sam).body)["second_factor_wanted"] == true);
  for (const char* target : {"requests", "counts", "events", "lacking"})
    CHECK(error_of(staff.get(target, sam)) == "second_factor_wanted");
  CHECK(error_of(staff.post("second-factor", {{"code", "000000"}}, sam)) == "wrong_code");
  const json begun = json::parse(staff.post("second-factor/begin", json::object(), sam).body);
  CHECK(begun["secret"].template get<std::string>().size() == 32);
  CHECK(begun["qr"].size() == begun["qr"][0].template get<std::string>().size());
  CHECK(error_of(staff.post("second-factor", {{"code", staff.code(5)}}, sam)) == "wrong_code");
  CHECK(staff.post("second-factor", {{"code", staff.code()}}, sam).status == 200);
  CHECK(staff.get("requests", sam).status == 200);
  CHECK(json::parse(staff.get("me", sam).body)["second_factor_wanted"] == false);
  // A thief of the session cannot put another phone in its place.
  CHECK(error_of(staff.post("second-factor/begin", json::object(), sam)) == "wrong_code");
}

TEMPLATE_TEST_CASE("Signing in wants passphrase and code, and a code works once", "", Sqlite, PostgreSql) {
  Guarded<TestType> staff;
  staff.join_with_phone();
  CHECK(error_of(staff.sign_in("sam", "sam has a passphrase")) == "code_wanted");
  CHECK(error_of(staff.sign_in_with(staff.code())) == "wrong_code");  // used at setup
  staff.clock.advance(code_step);
  CHECK(error_of(staff.sign_in_with(staff.code(), "another")) == "wrong");
  CHECK(staff.sign_in_with(staff.code()).status == 200);
  CHECK(error_of(staff.sign_in_with(staff.code())) == "wrong_code");
}

TEMPLATE_TEST_CASE("Wrong codes lock as wrong passphrases do, and who lost the phone joins again", "", Sqlite,
                   PostgreSql) {
  Guarded<TestType> staff;
  staff.join_with_phone();
  staff.clock.advance(code_step);
  for (int i = 0; i < failures_until_locked; ++i)
    CHECK(error_of(staff.sign_in_with(staff.code(9))) == "wrong_code");
  CHECK(error_of(staff.sign_in_with(staff.code())) == "locked");
  const std::string again = staff.join("sam");
  CHECK(json::parse(staff.get("me", again).body)["second_factor_wanted"] == true);
}

TEMPLATE_TEST_CASE("Where it is not required nobody is asked for it", "", Sqlite, PostgreSql) {
  Staff<TestType> staff;
  const std::string sam = staff.join("sam");
  CHECK(json::parse(staff.get("me", sam).body)["second_factor_wanted"] == false);
  CHECK(staff.get("requests", sam).status == 200);
}
