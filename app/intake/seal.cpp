#include "intake/seal.h"

#include <sodium.h>

#include <optional>

#include "intake/layout.h"
#include "intake/sodium.h"
#include "intake/wire.h"

namespace porchlight::intake {
namespace {

using namespace layout;

std::optional<Error> refusal(const Draft& draft, const SealContext& context, Instant now) {
  if (!draft.when) return Error{"No time for the call was chosen."};
  if (check_number(draft.number.view(), context.country) != NumberProblem::none)
    return Error{"This phone number cannot be called."};
  if (!is_plain_name(context.kiosk_id, kiosk_bytes))
    return Error{"The kiosk’s id must have 1 to 32 letters, digits or “-”. Change it in kiosk.toml."};
  if (!is_plain_name(context.language, language_bytes))
    return Error{"The language has no BCP 47 code, such as “en”."};
  if (context.consent_version < 0 || context.consent_version > UINT16_MAX)
    return Error{"The consent version must lie between 0 and 65535. Change it in kiosk.toml."};
  if (now < Instant{} || now.time_since_epoch() > std::chrono::hours(UINT32_MAX))
    return Error{"The clock of this kiosk is far off. Set it."};
  for (std::size_t i = 0; i < context.recipients.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (context.recipients[i].key == context.recipients[j].key)
        return Error{"The same key stands twice among the recipients. Give each its own key in kiosk.toml."};
  if (context.recipients.size() < min_recipients || context.recipients.size() > max_recipients)
    return Error{"A request must be sealed to 2 to 16 recipients. Set their keys in kiosk.toml."};
  return std::nullopt;
}

std::uint32_t hour_number(Instant now) {
  return static_cast<std::uint32_t>(std::chrono::floor<std::chrono::hours>(now.time_since_epoch()).count());
}

void write_header(wire::Writer& writer, const Draft& draft, const SealContext& context,
                  std::span<const std::byte> nonce, const WithdrawHash& withdraw, Instant now) {
  writer.bytes(std::as_bytes(std::span(magic)));
  writer.number(version);
  writer.number(static_cast<std::uint8_t>(*draft.when));
  writer.number(static_cast<std::uint16_t>(context.consent_version));
  writer.number(hour_number(now));
  writer.bytes(nonce);
  writer.padded(context.kiosk_id, kiosk_bytes);
  writer.padded(context.language, language_bytes);
  writer.bytes(withdraw);
  writer.number(static_cast<std::uint8_t>(context.recipients.size()));
  writer.zeros(header_spare_bytes);
}

void write_body(std::span<std::byte> body, const Draft& draft, const SealContext& context, Instant now) {
  const SecretText number = international(draft.number.view(), context.country);
  wire::Writer writer(body);
  writer.number(static_cast<std::uint8_t>(draft.name.view().size()));
  writer.padded(draft.name.view(), name_bytes);
  writer.padded(number.view(), number_bytes);
  writer.number(static_cast<std::uint8_t>(*draft.when));
  writer.number(static_cast<std::uint8_t>(draft.if_not_me));
  writer.number(static_cast<std::uint16_t>(context.consent_version));
  writer.number(hour_number(now));
  writer.padded(context.language, language_bytes);
  writer.zeros(writer.left());
}

// crypto_box_seal by its documented construction: an ephemeral public key, then crypto_box under the nonce
// BLAKE2b-192(ephemeral key || recipient's key). Ours, since libsodium's draws its own randomness and test
// vectors could not be written down; what comes out is opened by crypto_box_seal_open.
bool seal_to(const SealingKey& recipient, std::span<const std::byte> message, std::span<std::byte> sealed,
             Random& random) {
  const SealingPair ephemeral = make_sealing_pair(random);
  std::array<std::byte, crypto_box_NONCEBYTES> nonce;
  std::array<std::byte, 2 * sizeof(SealingKey)> keys;
  std::ranges::copy(recipient.bytes, std::ranges::copy(ephemeral.key.bytes, keys.begin()).out);
  crypto_generichash(out(nonce), nonce.size(), in(keys), keys.size(), nullptr, 0);

  std::ranges::copy(ephemeral.key.bytes, sealed.begin());
  const auto box = sealed.subspan(sizeof(SealingKey));
  return crypto_box_easy(out(box), in(message), message.size(), in(nonce), in(recipient.bytes),
                         in(ephemeral.secret.bytes())) == 0;
}

}  // namespace

Result<Sealed> seal(const Draft& draft, const SealContext& context, Random& random, Instant now) {
  sodium_ready();
  if (auto error = refusal(draft, context, now)) return std::move(*error);

  std::array<std::byte, nonce_bytes> nonce;
  random.fill(nonce);
  SecretBytes key_and_hash(opened_seal_bytes);
  const auto key = key_and_hash.bytes().first(body_key_bytes);
  random.fill(key);
  SecretText digits = draw_withdraw_digits(random);
  const auto withdraw = withdraw_hash(digits.view(), context.withdraw_key);
  if (!withdraw) return withdraw.error();

  Bytes envelope(envelope_size(context.recipients.size()));
  wire::Writer writer(envelope);
  write_header(writer, draft, context, nonce, *withdraw, now);
  const auto header = std::span<const std::byte>(envelope).first(header_bytes);
  std::ranges::copy(blake2b(header), key_and_hash.bytes().subspan(body_key_bytes).begin());

  std::array<std::byte, sealed_bytes> sealed;
  for (const Recipient& recipient : context.recipients) {
    if (!seal_to(recipient.key, key_and_hash.bytes(), sealed, random))
      return Error{
          "Nothing can be sealed to the key of a recipient. Make a new key and set it in kiosk.toml."};
    writer.bytes(recipient_id(recipient.key));
    writer.bytes(sealed);
  }

  SecretBytes body(body_bytes);
  write_body(body.bytes(), draft, context, now);
  std::array<std::byte, body_bytes + tag_bytes> encrypted;
  crypto_aead_xchacha20poly1305_ietf_encrypt(out(encrypted), nullptr, in(body.bytes()), body_bytes,
                                             in(header), header.size(), nullptr, in(nonce), in(key));
  writer.bytes(encrypted);

  std::array<std::byte, signature_bytes> signature;
  crypto_sign_detached(out(signature), nullptr, in(envelope), envelope.size() - signature_bytes,
                       in(context.kiosk_key.bytes()));
  writer.bytes(signature);
  return Sealed{to_hex(std::span(nonce).first(id_bytes)), std::move(envelope), std::move(digits)};
}

}  // namespace porchlight::intake
