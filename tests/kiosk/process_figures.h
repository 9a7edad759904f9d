// ProcessFigures: what this process holds of the machine, as the kernel and the heap count it, and how it
// grows.
#pragma once

#include <cstddef>
#include <vector>

namespace porchlight::kiosk::test {

struct ProcessFigures {
  double resident_mb = 0;
  double allocated_mb = 0;  // of the heap: what somebody still holds, without the gaps between
  int handles = 0;          // open files, sockets and the like
  int threads = 0;
};
ProcessFigures process_figures();

// CPU time of the calling thread in ms: what others do on this machine does not count.
double thread_cpu_ms();

// The slope of the straight line that comes closest to `values`, per value. Precondition: two or more.
double slope(const std::vector<double>& values);

}  // namespace porchlight::kiosk::test
