// How many requests a collector takes, and how long each takes until its receipt is here: so many
// connections, each of which sends the next one when the last is answered, or at a fixed rate altogether.
//   collector_load PORT STATE COUNT CONNECTIONS [PER_SECOND]    STATE: of an enrolled kiosk
// Prints: requests per second, and the quantiles of the time of one in ms.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <thread>

#include "delivery/enrolment.h"
#include "disk/key_files.h"
#include "figures.h"
#include "intake/random.h"
#include "intake/receipt.h"
#include "intake/seal.h"
#include "intake/webhook.h"

namespace porchlight::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

struct Prepared {
  std::string http;  // the whole call
};

int connect_to(int port) {
  const int connection = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<std::uint16_t>(port));
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int on = 1;
  setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (connect(connection, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) {
    std::perror("collector_load: connect");
    std::exit(EXIT_FAILURE);
  }
  return connection;
}

bool send_all(int connection, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

// Whether the answer is a receipt for something new.
bool is_stored(int connection) {
  std::string answer;
  char part[2048];
  std::size_t wanted = std::string::npos;
  while (answer.size() < wanted) {
    const ssize_t got = recv(connection, part, sizeof part, 0);
    if (got <= 0) return false;
    answer.append(part, static_cast<std::size_t>(got));
    const std::size_t head = answer.find("\r\n\r\n");
    if (head != std::string::npos) wanted = head + 4 + intake::receipt_size;
  }
  return answer.starts_with("HTTP/1.1 201");
}

std::vector<Prepared> prepare(const std::string& state, int count) {
  intake::SodiumRandom random;
  const auto enrolment = delivery::read_enrolment(state);
  if (!enrolment || !*enrolment) std::exit(EXIT_FAILURE);
  const auto set = (*enrolment)->recipient_set();
  const auto kiosk_key = disk::kiosk_key(state, random);
  const auto withdraw_key = disk::withdraw_key(state, random);
  if (!set || !kiosk_key || !withdraw_key) std::exit(EXIT_FAILURE);
  const std::string& kiosk = (*enrolment)->kiosk_id;
  const intake::SealContext context{kiosk, "US", "en", 1, set->recipients, kiosk_key->secret, *withdraw_key};
  std::vector<Prepared> all;
  for (int i = 0; i < count; ++i) {
    intake::Draft draft;
    draft.name.append("Ana");
    draft.number.append("4155550137");
    draft.when = intake::WhenToCall::evenings;
    const Instant now = SystemClock().now();
    const auto sealed = intake::seal(draft, context, random, now);
    if (!sealed) std::exit(EXIT_FAILURE);
    const std::string id = "request:" + sealed->id;
    std::string http = fmt::format(
        "PUT /v1/requests/{} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\n"
        "Content-Length: {}\r\nporchlight-kiosk: {}\r\nwebhook-id: {}\r\nwebhook-timestamp: {}\r\n"
        "webhook-signature: {}\r\n\r\n",
        sealed->id, sealed->bytes.size(), kiosk, id, now.time_since_epoch().count(),
        intake::sign_webhook(id, now, sealed->bytes, kiosk_key->secret));
    http.append(reinterpret_cast<const char*>(sealed->bytes.data()), sealed->bytes.size());
    all.push_back({std::move(http)});
  }
  return all;
}

int run(int port, const std::string& state, int count, int connections, double per_second) {
  const std::vector<Prepared> calls = prepare(state, count);
  std::atomic<int> next = 0, refused = 0;
  std::vector<Times> times(static_cast<std::size_t>(connections));
  const auto began = SteadyClock::now();
  std::vector<std::thread> threads;
  for (int i = 0; i < connections; ++i)
    threads.emplace_back([&, i] {
      const int connection = connect_to(port);
      for (int call = next++; call < count; call = next++) {
        auto sent = SteadyClock::now();
        if (per_second > 0) {
          // From when it should have been sent: a slow answer must not excuse the next call's waiting.
          sent = began + std::chrono::duration_cast<SteadyClock::duration>(
                             std::chrono::duration<double>(call / per_second));
          std::this_thread::sleep_until(sent);
        }
        if (!send_all(connection, calls[static_cast<std::size_t>(call)].http) || !is_stored(connection))
          ++refused;
        times[static_cast<std::size_t>(i)].push_back(
            std::chrono::duration<double, std::milli>(SteadyClock::now() - sent).count());
      }
      close(connection);
    });
  for (std::thread& thread : threads) thread.join();
  const double passed_s = std::chrono::duration<double>(SteadyClock::now() - began).count();
  Times all;
  for (const Times& some : times) all.insert(all.end(), some.begin(), some.end());
  fmt::print("{:.0f} {:.2f} {:.2f} {}\n", count / passed_s, quantile(all, 0.5), quantile(all, 0.99),
             refused.load());
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace porchlight::bench

int main(int argc, char** argv) {
  if (argc < 5)
    return std::fputs("collector_load PORT STATE COUNT CONNECTIONS [PER_SECOND]\n", stderr), EXIT_FAILURE;
  return porchlight::bench::run(std::atoi(argv[1]), argv[2], std::atoi(argv[3]), std::atoi(argv[4]),
                                argc > 5 ? std::atof(argv[5]) : 0);
}
