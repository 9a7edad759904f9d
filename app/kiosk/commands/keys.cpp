// The caller's side: making keys, and opening what was sealed to them.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/clock.h"
#include "disk/key_files.h"
#include "intake/envelope.h"
#include "intake/random.h"
#include "kiosk/commands/commands.h"
#include "storage/outbox.h"

namespace porchlight::kiosk {
namespace {

int failed(const Error& error) {
  fmt::print(stderr, "porchlight: {}\n", error.what);
  return exit_failed;
}

Result<std::vector<Bytes>> envelopes_in(const std::string& path) {
  std::vector<Bytes> envelopes;
  if (std::filesystem::is_directory(path)) {
    const SystemClock clock;
    Result<storage::Outbox> box = storage::Outbox::look(path, clock);
    if (!box.ok()) return box.error();
    const Result<std::vector<std::string>> ids = box->waiting();
    if (!ids.ok()) return ids.error();
    for (const std::string& id : *ids) {
      Result<std::optional<Bytes>> bytes = box->bytes_of(id);
      if (!bytes.ok()) return bytes.error();
      if (*bytes) envelopes.push_back(std::move(**bytes));
    }
    return envelopes;
  }
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return Error{"cannot read " + path +
                 ". Give a file with a sealed request, or the state folder of a kiosk."};
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto* begin = reinterpret_cast<const std::byte*>(text.data());
  envelopes.emplace_back(begin, begin + text.size());
  return envelopes;
}

std::string_view words_for(intake::WhenToCall when) {
  switch (when) {
    case intake::WhenToCall::as_soon_as_possible:
      return "as soon as someone can";
    case intake::WhenToCall::mornings:
      return "mornings";
    case intake::WhenToCall::afternoons:
      return "afternoons";
    case intake::WhenToCall::evenings:
      return "evenings";
  }
  return "";
}

std::string_view words_for(intake::IfNotMe wish) {
  return wish == intake::IfNotMe::say_nothing ? "say nothing, leave nothing" : "a short voicemail is fine";
}

}  // namespace

int keygen(const std::string& path, bool root) {
  intake::SodiumRandom random;
  const auto keep = [&](const auto& pair, const char* what_for) {
    const std::string line = intake::to_text(pair.key);
    if (const Outcome secret = disk::write_secret_file(path, intake::to_text(pair.secret)); !secret.ok())
      return failed(secret.error());
    if (const Outcome open = disk::write_public_file(path + ".pub", line); !open.ok())
      return failed(open.error());
    fmt::print("{}\n", line);
    fmt::print(stderr, "porchlight: the private key is in {}. {}\n", path, what_for);
    return int{exit_ok};
  };
  if (root)
    return keep(intake::make_signing_pair(random),
                "Whoever has it can say who reads the requests: keep it on no computer that is online, and a "
                "copy in a safe.\nThe line above is the public key: put it into root.pub in the collector’s "
                "folder of keys.");
  return keep(intake::make_sealing_pair(random),
              "Whoever has it can read the requests: keep it off the kiosk, and a copy in a safe.\n"
              "The line above is the public key, for kiosk.toml or porchlight recipients.");
}

int open_requests(const std::string& key_file, const std::vector<std::string>& files, bool json) {
  const Result<intake::SealingSecret> secret = disk::read_sealing_secret(key_file);
  if (!secret.ok()) return failed(secret.error());
  int code = exit_ok;
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const std::string& file : files) {
    const Result<std::vector<Bytes>> envelopes = envelopes_in(file);
    if (!envelopes.ok()) return failed(envelopes.error());
    for (const Bytes& envelope : *envelopes) {
      const Result<intake::OpenedRequest> opened = intake::open(envelope, *secret);
      if (!opened.ok()) {
        code = failed({file + ": " + opened.error().what});
        continue;
      }
      // Printing is what this command is for; it runs on the caller's machine, not on a kiosk.
      if (json)
        all.push_back({{"id", opened->header.id},
                       {"name", opened->name.view()},
                       {"number", opened->number.view()},
                       {"when", words_for(opened->header.when)},
                       {"if_not_me", words_for(opened->if_not_me)},
                       {"language", opened->header.language},
                       {"kiosk", opened->header.kiosk_id}});
      else
        fmt::print(
            "{}  {}  {}\n  when: {}\n  if someone else or nobody picks up: {}\n  language: {}  kiosk: {}\n",
            opened->header.id.substr(0, 8), opened->number.view(), opened->name.view(),
            words_for(opened->header.when), words_for(opened->if_not_me), opened->header.language,
            opened->header.kiosk_id);
    }
  }
  if (json) fmt::print("{}\n", all.dump(1));
  return code;
}

}  // namespace porchlight::kiosk
