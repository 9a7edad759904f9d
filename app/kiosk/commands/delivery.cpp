// The commands about the way of requests to their collector: enroll, outbox, outbox export, outbox import.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "delivery/delivery_state.h"
#include "delivery/enrolment.h"
#include "disk/key_files.h"
#include "disk/state_folder.h"
#include "disk/stick.h"
#include "intake/envelope.h"
#include "intake/parcel.h"
#include "intake/random.h"
#include "intake/receipt.h"
#include "kiosk/commands/commands.h"
#include "kiosk/commands/printing.h"
#include "storage/outbox.h"

namespace porchlight::kiosk {
namespace {

using nlohmann::ordered_json;

// Ten thousand requests; what is larger was not made by us.
constexpr std::uintmax_t most_parcel_bytes = std::uintmax_t{64} << 20;

bool expired(const intake::RecipientSet& set, const Clock& clock) {
  return clock.trusted() && set.expires <= clock.now();
}

// Error: not enrolled, or what is known of the collector cannot be read.
Result<delivery::Enrolment> enrolment_of(const std::string& state) {
  auto read = delivery::read_enrolment(state);
  if (!read) return read.error();
  if (!*read)
    return Error{
        "This kiosk is not enrolled at a collector. Ask who runs one for a code, then run porchlight "
        "enroll."};
  return std::move(**read);
}

Result<Bytes> read_stick(const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (!error && size > most_parcel_bytes) return Error{path + " is too large to be from Porchlight."};
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file) return Error{"Cannot read " + path + "."};
  const auto bytes = std::as_bytes(std::span(text));
  return Bytes(bytes.begin(), bytes.end());
}

ordered_json describe_enrolment(const std::optional<delivery::Enrolment>& enrolment, const Clock& clock) {
  if (!enrolment) return nullptr;
  const auto set = enrolment->recipient_set();
  ordered_json json{{"url", enrolment->url}, {"kiosk", enrolment->kiosk_id}, {"team", enrolment->team}};
  json["recipients_epoch"] = set ? ordered_json(set->epoch) : ordered_json(nullptr);
  json["recipients_expired"] = set && expired(*set, clock);
  return json;
}

void print_enrolment(const std::optional<delivery::Enrolment>& enrolment, const Clock& clock) {
  if (!enrolment) return fmt::print("not enrolled at a collector\n");
  fmt::print("enrolled at {} as {}, for the team {}\n", enrolment->url, enrolment->kiosk_id, enrolment->team);
  const auto set = enrolment->recipient_set();
  if (!set)
    fmt::print("no set of recipients yet: those of kiosk.toml are used\n");
  else if (expired(*set, clock))
    fmt::print("{}\n", recipients_expired_text);
}

ordered_json describe_trouble(const delivery::DeliveryReport& report) {
  if (!report.trouble) return nullptr;
  const delivery::TroubleWords words = delivery::words_for(*report.trouble);
  return {{"name", delivery::name_of(*report.trouble)},
          {"message", words.what},
          {"to_do", words.to_do},
          {"meanwhile", words.meanwhile},
          {"since_s", report.since.time_since_epoch().count()}};
}

void print_report(const delivery::DeliveryReport& report) {
  if (report.trouble) {
    const delivery::TroubleWords words = delivery::words_for(*report.trouble);
    fmt::print("trouble: {} {} {}\n", words.what, words.to_do, words.meanwhile);
  }
  if (report.held > 0) fmt::print("refused by the collector: {}\n", report.held);
  const auto off = std::chrono::round<minutes>(report.clock_offset).count();
  if (off != 0)
    fmt::print("the clock of this kiosk is {} minutes {}\n", std::abs(off), off > 0 ? "slow" : "fast");
}

Result<intake::Parcel> all_that_waits(storage::Outbox& outbox) {
  intake::Parcel parcel;
  const auto ids = outbox.waiting();
  if (!ids) return ids.error();
  for (const std::string& id : *ids) {
    // Before the first byte leaves: a withdrawal must travel from now on.
    if (auto offered = outbox.offered(id); !offered) return offered.error();
    auto bytes = outbox.bytes_of(id);
    if (!bytes) return bytes.error();
    if (*bytes) parcel.envelopes.push_back(std::move(**bytes));
  }
  auto withdrawals = outbox.withdrawals();
  if (!withdrawals) return withdrawals.error();
  parcel.withdrawals = std::move(*withdrawals);
  return parcel;
}

// What receipts did.
struct Taken {
  int requests = 0, withdrawals = 0;  // erased here
  int not_here = 0;                   // erased before, or never here
  int not_ours = 0;                   // not signed by our collector, or for other bytes
};

Outcome take_receipt(const Bytes& bytes, const delivery::Enrolment& enrolment, storage::Outbox& outbox,
                     Taken& taken) {
  const auto receipt = intake::verify_receipt(bytes, enrolment.receipt_key);
  if (!receipt) return ++taken.not_ours, Done{};
  if (receipt->of == intake::Receipt::Of::withdrawal) {
    const auto waiting = outbox.withdrawals();
    if (!waiting) return waiting.error();
    if (std::ranges::find(*waiting, receipt->hash) == waiting->end()) return ++taken.not_here, Done{};
    return ++taken.withdrawals, outbox.withdrawal_confirmed(receipt->hash);
  }
  const auto envelope = outbox.bytes_of(receipt->id);
  if (!envelope) return envelope.error();
  if (!*envelope) return ++taken.not_here, Done{};
  if (!intake::is_for(*receipt, receipt->id, **envelope)) return ++taken.not_ours, Done{};
  return ++taken.requests, outbox.erase(receipt->id);
}

// Sealed under another name than the collector now knows the kiosk by, which it does not take.
int sealed_as_another(const std::string& state, const std::string& kiosk_id, const Clock& clock) {
  auto outbox = storage::Outbox::look(state, clock);
  if (!outbox) return 0;  // no request was ever saved
  const auto ids = outbox->waiting();
  int others = 0;
  for (const std::string& id : ids ? *ids : std::vector<std::string>()) {
    const auto bytes = outbox->bytes_of(id);
    if (!bytes || !*bytes) continue;
    const auto header = intake::read_header(**bytes);
    others += header && header->kiosk_id != kiosk_id ? 1 : 0;
  }
  return others;
}

}  // namespace

