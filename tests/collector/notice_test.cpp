// The mail that something waits: when it is sent, and what is in it.
#include "collector/notice.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <thread>

#include "collector/memory_store.h"

using namespace porchlight;
using namespace porchlight::collector;

namespace {

constexpr Instant noon{seconds(1'790'000'000)};

struct FakeMail final : Mail {
  std::vector<std::pair<std::string, std::string>> sent;
  bool refuses = false;
  Outcome send(const std::string& subject, const std::string& text, Instant) override {
    if (refuses) return Error{"no"};
    sent.emplace_back(subject, text);
    return Done{};
  }
};

struct Callers {
  FakeClock clock{noon};
  FakeMail mail;
  MemoryDatabase database;
  MemoryStore store{database};
  Notice notice{mail, clock, "https://inbox.example.org"};
  int number = 0;

  void ask() {
    NewRequest request{.id = std::string(31, '0') + std::to_string(number++), .team = "st-brendans"};
    request.received = clock.now();
    REQUIRE(store.put({&request, 1}));
  }
  // How many mails there are after a look each minute.
  std::size_t after(minutes passed) {
    for (minutes minute{0}; minute < passed; ++minute) {
      clock.advance(minutes(1));
      CHECK((notice.look(store).ok() || mail.refuses));
    }
    return mail.sent.size();
  }
};

}  // namespace

TEST_CASE("A mail says that somebody has waited for 15 minutes, how many do, and nothing else") {
  Callers callers;
  CHECK(callers.after(minutes(60)) == 0);
  callers.ask();
  CHECK(callers.after(minutes(14)) == 0);
  CHECK(callers.after(minutes(1)) == 1);
  CHECK(callers.mail.sent[0].first == "Porchlight: 1 person waits for a call");
  CHECK(callers.mail.sent[0].second ==
        "1 person waits for a call.\nThe first has waited for 15 min.\n\nOpen the inbox: "
        "https://inbox.example.org\n"
        "\nThis mail holds nothing of what was asked. Please do not answer it.\n");
}

TEST_CASE("While nobody looks a mail follows after an hour, after four, and every four hours from then on") {
  Callers callers;
  callers.ask();
  CHECK(callers.after(minutes(59)) == 1);
  CHECK(callers.after(minutes(1)) == 2);
  CHECK(callers.after(minutes(179)) == 2);
  CHECK(callers.after(minutes(1)) == 3);
  CHECK(callers.mail.sent[2].second.find("The first has waited for 4 h 0 min.") != std::string::npos);
  CHECK(callers.after(minutes(239)) == 3);
  CHECK(callers.after(minutes(1)) == 4);
}

TEST_CASE("Several requests of one evening are told with the first one") {
  Callers callers;
  callers.ask();
  for (int i = 0; i < 5; ++i) {
    callers.after(minutes(2));
    callers.ask();
  }
  CHECK(callers.after(minutes(40)) == 1);
  CHECK(callers.mail.sent[0].first == "Porchlight: 6 people wait for a call");
}

TEST_CASE(
    "Of several collectors on one database one sends the mail, and one that is refused is tried again") {
  Callers callers;
  FakeMail other_mail;
  MemoryStore other_store(callers.database);
  Notice other(other_mail, callers.clock, "");
  callers.ask();
  CHECK(callers.after(minutes(15)) == 1);
  CHECK(other.look(other_store));
  CHECK(other_mail.sent.empty());

  callers.mail.refuses = true;
  CHECK(callers.after(minutes(50)) == 1);
  callers.mail.refuses = false;
  CHECK(callers.after(minutes(1)) == 2);
}

namespace {

// A mail server that takes one mail, and keeps what it was told.
class OneMail {
 public:
  OneMail() : listening_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(listening_, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(::listen(listening_, 1) == 0);
    ::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~OneMail() {
    ::shutdown(listening_, SHUT_RDWR);
    thread_.join();
    ::close(listening_);
  }
  std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
  std::string told() {
    thread_.join();
    thread_ = std::thread([] {});
    return told_;
  }

 private:
  void serve() {
    const int client = ::accept(listening_, nullptr, nullptr);
    if (client < 0) return;
    const auto say = [&](const std::string& line) {
      (void)!::send(client, line.data(), line.size(), MSG_NOSIGNAL);
    };
    say("220 mail.example.org\r\n");
    bool in_message = false;
    std::string pending;
    char part[4096];
    for (ssize_t got; (got = ::recv(client, part, sizeof part, 0)) > 0;) {
      pending.append(part, static_cast<std::size_t>(got));
      for (std::size_t end; (end = pending.find("\r\n")) != std::string::npos; pending.erase(0, end + 2)) {
        const std::string line = pending.substr(0, end);
        told_ += line + '\n';
        if (in_message) {
          if (line != ".") continue;
          in_message = false;
          say("250 taken\r\n");
        } else if (line.starts_with("DATA")) {
          in_message = true;
          say("354 go on\r\n");
        } else {
          say(line.starts_with("QUIT") ? "221 bye\r\n" : "250 fine\r\n");
        }
      }
    }
    ::close(client);
  }

  int listening_;
  int port_ = 0;
  std::string told_;
  std::thread thread_;
};

}  // namespace

TEST_CASE("A mail reaches its server in the form that mail has") {
  OneMail server;
  auto mail = smtp_mail({.url = server.url(),
                         .from = "kiosk@example.org",
                         .to = "a@example.org, b@example.org",
                         .plain = true});
  REQUIRE(mail);
  REQUIRE((*mail)->send("Somebody waits", "One line.\n.A line with a dot.\n", noon));
  mail->reset();
  const std::string told = server.told();
  for (const char* line :
       {"MAIL FROM:<kiosk@example.org>", "RCPT TO:<a@example.org>", "RCPT TO:<b@example.org>",
        "Date: Mon, 21 Sep 2026 14:13:20 +0000", "From: Porchlight <kiosk@example.org>",
        "To: a@example.org, b@example.org", "Subject: Somebody waits", "One line.", "..A line with a dot."})
    CHECK(told.find(std::string("\n") + line) != std::string::npos);
}

TEST_CASE("A server that has no TLS gets nothing, unless the operator said so") {
  OneMail server;
  auto mail = smtp_mail({.url = server.url(), .from = "kiosk@example.org", .to = "a@example.org"});
  REQUIRE(mail);
  const auto sent = (*mail)->send("Somebody waits", "One line.\n", noon);
  REQUIRE_FALSE(sent);
  CHECK(sent.error().what.find("mail server") != std::string::npos);
  mail->reset();
  CHECK(server.told().find("MAIL") == std::string::npos);
}

TEST_CASE("What is no address is refused before anything is sent") {
  const MailServer good{.url = "smtps://mail.example.org", .from = "a@example.org", .to = "b@example.org"};
  CHECK(smtp_mail(good));
  for (const char* wrong : {"", "nobody", "a@b\r\nBcc: c@d.example", "a b@example.org", "<a@example.org>"}) {
    MailServer from = good, to = good;
    from.from = wrong;
    to.to = wrong;
    CHECK_FALSE(smtp_mail(from));
    CHECK_FALSE(smtp_mail(to));
  }
  MailServer url = good;
  url.url = "https://mail.example.org";
  CHECK_FALSE(smtp_mail(url));
}
