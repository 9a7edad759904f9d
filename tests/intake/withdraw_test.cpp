#include "intake/withdraw.h"

#include <catch2/catch_test_macros.hpp>
#include <set>
#include <string>

#include "making.h"

using namespace porchlight;
using namespace porchlight::intake;

namespace {

class Scripted final : public Random {
 public:
  explicit Scripted(Bytes bytes) : bytes_(std::move(bytes)) {}
  void fill(std::span<std::byte> to) override {
    for (std::byte& byte : to) byte = bytes_.at(next_++);
  }

 private:
  Bytes bytes_;
  std::size_t next_ = 0;
};

}  // namespace

TEST_CASE("Digits are eight, with leading zeros") {
  Scripted zero(*from_hex("00000007"));
  CHECK(draw_withdraw_digits(zero).view() == "00000007");
  Counting counting;
  CHECK(draw_withdraw_digits(counting).view().size() == 8);
}

TEST_CASE("A random number that would make some digits likelier is drawn again") {
  // 4,200,000,000 = fa56ea00 is the first that must not count.
  Scripted above(
      *from_hex("fa56ea00"
                "ffffffff"
                "fa56e9ff"));
  CHECK(draw_withdraw_digits(above).view() == "99999999");
}

TEST_CASE("Every digit is about equally frequent") {
  SeededRandom random(1);
  std::array<int, 10> count{};
  for (int i = 0; i < 5'000; ++i) {
    const SecretText digits = draw_withdraw_digits(random);
    for (const char c : digits.view()) ++count[static_cast<std::size_t>(c - '0')];
  }
  for (const int n : count) CHECK((n > 3'700 && n < 4'300));  // 4,000, more than four sigma away
}

TEST_CASE("Kiosks with the same key find the same hash, others do not") {
  const Facility facility, same;
  Repeated other_bytes(0xc2);
  const WithdrawKey other = make_withdraw_key(other_bytes);
  CHECK(*withdraw_hash("12345678", facility.withdraw) == *withdraw_hash("12345678", same.withdraw));
  CHECK(*withdraw_hash("12345678", facility.withdraw) != *withdraw_hash("12345679", facility.withdraw));
  CHECK(*withdraw_hash("12345678", facility.withdraw) != *withdraw_hash("12345678", other));
}

TEST_CASE("Only eight digits are a withdrawal") {
  const Facility facility;
  for (const char* text : {"", "1234567", "123456789", "1234567a", "1234 567"})
    CHECK_FALSE(withdraw_hash(text, facility.withdraw));
}

TEST_CASE("After five tries the next must wait until the first is ten minutes old") {
  AttemptLimit limit;
  const Monotonic start{};
  for (int i = 0; i < AttemptLimit::attempts; ++i) CHECK(limit.take(start + seconds(i)));
  CHECK_FALSE(limit.take(start + seconds(5)));
  CHECK(limit.wait(start + seconds(5)) == seconds(595));
  CHECK_FALSE(limit.take(start + AttemptLimit::window - milliseconds(1)));
  CHECK(limit.take(start + AttemptLimit::window));
  CHECK_FALSE(limit.take(start + AttemptLimit::window));
  CHECK(limit.take(start + AttemptLimit::window + seconds(1)));
}

TEST_CASE("A day holds no more than 720 tries") {
  AttemptLimit limit;
  int taken = 0;
  for (seconds t{0}; t < std::chrono::hours(24); t += seconds(7)) taken += limit.take(Monotonic(t));
  CHECK(taken <= 720);
  CHECK(taken > 600);
}
