#include "disk/key_files.h"

#include <sys/stat.h>

#include <catch2/catch_test_macros.hpp>

#include "support/temporary_folder.h"

using namespace porchlight;
using namespace porchlight::disk;

namespace {

bool same(const auto& a, const auto& b) {
  return std::ranges::equal(a.bytes(), b.bytes());
}

}  // namespace

TEST_CASE("The kiosk’s key is made at the first start and is the same ever after") {
  const TemporaryFolder folder;
  intake::SodiumRandom random;
  const auto first = kiosk_key(folder.state(), random);
  REQUIRE(first);
  CHECK(rights_of(folder.state()) == 0700);
  CHECK(rights_of(folder.state() + "/kiosk.key") == 0600);
  const auto again = kiosk_key(folder.state(), random);
  REQUIRE(again);
  CHECK(again->key == first->key);
  CHECK(same(again->secret, first->secret));
  const TemporaryFolder other;
  CHECK(kiosk_key(other.state(), random)->key != first->key);
}

TEST_CASE("The withdraw key can be carried to another kiosk of the facility") {
  const TemporaryFolder one, two;
  intake::SodiumRandom random;
  const auto made = withdraw_key(one.state(), random);
  REQUIRE(made);
  std::filesystem::create_directory(two.state());
  std::filesystem::copy_file(one.state() + "/withdraw.key", two.state() + "/withdraw.key");
  CHECK(same(*withdraw_key(two.state(), random), *made));
}

TEST_CASE("A secret key that others may read is refused") {
  const TemporaryFolder folder;
  intake::SodiumRandom random;
  REQUIRE(kiosk_key(folder.state(), random));
  const std::string path = folder.state() + "/kiosk.key";
  for (const mode_t mode : {0640, 0604, 0644, 0620}) {
    REQUIRE(chmod(path.c_str(), mode) == 0);
    const auto key = kiosk_key(folder.state(), random);
    REQUIRE_FALSE(key);
    CHECK(key.error().what.find("chmod 600 " + path) != std::string::npos);
  }
  REQUIRE(chmod(path.c_str(), 0400) == 0);
  CHECK(kiosk_key(folder.state(), random));
}

TEST_CASE("A key file may have comments and Windows line ends") {
  const TemporaryFolder folder;
  intake::SodiumRandom random;
  const auto pair = intake::make_sealing_pair(random);
  const std::string path = folder.path / "callers.key";
  std::ofstream(path) << "# callers of St. Brendan's\r\n\r\n"
                      << intake::to_text(pair.secret).view() << "\r\n";
  REQUIRE(chmod(path.c_str(), 0600) == 0);
  CHECK(same(*read_sealing_secret(path), pair.secret));
}

TEST_CASE("A damaged, empty or wrong key file is an error with its name, is not replaced and not repeated") {
  const TemporaryFolder folder;
  intake::SodiumRandom random;
  std::filesystem::create_directory(folder.state());
  const std::string path = folder.state() + "/kiosk.key";
  const auto pair = intake::make_sealing_pair(random);
  const std::string other_kind(intake::to_text(pair.secret).view());
  for (const std::string& content :
       {std::string(), std::string("porchlight-sign-secret:AAAA\n"), other_kind}) {
    std::ofstream(path) << content;
    REQUIRE(chmod(path.c_str(), 0600) == 0);
    const auto key = kiosk_key(folder.state(), random);
    REQUIRE_FALSE(key);
    CHECK(key.error().what.find(path) != std::string::npos);
    CHECK(key.error().what.find(other_kind.substr(30, 8)) == std::string::npos);
    CHECK(content_of(path) == content);
  }
}

TEST_CASE("A key is never written over, and nothing half-written stays") {
  const TemporaryFolder folder;
  intake::SodiumRandom random;
  const std::string path = folder.path / "callers.key";
  REQUIRE(write_secret_file(path, intake::to_text(intake::make_sealing_pair(random).secret)));
  const std::string before = content_of(path);
  CHECK_FALSE(write_secret_file(path, intake::to_text(intake::make_sealing_pair(random).secret)));
  CHECK(content_of(path) == before);
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path), {}) == 1);
}

TEST_CASE("Key files have their rights whatever the umask says") {
  const TemporaryFolder folder;
  intake::SodiumRandom random;
  const auto pair = intake::make_sealing_pair(random);
  for (const mode_t mask : {0, 077}) {
    const mode_t before = umask(mask);
    const std::string name = folder.path / std::to_string(mask);
    CHECK(write_secret_file(name + ".key", intake::to_text(pair.secret)));
    CHECK(write_public_file(name + ".pub", intake::to_text(pair.key)));
    umask(before);
    CHECK(rights_of(name + ".key") == 0600);
    CHECK(rights_of(name + ".pub") == 0644);
  }
}

TEST_CASE("A missing key file is an error with its name") {
  const auto key = read_sealing_secret("/nowhere/callers.key");
  REQUIRE_FALSE(key);
  CHECK(key.error().what.find("/nowhere/callers.key") != std::string::npos);
}

TEST_CASE("A collector’s receipt key is made once; its root key is public, and is put there by a person") {
  const TemporaryFolder folder;
  intake::SodiumRandom random;
  const auto first = receipt_key(folder.state(), random);
  REQUIRE(first);
  CHECK(rights_of(folder.state() + "/receipt.key") == 0600);
  CHECK(receipt_key(folder.state(), random)->key == first->key);

  const std::string path = folder.state() + "/" + root_key_name;
  CHECK_FALSE(read_signing_public(path));
  REQUIRE(write_public_file(path, intake::to_text(first->key)));
  CHECK(rights_of(path) == 0644);
  CHECK(read_signing_public(path).value() == first->key);
  CHECK_FALSE(read_signing_public(folder.state() + "/receipt.key"));
}
