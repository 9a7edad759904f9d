// Staff: what those who look after a kiosk see of it at the screen, and what they can have done, behind the
// facility's name (held for five seconds) and a PIN. In English, as are the problems that `porchlight check`
// prints. Nothing of a visitor is in it. Thread: main.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "schedule/time.h"
#include "site/problem.h"
#include "text/slip.h"

namespace porchlight::screens {

// Parts of a kiosk that are tried out. The first two need somebody who looks or listens.
enum class SelfTest { screen, sound, network, storage, printer };  // kept by number: new ones last
inline constexpr std::array all_self_tests{SelfTest::screen, SelfTest::sound, SelfTest::network,
                                           SelfTest::storage, SelfTest::printer};
std::string_view name_of(SelfTest);  // "Screen and touch"

struct TestResult {
  Instant when;
  bool passed = false;
  std::string why_not;  // in words for staff; may be empty
};

// A USB stick that was put in, and the kiosk-config that it may bring.
struct StickReport {
  enum class State { none, nothing_new, offered, refused, taken, failed } state = State::none;
  std::vector<std::string> words;  // what it would change or has changed; why it is refused
};

struct StaffReport {
  std::string version;
  int waiting = 0, expired = 0;   // requests
  std::optional<Instant> oldest;  // the hour in which the longest waiting one was saved
  bool outbox_readable = true;
  std::optional<Instant> delivered;    // the last one, since the program began
  std::string delivery_trouble;        // what is wrong and what to do; empty: nothing
  std::optional<seconds> clock_ahead;  // of the collector's; nothing: unknown
  std::optional<std::int64_t> disk_free_mb;
  std::vector<site::Problem> problems;  // of the files as they are, also where the last good ones are shown
  bool newest_refused = false;
  std::map<SelfTest, TestResult> tests;  // those that were ever made
  StickReport stick;
  std::string answer;  // to what was asked last: "Read again: nothing to fix."; empty: nothing to say
};

// What staff can have done. The answers come into the report.
class Staff {
 public:
  virtual ~Staff() = default;
  virtual const StaffReport& report() const = 0;
  virtual void refresh() = 0;     // counts again
  virtual void read_again() = 0;  // kiosk-config
  virtual void test_what_needs_nobody() = 0;
  virtual void say_something() = 0;  // aloud
  virtual void note(SelfTest test, bool passed) = 0;
  virtual void test_printer(text::Slip slip) = 0;
  // What was looked at, onto the stick; `today` is in the file's name.
  virtual void put_counts_on_stick(schedule::Date today) = 0;
  virtual void set_clock(Instant to) = 0;
  virtual void restart() = 0;
  virtual void take_stick() = 0;  // what it offers
};

}  // namespace porchlight::screens
