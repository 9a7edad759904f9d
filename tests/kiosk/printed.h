// Printed: what a command writes to standard output, for a test that reads it.
#pragma once

#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace porchlight::kiosk::test {

// Catches it while it stands.
class Printed {
 public:
  explicit Printed(const std::filesystem::path& file) : file_(file) {
    std::fflush(stdout);
    before_ = ::dup(STDOUT_FILENO);
    REQUIRE(std::freopen(file.c_str(), "w", stdout) != nullptr);
  }
  std::string text() {
    restore();
    std::ifstream file(file_);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  ~Printed() { restore(); }

 private:
  void restore() {
    std::fflush(stdout);
    if (before_ >= 0) {
      ::dup2(before_, STDOUT_FILENO);
      ::close(before_);
    }
    before_ = -1;
  }
  std::filesystem::path file_;
  int before_ = -1;
};

}  // namespace porchlight::kiosk::test
