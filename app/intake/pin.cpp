#include "intake/pin.h"

#include <sodium.h>

#include <algorithm>

namespace porchlight::intake {

Result<std::string> hash_pin(std::string_view digits) {
  const bool only_digits =
      std::all_of(digits.begin(), digits.end(), [](char digit) { return digit >= '0' && digit <= '9'; });
  if (!only_digits || digits.size() < least_pin_digits || digits.size() > most_pin_digits)
    return Error{"A PIN has " + std::to_string(least_pin_digits) + " to " + std::to_string(most_pin_digits) +
                 " digits and nothing else."};
  std::string hash(crypto_pwhash_STRBYTES, '\0');
  if (::sodium_init() < 0 ||
      ::crypto_pwhash_str(hash.data(), digits.data(), digits.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
    return Error{"There is not enough memory to keep a PIN. Close other programs and try again."};
  hash.resize(hash.find('\0'));
  return hash;
}

bool is_pin(std::string_view digits, const std::string& hash) {
  if (hash.size() >= crypto_pwhash_STRBYTES || ::sodium_init() < 0) return false;
  return ::crypto_pwhash_str_verify(hash.c_str(), digits.data(), digits.size()) == 0;
}

}  // namespace porchlight::intake