int enroll(const std::string& url, const std::string& code, const std::string& state) {
  const SystemClock clock;
  intake::SodiumRandom random;
  const auto key = disk::kiosk_key(state, random);
  if (!key) return failed(key.error());
  const auto http = delivery::curl_http();
  std::optional<Result<delivery::Enrolment>> answer;
  delivery::enrol(*http, url, code, key->key, [&](auto result) { answer = std::move(result); });
  while (!answer) http->wait(-1, seconds(1));
  if (!*answer) return failed(answer->error());
  const delivery::Enrolment& enrolment = **answer;
  if (const Outcome kept = delivery::keep_enrolment(enrolment, state); !kept) return failed(kept.error());
  print_enrolment(enrolment, clock);
  fmt::print("this kiosk: {}\ncollector: {}\nroot key: {}\n", intake::short_form(key->key),
             intake::short_form(enrolment.receipt_key), intake::short_form(enrolment.root_key));
  if (const int others = sealed_as_another(state, enrolment.kiosk_id, clock); others > 0)
    fmt::print(
        "{} requests that wait were sealed under another name of this kiosk, and the collector will refuse "
        "them. Open them with porchlight open, or enroll once more under the name that kiosk.toml has.\n",
        others);
  const auto set = enrolment.recipient_set();
  return set && !expired(*set, clock) ? exit_ok : exit_problems;
}

