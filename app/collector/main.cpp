// The command line of porchlight-collector, and nothing else.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "base/build_time.h"
#include "base/no_dumps.h"
#include "collector/commands.h"

int main(int argc, char** argv) {
  using namespace porchlight;
  if (const Outcome forbidden = write_no_dumps(); !forbidden)
    std::fprintf(stderr, "porchlight-collector: %s\n", forbidden.error().what.c_str());
  CLI::App app{
      "Porchlight’s collector: receives the sealed requests of kiosks and keeps them until somebody calls. "
      "It "
      "cannot open them.\n"};
  app.set_version_flag("--version", std::string("porchlight-collector ") + version());
  app.footer(
      "A first start, on one computer:\n"
      "  porchlight-collector --store sqlite:/var/lib/porchlight-collector/requests.db --keys KEYS &\n"
      "  porchlight-collector --store sqlite:… kiosk add lobby --team st-brendans\n"
      "  porchlight enroll http://127.0.0.1:8470 CODE          (at the kiosk)\n"
      "\n"
      "Whether it could store a request now: GET /healthz. What it did: one line of JSON for each call on "
      "standard error.\n"
      "It reads its certificate when it starts: start it again after a new one.\n"
      "Exit codes: 0 done; 2 it could not be done, standard error says why; above 100: the command line was "
      "not understood.");
  app.fallthrough();
  app.require_subcommand(0, 1);

  collector::ServeOptions options;
  app.add_option("--store", options.store,
                 "Where requests are kept: sqlite:PATH, or postgresql://USER@HOST/DATABASE (a password is "
                 "better in ~/.pgpass)")
      ->required();
  app.add_option("--keys", options.keys,
                 "Folder with receipt.key (made at the first start) and root.pub (the public line of your "
                 "root key, for serve and recipients)");

  app.add_option("--inbox", options.inbox,
                 "Where callers find the inbox, for mails and invitations: https://calls.example.org/inbox/");

  CLI::App* serve = app.add_subcommand("serve", "Receive requests, until SIGTERM. Also without this word");
  for (CLI::App* command : {&app, serve}) {
    command
        ->add_option("--listen", options.listen, "Address and port: 127.0.0.1:8470, [::1]:8470, 0.0.0.0:443")
        ->capture_default_str();
    CLI::Option* certificate = command->add_option("--tls-certificate", options.tls_certificate,
                                                   "The certificate with its chain (PEM); none: plain HTTP");
    CLI::Option* key = command->add_option("--tls-key", options.tls_key, "The certificate’s key (PEM)");
    certificate->needs(key);
    key->needs(certificate);
    command->add_flag("--behind-proxy", options.behind_proxy,
                      "Plain HTTP on an address that others reach: a proxy before it ends TLS");
    command->add_option("--stores", options.stores, "Connections to PostgreSQL")
        ->capture_default_str()
        ->check(CLI::Range(1, 64));
    CLI::Option* mail =
        command->add_option("--mail-server", options.mail_server,
                            "Sends a mail that something waits: smtps://mail.example.org, or smtp://…:587");
    command->add_option("--mail-from", options.mail_from, "Whose mail it is")->needs(mail);
    command->add_option("--mail-to", options.mail_to, "Who gets it; several with commas")->needs(mail);
    command->add_option("--mail-user", options.mail_user, "The name to sign in with")->needs(mail);
    command
        ->add_option("--mail-password-file", options.mail_password_file,
                     "A file with the password on its first line")
        ->needs(mail);
    command->add_flag("--mail-plain", options.mail_plain, "Without TLS, to a mail server on this computer")
        ->needs(mail);
    command
        ->add_option("--erase-done-days", options.erase_done_days,
                     "Erases a request so long after it is done")
        ->capture_default_str()
        ->check(CLI::Range(0, 30));
    command->add_option("--erase-days", options.erase_days, "Erases any request so long after it came")
        ->capture_default_str()
        ->check(CLI::Range(1, 90));
    command
        ->add_option("--promise-minutes", options.promise_minutes,
                     "Marks who wanted a call soon and has waited longer; 0: nothing was promised")
        ->capture_default_str()
        ->check(CLI::Range(0, 10'080));
    command->add_flag("--second-factor", options.second_factor,
                      "Callers sign in with a code of their phone’s authenticator as well");
  }

  std::string kiosk, team, file;
  bool as_json = false;
  CLI::App* kiosks = app.add_subcommand("kiosk", "The kiosks that may send requests");
  kiosks->require_subcommand(1);
  CLI::App* add = kiosks->add_subcommand(
      "add", "Print a code that enrolls a kiosk, once, within 15 minutes; also one that has a new key");
  add->add_option("ID", kiosk, "A name for it: lobby")->required();
  add->add_option("--team", team, "Who is to call its visitors: st-brendans")->required();
  CLI::App* list = kiosks->add_subcommand(
      "list", "How they are, silent ones first: last seen, what waits there, problems, clock, version");
  list->add_flag("--json", as_json, "As JSON");
  CLI::App* revoke = kiosks->add_subcommand("revoke", "Refuse one from now on: it was stolen, or is gone");
  revoke->add_option("ID", kiosk)->required();

  CLI::App* name_of_kiosk = kiosks->add_subcommand("name", "What callers read in the list instead of its id");
  name_of_kiosk->add_option("ID", kiosk)->required();
  name_of_kiosk->add_option("PLACE", file, "St. Brendan’s, lobby")->required();

  collector::PersonOptions person;
  CLI::App* people = app.add_subcommand("person", "The people who call back");
  people->require_subcommand(1);
  CLI::App* invite = people->add_subcommand(
      "invite",
      "Print a link that lets somebody join, once, within 3 days; also somebody who lost their passphrase");
  invite->add_option("NAME", person.name, "The name to sign in with: sam")->required();
  invite->add_option("--team", person.team, "Whose requests they see: st-brendans")->required();
  invite->add_flag("--admin", person.admin, "They invite others, and see the kiosks");
  CLI::App* list_of_people = people->add_subcommand("list", "Who is here, with the short form of their key");
  CLI::App* join =
      people->add_subcommand("join", "Let somebody who is here see another team’s requests as well");
  join->add_option("NAME", person.name)->required();
  join->add_option("--team", person.team, "The other team")->required();
  join->add_flag("--admin", person.admin, "They invite others there, and see the kiosks");
  CLI::App* remove = people->add_subcommand("remove", "Let somebody in no more, at once");
  remove->add_option("NAME", person.name)->required();
  remove->add_option("--team", person.team, "Of this team alone, if it is not their first");
  CLI::App* key =
      people->add_subcommand("key", "Print somebody’s public key, for porchlight recipients --caller");
  key->add_option("NAME", person.name)->required();
  CLI::App* audit = app.add_subcommand("audit", "Show who opened what, and whether that list was changed");

  CLI::App* recipients = app.add_subcommand(
      "recipients", "Give kiosks a new set of people who can open requests; your root key has signed it");
  recipients->add_option("FILE", file, "The signed set")->required();

  CLI::App* base = app.add_subcommand(
      "base", "Give the kiosks of a team the files that they have in common; your root key has signed them");
  base->add_option("FILE", file, "What porchlight base wrote")->required();

  std::string out;
  CLI::App* parcel = app.add_subcommand(
      "parcel", "Take what a kiosk without internet sent by USB stick, and write the receipts for it");
  parcel->add_option("FILE", file, "What porchlight outbox export wrote")->required();
  parcel->add_option("-o,--out", out, "The receipts, for porchlight outbox import")->required();

  try {
    app.parse(argc, argv);
    const bool needs_keys = !*kiosks && !*people && !*audit;
    person.inbox = options.inbox;
    if (needs_keys && options.keys.empty()) throw CLI::RequiredError("--keys");
    if (*add) return collector::add_kiosk(options.store, kiosk, team);
    if (*list) return collector::list_kiosks(options.store, as_json);
    if (*revoke) return collector::revoke_kiosk(options.store, kiosk);
    if (*name_of_kiosk) return collector::name_kiosk(options.store, kiosk, file);
    if (*join) return collector::add_person_to_team(options.store, person);
    if (*invite) return collector::invite_person(options.store, person);
    if (*list_of_people) return collector::list_people(options.store);
    if (*remove) return collector::remove_person(options.store, person.name, person.team);
    if (*key) return collector::print_person_key(options.store, person.name);
    if (*audit) return collector::check_audit_log(options.store);
    if (*recipients) return collector::publish_recipients(options.store, options.keys, file);
    if (*base) return collector::publish_base(options.store, options.keys, file);
    if (*parcel) return collector::take_parcel(options.store, options.keys, file, out);
    return collector::serve(options);
  } catch (const CLI::ParseError& error) {
    return app.exit(error);
  }
}
