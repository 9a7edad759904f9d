// A web server of a test's own, on this computer alone: it answers each request with what the test has laid
// out, in order, byte for byte.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <thread>
#include <vector>

namespace porchlight::delivery {

class LoopbackServer {
 public:
  explicit LoopbackServer(std::vector<std::string> answers)
      : answers_(std::move(answers)), listening_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(listening_, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(::listen(listening_, 8) == 0);
    REQUIRE(::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~LoopbackServer() {
    ::shutdown(listening_, SHUT_RDWR);
    thread_.join();
    ::close(listening_);
  }

  std::string url(const std::string& host = "127.0.0.1") const {
    return "http://" + host + ":" + std::to_string(port_) + "/list.json";
  }
  // What was asked, once the last answer has been given.
  const std::vector<std::string>& requests() const { return requests_; }

 private:
  void serve() {
    for (const std::string& answer : answers_) {
      const int connection = ::accept(listening_, nullptr, nullptr);
      if (connection < 0) return;
      std::string request;
      char bytes[4096];
      constexpr char tls_handshake = 0x16;  // has no end that this could wait for
      while (!is_whole(request) && !request.starts_with(tls_handshake)) {
        const ssize_t read = ::read(connection, bytes, sizeof bytes);
        if (read <= 0) break;
        request.append(bytes, static_cast<std::size_t>(read));
      }
      requests_.push_back(request);
      std::size_t sent = 0;
      while (sent < answer.size()) {
        const ssize_t wrote = ::send(connection, answer.data() + sent, answer.size() - sent, MSG_NOSIGNAL);
        if (wrote <= 0) break;
        sent += static_cast<std::size_t>(wrote);
      }
      ::close(connection);
    }
  }

  static bool is_whole(const std::string& request) {
    const auto head = request.find("\r\n\r\n");
    if (head == std::string::npos) return false;
    const std::string length = "\r\nContent-Length: ";
    const auto at = request.find(length);
    const std::size_t body = at < head ? std::stoul(request.substr(at + length.size())) : 0;
    return request.size() >= head + 4 + body;
  }

  const std::vector<std::string> answers_;
  std::vector<std::string> requests_;
  int listening_;
  int port_ = 0;
  std::thread thread_;
};

}  // namespace porchlight::delivery
