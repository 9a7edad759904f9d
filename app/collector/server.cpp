#include "collector/server.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <thread>

#include "collector/connection.h"

namespace porchlight::collector {
namespace {

// Beside connections: the store, the log, what libraries open.
constexpr std::size_t other_descriptors = 64;

std::string make_turned_away() {
  const Answer answer = busy();
  return fmt::format(
      "HTTP/1.1 {} Service Unavailable\r\nRetry-After: {}\r\nConnection: close\r\nContent-Type: {}\r\n"
      "Content-Length: {}\r\n\r\n{}",
      answer.status, answer.retry_after->count(), answer.content_type, answer.body.size(), answer.body);
}

// As many open files as the connections need, if the system allows it; the number of connections it allows.
std::size_t make_room(std::size_t connections) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return connections;
  if (limit.rlim_cur < connections + other_descriptors) {
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, connections + other_descriptors);
    setrlimit(RLIMIT_NOFILE, &limit);
  }
  return limit.rlim_cur > other_descriptors
             ? std::min<std::size_t>(connections, limit.rlim_cur - other_descriptors)
             : 1;
}

Result<std::optional<asio::ssl::context>> make_tls(const Server::Options& options) {
  if (options.certificate.empty() && options.key.empty()) return std::optional<asio::ssl::context>();
  asio::ssl::context context(asio::ssl::context::tls_server);
  context.set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv3 |
                      asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1 |
                      SSL_OP_NO_RENEGOTIATION);
  // An idle connection gives its 34 KiB back.
  SSL_CTX_set_mode(context.native_handle(), SSL_MODE_RELEASE_BUFFERS);
  error_code error;
  context.use_certificate_chain_file(options.certificate, error);
  if (error)
    return Error{
        fmt::format("Cannot use the certificate {}: {}. It needs to be a PEM file with the whole chain.",
                    options.certificate, error.message())};
  context.use_private_key_file(options.key, asio::ssl::context::pem, error);
  if (error)
    return Error{
        fmt::format("Cannot use {} as the certificate’s key: {}. It needs to be the PEM file that "
                    "belongs to {}.",
                    options.key, error.message(), options.certificate)};
  return std::optional(std::move(context));
}

}  // namespace

class Server::Inner {
 public:
  Inner(const Options& options, Api& api, Log& log, const Clock& clock, std::optional<asio::ssl::context> tls)
      : shared_{.limits = options.limits, .api = api, .log = log, .clock = clock},
        tls_(std::move(tls)),
        context_(options.threads),
        work_(asio::make_work_guard(context_)),
        acceptor_(asio::make_strand(context_)),
        pause_(acceptor_.get_executor()) {
    shared_.limits.connections = make_room(options.limits.connections);
  }

  ~Inner() {
    stop();
    {
      std::unique_lock lock(shared_.mutex);
      shared_.fewer.wait(lock, [this] { return shared_.open.empty() && shared_.owed == 0; });
    }
    work_.reset();
    for (std::thread& thread : threads_) thread.join();
  }

