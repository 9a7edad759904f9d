#include "collector/commands.h"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <iterator>

#include "base/clock.h"
#include "collector/address.h"
#include "collector/enrolment.h"
#include "collector/fleet.h"
#include "collector/inbox/sql.h"
#include "collector/parcel_desk.h"
#include "disk/key_files.h"
#include "disk/state_folder.h"
#include "intake/base_config.h"
#include "intake/random.h"
#include "intake/recipient_set.h"

namespace porchlight::collector {
namespace {

constexpr int done = 0, not_done = 2;

int failed(const std::string& what) {
  fmt::print(stderr, "porchlight-collector: {}\n", what);
  return not_done;
}

constexpr std::size_t most_set_bytes = 64 * 1024;  // a set has 1,408 at most; what is longer is another file
constexpr std::size_t most_parcel_bytes = 64 * 1024 * 1024;  // some 30,000 requests

Result<Bytes> read_whole(const std::string& path, std::size_t most_bytes) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{fmt::format("Cannot read {}.", path)};
  std::string text(most_bytes, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad()) return Error{fmt::format("Cannot read {}.", path)};
  const auto bytes = std::as_bytes(std::span(text)).first(static_cast<std::size_t>(file.gcount()));
  return Bytes(bytes.begin(), bytes.end());
}

// What the root key is said to have signed; not verified yet.
struct SignedFile {
  Bytes bytes;
  intake::SigningPublic root;
};
Result<SignedFile> read_signed(const std::string& keys, const std::string& file, std::size_t most_bytes) {
  const auto root = disk::read_signing_public(keys + "/" + disk::root_key_name);
  if (!root) return root.error();
  auto bytes = read_whole(file, most_bytes);
  if (!bytes) return bytes.error();
  return SignedFile{std::move(*bytes), *root};
}

int refused(const std::string& file, const Error& why, const std::string& keys, const SignedFile& read) {
  return failed(fmt::format("{}: {} The root key here is {} ({}/{}).", file, why.what,
                            intake::short_form(read.root), keys, disk::root_key_name));
}

constexpr const char* name_form = "up to 32 letters, digits, hyphens, underscores and dots";

}  // namespace

int add_kiosk(const std::string& url, const std::string& kiosk, const std::string& team) {
  if (!is_name(kiosk)) return failed(fmt::format("“{}” cannot be a kiosk’s name: {}.", kiosk, name_form));
  if (!is_name(team)) return failed(fmt::format("“{}” cannot be a team’s name: {}.", team, name_form));
  auto store = open_store(url);
  if (!store) return failed(store.error().what);
  intake::SodiumRandom random;
  const std::string code = draw_code(random);
  const auto added =
      (*store)->add_code(code_hash(code).value(), kiosk, team, SystemClock().now() + code_works_for);
  if (!added) return failed(added.error().what);
  fmt::print("{}\n", code);
  fmt::print(stderr,
             "It works once, for {} minutes. At the kiosk: porchlight enroll https://THIS-COLLECTOR {}\n",
             code_works_for.count(), code);
  return done;
}

int name_kiosk(const std::string& url, const std::string& kiosk, const std::string& place) {
  constexpr std::size_t longest = 80;
  if (place.size() > longest) return failed(fmt::format("A place has up to {} letters.", longest));
  const auto store = open_store(url);
  if (!store) return failed(store.error().what);
  const auto named = (*store)->sql().write({{"UPDATE kiosks SET place = $2 WHERE id = $1", {kiosk, place}}});
  if (!named) return failed(named.error().what);
  if (named->front().changed == 0)
    return failed(fmt::format("There is no kiosk “{}”. kiosk list shows which there are.", kiosk));
  return done;
}

int list_kiosks(const std::string& url, bool as_json) {
  const auto store = open_store(url);
  if (!store) return failed(store.error().what);
  Store& opened = *store.value();
  auto kiosks = opened.kiosks();
  if (!kiosks) return failed(kiosks.error().what);
  const auto waiting = opened.waiting();
  if (!waiting) return failed(waiting.error().what);
  const auto fleet = fleet_of(std::move(*kiosks));
  fmt::print("{}", as_json ? fleet_json(fleet, waiting.value())
                           : fleet_table(fleet, waiting.value(), SystemClock().now()));
  for (const std::string& damaged : set_aside_of(url))
    fmt::print(
        stderr,
        "porchlight-collector: {} was damaged and is kept. Move it elsewhere when nothing of it is missed.\n",
        damaged);
  return done;
}

