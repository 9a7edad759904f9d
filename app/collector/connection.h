// Connection: one client, from the first byte to the close. Inside the server only: includes Asio and Beast,
// which take a minute to compile. All of a connection happens on its strand.
#pragma once

#include <utility>  // Asio of Boost 1.74 in C++20 forgets it

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <map>
#include <mutex>
#include <optional>

#include "collector/answers.h"
#include "collector/server.h"

namespace porchlight::collector {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

class AnyConnection {
 public:
  virtual ~AnyConnection() = default;
  virtual void finish() = 0;  // closes it, unless an answer is owed or on its way
  virtual void cut() = 0;     // closes it
};

// What all connections of a server share. Thread: any.
struct Shared {
  Limits limits;
  Api& api;
  Log& log;
  const Clock& clock;
  std::atomic<bool> stopping{false};

  std::mutex mutex;
  std::condition_variable fewer;
  std::map<AnyConnection*, std::weak_ptr<AnyConnection>> open;
  std::size_t owed = 0;  // calls that the Api has not answered yet

  void owe() {
    const std::lock_guard lock(mutex);
    ++owed;
  }
  // After it the caller's thread touches nothing of the server any more.
  void settle() {
    const std::lock_guard lock(mutex);
    --owed;
    fewer.notify_all();
  }
};

using Plain = tcp::socket;
using Encrypted = asio::ssl::stream<tcp::socket>;

template <class Stream>
class Connection final : public AnyConnection, public std::enable_shared_from_this<Connection<Stream>> {
 public:
  // `more`: what a stream takes besides the socket.
  template <class... More>
  Connection(Shared& shared, tcp::socket socket, More&... more)
      : shared_(shared),
        stream_(std::move(socket), more...),
        timer_(stream_.get_executor()),
        buffer_(shared.limits.header_bytes + shared.limits.body_bytes) {}

  ~Connection() override {
    const std::lock_guard lock(shared_.mutex);
    shared_.open.erase(this);
    shared_.fewer.notify_all();
  }

  void start() {
    asio::dispatch(stream_.get_executor(), [self = this->shared_from_this()] {
      if constexpr (encrypted)
        self->shake_hands();
      else
        self->await_call();
    });
  }

  void finish() override {
    asio::post(stream_.get_executor(), [self = this->shared_from_this()] {
      if (self->phase_ == Phase::idle || self->phase_ == Phase::receiving) self->close();
    });
  }

  void cut() override {
    asio::post(stream_.get_executor(), [self = this->shared_from_this()] { self->close(); });
  }

 private:
  static constexpr bool encrypted = std::is_same_v<Stream, Encrypted>;
  enum class Phase { idle, receiving, committing, answering, parting };

  tcp::socket& socket() {
    if constexpr (encrypted)
      return stream_.next_layer();
    else
      return stream_;
  }

  // A new phase, which ends in so long.
  void enter(Phase phase, milliseconds at_most) {
    phase_ = phase;
    timer_.expires_after(at_most);
    timer_.async_wait([self = this->shared_from_this(), turn = ++turn_](error_code cancelled) {
      if (!cancelled && turn == self->turn_) self->overdue();
    });
  }

  void overdue() {
    error_code ignored;
    if (phase_ == Phase::receiving && parser_) {
      late_ = true;
      socket().cancel(ignored);  // the reader says 408
    } else {
      close();
    }
  }

  void close() {
    error_code ignored;
    ++turn_;
    timer_.cancel(ignored);
    socket().close(ignored);
  }

  void shake_hands() {
    if constexpr (encrypted) {
      enter(Phase::receiving, shared_.limits.whole_call);
      stream_.async_handshake(Stream::server, [self = this->shared_from_this()](error_code error) {
        error ? self->close() : self->await_call();
      });
    }
  }

  void await_call() {
    if (shared_.stopping) return close();
    late_ = false;
    if (buffer_.size() > 0) return receive_header();
    // An idle connection holds little: there may be thousands.
    buffer_.shrink_to_fit();
    enter(Phase::idle, shared_.limits.idle);
    constexpr std::size_t first_bytes = 512;
    stream_.async_read_some(buffer_.prepare(first_bytes),
                            [self = this->shared_from_this()](error_code error, std::size_t size) {
                              if (error) return self->close();
                              self->buffer_.commit(size);
                              self->receive_header();
                            });
  }

  void receive_header() {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(shared_.limits.header_bytes));
    parser_->body_limit(shared_.limits.body_bytes);
    enter(Phase::receiving, shared_.limits.whole_call);
    http::async_read_header(stream_, buffer_, *parser_,
                            [self = this->shared_from_this()](error_code error, std::size_t) {
                              if (error) return self->not_received(error);
                              self->receive_body();
                            });
  }

