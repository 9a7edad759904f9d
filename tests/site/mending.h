// A table as bytes, damaged and mended by machine: what tests do to meetings.csv in the place of people.
#pragma once

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "site/problem.h"

namespace porchlight::site {

// The text of a CSV file with a problem's `fix` in the place of its field, and not a byte else changed.
// Nothing: the file has no such cell, nor a column for it.
std::optional<std::string> with_fix(const std::string& text, const Problem& problem);

// One thing that people or programs do to a list. The same each time for the same state of `random`.
std::string damaged(const std::string& text, std::mt19937& random);

}  // namespace porchlight::site
