#include "intake/recipient_set.h"

#include <sodium.h>

#include <algorithm>

#include "intake/envelope.h"
#include "intake/layout.h"
#include "intake/sodium.h"
#include "intake/wire.h"

namespace porchlight::intake {
namespace {

constexpr std::string_view set_magic = "porchset";
constexpr std::uint8_t set_version = 1;
constexpr std::size_t team_bytes = 32;
constexpr std::size_t key_bytes = 32;
constexpr std::size_t spare_bytes = 2;
constexpr std::size_t set_header_bytes = 64;
constexpr std::size_t set_entry_bytes = key_bytes + 1 + max_recipient_name_bytes;
constexpr std::uint8_t recovery_flag = 1;

std::size_t set_size(std::size_t recipients) {
  return set_header_bytes + recipients * set_entry_bytes + layout::signature_bytes;
}

bool has_twice(const std::vector<Recipient>& recipients) {
  for (std::size_t i = 0; i < recipients.size(); ++i)
    for (std::size_t j = i + 1; j < recipients.size(); ++j)
      if (recipients[i].key == recipients[j].key) return true;
  return false;
}

std::uint64_t as_number(Instant instant) {
  return static_cast<std::uint64_t>(instant.time_since_epoch().count());
}

Instant as_instant(std::uint64_t number) {
  return Instant(seconds(static_cast<std::int64_t>(number)));
}

}  // namespace

Result<Bytes> sign(const RecipientSet& set, const SigningSecret& root) {
  sodium_ready();
  const std::size_t count = set.recipients.size();
  if (count < min_recipients || count > max_recipients)
    return Error{"A recipient set has 2 to 16 recipients, one of them the recovery key."};
  if (has_twice(set.recipients)) return Error{"Two recipients of the set have the same key."};
  if (!layout::is_plain_name(set.team, team_bytes))
    return Error{"The team’s name has up to 32 letters, digits, hyphens, underscores and dots."};
  for (const Recipient& recipient : set.recipients)
    if (recipient.name.size() > max_recipient_name_bytes || recipient.name.find('\0') != std::string::npos)
      return Error{"A recipient’s name is longer than 47 bytes: “" + recipient.name + "”."};

  Bytes bytes(set_size(count));
  wire::Writer writer(bytes);
  writer.bytes(std::as_bytes(std::span(set_magic)));
  writer.number(set_version);
  writer.number(static_cast<std::uint8_t>(count));
  writer.zeros(spare_bytes);
  writer.number(set.epoch);
  writer.number(as_number(set.issued));
  writer.number(as_number(set.expires));
  writer.padded(set.team, team_bytes);
  for (const Recipient& recipient : set.recipients) {
    writer.bytes(recipient.key.bytes);
    writer.number(recipient.recovery ? recovery_flag : std::uint8_t{0});
    writer.padded(recipient.name, max_recipient_name_bytes);
  }
  std::array<unsigned char, crypto_sign_BYTES> signature;
  crypto_sign_detached(signature.data(), nullptr, in(bytes), bytes.size() - layout::signature_bytes,
                       in(root.bytes()));
  writer.bytes(std::as_bytes(std::span(signature)));
  return bytes;
}

Result<RecipientSet> verify_recipient_set(std::span<const std::byte> bytes, const SigningPublic& root) {
  sodium_ready();
  const Error refused{"This is not a set of recipients that our root key has signed."};
  if (bytes.size() < set_size(min_recipients) || bytes.size() > set_size(max_recipients)) return refused;
  const auto signed_part = bytes.first(bytes.size() - layout::signature_bytes);
  if (crypto_sign_verify_detached(in(bytes.last(layout::signature_bytes)), in(signed_part),
                                  signed_part.size(), in(root.bytes)) != 0)
    return refused;

  wire::Reader reader(signed_part);
  if (!std::ranges::equal(reader.bytes(set_magic.size()), std::as_bytes(std::span(set_magic))))
    return refused;
  if (reader.number<std::uint8_t>() != set_version)
    return Error{"This set of recipients was made by a newer version. Update the kiosk."};
  const std::size_t count = reader.number<std::uint8_t>();
  if (set_size(count) != bytes.size()) return refused;
  reader.zeros(spare_bytes);
  RecipientSet set;
  set.epoch = reader.number<std::uint32_t>();
  set.issued = as_instant(reader.number<std::uint64_t>());
  set.expires = as_instant(reader.number<std::uint64_t>());
  set.team = reader.padded(team_bytes);
  for (std::size_t i = 0; i < count; ++i) {
    Recipient recipient;
    std::ranges::copy(reader.bytes(key_bytes), recipient.key.bytes.begin());
    const auto flags = reader.number<std::uint8_t>();
    if (flags > recovery_flag) return refused;
    recipient.recovery = flags == recovery_flag;
    recipient.name = reader.padded(max_recipient_name_bytes);
    set.recipients.push_back(std::move(recipient));
  }
  if (!reader.clean() || !layout::is_plain_name(set.team, team_bytes) || has_twice(set.recipients))
    return refused;
  return set;
}

bool may_follow(const RecipientSet& next, const RecipientSet& current) {
  return next.team == current.team && next.epoch > current.epoch;
}

}  // namespace porchlight::intake
