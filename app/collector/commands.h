// What porchlight-collector does, one function a command; main.cpp only reads the command line. Each returns
// the exit code: 0 done, 2 it could not be done and standard error says why. Thread: main.
#pragma once

#include <string>

namespace porchlight::collector {

struct ServeOptions {
  std::string listen = "127.0.0.1:8470";
  std::string store;
  std::string keys;                      // folder
  std::string tls_certificate, tls_key;  // files; both or neither
  bool behind_proxy = false;             // somebody else ends TLS
  int stores = 4;                        // connections to a PostgreSQL; of SQLite there is one writer
  // A mail that something waits; no mail_server: none.
  std::string mail_server, mail_from, mail_to, mail_user, mail_password_file;
  bool mail_plain = false;
  std::string inbox;  // where callers look, for the mail
};
// Until SIGTERM or SIGINT.
int serve(const ServeOptions& options);

// Prints a code.
int add_kiosk(const std::string& store, const std::string& kiosk, const std::string& team);
int list_kiosks(const std::string& store, bool as_json);
int revoke_kiosk(const std::string& store, const std::string& kiosk);

// Takes a signed set of recipients, and gives it to the kiosks of its team.
int publish_recipients(const std::string& store, const std::string& keys, const std::string& file);

// Takes what a kiosk without internet sent by USB stick, and writes the receipts that go back.
int take_parcel(const std::string& store, const std::string& keys, const std::string& file,
                const std::string& out);

}  // namespace porchlight::collector
