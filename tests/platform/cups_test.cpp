// The printer by CUPS itself, a server of the test's own: run by tests/support/cups_server.sh.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "platform/printer.h"
#include "platform/receipt.h"

namespace porchlight::platform {
namespace {

namespace fs = std::filesystem;
using State = Printer::State;

fs::path folder() {
  const char* folder = std::getenv("PORCHLIGHT_CUPS");
  REQUIRE(folder != nullptr);
  return folder;
}

Bytes paper() {
  std::ifstream file(folder() / "paper" / "printed", std::ios::binary);
  const std::string all{std::istreambuf_iterator<char>(file), {}};
  const auto* bytes = reinterpret_cast<const std::byte*>(all.data());
  return {bytes, bytes + all.size()};
}

// The files of jobs that CUPS keeps: their control files and their documents.
int kept_jobs() {
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder() / "spool"))
    files += entry.is_regular_file();
  return files;
}

Bytes slip(std::uint8_t pattern) {
  return receipt({576, 400, std::vector<std::uint8_t>(72 * 400, pattern)});
}

TEST_CASE("CUPS says how a queue is", "[.cups]") {
  const auto printer = cups_printer();
  CHECK(printer->state("slips") == State::ready);
  CHECK(printer->state("hungry") == State::out_of_paper);
  CHECK(printer->state("off") == State::stopped);
  CHECK(printer->state("closed") == State::stopped);
  CHECK(printer->state("nowhere") == State::missing);
}

TEST_CASE("a slip comes out to the byte, and CUPS keeps nothing of it", "[.cups]") {
  const auto printer = cups_printer();
  fs::remove(folder() / "paper" / "printed");
  const Outcome printed = printer->print("slips", Printer::Format::raw, slip(0x5A), {});
  INFO((printed.ok() ? "" : printed.error().what));
  REQUIRE(printed.ok());
  CHECK(paper() == slip(0x5A));
  CHECK(kept_jobs() == 0);
}

TEST_CASE("what cannot be printed is taken back, and does not come out later", "[.cups]") {
  const auto printer = cups_printer();
  fs::remove(folder() / "paper" / "printed");
  std::stop_source hurry;
  hurry.request_stop();
  CHECK_FALSE(printer->print("off", Printer::Format::raw, slip(1), hurry.get_token()).ok());
  CHECK_FALSE(printer->print("closed", Printer::Format::raw, slip(2), {}).ok());
  CHECK_FALSE(printer->print("nowhere", Printer::Format::raw, slip(3), {}).ok());
  CHECK(kept_jobs() == 0);
  REQUIRE(printer->print("slips", Printer::Format::raw, slip(4), {}).ok());
  CHECK(paper() == slip(4));
}

}  // namespace
}  // namespace porchlight::platform
