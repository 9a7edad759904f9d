// No dumps: if the program ends by a fault, its memory is written nowhere, and no other program of the same
// user may read it. What a visitor has just typed, or a key, could be in it. Each program of ours begins with
// this, whatever it is asked to do. Swapping is kept away by the locked memory of intake::SecretText and, for
// copies that libraries make, by MemorySwapMax=0 of the services.
#pragma once

#include "base/result.h"

namespace porchlight {

// For the rest of the process, and for what it starts. Error: the system refuses, and what to do. Thread:
// main, before others.
Outcome write_no_dumps();

}  // namespace porchlight
