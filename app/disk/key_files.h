// Key files: one key on one line, in a file that its owner alone may read. The kiosk's own are in the state
// folder: kiosk.key (signing, made at the first start) and withdraw.key (shared by the facility's kiosks:
// copy it to the others). A collector's are in its keys folder: receipt.key (made at the first start) and
// root.pub (the operator puts it there). Thread: any; waits for the disk. Secret keys are read into locked
// memory and never into an ordinary string. Errors say which file and what to do, and never repeat what
// stands in it.
#pragma once

#include <string>

#include "base/random.h"
#include "base/result.h"
#include "intake/keys.h"

namespace porchlight::disk {

inline constexpr const char* kiosk_key_name = "kiosk.key";
inline constexpr const char* withdraw_key_name = "withdraw.key";
inline constexpr const char* receipt_key_name = "receipt.key";
inline constexpr const char* root_key_name = "root.pub";

// Reads it; makes it when there is none. The folder is made too if need be. A file that is there is never
// written over.
Result<intake::SigningPair> kiosk_key(const std::string& state_folder, Random& random);
Result<intake::WithdrawKey> withdraw_key(const std::string& state_folder, Random& random);
Result<intake::SigningPair> receipt_key(const std::string& keys_folder, Random& random);

// Refuses a file that others may read: a key that was readable for a while is no longer a secret.
Result<intake::SealingSecret> read_sealing_secret(const std::string& path);
Result<intake::SigningSecret> read_signing_secret(const std::string& path);
Result<intake::WithdrawKey> read_withdraw_key(const std::string& path);
// Of a public key, which everybody may read.
Result<intake::SigningPublic> read_signing_public(const std::string& path);

// On the disk, mode 0600, before it returns; whole or not at all. Error: there is a file of this name
// already.
Outcome write_secret_file(const std::string& path, const intake::SecretText& line);
// The same with mode 0644, for public keys.
Outcome write_public_file(const std::string& path, const std::string& line);

}  // namespace porchlight::disk
