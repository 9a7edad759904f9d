#include "kiosk/process_figures.h"

#include <malloc.h>
#include <time.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace porchlight::kiosk::test {
namespace {

int entries(const char* folder) {
  return static_cast<int>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

}  // namespace

ProcessFigures process_figures() {
  std::ifstream file("/proc/self/statm");
  long pages = 0, resident_pages = 0;
  file >> pages >> resident_pages;
  constexpr double bytes_in_a_mb = 1e6;
  const struct mallinfo2 heap = ::mallinfo2();
  // The folder that is being read is open meanwhile.
  return {static_cast<double>(resident_pages) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / bytes_in_a_mb,
          static_cast<double>(heap.uordblks + heap.hblkhd) / bytes_in_a_mb, entries("/proc/self/fd") - 1,
          entries("/proc/self/task")};
}

double thread_cpu_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double slope(const std::vector<double>& values) {
  const double n = static_cast<double>(values.size()), middle = (n - 1) / 2;
  double mean = 0, together = 0, spread = 0;
  for (const double value : values) mean += value / n;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double off = static_cast<double>(i) - middle;
    together += off * (values[i] - mean);
    spread += off * off;
  }
  return together / spread;
}

}  // namespace porchlight::kiosk::test
