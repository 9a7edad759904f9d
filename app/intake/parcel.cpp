#include "intake/parcel.h"

#include <sodium.h>

#include <algorithm>

#include "intake/envelope.h"
#include "intake/layout.h"
#include "intake/receipt.h"
#include "intake/sodium.h"
#include "intake/wire.h"

namespace porchlight::intake {
namespace {

constexpr std::string_view parcel_magic = "porchbox", receipts_magic = "porchrcs";
constexpr std::uint8_t parcel_version = 1;
constexpr std::size_t spare_bytes = 7;
constexpr std::size_t head_bytes = parcel_magic.size() + 1 + spare_bytes;
constexpr std::size_t entry_head_bytes = 1 + sizeof(std::uint32_t);

enum Kind : std::uint8_t { an_envelope = 1, a_withdrawal = 2 };

const Error cut_short{"This file was cut short or changed. Copy it once more."};

void write_head(wire::Writer& writer, std::string_view magic) {
  writer.bytes(std::as_bytes(std::span(magic)));
  writer.number(parcel_version);
  writer.zeros(spare_bytes);
}

// Error: what it is not, or that it is of a later version.
Outcome read_head(wire::Reader& reader, std::string_view magic, const char* what) {
  if (!std::ranges::equal(reader.bytes(magic.size()), std::as_bytes(std::span(magic))))
    return Error{std::string("This is not a file with ") + what + "."};
  if (reader.number<std::uint8_t>() != parcel_version)
    return Error{"This file was made by a newer Porchlight. Install that one here too."};
  reader.zeros(spare_bytes);
  if (!reader.clean()) return cut_short;
  return Done{};
}

void write_entry(wire::Writer& writer, Kind kind, std::span<const std::byte> bytes) {
  writer.number(static_cast<std::uint8_t>(kind));
  writer.number(static_cast<std::uint32_t>(bytes.size()));
  writer.bytes(bytes);
}

bool is_envelope_size(std::size_t size) {
  for (std::size_t count = min_recipients; count <= max_recipients; ++count)
    if (size == envelope_size(count)) return true;
  return false;
}

}  // namespace

Result<Bytes> pack(const Parcel& parcel, const SigningSecret& kiosk) {
  sodium_ready();
  if (!layout::is_plain_name(parcel.kiosk_id, layout::kiosk_bytes))
    return Error{"The kiosk’s id has up to 32 letters, digits, hyphens, underscores and dots."};
  std::size_t size = head_bytes + layout::kiosk_bytes + layout::signature_bytes;
  for (const Bytes& envelope : parcel.envelopes) size += entry_head_bytes + envelope.size();
  size += parcel.withdrawals.size() * (entry_head_bytes + layout::hash_bytes);

  Bytes bytes(size);
  wire::Writer writer(bytes);
  write_head(writer, parcel_magic);
  writer.padded(parcel.kiosk_id, layout::kiosk_bytes);
  for (const Bytes& envelope : parcel.envelopes) write_entry(writer, an_envelope, envelope);
  for (const WithdrawHash& hash : parcel.withdrawals) write_entry(writer, a_withdrawal, hash);
  std::array<unsigned char, crypto_sign_BYTES> signature;
  crypto_sign_detached(signature.data(), nullptr, in(bytes), size - layout::signature_bytes,
                       in(kiosk.bytes()));
  writer.bytes(std::as_bytes(std::span(signature)));
  return bytes;
}

Result<Parcel> unpack(std::span<const std::byte> bytes) {
  constexpr const char* what = "requests of a kiosk";
  if (bytes.size() < head_bytes + layout::kiosk_bytes + layout::signature_bytes)
    return Error{std::string("This is not a file with ") + what + "."};
  wire::Reader reader(bytes);
  if (auto head = read_head(reader, parcel_magic, what); !head) return head.error();
  Parcel parcel;
  parcel.kiosk_id = reader.padded(layout::kiosk_bytes);
  std::size_t left = bytes.size() - head_bytes - layout::kiosk_bytes - layout::signature_bytes;
  while (left > 0) {
    if (left < entry_head_bytes) return cut_short;
    const auto kind = reader.number<std::uint8_t>();
    const std::size_t size = reader.number<std::uint32_t>();
    left -= entry_head_bytes;
    if (size > left) return cut_short;
    const auto entry = reader.bytes(size);
    left -= size;
    if (kind == an_envelope && is_envelope_size(size))
      parcel.envelopes.emplace_back(entry.begin(), entry.end());
    else if (kind == a_withdrawal && size == layout::hash_bytes)
      std::ranges::copy(entry, parcel.withdrawals.emplace_back().begin());
    else
      return cut_short;
  }
  if (!reader.clean() || !layout::is_plain_name(parcel.kiosk_id, layout::kiosk_bytes)) return cut_short;
  return parcel;
}

Outcome verify_parcel(std::span<const std::byte> bytes, const SigningPublic& kiosk) {
  sodium_ready();
  if (bytes.size() < layout::signature_bytes ||
      crypto_sign_verify_detached(in(bytes.last(layout::signature_bytes)), in(bytes),
                                  bytes.size() - layout::signature_bytes, in(kiosk.bytes)) != 0)
    return Error{"This file was not made by that kiosk, or was changed since. Copy it once more."};
  return Done{};
}

Bytes pack_receipts(std::span<const Bytes> receipts) {
  Bytes bytes(head_bytes + receipts.size() * receipt_size);
  wire::Writer writer(bytes);
  write_head(writer, receipts_magic);
  for (const Bytes& receipt : receipts) writer.bytes(receipt);
  return bytes;
}

Result<PackedReceipts> unpack_receipts(std::span<const std::byte> bytes) {
  constexpr const char* what = "receipts of a collector";
  if (bytes.size() < head_bytes) return Error{std::string("This is not a file with ") + what + "."};
  wire::Reader reader(bytes);
  if (auto head = read_head(reader, receipts_magic, what); !head) return head.error();
  PackedReceipts packed;
  std::size_t left = bytes.size() - head_bytes;
  for (; left >= receipt_size; left -= receipt_size) {
    const auto receipt = reader.bytes(receipt_size);
    packed.receipts.emplace_back(receipt.begin(), receipt.end());
  }
  packed.cut_short = left > 0;
  return packed;
}

}  // namespace porchlight::intake
