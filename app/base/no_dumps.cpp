#include "base/no_dumps.h"

#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <cerrno>
#include <cstring>

namespace porchlight {

Outcome write_no_dumps() {
  // The limit alone would not hold where the system hands dumps to a program (core(5), "Piping core dumps");
  // the flag does, and it forbids ptrace as well.
  const rlimit nothing{0, 0};
  if (setrlimit(RLIMIT_CORE, &nothing) == 0 && prctl(PR_SET_DUMPABLE, 0) == 0) return Done{};
  return Error{fmt::format("Cannot forbid dumps of this program’s memory: {}. Forbid them: ulimit -c 0",
                           std::strerror(errno))};
}

}  // namespace porchlight
