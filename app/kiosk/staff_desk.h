// StaffDesk: gathers what staff see of the kiosk, checks their PIN, and does what they ask for. What takes
// long is done on the storage thread or on one of its own; answers come through the mailbox. Thread: main.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "delivery/delivery_state.h"
#include "intake/secret.h"
#include "intake/withdraw.h"
#include "kiosk/mailbox.h"
#include "screens/scene.h"
#include "storage/storage.h"
#include "ui/speech.h"

namespace porchlight::kiosk {

class StaffDesk final : public screens::Staff {
 public:
  struct Parts {
    std::string state_folder;
    const Clock& clock;  // borrowed, as all of them; they outlive this
    storage::Storage& storage;
    Mailbox& mailbox;
    ui::Speech* speech = nullptr;
    // What the rest of the program does; each may be empty.
    std::function<void()> read_again, restart, take_stick;
    // Called on a thread of its own. Error: why not, in words for staff.
    std::function<Outcome(Instant)> set_clock;
    std::function<void(text::Slip, std::function<void(const Outcome&)> then)> print;
    std::function<void(std::string name, std::string bytes, std::function<void(const Outcome&)> then)>
        put_on_stick;
  };
  explicit StaffDesk(Parts parts);
  ~StaffDesk() override;

  // What the rest of the program tells.
  void read(std::vector<site::Problem> problems, bool refused);
  void delivery_is(const delivery::DeliveryState& state);
  void delivered();
  void stick_is(screens::StickReport stick) { report_.stick = std::move(stick); }

  // Every try counts, a right one too.
  void check_pin(intake::SecretText pin, std::function<void(screens::PinAnswer, bool right)> then);

  // screens::Staff
  const screens::StaffReport& report() const override { return report_; }
  void refresh() override;
  void read_again() override;
  void test_what_needs_nobody() override;
  void say_something() override;
  void note(screens::SelfTest test, bool passed) override { note(test, passed, {}); }
  void test_printer(text::Slip slip) override;
  void put_counts_on_stick(schedule::Date today) override;
  void set_clock(Instant to) override;
  void restart() override;
  void take_stick() override {
    if (parts_.take_stick) parts_.take_stick();
  }

 private:
  void note(screens::SelfTest test, bool passed, std::string why_not);
  void remember_tests();
  // One at a time: a second waits for the first.
  void beside(std::function<void()> work);

  Parts parts_;
  screens::StaffReport report_;
  delivery::DeliveryState delivery_;
  bool reading_ = false;  // because staff asked
  intake::AttemptLimit attempts_;
  // Tells answers that come when this is gone.
  std::shared_ptr<bool> here_ = std::make_shared<bool>(true);
  std::thread worker_;
};

}  // namespace porchlight::kiosk
