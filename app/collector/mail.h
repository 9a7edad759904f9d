// Mail: one short message, by SMTP (RFC 5321) over TLS, behind a small interface with a fake. What is in it
// is for whoever reads the operator's mail: never anything of a visitor. Thread: one at a time; sending waits
// for the server, for 10 s at most.
#pragma once

#include <memory>
#include <string>

#include "base/clock.h"
#include "base/result.h"

namespace porchlight::collector {

struct MailServer {
  std::string url;  // "smtps://mail.example.org" (TLS from the start), or "smtp://mail.example.org:587"
  std::string user, password;  // both empty: the server asks for none
  std::string from;            // "porchlight@example.org"
  std::string to;              // "callers@example.org"; several with commas
  bool plain = false;          // the operator said so: without TLS, to a server on this computer
};

class Mail {
 public:
  virtual ~Mail() = default;
  // `subject` and `text` are ASCII; lines end in "\n". Error: why the server did not take it, without
  // password.
  virtual Outcome send(const std::string& subject, const std::string& text, Instant now) = 0;
};

// By libcurl. Error: an address that is none.
Result<std::unique_ptr<Mail>> smtp_mail(MailServer server);

}  // namespace porchlight::collector
