#include <catch2/catch_test_macros.hpp>

#include "site/kiosk_file.h"

using namespace porchlight;
using namespace porchlight::site;
using Kind = PrinterSettings::Kind;

namespace {

KioskFile with(const std::string& more) {
  return read_kiosk_file("[facility]\nname = \"St. Brendan’s\"\ntime_zone = \"America/Los_Angeles\"\n" +
                         more);
}

}  // namespace

TEST_CASE("Without [printer] there is none; with its name alone it prints sheets") {
  CHECK(with("").printer.queue.empty());
  const KioskFile sheets = with("[printer]\nqueue = \"office\"\n");
  CHECK(sheets.problems.empty());
  CHECK(sheets.printer == PrinterSettings{"office", Kind::page, Millimetres{80}});
}

TEST_CASE("A roll printer has a kind and a width") {
  const KioskFile roll = with("[printer]\nqueue = \"slips\"\nkind = \"receipt\"\npaper_mm = 58\n");
  CHECK(roll.problems.empty());
  CHECK(roll.printer == PrinterSettings{"slips", Kind::receipt, Millimetres{58}});
}

TEST_CASE("What is wrong in [printer] is said, and never sends paper somewhere else") {
  const auto problem = [](const std::string& more) {
    const KioskFile file = with("[printer]\n" + more);
    REQUIRE(file.problems.size() == 1);
    return std::pair(file.problems[0], file.printer);
  };
  CHECK(problem("kind = \"page\"\n").second.queue.empty());
  CHECK(problem("queue = \"../etc/passwd\"\n").second.queue.empty());
  CHECK(problem("queue = \"my printer\"\n").second.queue.empty());
  const auto [width, printer] = problem("queue = \"slips\"\nkind = \"receipt\"\npaper_mm = 70\n");
  CHECK(width.field == "paper_mm");
  CHECK(width.severity == Problem::Severity::repair);
  CHECK(printer.paper_width == Millimetres{58});
  CHECK(problem("queue = \"slips\"\nkind = \"laser\"\n").first.field == "kind");
  CHECK(problem("queue = \"slips\"\ncolour = true\n").first.field == "colour");
}

TEST_CASE("Hours of light and the time until it dims are read") {
  const KioskFile file = with("[screen]\nlit_hours = \"6:00-22:00\"\n[session]\ndim_after_s = 120\n");
  CHECK(file.problems.empty());
  CHECK(file.screen.lit.open_at(std::chrono::Monday, std::chrono::hours(21)));
  CHECK_FALSE(file.screen.lit.open_at(std::chrono::Monday, std::chrono::hours(22)));
  CHECK(file.session.dim_after == seconds(120));
}