  void receive_body() {
    const auto read = [self = this->shared_from_this()](error_code error, std::size_t) {
      if (error) return self->not_received(error);
      http::async_read(self->stream_, self->buffer_, *self->parser_, [self](error_code failed, std::size_t) {
        failed ? self->not_received(failed) : self->hand_over();
      });
    };
    static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    if (beast::iequals(parser_->get()[http::field::expect], "100-continue") && !parser_->is_done())
      asio::async_write(stream_, asio::buffer(go_on), read);
    else
      read({}, 0);
  }

  void not_received(error_code error) {
    keep_ = false;
    received_ = 0;
    began_ = shared_.clock.monotonic();
    if (late_) return answer(too_slow());
    if (error == http::error::end_of_stream || error == http::error::partial_message) return close();
    if (error == http::error::body_limit) return answer(too_large(413));
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
      return answer(too_large(431));
    if (error.category() == make_error_code(http::error::bad_method).category()) return answer(not_http());
    close();
  }

  void hand_over() {
    auto message = parser_->release();
    parser_.reset();
    keep_ = message.keep_alive();
    only_head_ = message.method() == http::verb::head;
    received_ = message.body().size();
    began_ = shared_.clock.monotonic();
    Call call{.method = std::string(message.method_string()), .target = std::string(message.target())};
    for (const auto& field : message) {
      std::string name(field.name_string());
      beast_lower(name);
      call.headers.emplace(std::move(name), std::string(field.value()));
    }
    const auto body = std::as_bytes(std::span(message.body()));
    call.body.assign(body.begin(), body.end());

    // No deadline: what is being committed is waited for; the Writer's queue has an end.
    phase_ = Phase::committing;
    ++turn_;
    error_code ignored;
    timer_.cancel(ignored);
    shared_.owe();
    shared_.api.handle(std::move(call), [self = this->shared_from_this()](Answer answer) mutable {
      Shared& shared = self->shared_;
      {
        // Handed back whole: the connection ends in a thread of the server.
        const auto executor = self->stream_.get_executor();
        asio::post(executor, [self = std::move(self), answer = std::move(answer)] { self->answer(answer); });
      }
      shared.settle();
    });
  }

  static void beast_lower(std::string& name) {
    for (char& c : name)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }

  void answer(const Answer& answer) {
    if (!socket().is_open()) return;
    keep_ = keep_ && !shared_.stopping;
    response_.emplace(http::int_to_status(answer.status), 11);
    response_->set(http::field::content_type, answer.content_type);
    response_->set(http::field::cache_control, "no-store");
    if (answer.retry_after)
      response_->set(http::field::retry_after, std::to_string(answer.retry_after->count()));
    if (answer.allow) response_->set(http::field::allow, answer.allow);
    for (const auto& [name, value] : answer.headers) response_->set(name, value);
    response_->body() = answer.body;
    response_->keep_alive(keep_);
    response_->prepare_payload();
    if (only_head_) response_->body().clear();
    shared_.log.answered(
        {.address = answer.address,
         .status = answer.status,
         .took = std::chrono::duration_cast<milliseconds>(shared_.clock.monotonic() - began_),
         .received_bytes = received_,
         .sent_bytes = answer.body.size(),
         .kiosk = answer.kiosk.get(),
         .trouble = answer.trouble});
    enter(Phase::answering, shared_.limits.whole_call);
    http::async_write(stream_, *response_, [self = this->shared_from_this()](error_code error, std::size_t) {
      self->response_.reset();
      if (error) return self->close();
      self->keep_ ? self->await_call() : self->part();
    });
  }

  // Lets the other side read the last answer: closing while bytes of it are unread would take the answer
  // away from it.
  void part() {
    enter(Phase::parting, shared_.limits.parting);
    const auto done = [self = this->shared_from_this()](error_code) { self->close(); };
    if constexpr (encrypted) {
      stream_.async_shutdown(done);
    } else {
      error_code ignored;
      socket().shutdown(tcp::socket::shutdown_send, ignored);
      buffer_.consume(buffer_.size());
      pass_over();
    }
  }

  void pass_over(std::size_t passed = 0) {
    constexpr std::size_t at_once = 4 * 1024, at_most = 256 * 1024;
    if (passed > at_most) return close();
    socket().async_read_some(buffer_.prepare(at_once),
                             [self = this->shared_from_this(), passed](error_code error, std::size_t size) {
                               error ? self->close() : self->pass_over(passed + size);
                             });
  }

  Shared& shared_;
  Stream stream_;
  asio::steady_timer timer_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  std::optional<http::response<http::string_body>> response_;
  Phase phase_ = Phase::idle;
  unsigned turn_ = 0;  // of the timer: an older one that was on its way is not heard
  bool late_ = false, keep_ = false, only_head_ = false;
  std::size_t received_ = 0;
  Monotonic began_{};
};

}  // namespace porchlight::collector
