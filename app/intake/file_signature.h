// A signature under a folder of files: who made this kiosk-config. Ed25519 over what is written down here, so
// that it stands for these names with these bytes and for nothing else:
//   "porchlight kiosk-config 1\n", then for each file, sorted by name: the BLAKE2b-256 of its name and that
//   of its bytes, 32 bytes each.
// As text: "porchlight-config-signature:", then base64 (RFC 4648 section 4) of the 64 bytes. Thread: any.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "intake/keys.h"

namespace porchlight::intake {

// `files`: bytes by path. The line of text, without a line end.
std::string sign_files(const std::map<std::string, std::string>& files, const SigningSecret& signer);

// Whether `text` is this signer's signature under exactly these files.
bool signed_by(const std::map<std::string, std::string>& files, std::string_view text,
               const SigningPublic& signer);

}  // namespace porchlight::intake
