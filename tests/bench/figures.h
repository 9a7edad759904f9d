// What the benchmarks have in common: taking times, and printing a line `name value unit`.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string_view>
#include <vector>

namespace porchlight::bench {

using Times = std::vector<double>;  // milliseconds

template <class Work>
double time_ms(Work work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
}

// `part`: 0.5 the median, 0.99 what one in a hundred exceeds. Precondition: there are times.
inline double quantile(Times times, double part) {
  std::sort(times.begin(), times.end());
  return times[std::min(times.size() - 1,
                        static_cast<std::size_t>(part * static_cast<double>(times.size())))];
}

inline void print_figure(std::string_view name, double value, std::string_view unit,
                         std::string_view budget = {}) {
  fmt::print("{} {:.3g} {}{}{}\n", name, value, unit, budget.empty() ? "" : "  # ", budget);
}

}  // namespace porchlight::bench
