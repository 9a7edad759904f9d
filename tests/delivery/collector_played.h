// A collector of a test's own, behind a network of a test's own: what is asked waits until the test answers
// it, as an honest collector would or as any of its nasty relatives.
#pragma once

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/base64.h"
#include "delivery/enrolment.h"
#include "delivery/http.h"
#include "intake/base_config.h"
#include "intake/envelope.h"
#include "intake/making.h"
#include "intake/receipt.h"
#include "intake/webhook.h"

namespace porchlight::delivery {

inline intake::SigningPair signing_pair(unsigned char byte) {
  intake::Repeated random(byte);
  return intake::make_signing_pair(random);
}

inline std::string as_string(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

struct PlayedCollector final : Http {
  struct Asked {
    HttpRequest request;
    Then then;
  };
  std::vector<Asked> asked;      // not answered yet
  std::vector<std::string> log;  // "PUT /v1/requests/00..", in order
  std::size_t most_at_once = 0;

  const intake::Facility facility;
  const intake::SigningPair receipt_key = signing_pair(0xd1), root_key = signing_pair(0xe1);
  Instant now = intake::test_now;
  std::map<std::string, std::string> stored;  // envelopes by id
  std::set<std::string> withdrawn;            // hashes
  std::vector<std::string> statuses;          // JSON
  std::uint32_t epoch = 3;
  std::string recipients = set_of(3);
  std::uint32_t base_number = 0;
  std::string base;
  std::optional<seconds> usual_wait;
  bool refuses_kiosk = false;

  std::string set_of(std::uint32_t number, const std::string& team = "st-brendans") const {
    return set_signed(number, team, root_key.secret);
  }
  std::string set_signed(std::uint32_t number, const std::string& team,
                         const intake::SigningSecret& root) const {
    return as_string(*intake::sign({team,
                                    number,
                                    intake::test_now,
                                    intake::test_now + std::chrono::days(365),
                                    {facility.recipients.begin(), facility.recipients.end()}},
                                   root));
  }
  std::string base_of(std::uint32_t number, const std::string& team = "st-brendans") const {
    return base_signed(number, team, root_key.secret);
  }
  std::string base_signed(std::uint32_t number, const std::string& team,
                          const intake::SigningSecret& root) const {
    return as_string(*intake::sign(
        intake::BaseConfig{team, number, {{"services.toml", "# " + std::to_string(number) + "\n"}}}, root));
  }
  Enrolment enrolment() const {
    const auto set = std::as_bytes(std::span(recipients));
    return {"https://collector.example.org", "lobby-1", "st-brendans", receipt_key.key, root_key.key,
            Bytes(set.begin(), set.end())};
  }

  // Http
  void ask(HttpRequest request, Then then) override {
    constexpr const char* names[] = {"GET", "PUT", "POST", "DELETE"};
    log.push_back(std::string(names[static_cast<int>(request.method)]) + " " + path_of(request));
    asked.push_back({std::move(request), std::move(then)});
    most_at_once = std::max(most_at_once, asked.size());
  }
  void wait(int, milliseconds) override {}
  void wake() override {}

  static std::string path_of(const HttpRequest& request) {
    const std::string host = "https://collector.example.org";
    REQUIRE(request.url.starts_with(host));
    return request.url.substr(host.size());
  }

  Asked take() {
    REQUIRE_FALSE(asked.empty());
    Asked first = std::move(asked.front());
    asked.erase(asked.begin());
    return first;
  }
  void answer(const HttpAnswer& answer) { take().then(&answer, nullptr); }
  void fail(HttpTrouble trouble) {
    const Failed failed{trouble, {}};
    take().then(nullptr, &failed);
  }
  void answer_honestly() {
    Asked first = take();
    const HttpAnswer answer = honest(first.request);
    first.then(&answer, nullptr);
  }

  static HttpAnswer said(long status, const std::string& error, const std::string& more = "") {
    return {status, R"({"error":")" + error + R"(","message":"for staff")" + more + "}", {}};
  }
  HttpAnswer receipt(intake::Receipt::Of of, const std::string& id, const intake::Hash& hash,
                     long status = 200) const {
    return {status, as_string(intake::sign({of, id, hash, now, usual_wait}, receipt_key.secret)), {}};
  }
  HttpAnswer receipt_for(const std::string& id, std::string_view envelope, long status = 200) const {
    return receipt(intake::Receipt::Of::request, id,
                   intake::envelope_hash(std::as_bytes(std::span(envelope))), status);
  }

  // What PROTOCOL.md says.
  HttpAnswer honest(const HttpRequest& request) {
    const std::string path = path_of(request);
    const auto ends = [&](std::string_view start) { return path.substr(start.size()); };
    const std::string name = path.starts_with("/v1/requests/")      ? "request:" + ends("/v1/requests/")
                             : path.starts_with("/v1/withdrawals/") ? "withdrawal:" + ends("/v1/withdrawals/")
                             : path == "/v1/recipients"             ? "recipients:lobby-1"
                             : path == "/v1/base"                   ? "base:lobby-1"
                                                                    : "status:lobby-1";
    const auto& headers = request.headers;
    const Instant signed_at(seconds(std::stoll(headers.at("webhook-timestamp"))));
    if (headers.at("porchlight-kiosk") != "lobby-1" || headers.at("webhook-id") != name ||
        !intake::verify_webhook(name, signed_at, std::as_bytes(std::span(request.body)),
                                headers.at("webhook-signature"), facility.kiosk.key))
      return said(401, "signature");
    if (std::chrono::abs(signed_at - now) > intake::webhook_tolerance)
      return said(401, "clock", ",\"now\":" + std::to_string(now.time_since_epoch().count()));
    if (refuses_kiosk) return said(403, "revoked");
    if (name.starts_with("request:")) return put(ends("/v1/requests/"), request);
    if (name.starts_with("withdrawal:")) {
      withdrawn.insert(ends("/v1/withdrawals/"));
      intake::Hash hash{};
      std::ranges::copy(*from_hex(ends("/v1/withdrawals/")), hash.begin());
      return receipt(intake::Receipt::Of::withdrawal, {}, hash);
    }
    if (name.starts_with("recipients:")) return {200, recipients, {}};
    if (name.starts_with("base:")) return {200, base, {}};
    statuses.push_back(request.body);
    return {200,
            "{\"now\":" + std::to_string(now.time_since_epoch().count()) + ",\"recipients_epoch\":" +
                std::to_string(epoch) + ",\"base_number\":" + std::to_string(base_number) +
                ",\"usual_wait_s\":" + (usual_wait ? std::to_string(usual_wait->count()) : "null") + "}",
            {}};
  }

 private:
  HttpAnswer put(const std::string& id, const HttpRequest& request) {
    CHECK(request.content_type == "application/octet-stream");
    const auto [at, is_new] = stored.try_emplace(id, request.body);
    if (at->second != request.body) return said(409, "other_bytes");
    return receipt_for(id, request.body, is_new ? 201 : 200);
  }
};

}  // namespace porchlight::delivery
