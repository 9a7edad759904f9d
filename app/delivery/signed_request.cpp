#include "delivery/signed_request.h"

#include "intake/base_config.h"
#include "intake/webhook.h"

namespace porchlight::delivery {
namespace {

// A receipt has 136 bytes, a recipient set up to 1,408: what is much longer is somebody's page.
constexpr std::size_t most_answer_bytes = 16 * 1024;
// The collector gives up after 20 s; connecting may take as long once more.
constexpr seconds answered_within{45};

}  // namespace

std::string name_of_request(const std::string& id) {
  return "request:" + id;
}

std::string name_of_withdrawal(const intake::WithdrawHash& hash) {
  return "withdrawal:" + to_hex(hash);
}

std::string name_of_status(const Enrolment& enrolment) {
  return "status:" + enrolment.kiosk_id;
}

std::string name_of_recipients(const Enrolment& enrolment) {
  return "recipients:" + enrolment.kiosk_id;
}

std::string name_of_base(const Enrolment& enrolment) {
  return "base:" + enrolment.kiosk_id;
}

HttpRequest Signer::put_request(const std::string& id, std::span<const std::byte> envelope) const {
  return sign(HttpMethod::put, "/v1/requests/" + id, name_of_request(id),
              std::string(reinterpret_cast<const char*>(envelope.data()), envelope.size()),
              "application/octet-stream");
}

HttpRequest Signer::erase_withdrawn(const intake::WithdrawHash& hash) const {
  return sign(HttpMethod::erase, "/v1/withdrawals/" + to_hex(hash), name_of_withdrawal(hash), {}, {});
}

HttpRequest Signer::put_status(const std::string& json) const {
  return sign(HttpMethod::put, "/v1/kiosks/" + enrolment.kiosk_id + "/status", name_of_status(enrolment),
              json, "application/json");
}

HttpRequest Signer::get_recipients() const {
  return sign(HttpMethod::get, "/v1/recipients", name_of_recipients(enrolment), {}, {});
}

HttpRequest Signer::get_base() const {
  HttpRequest request = sign(HttpMethod::get, "/v1/base", name_of_base(enrolment), {}, {});
  request.most_bytes = intake::max_base_config_bytes;
  return request;
}

HttpRequest Signer::sign(HttpMethod method, const std::string& path, const std::string& name,
                         std::string body, std::string content_type) const {
  HttpRequest request;
  request.method = method;
  request.url = enrolment.url + path;
  request.headers = {
      {"porchlight-kiosk", enrolment.kiosk_id},
      {"webhook-id", name},
      {"webhook-timestamp", std::to_string(now.time_since_epoch().count())},
      {"webhook-signature", intake::sign_webhook(name, now, std::as_bytes(std::span(body)), kiosk_key)}};
  request.body = std::move(body);
  request.content_type = std::move(content_type);
  request.most_bytes = most_answer_bytes;
  request.at_most = answered_within;
  return request;
}

}  // namespace porchlight::delivery
