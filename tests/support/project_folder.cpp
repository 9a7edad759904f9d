#include "support/project_folder.h"

namespace porchlight::support {

std::string project_folder() {
  return PORCHLIGHT_SOURCE_DIR;
}

}  // namespace porchlight::support
