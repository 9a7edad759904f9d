// What fellowships have of their own among the types of meetings: the same letter means another thing in each
// list ("S" is Spanish in AA's and Speaker in ACA's), and "Closed" is closed for other people in each. The
// lists are those of the TSML plugin, which most fellowships' sites run
// (https://github.com/code4recovery/12-step-meeting-list).
#pragma once

#include <string_view>

#include "schedule/kind.h"

namespace porchlight::schedule {

// A code that means another thing in a fellowship's list than in the specification, or that only this list
// has.
struct FellowshipCode {
  std::string_view fellowship;  // Fellowship::code
  std::string_view code;        // in its list
  std::string_view kind;        // Kind::code; empty: none of ours
  std::string_view words = {};  // of the list itself, where there is no kind
};

// `text`: a code, in any case. nullptr: it is nothing particular there.
const FellowshipCode* find_fellowship_code(std::string_view text, std::string_view fellowship);

// Open and closed, as this fellowship means them. nullptr: as all do.
const Kind* explained_for(std::string_view code, std::string_view fellowship);

}  // namespace porchlight::schedule
