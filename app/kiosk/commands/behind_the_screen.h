// What goes on behind the screen of a running kiosk, as it reaches the screen and staff: the printer, the
// configuration, delivery. Each may have something to say before there is a kiosk to show it. Only for
// run.cpp. Thread: main.
#pragma once

#include <fmt/format.h>

#include <cstdio>

#include "base/log.h"
#include "delivery/backstage.h"
#include "kiosk/commands/printing.h"
#include "kiosk/desk.h"
#include "kiosk/kiosk.h"
#include "kiosk/print_desk.h"
#include "kiosk/staff_desk.h"
#include "site/load.h"

namespace porchlight::kiosk {

// How the printer is, as visitors and staff learn it. It may be known before there is a kiosk. Thread: main.
class Printers {
 public:
  explicit Printers(Mailbox& mailbox)
      : desk_(platform::cups_printer(), mailbox, [this](PrintDesk::State state) { take(state); }) {}

  PrintDesk& desk() { return desk_; }

  void use(const site::Site& site) {
    queue_ = site.printer.queue;
    desk_.use(site.printer, site.facility.country);
  }

  void on(Kiosk& kiosk) {
    kiosk_ = &kiosk;
    kiosk_->set_printer(state_);
  }

 private:
  void take(PrintDesk::State state) {
    state_ = state;
    if (const std::string words = words_for(state, queue_); !words.empty())
      fmt::print(stderr, "porchlight: {}\n", words);
    if (kiosk_ != nullptr) kiosk_->set_printer(state_);
  }

  std::string queue_;
  PrintDesk::State state_ = PrintDesk::State::missing;
  Kiosk* kiosk_ = nullptr;
  PrintDesk desk_;
};

// What is shown: whatever staff wrote, a visitor gets a screen. The newest configuration that is good, else
// the last good one, else the built-in help lines. Thread: main.
class Shown {
 public:
  Shown(std::string state_folder, storage::Storage& storage, Mailbox& mailbox)
      : state_folder_(std::move(state_folder)), storage_(storage), mailbox_(mailbox) {}

  void take(delivery::Backstage::Built built) {
    answered_ = true;
    for (const site::Problem& problem : built.problems) fmt::print(stderr, "{}\n", site::to_line(problem));
    problems_ = built.problems;
    refused_ = !built.site;
    if (staff_ != nullptr) staff_->read(problems_, refused_);
    if (!built.site) return log::write(log::Event::site_refused, count(built.problems.size()));
    log::write(log::Event::site_taken, count(built.site->schedule->meetings().size()),
               count(built.problems.size()));
    storage_.keep_last_good(std::move(built.files), [](const Result<Done>&) {});
    show(std::move(built.site));
  }

  // Safe mode: what needs no file, whatever comes.
  void be_safe() {
    site_ = site::safe_site();
    site::Problem problem;
    problem.severity = site::Problem::Severity::fatal;
    problem.file = "porchlight";
    problem.what = "The kiosk failed three times in a row";
    problem.to_do = "Read journalctl -u porchlight, mend what it says, then touch Restart";
    problem.meanwhile = "Visitors see the built-in help lines and pages; nothing is saved or sent.";
    problems_ = {std::move(problem)};
    refused_ = true;
  }

  // Waits for the first one.
  std::shared_ptr<const site::Site> first() {
    if (site_) return site_;
    while (!answered_ && mailbox_.wait(most_wait)) mailbox_.deliver();
    if (site_) return site_;
    bool read = false;
    storage_.last_good([this, &read](const Result<site::Files>& kept) {
      std::shared_ptr<const site::Site> again;
      if (kept.ok() && !kept->empty())
        again = site::load(*kept, std::nullopt, delivery::kept_feeds(state_folder_)).site;
      mailbox_.post([this, &read, again = std::move(again)] {
        read = true;
        if (!site_) site_ = again;
      });
    });
    while (!read && mailbox_.wait(most_wait)) mailbox_.deliver();
    if (!site_) site_ = site::safe_site();
    return site_;
  }

  // From now on the kiosk shows what comes. Thread: main.
  void on(Kiosk& kiosk, delivery::Backstage* backstage, Printers& printers, StaffDesk& staff) {
    kiosk_ = &kiosk;
    staff_ = &staff;
    staff.read(problems_, refused_);
    backstage_ = backstage;
    printers_ = &printers;
    printers.use(*site_);
  }

 private:
  // Reading a local configuration takes a fraction of a second; a visitor does not wait for a slow disk.
  static constexpr std::chrono::seconds most_wait{5};

  static std::int64_t count(std::size_t number) { return static_cast<std::int64_t>(number); }

  void show(std::shared_ptr<const site::Site> site) {
    site_ = std::move(site);
    if (kiosk_ == nullptr) return;
    printers_->use(*site_);
    backstage_->dispose(kiosk_->take(site_));
  }

  const std::string state_folder_;
  storage::Storage& storage_;
  Mailbox& mailbox_;
  bool answered_ = false;
  std::shared_ptr<const site::Site> site_;
  std::vector<site::Problem> problems_;  // of the newest files
  bool refused_ = false;
  Kiosk* kiosk_ = nullptr;
  StaffDesk* staff_ = nullptr;
  delivery::Backstage* backstage_ = nullptr;
  Printers* printers_ = nullptr;
};

// What delivery tells, as it reaches the screen and staff. It may come before there is a kiosk to show it.
// Thread: main.
class Delivered {
 public:
  explicit Delivered(Mailbox& mailbox) : mailbox_(mailbox) {}

  // Called on another thread; each goes through the mailbox.
  delivery::Courier::News news() {
    return {
        .received =
            [this](const std::string& id) {
              mailbox_.post([this, id] {
                if (kiosk_ != nullptr) kiosk_->receipt_arrived(id);
              });
            },
        .state =
            [this](const delivery::DeliveryState& state) { mailbox_.post([this, state] { take(state); }); },
        .enrolment =
            [this](const std::optional<delivery::Enrolment>& enrolment) {
              mailbox_.post([this, enrolment] {
                if (desk_ != nullptr) desk_->use(enrolment);
              });
            }};
  }

  void on(Kiosk& kiosk, Desk& desk, StaffDesk& staff) {
    kiosk_ = &kiosk;
    staff_ = &staff;
    desk_ = &desk;
    show();
  }

 private:
  void take(const delivery::DeliveryState& state) {
    if (state.trouble && state.trouble != state_.trouble) {
      const delivery::TroubleWords words = delivery::words_for(*state.trouble);
      fmt::print(stderr, "porchlight: {} {} {}\n", words.what, words.to_do, words.meanwhile);
    }
    state_ = state;
    show();
  }

  void show() const {
    if (kiosk_ == nullptr) return;
    using Line = delivery::DeliveryState::Line;
    using Delivery = screens::Situation::Delivery;
    const Delivery delivery = state_.line == Line::up     ? Delivery::online
                              : state_.line == Line::down ? Delivery::offline
                                                          : Delivery::none;
    kiosk_->set_delivery(delivery, state_.usual_wait
                                       ? std::optional(std::chrono::ceil<minutes>(*state_.usual_wait))
                                       : std::nullopt);
    staff_->delivery_is(state_);
  }

  Mailbox& mailbox_;
  Kiosk* kiosk_ = nullptr;
  Desk* desk_ = nullptr;
  StaffDesk* staff_ = nullptr;
  delivery::DeliveryState state_;
};

}  // namespace porchlight::kiosk
