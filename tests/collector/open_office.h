// A collector with a socket on loopback, and calls as they go over it.
#pragma once

#include <unistd.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "collector/client.h"
#include "collector/office.h"
#include "collector/server.h"
#include "support/temporary_folder.h"

namespace porchlight::collector {

// The log goes into a file without a name.
struct LogFile {
  std::FILE* file = std::tmpfile();
  ~LogFile() { std::fclose(file); }
  std::string text() const {
    std::string text(1 << 20, '\0');
    const ssize_t size = pread(fileno(file), text.data(), text.size(), 0);
    text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return text;
  }
};

// Deadlines so short that a test waits for them; the others are the real ones.
inline Limits with(void (*change)(Limits&)) {
  Limits limits;
  change(limits);
  return limits;
}

struct OpenOffice : Office {
  LogFile log_file;
  Log log{clock, fileno(log_file.file)};
  std::unique_ptr<Server> server;

  explicit OpenOffice(Limits limits = {}, std::string certificate = "", std::string key = "") {
    server = Server::start({.certificate = std::move(certificate), .key = std::move(key), .limits = limits},
                           api, log, clock)
                 .value();
  }

  Client client() const { return Client(server->port()); }
};

inline std::string line_of(const Call& call) {
  std::string text = call.method + " " + call.target + " HTTP/1.1\r\nHost: collector\r\n";
  for (const auto& [name, value] : call.headers) text += name + ": " + value + "\r\n";
  return text;
}

inline std::string http(const Call& call, const std::string& more = "") {
  return line_of(call) + more + "Content-Length: " + std::to_string(call.body.size()) + "\r\n\r\n" +
         std::string(as_text(call.body));
}

inline std::string chunk(std::string_view bytes) {
  char size[32];
  std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
  return size + std::string(bytes) + "\r\n";
}

inline std::string error_of(const Received& received) {
  const auto json = nlohmann::json::parse(received.body, nullptr, false);
  return json.is_object() && json.contains("error") ? json["error"] : "no error";
}

inline constexpr const char* health = "GET /healthz HTTP/1.1\r\nHost: collector\r\n\r\n";

}  // namespace porchlight::collector
