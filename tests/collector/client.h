// A client on loopback by plain sockets, which does what no library would: it sends any bytes, slowly, or
// half of them.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace porchlight::collector {

struct Received {
  unsigned status = 0;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

class Client {
 public:
  static constexpr int patience_ms = 5'000;  // a server that says nothing for so long is broken

  explicit Client(unsigned short port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  Client(Client&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)),
        connected_(other.connected_),
        got_(std::move(other.got_)) {}
  Client& operator=(Client&&) = delete;
  ~Client() {
    if (socket_ >= 0) ::close(socket_);
  }

  bool connected() const { return connected_; }

  // False: the other side is gone.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void say_no_more() { ::shutdown(socket_, SHUT_WR); }

  bool readable(int within_ms) {
    pollfd poll{socket_, POLLIN, 0};
    return ::poll(&poll, 1, within_ms) > 0;
  }

  // The next answer; nothing when the connection ends before one is whole. `body` is false after HEAD.
  std::optional<Received> answer(bool body = true) {
    std::size_t end;
    while ((end = got_.find("\r\n\r\n")) == std::string::npos)
      if (!read_more()) return std::nullopt;
    Received received = head(std::string_view(got_).substr(0, end));
    got_.erase(0, end + 4);
    const std::size_t size = body && received.headers.contains("content-length")
                                 ? std::stoul(received.headers["content-length"])
                                 : 0;
    while (got_.size() < size)
      if (!read_more()) return std::nullopt;
    received.body = got_.substr(0, size);
    got_.erase(0, size);
    return received;
  }

  // Whether the connection ends, with nothing more to read.
  bool ends() {
    while (read_more()) {
    }
    return got_.empty() && !late_;
  }
  // Whether the connection ends at all, whatever is still said.
  bool ends_somehow() {
    while (read_more()) {
    }
    return !late_;
  }

 private:
  bool read_more() {
    if (!readable(patience_ms)) return late_ = true, false;
    char bytes[4096];
    const ssize_t size = ::recv(socket_, bytes, sizeof bytes, 0);
    if (size <= 0) return false;
    got_.append(bytes, static_cast<std::size_t>(size));
    return true;
  }

  static Received head(std::string_view text) {
    Received received;
    if (text.starts_with("HTTP/1.1 "))
      received.status = static_cast<unsigned>(std::stoul(std::string(text.substr(9, 3))));
    while (true) {
      const auto line_end = text.find("\r\n");
      if (line_end == std::string_view::npos) return received;
      text.remove_prefix(line_end + 2);
      const std::string_view line = text.substr(0, text.find("\r\n"));
      std::string name(line.substr(0, line.find(": ")));
      for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
      received.headers[name] = line.substr(std::min(line.size(), line.find(": ") + 2));
    }
  }

  int socket_;
  bool connected_ = false, late_ = false;
  std::string got_;
};

}  // namespace porchlight::collector
