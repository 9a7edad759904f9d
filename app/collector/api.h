// Api: what PROTOCOL.md says, without a socket: a call comes in as values and goes out as values. Reads and
// writes of the store are asked for through the Writer, which commits many requests at once.
// Thread: any; `then` is called once, at once or later in a writer's thread, and last of all: whoever waits
// for it may end the Api in it.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "base/clock.h"
#include "collector/address.h"
#include "collector/call.h"
#include "collector/enrolment.h"
#include "collector/kiosk_directory.h"
#include "collector/usual_wait.h"
#include "collector/writer.h"
#include "intake/keys.h"

namespace porchlight::intake {
struct Receipt;
}

namespace porchlight::collector {

class Inbox;  // inbox/inbox.h

class Api {
 public:
  using Then = std::function<void(Answer)>;

  // All are borrowed and outlive this, and every call. `receipt_key` signs receipts; `root_key` is told to
  // new kiosks.
  Api(Writer& writer, const Clock& clock, const intake::SigningSecret& receipt_key,
      const intake::SigningPublic& root_key);

  void handle(Call call, Then then);

  // What begins with /inbox goes to it from now on. Borrowed; set before the first call.
  void serve(Inbox& inbox) { inbox_ = &inbox; }

 private:
  // One call on its way, from thread to thread.
  struct Asked {
    Addressed addressed;
    Call call;
    std::shared_ptr<const Kiosk> kiosk;  // once it has proven itself
    Then then;

    void answer(Answer answer) const;
  };
  using OnItsWay = std::shared_ptr<Asked>;

  void handle_signed(const OnItsWay& asked);
  void take_request(const OnItsWay& asked);
  void withdraw(const OnItsWay& asked);
  void take_status(const OnItsWay& asked);
  void give_recipients(const OnItsWay& asked);
  void give_base(const OnItsWay& asked);
  void enrol(const OnItsWay& asked);
  void check_health(const OnItsWay& asked);

  // In a writer's thread; says 503 when too many wait.
  void ask(const OnItsWay& asked, std::function<void(Store&)> what);
  void give_receipt(const OnItsWay& asked, unsigned status, const intake::Receipt& receipt);
  std::uint32_t epoch_of(const std::optional<Bytes>& recipient_set) const;
  std::uint32_t number_of_base(const std::optional<Bytes>& base) const;

  Writer& writer_;
  const Clock& clock_;
  const intake::SigningSecret& receipt_key_;
  const intake::SigningPublic root_key_;
  Inbox* inbox_ = nullptr;
  KioskDirectory directory_;
  UsualWait usual_wait_;
  CodeAttempts attempts_;

  // Health is asked without a signature, and a check touches the disk: one answer for all who ask in a while.
  std::mutex health_mutex_;
  std::optional<Monotonic> health_read_;
  Answer health_;
};

}  // namespace porchlight::collector
