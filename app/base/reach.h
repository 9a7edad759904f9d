// What a hand reaches from a wheelchair, from the floor: 15 to 48 inches. ADA Standards (2010), 308.2.1 and
// 308.3.1, for a reach over nothing; the same in Section 508, 407.8.
#pragma once

#include "base/millimetres.h"

namespace porchlight::reach {

inline constexpr Millimetres lowest{381};
inline constexpr Millimetres highest{1219};

}  // namespace porchlight::reach
