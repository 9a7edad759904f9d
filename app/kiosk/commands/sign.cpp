// porchlight sign, porchlight trust: kiosk-config on a stick that a kiosk takes over without a PIN.
#include <fmt/format.h>

#include <filesystem>

#include "delivery/stick_offer.h"
#include "disk/key_files.h"
#include "disk/state_folder.h"
#include "intake/file_signature.h"
#include "kiosk/commands/commands.h"
#include "kiosk/commands/printing.h"

namespace porchlight::kiosk {

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