  Outcome listen(const Options& options) {
    error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error)
      return Error{
          fmt::format("“{}” is no address to listen on. Write numbers, such as 127.0.0.1 or ::1; "
                      "0.0.0.0 for all of this computer’s.",
                      options.address)};
    const tcp::endpoint endpoint(address, options.port);
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (!error) port_ = acceptor_.local_endpoint(error).port();
    if (error)
      return Error{fmt::format("Cannot listen on {} port {}: {}. Choose another with --listen.",
                               options.address, options.port, error.message())};
    accept();
    for (int i = 0; i < std::max(1, options.threads); ++i) threads_.emplace_back([this] { context_.run(); });
    shared_.log.event(Log::Event::started, port_);
    return Done{};
  }

  std::uint16_t port() const { return port_; }

  std::size_t connections() {
    const std::lock_guard lock(shared_.mutex);
    return shared_.open.size();
  }

  void stop() {
    if (threads_.empty()) return;  // it never listened
    if (shared_.stopping.exchange(true)) return;
    shared_.log.event(Log::Event::stopping, static_cast<std::int64_t>(connections()));
    // The door is shut before anybody is sent away: who comes back at once must not be let in again.
    asio::post(acceptor_.get_executor(), asio::use_future([this] {
                 error_code ignored;
                 acceptor_.close(ignored);
                 pause_.cancel(ignored);
               }))
        .wait();
    tell_all(&AnyConnection::finish);
    const auto none = [this] { return shared_.open.empty(); };
    std::unique_lock lock(shared_.mutex);
    shared_.fewer.wait_for(lock, shared_.limits.stop, none);
    const std::size_t cut = shared_.open.size();
    lock.unlock();
    if (cut > 0) tell_all(&AnyConnection::cut);
    lock.lock();
    shared_.fewer.wait_for(lock, shared_.limits.parting, none);
    lock.unlock();
    shared_.log.event(Log::Event::stopped, static_cast<std::int64_t>(cut));
  }

 private:
  void accept() {
    acceptor_.async_accept(asio::make_strand(context_), [this](error_code error, tcp::socket socket) {
      if (shared_.stopping) return;
      if (!error) {
        take(std::move(socket));
      } else if (error == asio::error::no_descriptors || error == asio::error::no_buffer_space ||
                 error == asio::error::no_memory) {
        shared_.log.event(Log::Event::no_descriptor);
        return accept_later();
      }
      accept();
    });
  }

  // The system is out of something: it is no use to ask again at once.
  void accept_later() {
    pause_.expires_after(milliseconds(100));
    pause_.async_wait([this](error_code cancelled) {
      if (!cancelled && !shared_.stopping) accept();
    });
  }

  void take(tcp::socket socket) {
    error_code ignored;
    if (connections() >= shared_.limits.connections) return turn_away(std::move(socket));
    socket.set_option(tcp::no_delay(true), ignored);
    if (tls_)
      open(std::make_shared<Connection<Encrypted>>(shared_, std::move(socket), *tls_));
    else
      open(std::make_shared<Connection<Plain>>(shared_, std::move(socket)));
  }

  template <class Kind>
  void open(std::shared_ptr<Kind> connection) {
    {
      const std::lock_guard lock(shared_.mutex);
      shared_.open.emplace(connection.get(), connection);
    }
    connection->start();
    // stop() may have told all while this one was on its way.
    if (shared_.stopping) connection->finish();
  }

  void turn_away(tcp::socket socket) {
    error_code ignored;
    if (!tls_) {
      socket.non_blocking(true, ignored);
      socket.write_some(asio::buffer(turned_away_), ignored);
      socket.shutdown(tcp::socket::shutdown_send, ignored);
    }
    // Many at once are one line: the log is not to be flooded.
    ++turned_away_count_;
    const Monotonic now = shared_.clock.monotonic();
    if (turned_away_said_ && now - *turned_away_said_ < seconds(1)) return;
    shared_.log.event(Log::Event::turned_away, turned_away_count_);
    turned_away_said_ = now;
    turned_away_count_ = 0;
  }

  void tell_all(void (AnyConnection::*what)()) {
    std::vector<std::shared_ptr<AnyConnection>> all;
    {
      const std::lock_guard lock(shared_.mutex);
      for (const auto& [_, weak] : shared_.open)
        if (auto connection = weak.lock()) all.push_back(std::move(connection));
    }
    for (const auto& connection : all) (connection.get()->*what)();
  }

  Shared shared_;
  std::optional<asio::ssl::context> tls_;
  asio::io_context context_;
  asio::executor_work_guard<asio::io_context::executor_type> work_;
  tcp::acceptor acceptor_;
  asio::steady_timer pause_;
  std::uint16_t port_ = 0;
  const std::string turned_away_ = make_turned_away();
  std::int64_t turned_away_count_ = 0;
  std::optional<Monotonic> turned_away_said_;
  std::vector<std::thread> threads_;
};

Server::Server(std::unique_ptr<Inner> inner) : inner_(std::move(inner)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::start(const Options& options, Api& api, Log& log,
                                              const Clock& clock) {
  auto tls = make_tls(options);
  if (!tls) return tls.error();
  auto inner = std::make_unique<Inner>(options, api, log, clock, std::move(tls.value()));
  if (auto listening = inner->listen(options); !listening) return listening.error();
  return std::unique_ptr<Server>(new Server(std::move(inner)));
}

std::uint16_t Server::port() const {
  return inner_->port();
}

std::size_t Server::connections() const {
  return inner_->connections();
}

void Server::stop() {
  inner_->stop();
}

}  // namespace porchlight::collector
