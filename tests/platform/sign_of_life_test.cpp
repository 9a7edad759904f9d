#include "platform/sign_of_life.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <cstring>
#include <string>

namespace porchlight::platform::test {
namespace {

// Listens as systemd does: a datagram a message. Its name is abstract: in no file system.
class Listening {
 public:
  Listening() : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string name = "porchlight-test-" + std::to_string(::getpid());
    std::memcpy(address.sun_path + 1, name.data(), name.size());
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
    REQUIRE(::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) == 0);
    ::setenv("NOTIFY_SOCKET", ("@" + name).c_str(), 1);
  }
  ~Listening() {
    ::unsetenv("NOTIFY_SOCKET");
    ::close(socket_);
  }
  // The next message; empty: none has come.
  std::string heard() const {
    char text[256];
    const ssize_t size = ::recv(socket_, text, sizeof text, 0);
    return size > 0 ? std::string(text, static_cast<std::size_t>(size)) : std::string();
  }

 private:
  int socket_;
};

TEST_CASE("systemd hears that the kiosk is ready with the first frame, and with each frame that it lives") {
  const Listening service;
  const auto manager = for_systemd();
  manager->awake();  // not before there is something to see
  CHECK(service.heard().empty());
  manager->frame_shown();
  CHECK(service.heard() == "READY=1\nWATCHDOG=1");
  manager->frame_shown();
  manager->frame_shown();
  CHECK(service.heard() == "WATCHDOG=1");
  CHECK(service.heard() == "WATCHDOG=1");
  CHECK(service.heard().empty());
  manager->awake();
  CHECK(service.heard() == "WATCHDOG=1");
  manager->stopping();
  CHECK(service.heard() == "STOPPING=1");
}

TEST_CASE("where nobody waits for a sign of life, none is given and nothing fails") {
  ::unsetenv("NOTIFY_SOCKET");
  for_systemd()->frame_shown();
}

}  // namespace
}  // namespace porchlight::platform::test
