#include "intake/webhook.h"

#include <sodium.h>

#include <array>

#include "intake/sodium.h"

namespace porchlight::intake {
namespace {

constexpr std::string_view scheme = "v1a,";

Bytes signed_content(std::string_view id, Instant timestamp, std::span<const std::byte> body) {
  const std::string head = std::string(id) + '.' + std::to_string(timestamp.time_since_epoch().count()) + '.';
  const auto bytes = std::as_bytes(std::span(head));
  Bytes content(bytes.begin(), bytes.end());
  content.insert(content.end(), body.begin(), body.end());
  return content;
}

}  // namespace

std::string sign_webhook(std::string_view id, Instant timestamp, std::span<const std::byte> body,
                         const SigningSecret& key) {
  sodium_ready();
  const Bytes content = signed_content(id, timestamp, body);
  std::array<unsigned char, crypto_sign_BYTES> signature;
  crypto_sign_detached(signature.data(), nullptr, in(content), content.size(), in(key.bytes()));
  std::array<char, sodium_base64_ENCODED_LEN(crypto_sign_BYTES, sodium_base64_VARIANT_ORIGINAL)> text;
  sodium_bin2base64(text.data(), text.size(), signature.data(), signature.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  return std::string(scheme) + text.data();
}

bool verify_webhook(std::string_view id, Instant timestamp, std::span<const std::byte> body,
                    std::string_view signatures, const SigningPublic& key) {
  sodium_ready();
  const Bytes content = signed_content(id, timestamp, body);
  while (!signatures.empty()) {
    std::string_view one = signatures.substr(0, signatures.find(' '));
    signatures.remove_prefix(std::min(one.size() + 1, signatures.size()));
    if (!one.starts_with(scheme)) continue;
    one.remove_prefix(scheme.size());
    std::array<unsigned char, crypto_sign_BYTES> signature;
    std::size_t size = 0;
    const bool whole = sodium_base642bin(signature.data(), signature.size(), one.data(), one.size(), nullptr,
                                         &size, nullptr, sodium_base64_VARIANT_ORIGINAL) == 0;
    if (whole && size == signature.size() &&
        crypto_sign_verify_detached(signature.data(), in(content), content.size(), in(key.bytes)) == 0)
      return true;
  }
  return false;
}

}  // namespace porchlight::intake
