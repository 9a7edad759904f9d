// No dumps: if the program ends by a fault, its memory is written nowhere, and no other program of the same
// user may read it. What a visitor has just typed could be in it. Swapping is kept away by the locked memory
// of intake::SecretText and, for copies that libraries make, by MemorySwapMax=0 of the service.
#pragma once

namespace porchlight::kiosk {

// For the rest of the process, and for what it starts. False: the system refuses; errno says why.
bool write_no_dumps();

}  // namespace porchlight::kiosk
