#include "kiosk/no_dumps.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace porchlight::kiosk {

bool write_no_dumps() {
  // The limit alone would not hold where the system hands dumps to a program (core(5), "Piping core dumps");
  // the flag does, and it forbids ptrace as well.
  const rlimit nothing{0, 0};
  return setrlimit(RLIMIT_CORE, &nothing) == 0 && prctl(PR_SET_DUMPABLE, 0) == 0;
}

}  // namespace porchlight::kiosk
