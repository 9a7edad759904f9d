// The two places of a store, each new and empty for a test, and what is put there.
#pragma once

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collector/store.h"
#include "support/temporary_folder.h"

namespace porchlight::collector {

// A server of its own, in a temporary folder; gone at the end of this, or of the program.
class PostgresServer {
 public:
  // `setting`: a line for its configuration. Nothing: PostgreSQL is not installed.
  static std::optional<PostgresServer> start(const std::string& setting = "");
  PostgresServer(PostgresServer&& other) noexcept;
  PostgresServer& operator=(PostgresServer&&) = delete;
  ~PostgresServer();

  // As a user that needs no password.
  std::string url(std::string_view database) const;
  std::string folder() const;  // of its socket

 private:
  PostgresServer() = default;
  int process_ = -1, ends_it_ = -1;
  std::string address_;
};

// The one of this test program; skips the test where there is none.
const PostgresServer& postgres_server();

struct Sqlite {
  TemporaryFolder folder{in_memory()};
  std::string file() const { return (folder.path / "collector.db").string(); }
  std::string url() const { return "sqlite:" + file(); }
};

// A database whose defaults are as bad for us as a server's can be.
struct PostgreSql {
  PostgreSql();
  std::string name;
  std::string url() const { return postgres_server().url(name); }
};

inline std::unique_ptr<Store> open(const std::string& url) {
  auto store = open_store(url);
  INFO((store ? "" : store.error().what));
  REQUIRE(store);
  return std::move(store.value());
}

template <class Place>
struct Collector {
  Place place;
  std::unique_ptr<Store> store = open(place.url());

  std::unique_ptr<Store> another() const { return open(place.url()); }
};

inline constexpr Instant noon{seconds(1'790'000'000)};
inline const std::string team = "st-brendans";

inline intake::Hash hash_of(std::string_view text) {
  return intake::blake2b(std::as_bytes(std::span(text)));
}

inline std::string id_of(int number) {
  return to_hex(hash_of("id " + std::to_string(number))).substr(0, 32);
}

inline intake::WithdrawHash withdrawal_of(int number) {
  return hash_of("withdrawal " + std::to_string(number));
}

// `version`: of its bytes. They are no envelope, which is the same to a store.
inline NewRequest request(int number, int version = 0, Instant received = noon) {
  const auto pattern = hash_of(std::to_string(number) + " in version " + std::to_string(version));
  Bytes envelope(704);
  for (std::size_t i = 0; i < envelope.size(); ++i) envelope[i] = pattern[i % pattern.size()];
  return {.id = id_of(number),
          .kiosk = "lobby",
          .team = team,
          .hash = intake::blake2b(envelope),
          .withdraw = withdrawal_of(number),
          .received = received,
          .envelope = envelope};
}

inline Kept put(Store& store, const NewRequest& request) {
  const auto kept = store.put({&request, 1});
  INFO((kept ? "" : kept.error().what));
  REQUIRE(kept);
  REQUIRE(kept->size() == 1);
  return kept->front();
}

inline std::optional<Bytes> envelope(Store& store, int number) {
  const auto found = store.envelope(id_of(number));
  REQUIRE(found);
  return *found;
}

}  // namespace porchlight::collector

namespace Catch {
template <>
struct StringMaker<porchlight::collector::Kept> {
  static std::string convert(porchlight::collector::Kept kept) {
    constexpr const char* names[] = {"is_new", "same", "other_bytes", "withdrawn"};
    return names[static_cast<int>(kept)];
  }
};
}  // namespace Catch
