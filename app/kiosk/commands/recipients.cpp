// The operator's side: who can open the requests of a team, signed by the root key that stays offline.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <iterator>

#include "base/clock.h"
#include "disk/key_files.h"
#include "disk/state_folder.h"
#include "intake/recipient_set.h"
#include "kiosk/commands/commands.h"

namespace porchlight::kiosk {
namespace {

// "Callers=callers.pub": what staff call them, and the file that keygen wrote.
Result<intake::Recipient> recipient_of(const std::string& written, bool recovery) {
  const std::size_t equals = written.find('=');
  if (equals == std::string::npos || equals == 0)
    return Error{"“" + written +
                 "” names no recipient. Write NAME=FILE.pub, such as Callers=callers.key.pub."};
  const std::string path = written.substr(equals + 1);
  std::ifstream file(path);
  if (!file) return Error{"cannot read " + path + ". Give the file *.pub that keygen wrote."};
  const std::string line{std::istreambuf_iterator<char>(file), {}};
  const Result<intake::SealingKey> key = intake::parse_sealing_key(line);
  if (!key) return Error{path + ": " + key.error().what};
  return intake::Recipient{.name = written.substr(0, equals), .key = *key, .recovery = recovery};
}

Result<Bytes> signed_set(const RecipientOptions& options) {
  intake::RecipientSet set;
  set.team = options.team;
  set.epoch = options.epoch;
  set.issued = SystemClock().now();
  set.expires = set.issued + std::chrono::days(options.days);
  for (const bool recovery : {false, true})
    for (const std::string& written : recovery ? options.recovery : options.callers) {
      Result<intake::Recipient> recipient = recipient_of(written, recovery);
      if (!recipient) return recipient.error();
      set.recipients.push_back(std::move(*recipient));
    }
  const Result<intake::SigningSecret> root = disk::read_signing_secret(options.root);
  if (!root) return root.error();
  return intake::sign(set, *root);
}

}  // namespace

int recipients(const RecipientOptions& options) {
  const Result<Bytes> set = signed_set(options);
  const Outcome written =
      set ? disk::write_whole_file(options.out, {reinterpret_cast<const char*>(set->data()), set->size()},
                                   0644)
          : Outcome(set.error());
  if (!written) {
    fmt::print(stderr, "porchlight: {}\n", written.error().what);
    return exit_failed;
  }
  fmt::print(
      "{}: {} recipients of {}, number {}. Publish it with porchlight-collector recipients; kiosks take it "
      "within 15 minutes.\n",
      options.out, options.callers.size() + options.recovery.size(), options.team, options.epoch);
  return exit_ok;
}

}  // namespace porchlight::kiosk
