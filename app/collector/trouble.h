// StoreTrouble: why a store did not do something, for its operator.
#pragma once

#include <string>

#include "base/result.h"

namespace porchlight::collector {

struct StoreTrouble {
  enum class Kind {
    full,         // the disk
    unavailable,  // cannot be reached or is too busy: try again
    damaged,      // needs a person
  };
  Kind kind = Kind::unavailable;
  std::string what;  // for the operator; holds nothing of a request, no password, no address with one
};
template <class T>
using Stored = Result<T, StoreTrouble>;

}  // namespace porchlight::collector
