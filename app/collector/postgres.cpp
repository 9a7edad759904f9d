#include "collector/postgres.h"

#include <libpq-fe.h>

#include <array>
#include <map>
#include <utility>

namespace porchlight::collector {
namespace {

// Of PostgreSQL's catalog/pg_type.dat; they never change.
constexpr unsigned bytea_type = 17, int8_type = 20, text_type = 25;
constexpr unsigned bytea_array_type = 1001, text_array_type = 1009, int8_array_type = 1016;
constexpr int binary = 1;

// What an operator's address does not say. A network that swallows everything is noticed after half a minute.
const std::map<std::string, std::string> usual_settings = {
    {"connect_timeout", "10"},                              // seconds
    {"keepalives_idle", "10"},                              // seconds
    {"keepalives_interval", "5"},                           // seconds
    {"keepalives_count", "4"},                              //
    {"tcp_user_timeout", "30000"},                          // milliseconds
    {"fallback_application_name", "porchlight-collector"},  // in pg_stat_activity
};

// A commit is on the disk when it returns, whatever the server's default is. Nothing waits for ever.
constexpr const char* session =
    "SET synchronous_commit = on;"
    "SET default_transaction_isolation = 'read committed';"
    "SET statement_timeout = '20s';"
    "SET lock_timeout = '10s';"
    "SET idle_in_transaction_session_timeout = '30s';"
    "SET client_min_messages = 'warning'";

void put_number(std::string& into, std::uint64_t value, int size) {
  for (int byte = size - 1; byte >= 0; --byte) into.push_back(static_cast<char>(value >> (8 * byte) & 0xff));
}

// Only at the beginning of a connection does libpq give no SQLSTATE. Its words are looked at, never repeated.
std::string reason_in(std::string_view words) {
  constexpr std::array<std::pair<std::string_view, const char*>, 9> known = {{
      {"Connection refused", "it refuses the connection; is the server running?"},
      {"No such file", "there is no such socket; is the server running?"},
      {"translate host name", "the name of its host is not known"},
      {"timeout", "it does not answer"},
      {"timed out", "it does not answer"},
      {"authentication failed", "it does not accept this user and password"},
      {"no password", "it asks for a password"},
      {"pg_hba.conf", "its pg_hba.conf does not let this user in from here"},
      {"does not exist", "it has no such database or user"},
  }};
  for (const auto& [part, reason] : known)
    if (words.find(part) != std::string_view::npos) return reason;
  if (words.find("SSL") != std::string_view::npos || words.find("certificate") != std::string_view::npos)
    return "the encrypted connection fails; look at sslmode and the certificates";
  return "try the same address with psql, which says more";
}

void say_nothing(void*, const char*) {}  // libpq would print notices, with values in them

}  // namespace

bool PostgresFailure::full() const {
  return state == "53100";  // disk_full
}

bool PostgresFailure::unavailable() const {
  if (lost || state.starts_with("08") || state.starts_with("57") || state.starts_with("53")) return !full();
  // serialization_failure, deadlock_detected, lock_not_available, read_only_sql_transaction (a standby)
  return state == "40001" || state == "40P01" || state == "55P03" || state == "25006";
}

Parameter text(std::string_view value) {
  return {text_type, std::string(value)};
}

Parameter bytes(std::span<const std::byte> value) {
  return {bytea_type, std::string(reinterpret_cast<const char*>(value.data()), value.size())};
}

Parameter number(std::int64_t value) {
  Parameter parameter{int8_type, {}};
  put_number(parameter.bytes, static_cast<std::uint64_t>(value), 8);
  return parameter;
}

// PostgreSQL's array_send(): dimensions, whether there are nulls, the type of the elements; for each
// dimension its size and where it counts from; then the elements, each with its size before it.
Parameter array(std::span<const Parameter> values) {
  const unsigned type = values.front().type;
  Parameter all{type == bytea_type  ? bytea_array_type
                : type == text_type ? text_array_type
                                    : int8_array_type,
                {}};
  for (const std::uint64_t head : {std::uint64_t{1}, std::uint64_t{0}, std::uint64_t{type},
                                   std::uint64_t{values.size()}, std::uint64_t{1}})
    put_number(all.bytes, head, 4);
  for (const Parameter& value : values) {
    put_number(all.bytes, value.bytes.size(), 4);
    all.bytes += value.bytes;
  }
  return all;
}

void Rows::Clear::operator()(pg_result* result) const noexcept {
  PQclear(result);
}

int Rows::count() const {
  return PQntuples(result_.get());
}

int Rows::columns() const {
  return PQnfields(result_.get());
}

Rows::Kind Rows::kind_of(int column) const {
  const Oid type = PQftype(result_.get(), column);
  return type == text_type ? Kind::text : type == bytea_type ? Kind::bytes : Kind::number;
}

std::int64_t Rows::changed() const {
  const std::string_view digits = PQcmdTuples(result_.get());
  std::int64_t value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

bool Rows::null_at(int row, int column) const {
  return PQgetisnull(result_.get(), row, column) != 0;
}

std::string_view Rows::text_at(int row, int column) const {
  return {PQgetvalue(result_.get(), row, column),
          static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
}

std::span<const std::byte> Rows::bytes_at(int row, int column) const {
  return std::as_bytes(std::span(text_at(row, column)));
}

std::int64_t Rows::number_at(int row, int column) const {
  std::uint64_t value = 0;
  const auto digits = bytes_at(row, column);
  for (const std::byte digit : digits) value = value << 8 | std::to_integer<std::uint64_t>(digit);
  if (digits.size() == 4) return static_cast<std::int32_t>(value);
  return static_cast<std::int64_t>(value);
}

void Postgres::Finish::operator()(pg_conn* connection) const noexcept {
  PQfinish(connection);
}

Asked<Postgres> Postgres::connect(const std::string& url) {
  char* words = nullptr;  // may repeat a password that stands in the wrong place
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> parsed(
      PQconninfoParse(url.c_str(), &words), &PQconninfoFree);
  PQfreemem(words);
  if (!parsed)
    return PostgresFailure{.why = "its address is not understood; write postgresql://USER@HOST/DATABASE"};
  auto settings = usual_settings;
  for (const PQconninfoOption* option = parsed.get(); option->keyword != nullptr; ++option)
    if (option->val != nullptr) settings[option->keyword] = option->val;
  settings["client_encoding"] = "UTF8";
  std::vector<const char*> names, values;
  for (const auto& [name, value] : settings) {
    names.push_back(name.c_str());
    values.push_back(value.c_str());
  }
  names.push_back(nullptr);
  values.push_back(nullptr);

  Postgres postgres;
  postgres.connection_.reset(PQconnectdbParams(names.data(), values.data(), 0));
  if (auto begun = postgres.begin_session(); !begun) return begun.error();
  return postgres;
}

Asked<Done> Postgres::begin_session() {
  prepared_.clear();
  ready_ = false;
  if (PQstatus(connection_.get()) != CONNECTION_OK) return no_connection();
  PQsetNoticeProcessor(connection_.get(), say_nothing, nullptr);
  if (auto set = script(session); !set) return set.error();
  ready_ = true;
  return Done{};
}

PostgresFailure Postgres::no_connection() const {
  return {.why = reason_in(PQerrorMessage(connection_.get())), .lost = true};
}

PostgresFailure Postgres::failure(const pg_result* result) const {
  const char* state = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const bool lost = PQstatus(connection_.get()) != CONNECTION_OK;
  return {.state = state == nullptr ? "" : state, .why = {}, .lost = lost};
}

// A server that was stopped has said goodbye: its words are read first, the end behind them by the second
// call.
bool Postgres::alive() {
  return ready_ && PQstatus(connection_.get()) == CONNECTION_OK && PQconsumeInput(connection_.get()) == 1 &&
         PQconsumeInput(connection_.get()) == 1;
}

Asked<Done> Postgres::reconnect() {
  PQreset(connection_.get());
  return begin_session();
}

Asked<Rows> Postgres::script(const char* sql) {
  Rows rows(PQexec(connection_.get(), sql));
  const ExecStatusType status = PQresultStatus(rows.result_.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) return failure(rows.result_.get());
  return rows;
}

Asked<Rows> Postgres::ask(Command command, IfLost if_lost) {
  auto rows = run({&command, 1}, if_lost);
  if (!rows) return rows.error();
  return std::move(rows->front());
}

Asked<std::vector<Rows>> Postgres::transaction(std::vector<Command> commands, IfLost if_lost) {
  commands.insert(commands.begin(), Command{"BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", {}, "begin"});
  commands.push_back(Command{"COMMIT", {}, "commit"});
  auto rows = run(commands, if_lost);
  if (!rows) return rows.error();
  rows->erase(rows->begin());
  rows->pop_back();
  return rows;
}

Asked<std::vector<Rows>> Postgres::run(std::span<const Command> commands, IfLost if_lost) {
  if (!alive())
    if (auto there = reconnect(); !there) return there.error();
  auto rows = send(commands);
  if (rows || !rows.error().lost || if_lost == IfLost::give_up) return rows;
  if (auto there = reconnect(); !there) return there.error();
  return send(commands);
}

Asked<std::vector<Rows>> Postgres::send(std::span<const Command> commands) {
  for (const Command& command : commands)
    if (auto prepared = prepare(command); !prepared) return prepared.error();
  bool queued = PQenterPipelineMode(connection_.get()) == 1;
  for (const Command& command : commands) queued = queued && queue(command);
  queued = queued && PQpipelineSync(connection_.get()) == 1;
  auto rows = queued ? collect(commands.size()) : failure(nullptr);
  ready_ = PQexitPipelineMode(connection_.get()) == 1;
  if (PQtransactionStatus(connection_.get()) != PQTRANS_IDLE) ready_ = script("ROLLBACK").ok() && ready_;
  return rows;
}

Asked<Done> Postgres::prepare(const Command& command) {
  if (command.name == nullptr || prepared_.contains(command.name)) return Done{};
  std::vector<Oid> types;
  for (const Parameter& parameter : command.parameters) types.push_back(parameter.type);
  const Rows rows(
      PQprepare(connection_.get(), command.name, command.sql, static_cast<int>(types.size()), types.data()));
  if (PQresultStatus(rows.result_.get()) != PGRES_COMMAND_OK) return failure(rows.result_.get());
  prepared_.insert(command.name);
  return Done{};
}

bool Postgres::queue(const Command& command) {
  std::vector<Oid> types;
  std::vector<const char*> values;
  std::vector<int> lengths;
  for (const Parameter& parameter : command.parameters) {
    types.push_back(parameter.type);
    values.push_back(parameter.bytes.data());
    lengths.push_back(static_cast<int>(parameter.bytes.size()));
  }
  const std::vector<int> formats(values.size(), binary);
  const int count = static_cast<int>(values.size());
  return (command.name == nullptr ? PQsendQueryParams(connection_.get(), command.sql, count, types.data(),
                                                      values.data(), lengths.data(), formats.data(), binary)
                                  : PQsendQueryPrepared(connection_.get(), command.name, count, values.data(),
                                                        lengths.data(), formats.data(), binary)) == 1;
}

// One result for each command and a null one behind it; then that of the sync. The commands behind one that
// failed are not carried out.
Asked<std::vector<Rows>> Postgres::collect(std::size_t commands) {
  std::vector<Rows> all;
  PostgresFailure failed;
  bool good = true;
  for (std::size_t i = 0; i < commands; ++i) {
    Rows rows(PQgetResult(connection_.get()));
    const ExecStatusType status = PQresultStatus(rows.result_.get());
    if (good && status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
      failed = failure(rows.result_.get());
      good = false;
    }
    all.push_back(std::move(rows));
    while (PGresult* more = PQgetResult(connection_.get())) PQclear(more);
    if (PQstatus(connection_.get()) != CONNECTION_OK) break;
  }
  const Rows sync(PQgetResult(connection_.get()));
  if (!good) {
    failed.lost = PQstatus(connection_.get()) != CONNECTION_OK;
    return failed;
  }
  if (PQresultStatus(sync.result_.get()) != PGRES_PIPELINE_SYNC) return failure(sync.result_.get());
  return all;
}

}  // namespace porchlight::collector
