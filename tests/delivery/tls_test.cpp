// A kiosk and a collector with real TLS between them, and certificates that are made for the test: what is
// believed, what is not, and what staff read then.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cstdlib>
#include <future>

#include "base/log.h"
#include "collector/open_office.h"
#include "delivery/courier.h"
#include "disk/key_files.h"

namespace porchlight::delivery {
namespace {

using collector::OpenOffice;

// Two authorities, and certificates for "localhost" and no other name: one that is good, one whose time is
// over.
struct Certificates {
  TemporaryFolder folder;

  Certificates() {
    if (std::system("openssl version > /dev/null 2>&1") != 0) SKIP("there is no openssl command");
    for (const char* authority : {"ours", "stranger"})
      run(std::string("req -x509 ") + new_key + " -days 2 -subj /CN=" + authority + " -keyout " + authority +
          ".key -out " + authority + ".pem");
    std::ofstream(folder.path / "name") << "subjectAltName=DNS:localhost";
    run(std::string("req ") + new_key + " -subj /CN=localhost -keyout server.key -out server.csr");
    sign("good", "2");
    sign("old", "-1");
  }
  std::string file(const std::string& name) const { return (folder.path / name).string(); }

 private:
  static constexpr const char* new_key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";

  void sign(const std::string& name, const std::string& days) const {
    run("x509 -req -in server.csr -CA ours.pem -CAkey ours.key -CAcreateserial -extfile name -days " + days +
        " -out " + name + ".pem");
  }
  void run(const std::string& arguments) const {
    const std::string command =
        "cd " + folder.path.string() + " && openssl " + arguments + " > /dev/null 2>&1";
    INFO(command);
    REQUIRE(std::system(command.c_str()) == 0);
  }
};

struct TlsOffice : OpenOffice {
  TlsOffice(const Certificates& certificates, const std::string& name)
      : OpenOffice({}, certificates.file(name + ".pem"), certificates.file("server.key")) {}

  Enrolment enrolment(const std::string& host) const {
    return {"https://" + host + ":" + std::to_string(server->port()),
            "lobby-1",
            "st-brendans",
            receipts.key,
            root.key,
            recipient_set(1)};
  }
  std::size_t stored() {
    const std::lock_guard lock(database.mutex);
    return database.requests.size();
  }
};

// Enrolled, with one request that waits.
struct WaitingKiosk {
  TemporaryFolder folder{in_memory()};
  FakeClock clock;
  intake::SeededRandom random{5};
  std::optional<storage::Storage> storage;
  intake::Sealed sealed = sealed_request(1);
  DeliveryState state;

  WaitingKiosk(const TlsOffice& office, const std::string& host, bool trusts_its_clock = true)
      : clock(office.clock.now(), trusts_its_clock) {
    log::silence();
    storage.emplace(folder.state(), clock);
    std::promise<bool> saved;
    storage->save(sealed.id, sealed.bytes, [&](const Result<Done>& done) { saved.set_value(done.ok()); });
    REQUIRE(saved.get_future().get());
    REQUIRE(disk::write_secret_file(folder.state() + "/" + disk::kiosk_key_name,
                                    intake::to_text(office.facility.kiosk.secret)));
    REQUIRE(keep_enrolment(office.enrolment(host), folder.state()));
  }

  // Works until the collector has been heard and nothing waits any more, or there is trouble.
  void deliver(const std::string& authorities) {
    const auto http = curl_http(authorities);
    Courier courier(
        {folder.state(), *storage, *http, clock, random},
        {.received = {}, .state = [this](const DeliveryState& now) { state = now; }, .enrolment = {}});
    for (int i = 0; i < 1'000 && !state.trouble && !(state.line == DeliveryState::Line::up && waiting() == 0);
         ++i) {
      courier.tick();
      http->wait(-1, milliseconds(10));
    }
  }
  int waiting() {
    std::promise<int> promise;
    storage->counts([&](const Result<storage::Counts>& counts) { promise.set_value(counts->waiting); });
    return promise.get_future().get();
  }
};

struct NotBelieved {
  const char* why;
  std::string certificate = "good", host = "localhost", authorities = "ours.pem";
  bool trusts_its_clock = true;
  Trouble trouble = Trouble::wrong_certificate;
};

}  // namespace

TEST_CASE("a collector whose certificate is in order gets the request, and its receipt erases it") {
  const Certificates certificates;
  TlsOffice office(certificates, "good");
  WaitingKiosk kiosk(office, "localhost");
  kiosk.deliver(certificates.file("ours.pem"));
  CHECK_FALSE(kiosk.state.trouble);
  CHECK(kiosk.state.line == DeliveryState::Line::up);
  CHECK(kiosk.waiting() == 0);
  REQUIRE(office.stored() == 1);
  CHECK(office.database.requests.at(kiosk.sealed.id).envelope == kiosk.sealed.bytes);
}

TEST_CASE("whoever cannot show that it is the collector gets nothing, staff read why, and nothing is lost") {
  const Certificates certificates;
  const NotBelieved row = GENERATE_COPY(values<NotBelieved>({
      {.why = "signed by nobody the system knows", .authorities = ""},
      {.why = "signed by another authority", .authorities = "stranger.pem"},
      {.why = "for another host", .host = "127.0.0.1"},
      {.why = "its time is over", .certificate = "old"},
      {.why = "its time is over, says a clock that is not trusted",
       .certificate = "old",
       .trusts_its_clock = false,
       .trouble = Trouble::wrong_clock},
  }));
  CAPTURE(row.why);
  TlsOffice office(certificates, row.certificate);
  WaitingKiosk kiosk(office, row.host, row.trusts_its_clock);
  kiosk.deliver(row.authorities.empty() ? "" : certificates.file(row.authorities));
  REQUIRE(kiosk.state.trouble);
  CHECK(name_of(*kiosk.state.trouble) == name_of(row.trouble));
  CHECK(kiosk.state.line == DeliveryState::Line::down);
  CHECK(kiosk.waiting() == 1);
  CHECK(office.stored() == 0);
  const DeliveryReport report = read_report(kiosk.folder.state());  // what "porchlight outbox" prints
  REQUIRE(report.trouble == row.trouble);
  const TroubleWords words = words_for(*report.trouble);
  if (row.trouble == Trouble::wrong_certificate)
    CHECK(words.what.find("its certificate is not valid") != std::string_view::npos);
  else
    CHECK(words.to_do.find("Set date and time") != std::string_view::npos);
  CHECK(words.meanwhile.find("Requests stay on this kiosk, sealed") != std::string_view::npos);

  // As soon as it can be believed, the same request arrives.
  if (row.certificate != "good" || row.host != "localhost") return;
  kiosk.state = {};
  kiosk.deliver(certificates.file("ours.pem"));
  CHECK_FALSE(kiosk.state.trouble);
  CHECK(kiosk.waiting() == 0);
  CHECK(office.stored() == 1);
}

}  // namespace porchlight::delivery
