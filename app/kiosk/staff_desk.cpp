#include "kiosk/staff_desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/build_time.h"
#include "delivery/trouble.h"
#include "disk/pin_file.h"
#include "intake/pin.h"
#include "kiosk/counts_table.h"

namespace porchlight::kiosk {
namespace {

using screens::PinAnswer;
using screens::SelfTest;
using screens::TestResult;

constexpr std::int64_t bytes_in_a_mb = 1'000'000;

std::string kept_as(SelfTest test) {
  return fmt::format("self_test_{}", static_cast<int>(test));
}

// The seconds of when it was made; negative: it failed.
std::int64_t to_number(const TestResult& result) {
  const std::int64_t when = result.when.time_since_epoch().count();
  return result.passed ? when : -when;
}

TestResult result_of(std::int64_t number) {
  return {.when = Instant(seconds(std::abs(number))), .passed = number > 0, .why_not = {}};
}

std::optional<std::int64_t> free_mb(const std::string& folder) {
  std::error_code error;
  const auto space = std::filesystem::space(folder, error);
  if (error) return std::nullopt;
  return static_cast<std::int64_t>(space.available) / bytes_in_a_mb;
}

std::string in_words(delivery::Trouble trouble) {
  const delivery::TroubleWords words = delivery::words_for(trouble);
  return fmt::format("{} {} {}", words.what, words.to_do, words.meanwhile);
}

// "porchlight-counts-2026-11-24.csv"
std::string stick_file(schedule::Date today) {
  return fmt::format("porchlight-counts-{:04}-{:02}-{:02}.csv", static_cast<int>(today.year()),
                     static_cast<unsigned>(today.month()), static_cast<unsigned>(today.day()));
}

struct Looked {
  storage::Counts counts;
  std::optional<std::int64_t> disk_free_mb;
};

}  // namespace

StaffDesk::StaffDesk(Parts parts) : parts_(std::move(parts)) {
  report_.version = version();
  remember_tests();
}

StaffDesk::~StaffDesk() {
  *here_ = false;
  if (worker_.joinable()) worker_.join();
}

void StaffDesk::beside(std::function<void()> work) {
  if (worker_.joinable()) worker_.join();
  worker_ = std::thread(std::move(work));
}

// --- What is told ---

void StaffDesk::read(std::vector<site::Problem> problems, bool refused) {
  report_.problems = std::move(problems);
  report_.newest_refused = refused;
  if (!std::exchange(reading_, false)) return;
  report_.answer = refused ? "Read again. It cannot be shown: see below." : "Read again, and shown.";
}

void StaffDesk::delivery_is(const delivery::DeliveryState& state) {
  delivery_ = state;
  report_.delivery_trouble = state.trouble ? in_words(*state.trouble) : std::string();
  report_.clock_ahead =
      state.line == delivery::DeliveryState::Line::up ? std::optional(state.clock_offset) : std::nullopt;
}

void StaffDesk::delivered() {
  report_.delivered = parts_.clock.now();
  refresh();
}

// --- The PIN ---

void StaffDesk::check_pin(intake::SecretText pin, std::function<void(PinAnswer, bool right)> then) {
  if (!attempts_.take(parts_.clock.monotonic())) return then(PinAnswer::too_many_attempts, false);
  auto typed = std::make_shared<intake::SecretText>(std::move(pin));
  beside([this, typed, then = std::move(then), here = here_] {
    const auto hash = disk::pin_hash(parts_.state_folder);
    PinAnswer answer = PinAnswer::wrong;
    if (!hash)
      answer = PinAnswer::failed;
    else if (!*hash)
      answer = PinAnswer::none_set;
    const bool right = hash && *hash && intake::is_pin(typed->view(), **hash);
    parts_.mailbox.post([=] {
      if (*here) then(answer, right);
    });
  });
}

// --- What is asked ---

void StaffDesk::refresh() {
  parts_.storage.ask<Looked>(
      [folder = parts_.state_folder](storage::Outbox& outbox) -> Result<Looked> {
        const auto counts = outbox.counts();
        if (!counts) return counts.error();
        return Looked{*counts, free_mb(folder)};
      },
      [this, here = here_](const Result<Looked>& looked) {
        parts_.mailbox.post([this, here, looked] {
          if (!*here) return;
          report_.outbox_readable = looked.ok();
          if (!looked) return;
          report_.waiting = looked->counts.waiting;
          report_.expired = looked->counts.expired;
          report_.oldest = looked->counts.oldest;
          report_.disk_free_mb = looked->disk_free_mb;
        });
      });
}

void StaffDesk::read_again() {
  reading_ = true;
  report_.answer = "Reading kiosk-config…";
  if (parts_.read_again) parts_.read_again();
}

void StaffDesk::test_what_needs_nobody() {
  using Line = delivery::DeliveryState::Line;
  if (!delivery_.enrolled)
    note(SelfTest::network, false, "no collector is set up");
  else
    note(SelfTest::network, delivery_.line == Line::up,
         delivery_.line == Line::up ? std::string() : "the collector does not answer");
  parts_.storage.ask<Done>(
      [now = parts_.clock.now()](storage::Outbox& outbox) {
        return outbox.note("storage_tried", now.time_since_epoch().count());
      },
      [this, here = here_](const Result<Done>& done) {
        parts_.mailbox.post([this, here, why_not = done.ok() ? std::string() : done.error().what] {
          if (*here) note(SelfTest::storage, why_not.empty(), why_not);
        });
      });
  refresh();
}

void StaffDesk::say_something() {
  if (parts_.speech == nullptr || !parts_.speech->speaks("en")) {
    note(SelfTest::sound, false, "no voice, or no sound device");
    return;
  }
  parts_.speech->say({.phrases = {{"This is Porchlight. If you hear this, the sound works.", "en"}}}, {});
}

void StaffDesk::test_printer(text::Slip slip) {
  if (!parts_.print) return;
  report_.answer = "Printing a slip…";
  parts_.print(std::move(slip), [this, here = here_](const Outcome& printed) {
    if (*here) note(SelfTest::printer, printed.ok(), printed.ok() ? std::string() : printed.error().what);
  });
}

void StaffDesk::put_counts_on_stick(schedule::Date today) {
  if (!parts_.put_on_stick) return;
  report_.answer = "Writing onto the stick. Leave it in.";
  const auto written = [this, here = here_, name = stick_file(today)](const Outcome& outcome) {
    if (!*here) return;
    report_.answer = outcome.ok() ? fmt::format("{} is on the stick. You may remove the stick.", name)
                                  : fmt::format("The counts are not on the stick. {}", outcome.error().what);
  };
  using Counts = std::vector<storage::PageCount>;
  parts_.storage.ask<Counts>([](storage::Outbox& outbox) { return outbox.page_counts(); },
                             [this, here = here_, written, today](const Result<Counts>& counts) {
                               parts_.mailbox.post([=, this] {
                                 if (!*here) return;
                                 if (!counts.ok()) return written(counts.error());
                                 parts_.put_on_stick(stick_file(today), counts_table(*counts), written);
                               });
                             });
}

void StaffDesk::note(SelfTest test, bool passed, std::string why_not) {
  const TestResult result{parts_.clock.now(), passed, std::move(why_not)};
  report_.tests[test] = result;
  report_.answer = fmt::format("{}: {}.", screens::name_of(test), passed ? "passed" : "failed");
  parts_.storage.ask<Done>([name = kept_as(test), number = to_number(result)](
                               storage::Outbox& outbox) { return outbox.note(name, number); },
                           [](const Result<Done>&) {});
}

void StaffDesk::remember_tests() {
  using Tests = std::map<SelfTest, TestResult>;
  parts_.storage.ask<Tests>(
      [](storage::Outbox& outbox) -> Result<Tests> {
        Tests tests;
        for (const SelfTest test : screens::all_self_tests) {
          const auto number = outbox.noted(kept_as(test));
          if (!number) return number.error();
          if (*number) tests[test] = result_of(**number);
        }
        return tests;
      },
      [this, here = here_](const Result<Tests>& tests) {
        parts_.mailbox.post([this, here, tests] {
          if (*here && tests) report_.tests.insert(tests->begin(), tests->end());
        });
      });
}

void StaffDesk::set_clock(Instant to) {
  if (!parts_.set_clock) {
    report_.answer = "The clock cannot be set from here.";
    return;
  }
  report_.answer = "Setting the clock…";
  beside([this, to, here = here_] {
    const Outcome set = parts_.set_clock(to);
    parts_.mailbox.post([this, here, answer = set.ok() ? "The clock is set." : set.error().what] {
      if (*here) report_.answer = answer;
    });
  });
}

void StaffDesk::restart() {
  report_.answer = "Starting again…";
  if (parts_.restart) parts_.restart();
}

}  // namespace porchlight::kiosk
