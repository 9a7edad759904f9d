#include "intake/base_config.h"

#include <catch2/catch_test_macros.hpp>

#include "documented.h"
#include "making.h"

using namespace porchlight;
using namespace porchlight::intake;

namespace {

SigningPair root() {
  Repeated e1(0xe1);
  return make_signing_pair(e1);
}

BaseConfig documented_config() {
  return {"st-brendans", 3, {{"helplines.toml", "# none\n"}, {"pages/es/welcome.md", "# Hola\n"}}};
}

}  // namespace

TEST_CASE("The bytes of a base configuration are those of ENVELOPE.md, for good") {
  const auto bytes = sign(documented_config(), root().secret);
  REQUIRE(bytes);
  CHECK(to_hex(*bytes) == documented("base-config-v1"));
}

TEST_CASE("A base configuration says what was signed") {
  const auto got = verify_base_config(*sign(documented_config(), root().secret), root().key);
  REQUIRE(got);
  CHECK(got->team == "st-brendans");
  CHECK(got->number == 3);
  CHECK(got->files == documented_config().files);
}

TEST_CASE("A base configuration of anybody else, shortened or changed in one bit, is none") {
  const Bytes good = *sign(documented_config(), root().secret);
  CHECK_FALSE(verify_base_config(good, Facility().kiosk.key));
  for (std::size_t size = 0; size < good.size(); ++size)
    CHECK_FALSE(verify_base_config(std::span(good).first(size), root().key));
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    Bytes changed = good;
    changed[bit / 8] ^= std::byte{1} << (bit % 8);
    CHECK_FALSE(verify_base_config(changed, root().key));
  }
}

TEST_CASE("No path of a base configuration leads out of its folder") {
  for (const std::string path : {"", "/etc/passwd", "../kiosk.toml", "pages/../../x", "pages//x", "pages/",
                                 ".hidden", "pages/.hidden", "a b", "a\\b", "a\nb", "ñ.toml"}) {
    INFO(path);
    BaseConfig config = documented_config();
    config.files[path] = "x";
    CHECK_FALSE(sign(config, root().secret));
  }
  BaseConfig config = documented_config();
  config.files[std::string(max_base_path_bytes, 'a')] = "x";
  CHECK(sign(config, root().secret));
  config.files[std::string(max_base_path_bytes + 1, 'a')] = "x";
  CHECK_FALSE(sign(config, root().secret));
}

TEST_CASE("What does not fit into a base configuration is refused in words") {
  BaseConfig config = documented_config();
  config.team = "st brendans";
  CHECK(sign(config, root().secret).error().what.find("team") != std::string::npos);
  config = documented_config();
  config.files["list.json"] = std::string(max_base_config_bytes, 'x');
  CHECK(sign(config, root().secret).error().what.find("feeds") != std::string::npos);
  config.files.clear();
  CHECK_FALSE(sign(config, root().secret));
}
