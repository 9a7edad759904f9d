// Where the repository is, for tests that read its files. Compiled once with its path: the tests themselves
// are the same in every checkout, and a compiler cache knows them again.
#pragma once

#include <string>

namespace porchlight::support {

// Absolute, without a slash at its end.
std::string project_folder();

}  // namespace porchlight::support
