// Database: the little of SQLite that storage and the collector need, with its failures as values.
// Thread: the one that opened it.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace porchlight::disk {

// SQLite's extended result code. What it means for a person: who uses it says that.
struct Failure {
  int code = 0;

  bool full() const;     // no room on the disk, or over a quota
  bool corrupt() const;  // the file is damaged, or no database
  bool refused() const;  // the table does not take such a row
  bool busy() const;     // another connection held it for too long, or memory was short: try again
};
using Step = Result<Done, Failure>;

// One statement; parameters are bound in order. What it borrows must outlive it.
class Statement {
 public:
  Statement& text(std::string_view value);
  Statement& blob(std::span<const std::byte> value);
  Statement& number(std::int64_t value);
  Statement& null();

  // True: a row is there to be read.
  Result<bool, Failure> next();
  // Runs it to its end.
  Step run();
  // To be run once more, with parameters bound anew.
  Statement& again();

  // Of the row; columns count from 0. Bytes and text are valid until the next call of next().
  std::int64_t number_at(int column) const;
  bool null_at(int column) const;
  enum class Kind { number, text, blob };
  Kind kind_at(int column) const;  // of a value that is not null
  int columns() const;
  std::string_view text_at(int column) const;
  std::span<const std::byte> blob_at(int column) const;

 private:
  friend class Database;
  struct Free {
    void operator()(sqlite3_stmt* statement) const noexcept;
  };
  std::unique_ptr<sqlite3_stmt, Free> statement_;
  int parameter_ = 0;
  int failed_ = 0;
};

class Database {
 public:
  enum class Access {
    read_and_write,
    read_only,
    remains,  // read only, of a damaged file: goes as far as it can, also where the end of it is missing
  };

  // The file must exist.
  static Result<Database, Failure> open(const std::string& path, Access access);

  // `sql` may be several statements.
  Step run(const char* sql);
  Statement prepare(std::string_view sql);
  std::int64_t changes() const;        // rows that the last statement touched
  std::int64_t total_changes() const;  // since it was opened

  // Copies the write-ahead log into the database and cuts it to nothing, so that what was erased is nowhere
  // any more.
  Step checkpoint();

 private:
  struct Close {
    void operator()(sqlite3* connection) const noexcept;
  };
  std::unique_ptr<sqlite3, Close> connection_;
};

// Everything between its making and commit() happens or does not.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(database), begun_(database.run("BEGIN IMMEDIATE")) {}
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  const Step& begun() const { return begun_; }
  // On the disk, when it says so: the log is synced before this returns.
  Step commit();

 private:
  Database& database_;
  Step begun_;
  bool committed_ = false;
};

}  // namespace porchlight::disk
