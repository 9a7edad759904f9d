// A hidden test of this program, run in a process of its own: for what must not share memory, environment or
// output with others.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace porchlight::kiosk::test {

struct SecondRun {
  bool passed = false;
  std::string output;  // standard output and standard error
};

// `test`: its name; give it the tag [.alone]. `environment`: names and values that are added.
SecondRun run_alone(const std::string& test,
                    const std::vector<std::pair<std::string, std::string>>& environment = {});

}  // namespace porchlight::kiosk::test
