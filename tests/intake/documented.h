// ENVELOPE.md and PROTOCOL.md as the tests read them: what is written there is what the program makes.
#pragma once

#include <fstream>
#include <string>
#include <string_view>

#include "support/project_folder.h"

namespace porchlight::intake {

// The text between ```NAME and ``` of the page, without line ends.
inline std::string documented(std::string_view name, const std::string& page = "app/intake/ENVELOPE.md") {
  std::ifstream file(support::project_folder() + "/" + page);
  std::string line, text;
  for (bool inside = false; std::getline(file, line);) {
    if (line.starts_with("```"))
      inside = line == "```" + std::string(name);
    else if (inside)
      text += line;
  }
  return text;
}

}  // namespace porchlight::intake