int outbox(const std::string& state, bool json) {
  const SystemClock clock;
  Result<storage::Outbox> opened = storage::Outbox::look(state, clock);
  if (!opened.ok()) return failed(opened.error());
  const Result<storage::Counts> counts = opened->counts();
  if (!counts.ok()) return failed(counts.error());
  const auto enrolment = delivery::read_enrolment(state);
  if (!enrolment) failed(enrolment.error());
  const auto known = enrolment ? *enrolment : std::nullopt;
  const delivery::DeliveryReport report = delivery::read_report(state);
  const std::int64_t oldest_h =
      counts->oldest ? std::chrono::duration_cast<std::chrono::hours>(clock.now() - *counts->oldest).count()
                     : 0;
  if (json) {
    print({{"waiting", counts->waiting},
           {"oldest_hours", counts->oldest ? ordered_json(oldest_h) : ordered_json(nullptr)},
           {"withdrawals", counts->withdrawals},
           {"expired", counts->expired},
           {"refused", report.held},
           {"enrolled", describe_enrolment(known, clock)},
           {"trouble", known ? describe_trouble(report) : ordered_json(nullptr)}});
    return exit_ok;
  }
  fmt::print("waiting requests: {}\n", counts->waiting);
  if (counts->oldest) fmt::print("oldest: about {} hours\n", oldest_h);
  fmt::print("withdrawals to be delivered: {}\nexpired so far: {}\n", counts->withdrawals, counts->expired);
  print_enrolment(known, clock);
  if (known) print_report(report);
  return enrolment ? exit_ok : exit_problems;
}

int outbox_export(const std::string& state, const std::string& file) {
  const SystemClock clock;
  const auto enrolment = enrolment_of(state);
  if (!enrolment) return failed(enrolment.error());
  const auto key = disk::read_signing_secret(state + "/" + disk::kiosk_key_name);
  if (!key) return failed(key.error());
  auto outbox = storage::Outbox::open(state, clock);
  if (!outbox) return failed(outbox.error());
  auto parcel = all_that_waits(*outbox);
  if (!parcel) return failed(parcel.error());
  parcel->kiosk_id = enrolment->kiosk_id;
  const auto bytes = intake::pack(*parcel, *key);
  if (!bytes) return failed(bytes.error());
  if (const Outcome written = disk::write_on_stick(file, *bytes); !written) return failed(written.error());
  fmt::print(
      "{} requests and {} withdrawals are in {}, sealed. They stay here, too, until their receipts come "
      "back.\n",
      parcel->envelopes.size(), parcel->withdrawals.size(), file);
  return exit_ok;
}

int outbox_import(const std::string& state, const std::string& file) {
  const SystemClock clock;
  const auto enrolment = enrolment_of(state);
  if (!enrolment) return failed(enrolment.error());
  const auto bytes = read_stick(file);
  if (!bytes) return failed(bytes.error());
  const auto packed = intake::unpack_receipts(*bytes);
  if (!packed) return failed({file + ": " + packed.error().what});
  auto outbox = storage::Outbox::open(state, clock);
  if (!outbox) return failed(outbox.error());
  Taken taken;
  for (const Bytes& receipt : packed->receipts)
    if (const Outcome done = take_receipt(receipt, *enrolment, *outbox, taken); !done)
      return failed(done.error());
  fmt::print("erased here, since the collector holds them: {} requests, {} withdrawals\n", taken.requests,
             taken.withdrawals);
  if (taken.not_here > 0) fmt::print("receipts for what is no longer here: {}\n", taken.not_here);
  if (taken.not_ours > 0)
    fmt::print("not from our collector, or changed since: {}. What they are for stays here.\n",
               taken.not_ours);
  if (packed->cut_short) fmt::print("The file was cut short. Copy it once more.\n");
  return taken.not_ours > 0 || packed->cut_short ? exit_problems : exit_ok;
}

}  // namespace porchlight::kiosk
