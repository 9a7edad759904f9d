// Made-up requests and fixed keys for the tests of intake.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "intake/random.h"
#include "intake/seal.h"

namespace porchlight::intake {

inline SecretText secret_text(std::string_view text) {
  SecretText result;
  result.append(text);
  return result;
}

inline Draft draft(std::string_view name, std::string_view number) {
  Draft result;
  result.name = secret_text(name);
  result.number = secret_text(number);
  result.when = WhenToCall::evenings;
  result.if_not_me = IfNotMe::voicemail_is_fine;
  return result;
}

// Gives the same byte again and again: a key that can be written down.
class Repeated final : public Random {
 public:
  explicit Repeated(unsigned char byte) : byte_(static_cast<std::byte>(byte)) {}
  void fill(std::span<std::byte> bytes) override { std::ranges::fill(bytes, byte_); }

 private:
  std::byte byte_;
};

// 00 01 02 ... ff 00 ...
class Counting final : public Random {
 public:
  void fill(std::span<std::byte> bytes) override {
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(next_++);
  }

 private:
  unsigned char next_ = 0;
};

// The facility of ENVELOPE.md's test vector.
struct Facility {
  SealingPair callers, recovery;
  SigningPair kiosk;
  WithdrawKey withdraw;
  std::array<Recipient, 2> recipients;

  Facility() {
    Repeated a1(0xa1), a2(0xa2), b1(0xb1), c1(0xc1);
    callers = make_sealing_pair(a1);
    recovery = make_sealing_pair(a2);
    kiosk = make_signing_pair(b1);
    withdraw = make_withdraw_key(c1);
    recipients = {Recipient{"Callers", callers.key, false, false},
                  Recipient{"Safe", recovery.key, true, false}};
  }

  SealContext context() const { return {"lobby-1", "US", "en", 1, recipients, kiosk.secret, withdraw}; }
};

inline constexpr Instant test_now{seconds(1'790'000'000)};  // 2026-09-21 14:13:20 UTC

}  // namespace porchlight::intake
