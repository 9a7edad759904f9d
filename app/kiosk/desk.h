// Desk: takes a finished request, seals it and hands it to the storage thread; takes withdrawals. It holds
// the kiosk's keys. Thread: main; answers come on the main thread too, through the mailbox.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/random.h"
#include "delivery/enrolment.h"
#include "intake/seal.h"
#include "kiosk/mailbox.h"
#include "site/site.h"
#include "storage/storage.h"

namespace porchlight::kiosk {

class Desk {
 public:
  // Reads the keys of the state folder, makes them at the first start. All are borrowed and must outlive
  // this.
  Desk(std::string state_folder, const Clock& clock, Random& random, storage::Storage& storage,
       Mailbox& mailbox);

  // Why nothing can be saved, in words for staff; nothing: it can.
  const std::optional<Error>& trouble() const { return trouble_; }

  // From now on requests are sealed to the recipients of this team, under the name that the collector knows
  // the kiosk by. Nothing, or no recipients in it: those of kiosk.toml. A set that has expired is used all
  // the same.
  void use(const std::optional<delivery::Enrolment>& enrolment);

  struct Saved {
    std::string id;
    intake::SecretText digits;
  };
  // Seals at once; answers when it is on the disk, or with the reason why it is not. Nothing of the draft is
  // kept.
  void save(const intake::Draft& draft, const site::Site& site, const Language& language,
            std::function<void(Result<Saved>)> then);

  // Once an hour: remembers the time, lets what waited too long expire, and keeps what was counted.
  void hour_passed(std::vector<storage::PageCount> counts);

  // Erases by the 8 digits. Does not count attempts: the caller does, where a visitor types them.
  void withdraw(std::string_view digits, std::function<void(Result<storage::Withdrawn>)> then);

 private:
  const Clock& clock_;
  Random& random_;
  storage::Storage& storage_;
  Mailbox& mailbox_;
  std::string state_folder_;
  std::optional<intake::SigningPair> kiosk_key_;
  std::optional<intake::WithdrawKey> withdraw_key_;
  std::optional<Error> trouble_;
  std::string enrolled_as_;                                 // empty: kiosk.toml says who we are
  std::optional<std::vector<intake::Recipient>> enrolled_;  // nothing: kiosk.toml says who they are

  Result<std::vector<intake::Recipient>> recipients(const site::Site& site);
};

// The recipients of demonstrations, whose private keys lie in the state folder: made at first use. See
// `recipients = "demo"` in kiosk.toml.
Result<std::vector<intake::Recipient>> demo_recipients(const std::string& state_folder, Random& random);
inline constexpr const char* demo_callers_key_name = "demo-callers.key";
inline constexpr const char* demo_recovery_key_name = "demo-recovery.key";

}  // namespace porchlight::kiosk
