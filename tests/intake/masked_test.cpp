#include <catch2/catch_test_macros.hpp>

#include "intake/request.h"

namespace porchlight::intake {
namespace {

TEST_CASE("of a masked number only the last four digits can be read") {
  CHECK(masked("4155550137", "US").view() == "(•••) •••-0137");
  CHECK(masked("0137", "US").view().ends_with("0137"));
  CHECK(masked("", "US").empty());
  for (const char* number : {"4155550137", "+14155550137", "+4915112345678"}) {
    const SecretText text = masked(number, "US");
    int digits = 0;
    for (const char c : text.view()) digits += c >= '0' && c <= '9';
    CHECK(digits == 4);
  }
}

}  // namespace
}  // namespace porchlight::intake
