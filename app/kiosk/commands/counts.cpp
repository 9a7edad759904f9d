// porchlight counts: how often each page was come to.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>

#include "base/clock.h"
#include "kiosk/commands/commands.h"
#include "storage/outbox.h"

namespace porchlight::kiosk {
namespace {

// A number below this could be one person's: that there were some is told, and no more.
std::string shown(std::int64_t number) {
  return number < storage::fewest_shown ? fmt::format("<{}", storage::fewest_shown)
                                        : fmt::format("{}", number);
}

std::string to_csv(const std::vector<storage::PageCount>& counts) {
  std::string csv = "Day,Page,Language,Times\n";
  for (const storage::PageCount& count : counts)
    csv += fmt::format("{:04}-{:02}-{:02},{},{},{}\n", static_cast<int>(count.day.year()),
                       static_cast<unsigned>(count.day.month()), static_cast<unsigned>(count.day.day()),
                       count.page, count.language, shown(count.number));
  return csv;
}

}  // namespace

int counts(const std::string& state, const std::optional<std::string>& csv_file) {
  const SystemClock clock;
  auto outbox = storage::Outbox::look(state, clock);
  const auto read = outbox ? outbox->page_counts() : Result<std::vector<storage::PageCount>>(outbox.error());
  if (!read) return fmt::print(stderr, "porchlight: {}\n", read.error().what), exit_failed;
  const std::string csv = to_csv(*read);
  if (!csv_file) return fmt::print("{}", csv), exit_ok;
  std::ofstream file(*csv_file, std::ios::binary | std::ios::trunc);
  file << csv << std::flush;
  if (!file)
    return fmt::print(stderr, "porchlight: Cannot write {}. Check that the stick is there and has room.\n",
                      *csv_file),
           exit_failed;
  return exit_ok;
}

}  // namespace porchlight::kiosk
