// The wiping heap: in this program what is freed is overwritten first. Pango, libphonenumber and the standard
// library copy what a visitor typed into memory of their own and free it as it was; so that none of it is
// left after the visit, free() and realloc() of the whole process, libraries and operator delete with them,
// go through here. Thread: any.
#pragma once

namespace porchlight::kiosk {

// Whether it is so: with the GNU C library, and not under a sanitizer, which has a heap of its own. Calling
// it is also what links the replacement into a program.
bool heap_is_wiped();

// Gives the system back the pages that the heap keeps and nothing needs. After 20,000 visits (scripts/soak
// visits) a kiosk held 171 MB without it, 139 with it. Takes some milliseconds of CPU time.
void give_back_memory();

}  // namespace porchlight::kiosk
