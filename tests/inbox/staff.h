// The people of a test: a collector with an inbox on either store, somebody who joined, and what their
// browser would ask.
#pragma once

#include <future>
#include <nlohmann/json.hpp>
#include <string>

#include "base/base64.h"
#include "collector/api.h"
#include "collector/inbox/inbox.h"
#include "collector/places.h"
#include "intake/documented.h"
#include "intake/making.h"

namespace porchlight::collector {

using nlohmann::json;

inline intake::SigningPair signing_pair(unsigned char seed) {
  intake::Repeated repeated(seed);
  return intake::make_signing_pair(repeated);
}

template <class Place>
struct Staff {
  static constexpr Instant start{seconds(1'790'000'030)};

  intake::Facility facility;
  intake::SigningPair receipts = signing_pair(0xd1), root = signing_pair(0xe1);
  FakeClock clock{start};
  Place place;
  std::unique_ptr<Store> store = collector::open(place.url());  // beside the collector's own
  Writer writer;
  Api api;
  Inbox inbox;

  explicit Staff(InboxSettings settings = {})
      : writer(one(place.url())),
        api(writer, clock, receipts.secret, root.key),
        inbox(writer, clock, receipts.secret, root.key, settings) {
    api.serve(inbox);
    enrol("lobby-1", team);
  }

  static std::vector<std::unique_ptr<Store>> one(const std::string& url) {
    std::vector<std::unique_ptr<Store>> stores;
    stores.push_back(collector::open(url));
    return stores;
  }

  void enrol(const std::string& kiosk, const std::string& its_team) {
    REQUIRE(store->add_code(hash_of(kiosk), kiosk, its_team, clock.now() + minutes(1)));
    REQUIRE(store->enrol(hash_of(kiosk), facility.kiosk.key, clock.now()));
  }

  // A request of the real kiosk code, received now.
  std::string receive(unsigned char seed, const std::string& its_team = team,
                      const std::string& kiosk = "lobby-1",
                      intake::WhenToCall when = intake::WhenToCall::evenings) {
    intake::SeededRandom random(seed);
    intake::Draft draft = intake::draft("Ana", "4155550137");
    draft.when = when;
    const auto sealed = intake::seal(draft, facility.context(), random, intake::test_now).value();
    const auto header = intake::read_header(sealed.bytes).value();
    REQUIRE(put(*store, {.id = sealed.id,
                         .kiosk = kiosk,
                         .team = its_team,
                         .hash = intake::envelope_hash(sealed.bytes),
                         .withdraw = header.withdraw,
                         .received = clock.now(),
                         .envelope = sealed.bytes}) == Kept::is_new);
    return sealed.id;
  }

  Answer answer(Call call) {
    const auto promise = std::make_shared<std::promise<Answer>>();
    api.handle(std::move(call), [promise](Answer given) { promise->set_value(std::move(given)); });
    return promise->get_future().get();
  }
  static Call call(const char* method, const std::string& target, const json& body = nullptr,
                   const std::string& cookie = "") {
    Call call{.method = method, .target = "/inbox/api/" + target};
    call.headers["porchlight-inbox"] = "1";
    if (!cookie.empty()) call.headers["cookie"] = cookie;
    if (!body.is_null()) {
      const std::string text = body.dump();
      const auto bytes = std::as_bytes(std::span(text));
      call.body.assign(bytes.begin(), bytes.end());
    }
    return call;
  }
  Answer post(const std::string& target, const json& body, const std::string& cookie = "") {
    return answer(call("POST", target, body, cookie));
  }
  Answer get(const std::string& target, const std::string& cookie = "") {
    return answer(call("GET", target, nullptr, cookie));
  }

  static std::string base64(std::string_view text) { return to_base64(std::as_bytes(std::span(text))); }
  static std::string half_of(const std::string& passphrase) {
    return to_base64(hash_of("half " + passphrase));
  }

  std::string invite(const std::string& name, Role role = Role::caller, const std::string& its_team = team) {
    intake::SeededRandom random(static_cast<unsigned char>(++invited_));
    const std::string code = draw_code(random);
    REQUIRE(People(store->sql())
                .invite({name, its_team, role}, code_hash(code).value(), "(operator)", clock.now()));
    return code;
  }
  Answer join_with(const std::string& code, const std::string& passphrase) {
    return post("join", {{"code", code},
                         {"salt", base64("0123456789abcdef")},
                         {"passes", 3},
                         {"memory_kib", 65536},
                         {"half", half_of(passphrase)},
                         {"key", to_base64(facility.recipients[0].key.bytes)},
                         {"wrapped", base64("closed with the other half")}});
  }
  // Their cookie.
  std::string join(const std::string& name, Role role = Role::caller, const std::string& its_team = team) {
    const Answer joined = join_with(invite(name, role, its_team), name + " has a passphrase");
    REQUIRE(joined.status == 200);
    return cookie_of(joined);
  }
  Answer sign_in(const std::string& name, const std::string& passphrase) {
    return post("sign-in", {{"name", name}, {"half", half_of(passphrase)}});
  }

  static std::string header(const Answer& answer, std::string_view name) {
    for (const auto& [each, value] : answer.headers)
      if (each == name) return value;
    return "";
  }
  static std::string cookie_of(const Answer& answer) {
    const std::string set = header(answer, "Set-Cookie");
    return set.substr(0, set.find(';'));
  }

  json list(const std::string& cookie, const std::string& query = "") {
    const Answer listed = get("requests" + query, cookie);
    REQUIRE(listed.status == 200);
    return json::parse(listed.body);
  }
  Answer open(const std::string& id, int version, const std::string& cookie) {
    return post("requests/" + id + "/open", {{"version", version}}, cookie);
  }
  Answer report(const std::string& id, int version, const std::string& result, const std::string& cookie) {
    return post("requests/" + id + "/result", {{"version", version}, {"result", result}}, cookie);
  }

 private:
  int invited_ = 0;
};

inline std::string error_of(const Answer& answer) {
  const auto parsed = json::parse(answer.body, nullptr, false);
  return parsed.is_object() ? parsed.value("error", "no error") : "no JSON";
}

}  // namespace porchlight::collector
