#include "intake/envelope.h"

#include <sodium.h>

#include "intake/layout.h"
#include "intake/sodium.h"
#include "intake/wire.h"

namespace porchlight::intake {
namespace {

using namespace layout;

const Error not_an_envelope{"This is not a Porchlight request."};
const Error changed{"This request was changed or damaged on its way. It cannot be trusted."};

struct Parts {
  std::span<const std::byte> header, seals, body, signed_part, signature, nonce;
};

// Precondition: read_header() took these bytes.
Parts parts_of(std::span<const std::byte> envelope, std::size_t recipients) {
  Parts parts;
  parts.header = envelope.first(header_bytes);
  parts.seals = envelope.subspan(header_bytes, recipients * seal_bytes);
  parts.body = envelope.subspan(header_bytes + parts.seals.size(), body_bytes + tag_bytes);
  parts.signed_part = envelope.first(envelope.size() - signature_bytes);
  parts.signature = envelope.last(signature_bytes);
  parts.nonce = envelope.subspan(magic.size() + 1 + 1 + 2 + 4, nonce_bytes);
  return parts;
}

// The key of the body: in the one seal made for this public key, bound to this header.
Result<SecretBytes> body_key(const Parts& parts, const SealingSecret& secret) {
  const SealingKey key = public_of(secret);
  const RecipientId mine = recipient_id(key);
  SecretBytes opened(opened_seal_bytes);
  for (auto seals = parts.seals; !seals.empty(); seals = seals.subspan(seal_bytes)) {
    if (!std::ranges::equal(seals.first(recipient_id_bytes), mine)) continue;
    const auto sealed = seals.subspan(recipient_id_bytes, sealed_bytes);
    if (crypto_box_seal_open(out(opened.bytes()), in(sealed), sealed.size(), in(key.bytes),
                             in(secret.bytes())) != 0)
      return changed;
    const Hash header = blake2b(parts.header);
    if (!std::ranges::equal(opened.bytes().subspan(body_key_bytes), header)) return changed;
    return opened;
  }
  return Error{"This request is not for this key. It is sealed to other people."};
}

// Fills `request` from the opened body. False: the body is not of this version, or disagrees with the header.
bool read_body(std::span<const std::byte> body, OpenedRequest& request) {
  wire::Reader reader(body);
  const auto name_size = reader.number<std::uint8_t>();
  if (name_size > name_bytes) return false;
  const auto name = reader.bytes(name_size);
  reader.zeros(name_bytes - name_size);
  const auto number = reader.padded(number_bytes);
  const auto when = reader.number<std::uint8_t>(), if_not_me = reader.number<std::uint8_t>();
  const auto consent = reader.number<std::uint16_t>();
  const auto hour = std::chrono::hours(reader.number<std::uint32_t>());
  const auto language = reader.padded(language_bytes);
  reader.zeros(body_bytes - (1 + name_bytes + number_bytes + 1 + 1 + 2 + 4 + language_bytes));

  const Header& header = request.header;
  const bool agrees = when == static_cast<std::uint8_t>(header.when) && consent == header.consent_version &&
                      Instant(hour) == header.hour && language == header.language;
  if (!agrees || !reader.clean() || !is_if_not_me(if_not_me) || !number.starts_with('+')) return false;
  request.name.append({reinterpret_cast<const char*>(name.data()), name.size()});
  request.number.append(number);
  request.if_not_me = static_cast<IfNotMe>(if_not_me);
  return true;
}

}  // namespace

std::size_t envelope_size(std::size_t recipients) {
  return header_bytes + recipients * seal_bytes + body_bytes + tag_bytes + signature_bytes;
}

Result<Header> read_header(std::span<const std::byte> envelope) {
  if (envelope.size() < envelope_size(min_recipients) || envelope.size() > envelope_size(max_recipients))
    return not_an_envelope;
  wire::Reader reader(envelope);
  if (!std::ranges::equal(reader.bytes(magic.size()), std::as_bytes(std::span(magic))))
    return not_an_envelope;
  if (reader.number<std::uint8_t>() != version)
    return Error{"This request was made by a newer Porchlight. Update the program that reads it."};

  Header header;
  const auto when = reader.number<std::uint8_t>();
  header.when = static_cast<WhenToCall>(when);
  header.consent_version = reader.number<std::uint16_t>();
  header.hour = Instant(std::chrono::hours(reader.number<std::uint32_t>()));
  header.id = to_hex(reader.bytes(nonce_bytes).first(id_bytes));
  header.kiosk_id = reader.padded(kiosk_bytes);
  header.language = reader.padded(language_bytes);
  std::ranges::copy(reader.bytes(hash_bytes), header.withdraw.begin());
  const std::size_t recipients = reader.number<std::uint8_t>();
  reader.zeros(header_spare_bytes);

  const bool sound = is_when(when) && is_plain_name(header.kiosk_id, kiosk_bytes) &&
                     is_plain_name(header.language, language_bytes) && recipients >= min_recipients &&
                     recipients <= max_recipients && reader.clean();
  if (!sound || envelope.size() != envelope_size(recipients)) return not_an_envelope;
  for (std::size_t i = 0; i < recipients; ++i) {
    RecipientId& id = header.recipients.emplace_back();
    std::ranges::copy(reader.bytes(seal_bytes).first(recipient_id_bytes), id.begin());
  }
  return header;
}

Outcome verify(std::span<const std::byte> envelope, const SigningPublic& kiosk) {
  sodium_ready();
  const auto header = read_header(envelope);
  if (!header) return header.error();
  const Parts parts = parts_of(envelope, header->recipients.size());
  if (crypto_sign_verify_detached(in(parts.signature), in(parts.signed_part), parts.signed_part.size(),
                                  in(kiosk.bytes)) != 0)
    return Error{"This request was not signed by this kiosk, or it was changed on its way."};
  return Done{};
}

Result<OpenedRequest> open(std::span<const std::byte> envelope, const SealingSecret& secret) {
  sodium_ready();
  auto header = read_header(envelope);
  if (!header) return header.error();
  const Parts parts = parts_of(envelope, header->recipients.size());
  const auto key = body_key(parts, secret);
  if (!key) return key.error();

  SecretBytes body(body_bytes);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(out(body.bytes()), nullptr, nullptr, in(parts.body),
                                                 parts.body.size(), in(parts.header), parts.header.size(),
                                                 in(parts.nonce), in(key->bytes())) != 0)
    return changed;
  OpenedRequest request;
  request.header = std::move(*header);
  if (!read_body(body.bytes(), request)) return changed;
  return request;
}

Hash envelope_hash(std::span<const std::byte> envelope) {
  return blake2b(envelope);
}

}  // namespace porchlight::intake
