// Api: what PROTOCOL.md says, without a socket: a call comes in as values and goes out as values. Reads and
// writes of the store are asked for through the Writer, which commits many requests at once.
// Thread: any; `then` is called once, perhaps in another thread.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "base/bytes.h"
#include "base/clock.h"
#include "collector/store.h"
#include "collector/writer.h"
#include "intake/keys.h"

namespace porchlight::collector {

struct Call {
  std::string method;                          // "PUT"
  std::string target;                          // path as sent, "/v1/requests/00..."
  std::map<std::string, std::string> headers;  // names in lower case
  Bytes body;
};

struct Answer {
  unsigned status = 500;
  std::string content_type = "application/json";
  std::string body;
  std::optional<seconds> retry_after;
};

class Api {
 public:
  using Then = std::function<void(Answer)>;

  // All are borrowed and outlive this. `receipt_key` signs receipts; `root_key` is told to new kiosks.
  Api(Writer& writer, const Clock& clock, const intake::SigningSecret& receipt_key,
      const intake::SigningPublic& root_key);

  void handle(Call call, Then then);
};

}  // namespace porchlight::collector
