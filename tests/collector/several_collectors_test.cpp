// Several collectors, each a process of its own, on one PostgreSQL: whichever of them a kiosk reaches, and
// however often, a request is stored once and its receipt is good.
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "collector/open_office.h"
#include "collector/places.h"
#include "disk/key_files.h"
#include "intake/receipt.h"

using namespace porchlight;
using namespace porchlight::collector;

namespace {

// porchlight-collector on a free port; it ends with this.
class Process {
 public:
  Process(const std::string& store, const std::string& keys) {
    int log[2];
    REQUIRE(::pipe2(log, O_CLOEXEC) == 0);
    process_ = ::fork();
    if (process_ == 0) {
      ::dup2(log[1], STDERR_FILENO);
      ::execl(PORCHLIGHT_COLLECTOR, PORCHLIGHT_COLLECTOR, "--store", store.c_str(), "--keys", keys.c_str(),
              "--listen", "127.0.0.1:0", nullptr);
      ::_exit(1);
    }
    ::close(log[1]);
    const std::string started = R"("event":"started","number":)";
    std::string line;
    for (char letter = 0; ::read(log[0], &letter, 1) == 1 && letter != '\n';) line.push_back(letter);
    INFO(line);
    const auto at = line.find(started);
    REQUIRE(at != std::string::npos);
    port_ = static_cast<unsigned short>(std::stoul(line.substr(at + started.size())));
    reading_ = std::thread([from = log[0]] {  // a log that nobody reads would hold it up
      char bytes[4096];
      while (::read(from, bytes, sizeof bytes) > 0) {
      }
      ::close(from);
    });
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process() {
    kill(SIGTERM);
    reading_.join();
  }

  Client client() const { return Client(port_); }
  void kill(int signal) {
    if (process_ <= 0) return;
    ::kill(process_, signal);
    ::waitpid(std::exchange(process_, -1), nullptr, 0);
  }

 private:
  pid_t process_ = -1;
  unsigned short port_ = 0;
  std::thread reading_;
};

struct SeveralCollectors {
  PostgreSql place;
  TemporaryFolder folder;
  Office kiosk;  // signs its calls; nothing is asked of it
  std::vector<intake::Sealed> requests;

  explicit SeveralCollectors(std::uint64_t count) {
    kiosk.clock.set(SystemClock().now());
    const std::string keys = (folder.path / "keys").string();
    std::filesystem::create_directory(keys);
    REQUIRE(
        disk::write_secret_file(keys + "/" + disk::receipt_key_name, intake::to_text(kiosk.receipts.secret)));
    REQUIRE(disk::write_public_file(keys + "/" + disk::root_key_name, intake::to_text(kiosk.root.key)));
    const auto store = open(place.url());
    REQUIRE(store->add_code(hash_of("code"), "lobby-1", team, kiosk.clock.now()));
    REQUIRE(store->enrol(hash_of("code"), kiosk.facility.kiosk.key, kiosk.clock.now())->has_value());
    for (std::uint64_t number = 0; number < count; ++number) requests.push_back(sealed_request(number));
  }
  std::unique_ptr<Process> start() const {
    return std::make_unique<Process>(place.url(), (folder.path / "keys").string());
  }
  // Its status, when the receipt is good; else nothing. Thread: any.
  std::optional<unsigned> put(Client& client, const intake::Sealed& request) const {
    if (!client.send(http(kiosk.put(request.bytes, request.id)))) return std::nullopt;
    const auto answer = client.answer();
    if (!answer) return std::nullopt;
    const auto receipt = intake::verify_receipt(bytes_of(answer->body), kiosk.receipts.key);
    if (!receipt || !intake::is_for(*receipt, request.id, request.bytes)) return std::nullopt;
    return answer->status;
  }
  void check_that_each_is_stored_once() const {
    const auto store = open(place.url());
    CHECK(store->waiting()->requests == static_cast<std::int64_t>(requests.size()));
    for (const intake::Sealed& request : requests)
      CHECK(store->envelope(request.id).value() == request.bytes);
  }
};

constexpr int kiosks_at_each = 6;

}  // namespace

TEST_CASE("The same requests sent to two collectors at once are stored once, and both give receipts") {
  SeveralCollectors several(240);
  const std::unique_ptr<Process> collectors[] = {several.start(), several.start()};
  std::vector<std::optional<unsigned>> said[2];
  for (auto& each : said) each.resize(several.requests.size());
  {
    std::vector<std::jthread> threads;
    for (int which = 0; which < 2; ++which)
      for (std::size_t lane = 0; lane < kiosks_at_each; ++lane)
        threads.emplace_back([&, which, lane] {
          Client client = collectors[which]->client();
          for (std::size_t i = lane; i < several.requests.size(); i += kiosks_at_each)
            said[which][i] = several.put(client, several.requests[i]);
        });
  }
  for (std::size_t i = 0; i < several.requests.size(); ++i) {
    CAPTURE(i, said[0][i], said[1][i]);
    REQUIRE((said[0][i] && said[1][i]));
    CHECK(std::min(*said[0][i], *said[1][i]) == 200);
    CHECK(std::max(*said[0][i], *said[1][i]) == 201);
  }
  several.check_that_each_is_stored_once();

  // Other bytes under an id that either of them took.
  const intake::Sealed other = sealed_request(0, "Zoe");
  REQUIRE(other.id == several.requests[0].id);
  for (const auto& collector : collectors) {
    Client client = collector->client();
    REQUIRE(client.send(http(several.kiosk.put(other.bytes, other.id))));
    const auto refused = client.answer();
    REQUIRE(refused);
    CHECK(refused->status == 409);
  }
  several.check_that_each_is_stored_once();
}

TEST_CASE("What a collector acknowledged before it was killed, the other one has") {
  SeveralCollectors several(240);
  const auto killed = several.start(), other = several.start();
  std::vector<std::optional<unsigned>> said(several.requests.size());
  constexpr int enough = 60;
  std::atomic<int> acknowledged = 0;
  {
    std::vector<std::jthread> threads;
    for (std::size_t lane = 0; lane < kiosks_at_each; ++lane)
      threads.emplace_back([&, lane] {
        Client client = killed->client();
        for (std::size_t i = lane; i < several.requests.size(); i += kiosks_at_each) {
          said[i] = several.put(client, several.requests[i]);
          acknowledged += said[i] ? 1 : enough;  // it is gone: nobody waits for more
          acknowledged.notify_one();
          if (!said[i]) return;
        }
      });
    for (int now = 0; (now = acknowledged) < enough;) acknowledged.wait(now);
    killed->kill(SIGKILL);
  }
  CHECK(std::ranges::count_if(said, [](const auto& status) { return status.has_value(); }) >= enough);
  CHECK(std::ranges::any_of(said, [](const auto& status) { return !status; }));
  Client client = other->client();
  for (std::size_t i = 0; i < several.requests.size(); ++i) {
    const auto status = several.put(client, several.requests[i]);
    CAPTURE(i, said[i], status);
    REQUIRE(status);
    if (said[i]) CHECK(*status == 200);  // it is there
  }
  several.check_that_each_is_stored_once();
}
