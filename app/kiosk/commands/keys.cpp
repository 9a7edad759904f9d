// The caller's side: making keys, and opening what was sealed to them.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <qrcodegen.hpp>

#include "base/clock.h"
#include "disk/key_files.h"
#include "intake/envelope.h"
#include "intake/random.h"
#include "intake/recovery_words.h"
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

// Two squares a character, one above the other, black on white whatever the terminal's colors are.
std::string half_blocks(const std::string& text) {
  using qrcodegen::QrCode;
  const QrCode code = QrCode::encodeText(text.c_str(), QrCode::Ecc::MEDIUM);
  constexpr int quiet = 4;  // squares around it, ISO/IEC 18004 section 9.1
  std::string blocks;
  for (int y = -quiet; y < code.getSize() + quiet; y += 2) {
    blocks += "\x1b[30;107m";
    for (int x = -quiet; x < code.getSize() + quiet; ++x) {
      const bool above = code.getModule(x, y), below = code.getModule(x, y + 1);
      blocks += above ? (below ? "█" : "▀") : (below ? "▄" : " ");
    }
    blocks += "\x1b[0m\n";
  }
  return blocks;
}

Outcome write_key(const std::string& path, const intake::SecretText& secret, const std::string& public_line) {
  if (const Outcome kept = disk::write_secret_file(path, secret); !kept.ok()) return kept;
  if (const Outcome open = disk::write_public_file(path + ".pub", public_line); !open.ok()) return open;
  fmt::print("{}\n", public_line);
  return Done{};
}

// What is written there opens requests: printing it is what the commands below are for, on a computer that is
// offline.
void print_for_the_safe(const intake::SealingSecret& secret) {
  constexpr std::size_t words_in_row = 4;
  const auto words = intake::to_words(secret);
  fmt::print("\n");
  for (std::size_t i = 0; i < words.size(); ++i)
    fmt::print("{:>3}. {:<8}{}", i + 1, words[i], i % words_in_row == words_in_row - 1 ? "\n" : "");
  std::string line(intake::to_text(secret).view());
  std::string blocks = half_blocks(line);
  fmt::print("\n{}\n", blocks);
  intake::wipe(line);
  intake::wipe(blocks);
}

}  // namespace

int keygen(const std::string& path, bool root) {
  intake::SodiumRandom random;
  const auto keep = [&](const auto& pair, const char* what_for) {
    if (const Outcome written = write_key(path, intake::to_text(pair.secret), intake::to_text(pair.key));
        !written)
      return failed(written.error());
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

int recovery_keygen(const std::string& path) {
  intake::SodiumRandom random;
  const intake::SealingPair pair = intake::make_sealing_pair(random);
  if (const Outcome written = write_key(path, intake::to_text(pair.secret), intake::to_text(pair.key));
      !written)
    return failed(written.error());
  print_for_the_safe(pair.secret);
  fmt::print(
      stderr,
      "porchlight: the recovery key is in {}, and above as {} words and as a QR code. Print these, or write "
      "the words down, put the paper into a safe, and delete the file. Whoever has the words can read the "
      "requests.\nThe first line is the public key, for porchlight recipients --recovery.\n",
      path, intake::recovery_words_count);
  return exit_ok;
}

int key_from_words(const std::string& path) {
  std::string typed{std::istreambuf_iterator<char>(std::cin), {}};
  const Result<intake::SealingSecret> secret = intake::from_words(typed);
  intake::wipe(typed);
  if (!secret) return failed(secret.error());
  if (const Outcome written =
          write_key(path, intake::to_text(*secret), intake::to_text(intake::public_of(*secret)));
      !written)
    return failed(written.error());
  return exit_ok;
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
