#include "collector/parcel_desk.h"

#include "intake/envelope.h"
#include "intake/parcel.h"
#include "intake/receipt.h"

namespace porchlight::collector {
namespace {

constexpr std::size_t requests_at_once = 256;  // in one transaction

// Nothing: no request that this kiosk sealed.
std::optional<NewRequest> request_of(Bytes envelope, const Kiosk& kiosk, Instant now) {
  const auto header = intake::read_header(envelope);
  if (!header || header->kiosk_id != kiosk.id || !intake::verify(envelope, kiosk.key)) return std::nullopt;
  return NewRequest{.id = header->id,
                    .kiosk = kiosk.id,
                    .team = kiosk.team,
                    .hash = intake::envelope_hash(envelope),
                    .withdraw = header->withdraw,
                    .received = now,
                    .envelope = std::move(envelope)};
}

Result<Kiosk> sender_of(std::span<const std::byte> bytes, const intake::Parcel& parcel, Store& store) {
  auto kiosk = store.kiosk(parcel.kiosk_id);
  if (!kiosk) return Error{kiosk.error().what};
  if (!*kiosk)
    return Error{"No kiosk “" + parcel.kiosk_id +
                 "” is enrolled here. kiosk list shows which are, kiosk add enrolls it."};
  if ((*kiosk)->revoked)
    return Error{"The kiosk “" + parcel.kiosk_id + "” was revoked: nothing of it is taken."};
  if (const Outcome signed_by_it = intake::verify_parcel(bytes, (*kiosk)->key); !signed_by_it)
    return signed_by_it.error();
  return std::move(**kiosk);
}

}  // namespace

Result<TakenParcel> take_parcel(std::span<const std::byte> bytes, Store& store,
                                const intake::SigningSecret& receipt_key, Instant now) {
  auto parcel = intake::unpack(bytes);
  if (!parcel) return parcel.error();
  const auto kiosk = sender_of(bytes, *parcel, store);
  if (!kiosk) return kiosk.error();

  TakenParcel taken{.kiosk = kiosk->id};
  std::vector<Bytes> receipts;
  // Withdrawals first: a request and its withdrawal may travel together.
  for (const intake::WithdrawHash& hash : parcel->withdrawals) {
    if (const auto done = store.withdraw(kiosk->team, hash, now); !done) return Error{done.error().what};
    receipts.push_back(
        intake::sign({.of = intake::Receipt::Of::withdrawal, .hash = hash, .received = now}, receipt_key));
    ++taken.withdrawals;
  }

  const auto wait = store.usual_wait(kiosk->team, now);
  if (!wait) return Error{wait.error().what};
  std::vector<NewRequest> batch;
  const auto put_batch = [&]() -> Outcome {
    const auto kept = store.put(batch);
    if (!kept) return Error{kept.error().what};
    for (std::size_t i = 0; i < batch.size(); ++i) {
      if ((*kept)[i] == Kept::other_bytes) {
        ++taken.refused;
        continue;
      }
      receipts.push_back(intake::sign(
          {intake::Receipt::Of::request, batch[i].id, batch[i].hash, batch[i].received, *wait}, receipt_key));
      ++taken.requests;
    }
    batch.clear();
    return Done{};
  };
  for (Bytes& envelope : parcel->envelopes) {
    if (auto request = request_of(std::move(envelope), *kiosk, now))
      batch.push_back(std::move(*request));
    else
      ++taken.refused;
    if (batch.size() == requests_at_once)
      if (const Outcome put = put_batch(); !put) return put.error();
  }
  if (const Outcome put = put_batch(); !put) return put.error();
  taken.receipts = intake::pack_receipts(receipts);
  return taken;
}

}  // namespace porchlight::collector
