// Floods: of bytes, of slow clients, of connections. Each has its limit, and others are served meanwhile.
#include <sys/resource.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <fstream>

#include "collector/open_office.h"
#include "intake/receipt.h"

using namespace porchlight;
using namespace porchlight::collector;

namespace {

long resident_kb() {
  std::ifstream status("/proc/self/status");
  std::string word;
  long kilobytes = 0;
  while (status >> word)
    if (word == "VmRSS:") status >> kilobytes;
  return kilobytes;
}

// Both ends of each connection are in this process.
bool may_open(rlim_t connections) {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  const rlim_t wanted = 2 * connections + 300;
  if (limit.rlim_max < wanted) return false;
  limit.rlim_cur = std::max(limit.rlim_cur, wanted);
  return setrlimit(RLIMIT_NOFILE, &limit) == 0;
}

// A kiosk that has nothing to do with the flood.
void check_that_it_is_served(const OpenOffice& office, Client& kiosk, unsigned status) {
  REQUIRE(kiosk.send(http(office.put(office.envelope))));
  const auto answer = kiosk.answer();
  REQUIRE(answer);
  CHECK(answer->status == status);
  const auto receipt = intake::verify_receipt(bytes_of(answer->body), office.receipts.key);
  REQUIRE(receipt);
  CHECK(intake::is_for(*receipt, Office::id, office.envelope));
}

}  // namespace

TEST_CASE("200 MB without a line end are refused early, whether the client listens or not") {
  const OpenOffice office;
  const bool listens = GENERATE(true, false);
  const std::string chunked = "PUT /v1/recipients HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::string begins = GENERATE_COPY(std::string("GET /"),                       // an address
                                           std::string("GET /healthz HTTP/1.1\r\nX"),  // the name of a header
                                           std::string("GET /healthz HTTP/1.1\r\nX: "),  // its value
                                           chunked + "1;a=",                 // the head of a chunk
                                           chunked + "1\r\na\r\n0\r\nX: ");  // a trailer
  CAPTURE(begins);
  Client client = office.client();
  const std::string some(64 * 1024, 'a');
  [[maybe_unused]] const long before = resident_kb();  // a sanitizer keeps what is freed
  std::size_t sent = 0;
  REQUIRE(client.send(begins));
  while (sent < 200'000'000 && !(listens && client.readable(0)) && client.send(some)) sent += some.size();
  CHECK(sent < 20'000'000);  // what fits into the buffers of the system
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  CHECK(resident_kb() - before < 4 * 1024);
#endif
  Client kiosk = office.client();
  check_that_it_is_served(office, kiosk, 201);
  if (!listens) return;
  const auto answer = client.answer();
  REQUIRE(answer);
  CHECK((answer->status == 431 || answer->status == 400 || answer->status == 413));
  CHECK(client.ends_somehow());
}

TEST_CASE("A thousand clients that trickle hold nobody up, and each is told that it is too slow") {
  if (!may_open(1'002)) SKIP("the system gives too few open files");
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  static constexpr milliseconds whole_call{15'000};  // a thousand connections are not open within a second
#else
  static constexpr milliseconds whole_call{1'000};
#endif
  const OpenOffice office(with([](Limits& limits) { limits.whole_call = whole_call; }));
  Client kiosk = office.client();
  check_that_it_is_served(office, kiosk, 201);
  std::vector<Client> slow;
  for (int i = 0; i < 1'000; ++i) {
    slow.push_back(office.client());
    const bool in_body = i % 2 == 0;
    REQUIRE(slow.back().send(in_body ? "PUT /v1/recipients HTTP/1.1\r\nContent-Length: 8000\r\n\r\n"
                                     : "GET /healthz HTTP/1.1\r\nX: "));
  }
  int rounds = 0;
  while (!slow.front().readable(0)) {
    for (Client& each : slow) (void)each.send("a");
    check_that_it_is_served(office, kiosk, 200);
    Client fresh = office.client();
    check_that_it_is_served(office, fresh, 200);
    ++rounds;
  }
  CHECK(rounds > 1);
  for (Client& each : slow) {
    const auto answer = each.answer();
    REQUIRE(answer);
    CHECK(answer->status == 408);
    CHECK(each.ends_somehow());
  }
  check_that_it_is_served(office, kiosk, 200);
}

TEST_CASE("2,000 connections fit into little memory") {
  if (!may_open(2'000)) SKIP("the system gives too few open files");
  const OpenOffice office;
  [[maybe_unused]] const long before = resident_kb();  // a sanitizer keeps what is freed
  std::vector<Client> clients;
  for (int i = 0; i < 2'000; ++i) {
    clients.push_back(office.client());
    REQUIRE(clients.back().send(http(office.put(office.envelope))));
    REQUIRE(clients.back().answer());
  }
  CHECK(office.server->connections() == 2'000);
  const long used = resident_kb() - before;
  INFO(used << " kB");
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  CHECK(used < 16 * 1024);  // beside the program itself, of the 64 MB that all of it may have
#endif
}
