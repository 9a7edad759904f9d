// Server: HTTP/1.1 over TLS or plain, with an end to everything: how large a call may be, how long it may
// take to come in, how long a connection may say nothing, how many there may be. A call that is whole goes to
// the Api; what is no HTTP gets an answer or a closed connection. Owns its threads. Thread: any.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "collector/api.h"
#include "collector/log.h"

namespace porchlight::collector {

// PROTOCOL.md, "Limits".
struct Limits {
  std::size_t header_bytes = max_header_bytes;
  std::size_t body_bytes = max_body_bytes;
  milliseconds whole_call{
      20'000};                  // from its first byte to its last; also for a handshake, and for an answer
  milliseconds idle{60'000};    // until the first byte
  milliseconds parting{1'000};  // for the other side to read the last answer before it is closed
  milliseconds stop{10'000};    // for what is being committed when we are told to stop
  std::size_t connections = 4'096;  // more are told to come back
};

class Server {
 public:
  struct Options {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: one that is free
    // PEM files; the certificate's chain in one. Both empty: plain.
    std::string certificate, key;
    Limits limits;
    // Checking signatures is most of the work, the rest is waiting.
    int threads = 2;
  };

  // Listens, and answers from then on. What it borrows outlives it. Error: what is in the way and what to do.
  static Result<std::unique_ptr<Server>> start(const Options& options, Api& api, Log& log,
                                               const Clock& clock);

  // stop(), then waits for all calls that the Api has not answered.
  ~Server();

  std::uint16_t port() const;
  std::size_t connections() const;

  // Takes no more calls; the answers to those that were whole are still sent, for as long as Limits::stop.
  // Returns when the last connection is closed.
  void stop();

 private:
  class Inner;
  explicit Server(std::unique_ptr<Inner> inner);
  std::unique_ptr<Inner> inner_;
};

}  // namespace porchlight::collector
