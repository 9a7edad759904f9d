// Who comes in: by an invitation once, then by name and passphrase; and who does not.
#include "inbox/staff.h"

using namespace porchlight;
using namespace porchlight::collector;

TEMPLATE_TEST_CASE("An invitation lets one person in, once, within 3 days", "", Sqlite, PostgreSql) {
  Staff<TestType> staff;
  const std::string code = staff.invite("sam", Role::admin);
  const Answer shown = staff.post("invitation", {{"code", code}});
  REQUIRE(shown.status == 200);
  CHECK(json::parse(shown.body)["name"] == "sam");
  CHECK(json::parse(shown.body)["team"] == team);

  const Answer joined = staff.join_with(code, "a long passphrase");
  REQUIRE(joined.status == 200);
  CHECK(json::parse(joined.body)["role"] == "admin");
  CHECK(json::parse(staff.get("me", staff.cookie_of(joined)).body)["name"] == "sam");
  CHECK(error_of(staff.join_with(code, "another")) == "no_invitation");

  const std::string late = staff.invite("kim");
  staff.clock.advance(std::chrono::hours(73));
  CHECK(error_of(staff.post("invitation", {{"code", late}})) == "no_invitation");
  CHECK(error_of(staff.join_with(late, "a long passphrase")) == "no_invitation");
}

TEMPLATE_TEST_CASE("A session is a cookie that no script reads and no other site sends", "", Sqlite,
                   PostgreSql) {
  Staff<TestType> plain, tls({.tls = true});
  const std::string cookie = plain.header(plain.join_with(plain.invite("sam"), "x"), "Set-Cookie");
  CHECK(cookie.find("HttpOnly; SameSite=Strict") != std::string::npos);
  CHECK(cookie.find("Secure") == std::string::npos);
  const Answer joined = tls.join_with(tls.invite("sam"), "x");
  CHECK(tls.header(joined, "Set-Cookie").find("; Secure") != std::string::npos);
  CHECK(tls.header(joined, "Strict-Transport-Security") != "");
}

TEMPLATE_TEST_CASE("Name and passphrase belong together, whatever the name's letters", "", Sqlite,
                   PostgreSql) {
  Staff<TestType> staff;
  staff.join("sam");
  const Answer right = staff.sign_in("Sam", "sam has a passphrase");
  REQUIRE(right.status == 200);
  CHECK(staff.get("me", staff.cookie_of(right)).status == 200);
  CHECK(error_of(staff.sign_in("sam", "another")) == "wrong");
  CHECK(error_of(staff.sign_in("nobody", "sam has a passphrase")) == "wrong");
}

TEMPLATE_TEST_CASE("Whether somebody is here is not told: a name that nobody has looks like any other", "",
                   Sqlite, PostgreSql) {
  Staff<TestType> staff;
  staff.join("sam");
  const auto begin = [&](const char* name) {
    return json::parse(staff.post("sign-in/begin", {{"name", name}}).body);
  };
  CHECK(begin("sam")["salt"] == staff.base64("0123456789abcdef"));
  CHECK(begin("nobody")["salt"].template get<std::string>().size() ==
        begin("sam")["salt"].template get<std::string>().size());
  CHECK(begin("nobody") == begin("Nobody"));
  CHECK(begin("nobody") != begin("nobody-else"));
  CHECK(begin("nobody")["passes"] == begin("sam")["passes"]);
  CHECK(begin("nobody")["memory_kib"] == begin("sam")["memory_kib"]);
  for (const char* name : {"sam", "nobody"}) {
    for (int i = 0; i < failures_until_locked; ++i) CHECK(error_of(staff.sign_in(name, "wrong")) == "wrong");
    CHECK(error_of(staff.sign_in(name, "wrong")) == "locked");
  }
}

TEMPLATE_TEST_CASE("After 5 wrong passphrases not even the right one opens, for 15 minutes", "", Sqlite,
                   PostgreSql) {
  Staff<TestType> staff;
  staff.join("sam");
  staff.join("kim");
  for (int i = 0; i < failures_until_locked; ++i) staff.sign_in("sam", "wrong");
  const Answer refused = staff.sign_in("sam", "sam has a passphrase");
  CHECK(refused.status == 429);
  CHECK(refused.retry_after == locked_for);
  CHECK(staff.sign_in("kim", "kim has a passphrase").status == 200);
  staff.clock.advance(locked_for + seconds(1));
  CHECK(staff.sign_in("sam", "sam has a passphrase").status == 200);
  // And it counts from the beginning again.
  CHECK(error_of(staff.sign_in("sam", "wrong")) == "wrong");
  CHECK(staff.sign_in("sam", "sam has a passphrase").status == 200);
}

