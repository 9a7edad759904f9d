#include "intake/pin.h"

#include <catch2/catch_test_macros.hpp>

namespace porchlight::intake {
namespace {

TEST_CASE("a PIN is kept as an Argon2id hash that only it fits, salted anew each time") {
  const std::string hash = hash_pin("271828").value();
  CHECK(hash.starts_with("$argon2id$"));
  CHECK(hash.find("271828") == std::string::npos);
  CHECK(is_pin("271828", hash));
  CHECK_FALSE(is_pin("271829", hash));
  CHECK_FALSE(is_pin("", hash));
  CHECK(hash_pin("271828").value() != hash);
}

TEST_CASE("a PIN has six to twelve digits") {
  for (const char* pin : {"", "12345", "1234567890123", "12345a", "12 456", "１２３４５６"})
    CHECK_FALSE(hash_pin(pin).ok());
  CHECK(hash_pin("123456789012").ok());
}

TEST_CASE("what is no hash fits no PIN") {
  for (const std::string& hash :
       {std::string(), std::string("271828"), std::string("$argon2id$v=19$m=65536"), std::string(500, 'x')})
    CHECK_FALSE(is_pin("271828", hash));
}

}  // namespace
}  // namespace porchlight::intake