int revoke_kiosk(const std::string& url, const std::string& kiosk) {
  const auto store = open_store(url);
  if (!store) return failed(store.error().what);
  const auto revoked = store.value()->revoke(kiosk);
  if (!revoked) return failed(revoked.error().what);
  if (!revoked.value()) return failed(fmt::format("There is no kiosk “{}”. kiosk list shows them.", kiosk));
  fmt::print("{} is refused from now on. To use it again: kiosk add, and enroll it.\n", kiosk);
  return done;
}

int publish_recipients(const std::string& url, const std::string& keys, const std::string& file) {
  const auto read = read_signed(keys, file, most_set_bytes);
  if (!read) return failed(read.error().what);
  const auto set = intake::verify_recipient_set(read.value().bytes, read.value().root);
  if (!set) return refused(file, set.error(), keys, read.value());
  const auto& [team, epoch, issued, expires, recipients] = set.value();
  if (epoch == 0) return failed(fmt::format("{}: the first set of a team has the epoch 1, not 0.", file));
  if (expires <= SystemClock().now())
    return failed(fmt::format("{}: this set has expired. Sign a new one with the root key.", file));
  const auto store = open_store(url);
  if (!store) return failed(store.error().what);
  const auto published = store.value()->publish(team, epoch, read.value().bytes);
  if (!published) return failed(published.error().what);
  if (!published.value())
    return failed(
        fmt::format("The team {} has a set of epoch {} or a higher one already. Sign the new one with a "
                    "higher epoch.",
                    team, epoch));
  fmt::print("Published for the team {}: epoch {}, {} recipients. Kiosks take it with their next status.\n",
             team, epoch, recipients.size());
  return done;
}

int publish_base(const std::string& url, const std::string& keys, const std::string& file) {
  const auto read = read_signed(keys, file, intake::max_base_config_bytes);
  if (!read) return failed(read.error().what);
  const auto config = intake::verify_base_config(read.value().bytes, read.value().root);
  if (!config) return refused(file, config.error(), keys, read.value());
  const auto& [team, number, files] = config.value();
  if (number == 0)
    return failed(fmt::format("{}: the first base configuration of a team has the number 1, not 0.", file));
  const auto store = open_store(url);
  if (!store) return failed(store.error().what);
  const auto published = store.value()->publish_base(team, number, read.value().bytes);
  if (!published) return failed(published.error().what);
  if (!published.value())
    return failed(fmt::format(
        "The team {} has a base configuration of number {} or a higher one already. Sign the new one "
        "with a higher number.",
        team, number));
  fmt::print("Published for the team {}: number {}, {} files. Kiosks take them with their next status.\n",
             team, number, files.size());
  return done;
}

int take_parcel(const std::string& url, const std::string& keys, const std::string& file,
                const std::string& out) {
  const auto bytes = read_whole(file, most_parcel_bytes);
  if (!bytes) return failed(bytes.error().what);
  intake::SodiumRandom random;
  const auto receipt_key = disk::receipt_key(keys, random);
  if (!receipt_key) return failed(receipt_key.error().what);
  const auto store = open_store(url);
  if (!store) return failed(store.error().what);
  const auto taken = take_parcel(*bytes, **store, receipt_key->secret, SystemClock().now());
  if (!taken) return failed(taken.error().what);
  const std::string_view receipts(reinterpret_cast<const char*>(taken->receipts.data()),
                                  taken->receipts.size());
  if (const Outcome written = disk::write_whole_file(out, receipts); !written)
    return failed(written.error().what);
  fmt::print("{}: {} requests and {} withdrawals of {}.\n", out, taken->requests, taken->withdrawals,
             taken->kiosk);
  if (taken->refused > 0)
    fmt::print(stderr,
               "porchlight-collector: {} were refused: not sealed by this kiosk, or another has their id.\n",
               taken->refused);
  return done;
}

}  // namespace porchlight::collector
