#include "base/base64.h"

#include <catch2/catch_test_macros.hpp>

using namespace porchlight;

namespace {

Bytes bytes_of(std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

}  // namespace

TEST_CASE("Base64 is that of RFC 4648, section 10") {
  const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                         {"f", "Zg=="},
                                                         {"fo", "Zm8="},
                                                         {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg=="},
                                                         {"fooba", "Zm9vYmE="},
                                                         {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, text] : vectors) {
    CHECK(to_base64(bytes_of(plain)) == text);
    CHECK(from_base64(text) == bytes_of(plain));
  }
}

TEST_CASE("All bytes come back from base64") {
  Bytes all;
  for (int i = 0; i < 256; ++i) {
    all.push_back(static_cast<std::byte>(i));
    CHECK(from_base64(to_base64(all)) == all);
  }
}

TEST_CASE("What is not exactly base64 is none") {
  for (const char* text :
       {"Z", "Zg", "Zg=", "Zh==", "Z===", "====", "Zm8=Zm8=", "Zm9v\n", "Zm 9", "Zm9-", "Zm9_", "=m9v"}) {
    CAPTURE(text);
    CHECK_FALSE(from_base64(text));
  }
  CHECK_FALSE(from_base64(std::string_view("Zg==\0\0\0\0", 8)));
}
