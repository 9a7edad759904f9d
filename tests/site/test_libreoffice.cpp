// Run by libreoffice_test.sh: what LibreOffice saved of the example, in several locales and formats, gives
// the same occurrences as the example itself.
#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <filesystem>

#include "example.h"

using namespace porchlight;
using namespace porchlight::site;

namespace {

std::string in_spanish(const LocalText& text) {
  return text.empty() ? std::string() : text.in("es").text;
}

// What a visitor reads of each occurrence of half a year, in order.
std::vector<std::string> occurrences(const Site& site) {
  std::vector<std::string> lines;
  for (const auto& each : site.schedule->occurrences(*schedule::parse_date("2026-11-01"), 180)) {
    std::string line = each.id + " " + schedule::iso_date(each.starts_local.date) + " " +
                       std::to_string(each.starts_local.time.count()) + " " +
                       std::to_string(static_cast<int>(each.status)) + " " + each.place.name + "/" +
                       each.place.room + "/" + each.place.address;
    line += each.ends ? " " + std::to_string((*each.ends - each.starts).count()) : " open";
    if (each.place.coordinates)
      line += " " + std::to_string(each.place.coordinates->latitude) + " " +
              std::to_string(each.place.coordinates->longitude);
    for (const std::string& kind : each.meeting->kinds) line += " " + kind;
    if (each.change) line += " " + in_spanish(each.change->reason);
    lines.push_back(line + " " + in_spanish(each.meeting->notes) + " " +
                    in_spanish(each.meeting->directions));
  }
  return lines;
}

}  // namespace

// PORCHLIGHT_SAVED: a folder with folders such as de-DE-typed-xlsx, each a kiosk-config of its own.
TEST_CASE("What LibreOffice saves of the example is the example", "[.libreoffice]") {
  const char* saved = std::getenv("PORCHLIGHT_SAVED");
  REQUIRE(saved);
  const Loaded expected = load(example_files());
  REQUIRE(expected.site);
  int folders = 0;
  for (const auto& folder : std::filesystem::directory_iterator(saved)) {
    const std::string name = folder.path().filename().string();
    INFO(name);
    auto files = read_files(folder.path().string());
    REQUIRE(files);
    const Loaded loaded = load(*files);
    for (const Problem& problem : loaded.problems) UNSCOPED_INFO(to_line(problem));
    REQUIRE(loaded.site);
    const auto before = occurrences(*expected.site), after = occurrences(*loaded.site);
    for (std::size_t i = 0; i < std::min(before.size(), after.size()); ++i)
      if (before[i] != after[i]) {
        CHECK(before[i] == after[i]);
        break;
      }
    CHECK(before.size() == after.size());
    for (const RowCount& table : loaded.tables) {
      CHECK(adds_up(table));
      CHECK(table.left_out == 0);
    }
    ++folders;
  }
  CHECK(folders == 30);
}
