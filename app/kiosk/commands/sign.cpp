// porchlight sign, porchlight trust, porchlight base: files that a kiosk takes over because of who signed
// them.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "delivery/stick_offer.h"
#include "disk/key_files.h"
#include "disk/state_folder.h"
#include "intake/base_config.h"
#include "intake/file_signature.h"
#include "kiosk/commands/commands.h"
#include "kiosk/commands/printing.h"

namespace porchlight::kiosk {
namespace {

// As they are read below the kiosk.toml of a kiosk: what each kiosk says of itself is not missed here.
std::vector<site::Problem> problems_of(const site::Files& files) {
  site::Files laid;
  for (const auto& [path, bytes] : files) laid[std::string(site::base_prefix) + path] = bytes;
  laid["kiosk.toml"] = "[facility]\nname = \"Any\"\ntime_zone = \"America/Los_Angeles\"\n";
  std::vector<site::Problem> problems = site::load(laid).problems;
  // What has no line in that kiosk.toml stands in theirs.
  std::erase_if(problems, [](const auto& each) {
    return !each.file.starts_with(site::base_prefix) && (each.file != "kiosk.toml" || each.line > 0);
  });
  return problems;
}

}  // namespace

int base(const BaseOptions& options) {
  Result<site::Files> files = site::read_files(options.folder);
  if (!files.ok()) return failed(files.error());
  files->erase("README.md");
  const auto problems = problems_of(*files);
  for (const site::Problem& problem : problems) fmt::print(stderr, "{}\n", site::to_line(problem));
  const Result<intake::SigningSecret> root = disk::read_signing_secret(options.root);
  if (!root.ok()) return failed(root.error());
  const Result<Bytes> bytes =
      intake::sign(intake::BaseConfig{options.team, options.number, std::move(*files)}, *root);
  if (!bytes.ok()) return failed(bytes.error());
  const std::string_view text{reinterpret_cast<const char*>(bytes->data()), bytes->size()};
  if (const Outcome written = disk::write_whole_file(options.out, text, 0644); !written.ok())
    return failed(written.error());
  fmt::print(
      "{}: number {} of {}, {} bytes. Publish it with porchlight-collector base; kiosks take it within 15 "
      "minutes.\n",
      options.out, options.number, options.team, bytes->size());
  return std::ranges::all_of(
             problems, [](const auto& each) { return each.severity == site::Problem::Severity::notice; })
             ? exit_ok
             : exit_problems;
}

int sign_config(const std::string& folder, const std::string& key_file) {
  namespace fs = std::filesystem;
  const Result<intake::SigningSecret> secret = disk::read_signing_secret(key_file);
  if (!secret.ok()) return failed(secret.error());
  const fs::path inner = fs::path(folder) / delivery::stick_config_name;
  if (!fs::is_directory(inner))
    return failed(
        {"There is no folder " + std::string(delivery::stick_config_name) + " in “" + folder + "”."});
  const Result<site::Files> files = site::read_files(inner.string());
  if (!files.ok()) return failed(files.error());
  const std::string path = (fs::path(folder) / delivery::stick_signature_name).string();
  if (const Outcome written = disk::write_whole_file(path, intake::sign_files(*files, *secret) + "\n", 0644);
      !written.ok())
    return failed(written.error());
  if (const Outcome synced = disk::sync_folder(folder); !synced.ok()) return failed(synced.error());
  fmt::print("{} files are signed with the key {}\n", files->size(),
             intake::short_form(intake::public_of(*secret)));
  return exit_ok;
}

int trust(const std::string& key_file, const std::string& state) {
  const Result<intake::SigningPublic> signer = disk::read_signing_public(key_file);
  if (!signer.ok()) return failed(signer.error());
  if (const Outcome pinned = delivery::trust_signer(*signer, state); !pinned.ok())
    return failed(pinned.error());
  fmt::print("Sticks that are signed with the key {} are taken over from now on.\n",
             intake::short_form(*signer));
  return exit_ok;
}

}  // namespace porchlight::kiosk
