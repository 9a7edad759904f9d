// SignedRequest: how a kiosk asks its collector, signed with the kiosk's key. Source: PROTOCOL.md, "Who
// speaks" and "What can be asked". Thread: any.
#pragma once

#include <span>
#include <string>

#include "delivery/enrolment.h"
#include "delivery/http.h"
#include "intake/withdraw.h"

namespace porchlight::delivery {

// Each is one call; its name is the webhook-id, and tells it from all others.
std::string name_of_request(const std::string& id);
std::string name_of_withdrawal(const intake::WithdrawHash& hash);
std::string name_of_status(const Enrolment& enrolment);
std::string name_of_recipients(const Enrolment& enrolment);
std::string name_of_base(const Enrolment& enrolment);

struct Signer {
  const Enrolment& enrolment;
  const intake::SigningSecret& kiosk_key;
  Instant now;  // as the collector's clock has it

  HttpRequest put_request(const std::string& id, std::span<const std::byte> envelope) const;
  HttpRequest erase_withdrawn(const intake::WithdrawHash& hash) const;
  HttpRequest put_status(const std::string& json) const;
  HttpRequest get_recipients() const;
  HttpRequest get_base() const;

 private:
  HttpRequest sign(HttpMethod method, const std::string& path, const std::string& name, std::string body,
                   std::string content_type) const;
};

}  // namespace porchlight::delivery
