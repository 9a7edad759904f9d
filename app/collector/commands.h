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
  int erase_done_days = 7, erase_days = 30;
  bool second_factor = false;
  int promise_minutes = 0;
};
// Until SIGTERM or SIGINT.
int serve(const ServeOptions& options);

// Prints a code.
int add_kiosk(const std::string& store, const std::string& kiosk, const std::string& team);
int list_kiosks(const std::string& store, bool as_json);
int revoke_kiosk(const std::string& store, const std::string& kiosk);
// What callers read instead of its id.
int name_kiosk(const std::string& store, const std::string& kiosk, const std::string& place);

struct PersonOptions {
  std::string name, team;
  bool admin = false;
  std::string inbox;  // where the page is, for the link
};
// Prints a link that lets them join, once.
int invite_person(const std::string& store, const PersonOptions& person);
// Somebody who is here already, in another team as well.
int add_person_to_team(const std::string& store, const PersonOptions& person);
int list_people(const std::string& store);
// `team` empty: of all.
int remove_person(const std::string& store, const std::string& name, const std::string& team);
// Prints the public line of their key, for the set of recipients.
int print_person_key(const std::string& store, const std::string& name);
// Prints the last entries of the audit log, and whether any of it was changed. 2 also when it was.
int check_audit_log(const std::string& store);

// Takes a signed set of recipients, and gives it to the kiosks of its team.
int publish_recipients(const std::string& store, const std::string& keys, const std::string& file);

// Takes the files that the kiosks of a team have in common, and gives them to these.
int publish_base(const std::string& store, const std::string& keys, const std::string& file);

// Takes what a kiosk without internet sent by USB stick, and writes the receipts that go back.
int take_parcel(const std::string& store, const std::string& keys, const std::string& file,
                const std::string& out);

}  // namespace porchlight::collector
