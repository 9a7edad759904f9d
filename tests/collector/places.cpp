#include "collector/places.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <utility>

#include "collector/postgres.h"
#include "support/project_folder.h"

namespace porchlight::collector {
namespace {

constexpr int not_installed = 77;  // what postgres_server.sh says then

std::string first_line(int descriptor) {
  std::string line;
  for (char letter = 0; ::read(descriptor, &letter, 1) == 1 && letter != '\n';) line.push_back(letter);
  return line;
}

}  // namespace

std::optional<PostgresServer> PostgresServer::start(const std::string& setting) {
  const std::string script = support::project_folder() + "/tests/support/postgres_server.sh";
  int in[2], out[2];
  REQUIRE((::pipe2(in, O_CLOEXEC) == 0 && ::pipe2(out, O_CLOEXEC) == 0));
  PostgresServer server;
  server.process_ = ::fork();
  if (server.process_ == 0) {
    ::dup2(in[0], 0);
    ::dup2(out[1], 1);
    ::execl(script.c_str(), script.c_str(), setting.empty() ? nullptr : setting.c_str(), nullptr);
    ::_exit(1);
  }
  ::close(in[0]);
  ::close(out[1]);
  server.ends_it_ = in[1];
  server.address_ = first_line(out[0]);
  ::close(out[0]);
  if (!server.address_.empty()) return server;
  int status = 0;
  ::waitpid(std::exchange(server.process_, -1), &status, 0);
  INFO("The PostgreSQL server does not start; what it says stands above.");
  REQUIRE(WEXITSTATUS(status) == not_installed);
  return std::nullopt;
}

PostgresServer::PostgresServer(PostgresServer&& other) noexcept
    : process_(std::exchange(other.process_, -1)),
      ends_it_(std::exchange(other.ends_it_, -1)),
      address_(std::move(other.address_)) {}

PostgresServer::~PostgresServer() {
  if (ends_it_ >= 0) ::close(ends_it_);
  if (process_ > 0) ::waitpid(process_, nullptr, 0);
}

std::string PostgresServer::url(std::string_view database) const {
  return "postgresql:///" + std::string(database) + address_.substr(address_.find('?'));
}

std::string PostgresServer::folder() const {
  const auto from = address_.find("host=") + 5;
  return address_.substr(from, address_.find('&') - from);
}

const PostgresServer& postgres_server() {
  static const std::optional<PostgresServer> server = PostgresServer::start();
  if (!server) SKIP("PostgreSQL is not installed (Debian: postgresql)");
  return *server;
}

PostgreSql::PostgreSql() {
  static int count = 0;
  name = "test_" + std::to_string(++count);
  auto postgres = Postgres::connect(postgres_server().url("postgres"));
  REQUIRE(postgres);
  for (const std::string& sql :
       {"CREATE DATABASE " + name, "ALTER DATABASE " + name + " SET synchronous_commit = off",
        "ALTER DATABASE " + name + " SET default_transaction_isolation = 'repeatable read'"})
    REQUIRE(postgres->script(sql.c_str()));
}

}  // namespace porchlight::collector
