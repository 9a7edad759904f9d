#include "collector/answers.h"

#include <nlohmann/json.hpp>

namespace porchlight::collector {
namespace {

// A crowd is over soon; a disk is not emptied so quickly.
constexpr seconds busy_for{5};
constexpr seconds out_of_order_for{60};

Answer later(Answer answer, seconds after) {
  answer.retry_after = after;
  return answer;
}

}  // namespace

Answer refusal(unsigned status, const char* error, const char* message) {
  return json_answer(status, nlohmann::ordered_json{{"error", error}, {"message", message}}.dump());
}

Answer clock_refusal(Instant now) {
  const nlohmann::ordered_json json{{"error", "clock"},
                                    {"message",
                                     "The kiosk’s clock is more than 5 minutes off. Set it; the "
                                     "kiosk goes on with the collector’s time meanwhile."},
                                    {"now", now.time_since_epoch().count()}};
  return json_answer(401, json.dump());
}

Answer too_large(unsigned status) {
  return refusal(status, "too_large",
                 "This is larger than anything that a kiosk sends. Check for a proxy in between that adds to "
                 "what it carries.");
}

Answer too_slow() {
  return later(refusal(408, "slow", "The call took too long to come in. The network is slow, or breaks off."),
               busy_for);
}

Answer not_http() {
  return refusal(400, "not_http",
                 "This is no HTTP/1.1. Check the address: https where the collector has a certificate, http "
                 "where it has none.");
}

Answer busy() {
  return later(refusal(503, "busy", "The collector has too much to do at the moment. The kiosk tries again."),
               busy_for);
}

Answer answer_of(const StoreTrouble& trouble) {
  Answer answer;
  switch (trouble.kind) {
    case StoreTrouble::Kind::unavailable:
      answer = busy();
      break;
    case StoreTrouble::Kind::full:
      answer = later(refusal(507, "full", "The collector’s disk is full. Its operator has to make room."),
                     out_of_order_for);
      break;
    case StoreTrouble::Kind::damaged:
      answer =
          later(refusal(503, "busy", "The collector’s store is damaged. Its operator has to look at it."),
                out_of_order_for);
      break;
  }
  answer.trouble = trouble.kind;
  return answer;
}

Answer bytes_answer(unsigned status, std::span<const std::byte> bytes) {
  return {.status = status,
          .content_type = "application/octet-stream",
          .body = {reinterpret_cast<const char*>(bytes.data()), bytes.size()}};
}

Answer json_answer(unsigned status, std::string json) {
  return {.status = status, .body = std::move(json)};
}

}  // namespace porchlight::collector
