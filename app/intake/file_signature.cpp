#include "intake/file_signature.h"

#include <sodium.h>

#include "base/base64.h"
#include "intake/hash.h"
#include "intake/sodium.h"

namespace porchlight::intake {
namespace {

constexpr std::string_view signed_for = "porchlight kiosk-config 1\n";
constexpr std::string_view prefix = "porchlight-config-signature:";

std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span(text));
}

Bytes what_is_signed(const std::map<std::string, std::string>& files) {
  const auto head = bytes_of(signed_for);
  Bytes bytes(head.begin(), head.end());
  for (const auto& [name, content] : files)
    for (const Hash& hash : {blake2b(bytes_of(name)), blake2b(bytes_of(content))})
      bytes.insert(bytes.end(), hash.begin(), hash.end());
  return bytes;
}

}  // namespace

std::string sign_files(const std::map<std::string, std::string>& files, const SigningSecret& signer) {
  sodium_ready();
  const Bytes bytes = what_is_signed(files);
  std::array<std::byte, crypto_sign_BYTES> signature;
  crypto_sign_detached(out(signature), nullptr, in(bytes), bytes.size(), in(signer.bytes()));
  return std::string(prefix) + to_base64(signature);
}

bool signed_by(const std::map<std::string, std::string>& files, std::string_view text,
               const SigningPublic& signer) {
  sodium_ready();
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' '))
    text.remove_suffix(1);
  if (!text.starts_with(prefix)) return false;
  const auto signature = from_base64(text.substr(prefix.size()));
  const Bytes bytes = what_is_signed(files);
  return signature && signature->size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(in(*signature), in(bytes), bytes.size(), in(signer.bytes)) == 0;
}

}  // namespace porchlight::intake
