// porchlight counts: how often each page was come to.
#include <fmt/format.h>

#include <cstdio>
#include <fstream>

#include "base/clock.h"
#include "kiosk/commands/commands.h"
#include "kiosk/counts_table.h"
#include "storage/outbox.h"

namespace porchlight::kiosk {
int counts(const std::string& state, const std::optional<std::string>& csv_file) {
  const SystemClock clock;
  auto outbox = storage::Outbox::look(state, clock);
  const auto read = outbox ? outbox->page_counts() : Result<std::vector<storage::PageCount>>(outbox.error());
  if (!read) return fmt::print(stderr, "porchlight: {}\n", read.error().what), exit_failed;
  const std::string csv = counts_table(*read);
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
