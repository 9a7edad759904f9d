#include <fmt/format.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "collector/commands.h"
#include "collector/inbox/inbox.h"
#include "collector/notice.h"
#include "collector/server.h"
#include "disk/key_files.h"
#include "intake/random.h"

namespace porchlight::collector {
namespace {

// A store that hangs must not hold the service manager up: nothing that was not committed was promised.
constexpr unsigned stop_at_most_s = 15;
constexpr int tidied_every_minutes = 60;

struct Keys {
  intake::SigningPair receipt;
  intake::SigningPublic root;
};

Result<Keys> read_keys(const std::string& folder) {
  intake::SodiumRandom random;
  auto receipt = disk::receipt_key(folder, random);
  if (!receipt) return receipt.error();
  const std::string root_file = folder + "/" + disk::root_key_name;
  if (!std::filesystem::exists(root_file))
    return Error{fmt::format(
        "There is no {}. Kiosks need it to know who may name the people that call back. Make a root key on a "
        "computer that stays offline, and write its public line (porchlight-sign-public:…) into this file.",
        root_file)};
  auto root = disk::read_signing_public(root_file);
  if (!root) return root.error();
  return Keys{std::move(*receipt), *root};
}

// "127.0.0.1:8470", "[::1]:8470".
Result<Server::Options> server_options(const ServeOptions& options) {
  Server::Options server;
  const auto colon = options.listen.rfind(':');
  const Error refused{
      fmt::format("“{}” is nothing to listen on. Write address and port, such as "
                  "127.0.0.1:8470 or [::1]:8470.",
                  options.listen)};
  if (colon == std::string::npos || colon == 0) return refused;
  server.address = options.listen.substr(0, colon);
  if (server.address.front() == '[' && server.address.back() == ']')
    server.address = server.address.substr(1, server.address.size() - 2);
  const std::string port = options.listen.substr(colon + 1);
  if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != std::string::npos ||
      std::stoul(port) > 65'535)
    return refused;
  server.port = static_cast<std::uint16_t>(std::stoul(port));
  server.certificate = options.tls_certificate;
  server.key = options.tls_key;
  const bool loopback = server.address.starts_with("127.") || server.address == "::1";
  if (server.certificate.empty() && !loopback && !options.behind_proxy)
    return Error{
        fmt::format("Without TLS the collector listens on a loopback address alone, and {} is none. Give it "
                    "a certificate "
                    "(--tls-certificate, --tls-key), or say --behind-proxy when a proxy before it ends TLS.",
                    server.address)};
  return server;
}

Result<std::vector<std::unique_ptr<Store>>> open_stores(const ServeOptions& options) {
  // SQLite has one writer at a time; more would only wait for each other.
  const int wanted = options.store.starts_with("sqlite:") ? 1 : options.stores;
  std::vector<std::unique_ptr<Store>> stores;
  for (int i = 0; i < wanted; ++i) {
    auto store = open_store(options.store);
    if (!store) return store.error();
    stores.push_back(std::move(*store));
  }
  return stores;
}

Result<std::unique_ptr<Mail>> mail_by(const ServeOptions& options) {
  MailServer server{.url = options.mail_server,
                    .user = options.mail_user,
                    .from = options.mail_from,
                    .to = options.mail_to,
                    .plain = options.mail_plain};
  if (!options.mail_password_file.empty()) {
    std::ifstream file(options.mail_password_file);
    if (!std::getline(file, server.password))
      return Error{"The password of the mail server cannot be read from " + options.mail_password_file + "."};
  }
  return smtp_mail(std::move(server));
}

// With a connection of its own, on the main thread: a slow mail server must hold up no receipt.
struct Notices {
  std::unique_ptr<Mail> mail;
  std::unique_ptr<Store> store;
  std::optional<Notice> notice;

  void look(Log& log) {
    if (notice && !notice->look(*store)) log.event(Log::Event::mail_refused);
  }
};

Outcome open(Notices& notices, const ServeOptions& options, const Clock& clock) {
  if (options.mail_server.empty()) return Done{};
  auto mail = mail_by(options);
  if (!mail) return mail.error();
  auto store = open_store(options.store);
  if (!store) return store.error();
  notices.mail = std::move(*mail);
  notices.store = std::move(*store);
  notices.notice.emplace(*notices.mail, clock, options.inbox);
  return Done{};
}

int failed(const Error& error) {
  fmt::print(stderr, "porchlight-collector: {}\n", error.what);
  return 2;
}

// Blocked in every thread, so that main alone hears of them, when it asks.
sigset_t block_end_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);  // a client that goes away is no reason to end
  return signals;
}

Outcome mend(const std::string& store, const Clock& clock, Log& log) {
  const auto mended = mend_store(store, clock.now());
  if (!mended) return mended.error();
  if (!*mended) return Done{};
  fmt::print(stderr, "porchlight-collector: {}\n", (*mended)->in_words());
  log.event(Log::Event::store_mended, (*mended)->requests);
  log.event(Log::Event::store_lost, (*mended)->lost_requests);
  return Done{};
}

void tidy(Writer& writer, const Inbox& inbox, const Clock& clock, Log& log) {
  writer.ask([&](Store& store) {
    const bool erased = inbox.tidy(store, clock.now()).ok();
    log.event(Log::Event::tidied, store.tidy(clock.now()) && erased ? 1 : 0);
  });
}

InboxSettings inbox_settings(const ServeOptions& options) {
  return {.tls = !options.tls_certificate.empty() || options.behind_proxy,
          .erase = {.done_after = std::chrono::days(options.erase_done_days),
                    .all_after = std::chrono::days(options.erase_days)},
          .promise = minutes(options.promise_minutes),
          .second_factor = options.second_factor};
}

}  // namespace

int serve(const ServeOptions& options) {
  const sigset_t signals = block_end_signals();
  const auto listen = server_options(options);
  if (!listen) return failed(listen.error());
  const auto keys = read_keys(options.keys);
  if (!keys) return failed(keys.error());
  const SystemClock clock;
  Log log(clock);
  if (const Outcome sound = mend(options.store, clock, log); !sound) return failed(sound.error());
  auto stores = open_stores(options);
  if (!stores) return failed(stores.error());

  Notices notices;
  if (const Outcome opened = open(notices, options, clock); !opened) return failed(opened.error());
  Writer writer(std::move(*stores));
  Api api(writer, clock, keys.value().receipt.secret, keys.value().root);
  Inbox inbox(writer, clock, keys.value().receipt.secret, keys.value().root, inbox_settings(options));
  api.serve(inbox);
  inbox.bell().begin();
  const auto server = Server::start(listen.value(), api, log, clock);
  if (!server) return failed(server.error());

  constexpr timespec minute{60, 0};
  int minutes_passed = 0;
  do {
    if (minutes_passed++ % tidied_every_minutes == 0) tidy(writer, inbox, clock, log);
    notices.look(log);
  } while (sigtimedwait(&signals, nullptr, &minute) < 0);
  alarm(stop_at_most_s);
  inbox.bell().end();
  server.value()->stop();
  return 0;
}

}  // namespace porchlight::collector
