#include "site/problem.h"

namespace porchlight::site {

std::string to_line(const Problem& problem) {
  std::string line = problem.file;
  if (problem.line > 0) line += ":" + std::to_string(problem.line);
  if (problem.line > 0 && problem.column > 0) line += ":" + std::to_string(problem.column);
  line += ": " + problem.what;
  if (!problem.to_do.empty()) line += " " + problem.to_do;
  if (!problem.meanwhile.empty()) line += " " + problem.meanwhile;
  return line;
}

}  // namespace porchlight::site