TEMPLATE_TEST_CASE("A session ends after 12 hours, by signing out, and when the person is removed", "",
                   Sqlite, PostgreSql) {
  Staff<TestType> staff;
  const std::string admin = staff.join("ada", Role::admin), sam = staff.join("sam"), kim = staff.join("kim");
  CHECK(staff.post("sign-out", json::object(), kim).status == 200);
  CHECK(error_of(staff.get("requests", kim)) == "signed_out");
  CHECK(staff.get("requests", sam).status == 200);
  CHECK(staff.post("people/sam/remove", json::object(), admin).status == 200);
  CHECK(error_of(staff.get("requests", sam)) == "signed_out");
  CHECK(error_of(staff.sign_in("sam", "sam has a passphrase")) == "wrong");
  staff.clock.advance(session_lasts - seconds(1));
  CHECK(staff.get("requests", admin).status == 200);
  staff.clock.advance(seconds(1));
  CHECK(error_of(staff.get("requests", admin)) == "signed_out");
}

TEMPLATE_TEST_CASE("Who lost their passphrase is invited again, with a new key and no old session", "",
                   Sqlite, PostgreSql) {
  Staff<TestType> staff;
  const std::string old = staff.join("sam");
  const Answer joined = staff.join_with(staff.invite("sam"), "a new one");
  REQUIRE(joined.status == 200);
  CHECK(error_of(staff.get("me", old)) == "signed_out");
  CHECK(error_of(staff.sign_in("sam", "sam has a passphrase")) == "wrong");
  CHECK(staff.sign_in("sam", "a new one").status == 200);
}

TEMPLATE_TEST_CASE("What only an admin may do, a caller may not", "", Sqlite, PostgreSql) {
  Staff<TestType> staff;
  const std::string admin = staff.join("ada", Role::admin), caller = staff.join("sam");
  for (const char* target : {"people", "audit", "fleet"}) {
    CHECK(staff.get(target, admin).status == 200);
    CHECK(error_of(staff.get(target, caller)) == "not_admin");
    CHECK(error_of(staff.get(target)) == "signed_out");
  }
  CHECK(error_of(staff.post("people", {{"name", "eve"}}, caller)) == "not_admin");
  CHECK(error_of(staff.post("people/ada/remove", json::object(), caller)) == "not_admin");
  const std::string other = staff.join("bo", Role::admin, "elm-street");
  CHECK(error_of(staff.post("people/sam/remove", json::object(), other)) == "nobody");
  CHECK(error_of(staff.post("people", {{"name", "sam"}}, other)) == "name_taken");
  CHECK(error_of(staff.post("people", {{"name", "two words"}}, admin)) == "not_a_name");
  const json invited = json::parse(staff.post("people", {{"name", "Lee"}, {"role", "admin"}}, admin).body);
  CHECK(invited["name"] == "lee");
  CHECK(json::parse(staff.join_with(invited["code"], "x").body)["role"] == "admin");
}

TEST_CASE("Another site's page is not listened to") {
  Staff<Sqlite> staff;
  const std::string admin = staff.join("ada", Role::admin);
  auto call = staff.call("POST", "people/ada/remove", json::object(), admin);
  call.headers.erase("porchlight-inbox");
  CHECK(error_of(staff.answer(call)) == "other_page");
  call.headers["porchlight-inbox"] = "1";
  call.headers["sec-fetch-site"] = "cross-site";
  CHECK(error_of(staff.answer(call)) == "other_page");
  call.headers["sec-fetch-site"] = "same-origin";
  CHECK(staff.answer(call).status == 200);
}

TEST_CASE("What is no question of the page has an answer that says so") {
  Staff<Sqlite> staff;
  const std::string sam = staff.join("sam");
  CHECK(error_of(staff.get("nothing", sam)) == "no_such_address");
  CHECK(error_of(staff.get("sign-in", sam)) == "no_such_address");
  CHECK(error_of(staff.post("requests/a/b/open", json::object(), sam)) == "no_such_address");
  CHECK(error_of(staff.post("sign-in", json::array())) == "not_understood");
  CHECK(error_of(staff.post("sign-in", {{"name", 3}, {"half", true}})) == "not_understood");
  CHECK(error_of(staff.post("sign-in", {{"name", std::string(65, 'a')}, {"half", staff.half_of("x")}})) ==
        "not_understood");
  CHECK(error_of(staff.post("join", {{"code", "AAAA-AAAA-AAAA"}})) == "not_understood");
  Call broken = staff.call("POST", "sign-in");
  broken.body = {std::byte{'{'}, std::byte{0xff}};
  CHECK(error_of(staff.answer(broken)) == "not_understood");
}
