// Postgres: the little of libpq that the store needs: one connection, several commands in one round trip,
// values in binary both ways, failures as values. Thread: one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

struct pg_conn;
struct pg_result;

namespace porchlight::collector {

// Holds nothing that the server or libpq said: their words may repeat a value, an address or a password.
struct PostgresFailure {
  std::string state;  // SQLSTATE (PostgreSQL's appendix A); empty: there was no answer
  std::string why;    // there was no connection: why, in words of our own
  bool lost = false;  // the connection is gone; whether the commands were carried out is not known

  bool full() const;         // no room on the server's disk
  bool unavailable() const;  // not there, too busy, or in the way of another: try again
};
template <class T>
using Asked = Result<T, PostgresFailure>;

// One value for $1, $2, ... as PostgreSQL sends it.
struct Parameter {
  unsigned type = 0;  // its OID
  std::string bytes;
};
Parameter text(std::string_view value);
Parameter bytes(std::span<const std::byte> value);
Parameter number(std::int64_t value);

// An array, for unnest() and ANY(): made of parameters of one kind. Precondition: not empty.
Parameter array(std::span<const Parameter> values);

struct Command {
  const char* sql;
  std::vector<Parameter> parameters;
  const char* name =
      nullptr;  // given: the server plans it once for this connection, and keeps it by its name
};

// What a command gave. Rows and columns count from 0.
class Rows {
 public:
  enum class Kind { number, text, bytes };
  int count() const;
  int columns() const;
  Kind kind_of(int column) const;
  std::int64_t changed() const;  // rows that it inserted, updated or deleted

  bool null_at(int row, int column) const;
  std::string_view text_at(int row, int column) const;  // as long as this lives
  std::span<const std::byte> bytes_at(int row, int column) const;
  std::int64_t number_at(int row, int column) const;  // any integer, or 0 and 1 of a boolean

 private:
  friend class Postgres;
  struct Clear {
    void operator()(pg_result* result) const noexcept;
  };
  explicit Rows(pg_result* result) : result_(result) {}
  std::unique_ptr<pg_result, Clear> result_;
};

class Postgres {
 public:
  // `url`: libpq's connection URI, "postgresql://..."
  static Asked<Postgres> connect(const std::string& url);

  // What may be done when the connection is lost under a command. For `again` it must be safe to do it twice.
  enum class IfLost { again, give_up };

  // A connection that was lost since the last call is made anew, once.
  Asked<Rows> ask(Command command, IfLost if_lost = IfLost::again);
  // All of them happen, synced to the server's disk, or none. Each sees what was committed before it began.
  Asked<std::vector<Rows>> transaction(std::vector<Command> commands, IfLost if_lost = IfLost::again);

  // Several statements without values, as they are; not done again. What the last one gave, as text. Between
  // a BEGIN and a COMMIT of these nothing else may be called.
  Asked<Rows> script(const char* sql);

 private:
  Asked<Done> begin_session();
  bool alive();
  Asked<Done> reconnect();
  Asked<std::vector<Rows>> run(std::span<const Command> commands, IfLost if_lost);
  Asked<std::vector<Rows>> send(std::span<const Command> commands);
  Asked<Done> prepare(const Command& command);
  bool queue(const Command& command);
  Asked<std::vector<Rows>> collect(std::size_t commands);
  PostgresFailure failure(const pg_result* result) const;
  PostgresFailure no_connection() const;

  struct Finish {
    void operator()(pg_conn* connection) const noexcept;
  };
  std::unique_ptr<pg_conn, Finish> connection_;
  std::set<std::string_view> prepared_;
  bool ready_ = false;  // the session has its settings, and nothing is half done in it
};

}  // namespace porchlight::collector
