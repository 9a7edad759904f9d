#include "collector/inbox/second_factor.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <qrcodegen.hpp>

namespace porchlight::collector {

CodeSecret draw_code_secret(Random& random) {
  CodeSecret secret;
  random.fill(secret);
  return secret;
}

std::int64_t step_at(Instant now) {
  return now.time_since_epoch() / code_step;
}

// RFC 4226, section 5.3.
std::string phone_code(std::span<const std::byte> secret, std::int64_t step, int digits) {
  std::array<unsigned char, 8> counter{};
  for (std::size_t i = 0; i < counter.size(); ++i)
    counter[i] = static_cast<unsigned char>(step >> (8 * (counter.size() - 1 - i)));
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned size = 0;
  HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(), counter.size(),
       hash.data(), &size);
  const std::size_t at = hash[size - 1] & 0x0f;
  const std::uint32_t number = (hash[at] & 0x7fu) << 24 | std::uint32_t{hash[at + 1]} << 16 |
                               std::uint32_t{hash[at + 2]} << 8 | hash[at + 3];
  std::uint32_t modulus = 1;
  for (int i = 0; i < digits; ++i) modulus *= 10;
  return fmt::format("{:0{}}", number % modulus, digits);
}

std::optional<std::int64_t> step_of(std::string_view code, std::span<const std::byte> secret,
                                    std::int64_t last, Instant now) {
  const std::int64_t current = step_at(now);
  for (std::int64_t step = current - steps_of_grace; step <= current + steps_of_grace; ++step)
    if (step > last && phone_code(secret, step) == code) return step;
  return std::nullopt;
}

std::string to_base32(std::span<const std::byte> bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  unsigned bits = 0, held = 0;
  for (const std::byte byte : bytes) {
    held = held << 8 | std::to_integer<unsigned>(byte);
    for (bits += 8; bits >= 5; bits -= 5) text += letters[held >> (bits - 5) & 31];
  }
  if (bits > 0) text += letters[held << (5 - bits) & 31];
  return text;
}

std::string authenticator_link(const std::string& person, std::span<const std::byte> secret) {
  return fmt::format("otpauth://totp/Porchlight:{}?secret={}&issuer=Porchlight", person, to_base32(secret));
}

std::vector<std::string> qr_rows(const std::string& text) {
  using qrcodegen::QrCode;
  const QrCode code = QrCode::encodeText(text.c_str(), QrCode::Ecc::MEDIUM);
  std::vector<std::string> rows(static_cast<std::size_t>(code.getSize()));
  for (int y = 0; y < code.getSize(); ++y)
    for (int x = 0; x < code.getSize(); ++x)
      rows[static_cast<std::size_t>(y)] += code.getModule(x, y) ? '1' : '0';
  return rows;
}

}  // namespace porchlight::collector
