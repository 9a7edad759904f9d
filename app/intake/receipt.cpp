#include "intake/receipt.h"

#include <sodium.h>

#include "intake/envelope.h"
#include "intake/layout.h"
#include "intake/sodium.h"
#include "intake/wire.h"

namespace porchlight::intake {
namespace {

constexpr std::string_view receipt_magic = "porchrct";
constexpr std::uint8_t receipt_version = 1;
constexpr std::uint32_t wait_unknown = UINT32_MAX;
constexpr std::size_t signed_bytes = receipt_size - layout::signature_bytes;

}  // namespace

Bytes sign(const Receipt& receipt, const SigningSecret& collector) {
  sodium_ready();
  Bytes bytes(receipt_size);
  wire::Writer writer(bytes);
  writer.bytes(std::as_bytes(std::span(receipt_magic)));
  writer.number(receipt_version);
  writer.number(static_cast<std::uint8_t>(receipt.of));
  writer.zeros(2);
  writer.number(receipt.wait ? static_cast<std::uint32_t>(receipt.wait->count()) : wait_unknown);
  writer.number(static_cast<std::uint64_t>(receipt.received.time_since_epoch().count()));
  const auto id = from_hex(receipt.id);
  if (receipt.of == Receipt::Of::request)
    writer.bytes(id.value());
  else
    writer.zeros(layout::id_bytes);
  writer.bytes(receipt.hash);
  std::array<unsigned char, crypto_sign_BYTES> signature;
  crypto_sign_detached(signature.data(), nullptr, in(bytes), signed_bytes, in(collector.bytes()));
  writer.bytes(std::as_bytes(std::span(signature)));
  return bytes;
}

Result<Receipt> verify_receipt(std::span<const std::byte> bytes, const SigningPublic& collector) {
  sodium_ready();
  if (bytes.size() != receipt_size ||
      crypto_sign_verify_detached(in(bytes.last(layout::signature_bytes)), in(bytes), signed_bytes,
                                  in(collector.bytes)) != 0)
    return Error{"This is not a receipt of our collector."};

  wire::Reader reader(bytes);
  const bool known =
      std::ranges::equal(reader.bytes(receipt_magic.size()), std::as_bytes(std::span(receipt_magic))) &&
      reader.number<std::uint8_t>() == receipt_version;
  Receipt receipt;
  const auto of = known ? reader.number<std::uint8_t>() : std::uint8_t{0};
  if (of != 1 && of != 2) return Error{"This receipt was made by a newer collector. Update the kiosk."};
  receipt.of = static_cast<Receipt::Of>(of);
  reader.zeros(2);
  const auto wait = reader.number<std::uint32_t>();
  if (wait != wait_unknown) receipt.wait = seconds(wait);
  receipt.received = Instant(seconds(static_cast<std::int64_t>(reader.number<std::uint64_t>())));
  const auto id = reader.bytes(layout::id_bytes);
  if (receipt.of == Receipt::Of::request) receipt.id = to_hex(id);
  std::ranges::copy(reader.bytes(layout::hash_bytes), receipt.hash.begin());
  return receipt;
}

bool is_for(const Receipt& receipt, std::string_view id, std::span<const std::byte> envelope) {
  return receipt.of == Receipt::Of::request && receipt.id == id && receipt.hash == envelope_hash(envelope);
}

}  // namespace porchlight::intake
