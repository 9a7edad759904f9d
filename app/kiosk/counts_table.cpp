#include "kiosk/counts_table.h"

#include <fmt/format.h>

namespace porchlight::kiosk {
namespace {

// A number below this could be one person's: that there were some is told, and no more.
std::string shown(std::int64_t number) {
  return number < storage::fewest_shown ? fmt::format("<{}", storage::fewest_shown)
                                        : fmt::format("{}", number);
}

}  // namespace

std::string counts_table(const std::vector<storage::PageCount>& counts) {
  std::string csv = "Day,Page,Language,Times\n";
  for (const storage::PageCount& count : counts)
    csv += fmt::format("{:04}-{:02}-{:02},{},{},{}\n", static_cast<int>(count.day.year()),
                       static_cast<unsigned>(count.day.month()), static_cast<unsigned>(count.day.day()),
                       count.page, count.language, shown(count.number));
  return csv;
}

}  // namespace porchlight::kiosk
