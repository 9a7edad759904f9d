// Courier: brings what waits in the outbox to the collector. It looks at what is there whenever there may be
// something new, and keeps no list of its own that has to survive: after a power cut it looks again. Only a
// receipt that the collector signed for exactly these bytes lets a request be erased, at once. Everything
// else leaves it where it is, to be offered again; there is no last attempt, and none that is held up holds
// up the others. Source: PROTOCOL.md.
// Thread: one, the one that waits for `http`, but for what says otherwise.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/random.h"
#include "delivery/delivery_state.h"
#include "delivery/enrolment.h"
#include "delivery/http.h"
#include "delivery/inbox.h"
#include "delivery/line.h"
#include "delivery/signed_request.h"
#include "delivery/status.h"
#include "storage/storage.h"

namespace porchlight::delivery {

inline constexpr std::size_t most_under_way = 4;
inline constexpr std::chrono::minutes status_every{15};
// Looked at unasked as well: "porchlight outbox import" erases beside a running kiosk, "porchlight enroll"
// enrols one.
inline constexpr seconds look_every{60}, look_for_enrolment_every{5};

class Courier {
 public:
  // All are borrowed and outlive this; `http` until its last answer is dropped.
  struct Parts {
    std::string state_folder;
    storage::Storage& storage;
    Http& http;
    const Clock& clock;
    Random& random;
  };
  // Called on the courier's thread; short. Each may be empty.
  struct News {
    std::function<void(const std::string& id)> received;  // by the collector: there is a receipt
    std::function<void(const DeliveryState&)> state;
    std::function<void(const std::optional<Enrolment>&)> enrolment;  // another one, or other recipients
    std::function<void()> base;                                      // another base configuration is kept
  };
  Courier(Parts parts, News news);
  ~Courier();
  Courier(const Courier&) = delete;  // answers on their way come to this one
  Courier& operator=(const Courier&) = delete;

  // What the status says of kiosk-config.
  void set_config_problems(int problems) { config_problems_ = problems; }

  // Does what is due. Answers come in Http::wait().
  void tick();
  Monotonic next() const;

  const DeliveryState& state() const { return state_; }

 private:
  // Something that is asked of the collector; its name is the webhook-id.
  struct Call {
    enum class What { request, withdrawal, status, recipients, base } what = What::request;
    std::string id;               // of a request
    intake::WithdrawHash hash{};  // of a withdrawal
    Monotonic due{};
    std::optional<Monotonic> tried;
    std::uint64_t place = 0;  // of two that were never tried the one with the lower place goes first
    bool under_way = false;
    bool line_was_open = false;
    bool signed_again = false;
    bool held = false;
    std::optional<Trouble> trouble;
    Backoff backoff;
  };
  using Calls = std::map<std::string, Call>;
  struct Waiting {
    std::vector<std::string> requests;
    std::vector<intake::WithdrawHash> withdrawals;
  };
  using Judge = std::function<Verdict(const HttpAnswer&)>;

  void look_for_enrolment();
  void use(std::optional<Enrolment> enrolment);
  void look();
  void take(const Result<Waiting>& waiting);
  void add(std::string name, Call call);

  void send_what_is_due();
  Calls::iterator next_call();
  void begin(const std::string& name, Call& call);
  void put_request(const std::string& name, const std::string& id, const Result<std::optional<Bytes>>& bytes);
  void put_status(const std::string& name, const Result<storage::Counts>& counts);
  void send(const std::string& name, HttpRequest request, Judge judge);

  void answered(const std::string& name, const Verdict& verdict);
  void delivered(const std::string& name, Call& call, const intake::Receipt* receipt);
  void erased(const std::string& name, const Result<Done>& done);
  void refused(Call& call, const Verdict& verdict);
  Trouble what_it_is(const Verdict& verdict) const;
  void disk_failed(const std::string& name);
  Verdict heard_status(const HttpAnswer& answer);
  Verdict heard_recipients(const HttpAnswer& answer);
  Verdict heard_base(const HttpAnswer& answer);
  void heard_time(Instant now);

  Signer signer() const;
  // `then` comes in a later tick(), unless the kiosk was enrolled anew meanwhile.
  template <class T>
  void on_outbox(std::function<Result<T>(storage::Outbox&)> what,
                 std::function<void(const Result<T>&)> then) {
    parts_.storage.ask<T>(std::move(what), [this, inbox = inbox_, generation = generation_,
                                            then = std::move(then)](Result<T> result) {
      inbox->post([this, generation, then, result = std::move(result)] {
        if (generation == generation_) then(result);
      });
    });
  }
  void tell();

  const Parts parts_;
  const News news_;
  const std::shared_ptr<Inbox> inbox_;

  std::optional<Enrolment> enrolment_;
  std::optional<intake::SigningSecret> kiosk_key_;
  std::optional<std::filesystem::file_time_type> enrolment_written_;
  Monotonic enrolment_due_{};
  int generation_ = 0;  // tells answers of this enrolment from those of one before

  Calls calls_;
  Line line_;
  bool looking_ = false;
  Monotonic look_due_{};
  std::optional<seconds> usual_wait_;
  seconds clock_offset_{0};
  int config_problems_ = 0;
  std::uint32_t base_number_ = 0;  // of the one that is kept; 0: none
  std::uint64_t next_place_ = 0;

  DeliveryState state_;
  bool told_ = false;
  ReportFile report_;
};

}  // namespace porchlight::delivery
