// A collector without a socket, and the kiosk of PROTOCOL.md's test vector that speaks to it.
#pragma once

#include <nlohmann/json.hpp>

#include <future>
#include <string>

#include "collector/api.h"
#include "collector/memory_store.h"
#include "collector/writer.h"
#include "intake/documented.h"
#include "intake/making.h"
#include "intake/recipient_set.h"
#include "intake/webhook.h"

namespace porchlight::collector {

inline Bytes bytes_of(std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

inline intake::SigningPair signing_pair(unsigned char seed) {
  intake::Repeated repeated(seed);
  return intake::make_signing_pair(repeated);
}

struct Office {
  static constexpr Instant start{seconds(1'790'000'030)};
  static constexpr const char* id = "000102030405060708090a0b0c0d0e0f";

  intake::Facility facility;
  intake::SigningPair receipts = signing_pair(0xd1), root = signing_pair(0xe1);
  FakeClock clock{start};
  MemoryDatabase database;
  Writer writer;
  Api api;
  Bytes envelope = from_hex(intake::documented("envelope-v1")).value();

  explicit Office(int stores = 1)
      : writer(memory_stores(database, stores)), api(writer, clock, receipts.secret, root.key) {
    enrol("lobby-1", facility.kiosk.key);
  }

  void enrol(const std::string& kiosk, const intake::SigningPublic& key, bool revoked = false) {
    const std::lock_guard lock(database.mutex);
    database.kiosks[kiosk] = {
        .id = kiosk, .team = "st-brendans", .key = key, .enrolled = start, .revoked = revoked};
  }

  Answer ask(Call call) {
    const auto promise = std::make_shared<std::promise<Answer>>();
    api.handle(std::move(call), [promise](Answer answer) { promise->set_value(std::move(answer)); });
    return promise->get_future().get();
  }

  Call signed_call(const char* method, const std::string& target, const std::string& webhook_id, Bytes body,
                   const std::string& kiosk, const intake::SigningSecret& key) const {
    Call call{.method = method, .target = target, .body = std::move(body)};
    call.headers["porchlight-kiosk"] = kiosk;
    call.headers["webhook-id"] = webhook_id;
    call.headers["webhook-timestamp"] = std::to_string(clock.now().time_since_epoch().count());
    call.headers["webhook-signature"] = intake::sign_webhook(webhook_id, clock.now(), call.body, key);
    return call;
  }
  Call signed_call(const char* method, const std::string& target, const std::string& webhook_id,
                   Bytes body = {}) const {
    return signed_call(method, target, webhook_id, std::move(body), "lobby-1", facility.kiosk.secret);
  }

  Call put(const Bytes& bytes, const std::string& request = id) const {
    return signed_call("PUT", "/v1/requests/" + request, "request:" + request, bytes);
  }
  Call withdrawal(const std::string& hash) const {
    return signed_call("DELETE", "/v1/withdrawals/" + hash, "withdrawal:" + hash);
  }
  Call status(std::string_view json) const {
    return signed_call("PUT", "/v1/kiosks/lobby-1/status", "status:lobby-1", bytes_of(json));
  }
  Call recipients() const { return signed_call("GET", "/v1/recipients", "recipients:lobby-1"); }
  Call base() const { return signed_call("GET", "/v1/base", "base:lobby-1"); }

  intake::Sealed seal(unsigned char seed) const {
    intake::SeededRandom random(seed);
    return intake::seal(intake::draft("Ana", "4155550137"), facility.context(), random, intake::test_now)
        .value();
  }

  std::string withdraw_hash() const { return to_hex(intake::read_header(envelope).value().withdraw); }

  Bytes recipient_set(std::uint32_t epoch) const {
    intake::RecipientSet set{.team = "st-brendans",
                             .epoch = epoch,
                             .issued = start,
                             .expires = start + std::chrono::days(365),
                             .recipients = {facility.recipients.begin(), facility.recipients.end()}};
    return intake::sign(set, root.secret).value();
  }
};

constexpr const char* some_code = "7K2M-9XQR-4HTW";

// Code and key of a kiosk that is to be enrolled.
inline Call enrolment(std::string_view code, const std::string& key) {
  return {.method = "POST",
          .target = "/v1/enrollments",
          .body = bytes_of(nlohmann::json{{"code", code}, {"key", key}}.dump())};
}

}  // namespace porchlight::collector
