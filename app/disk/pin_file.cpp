#include "disk/pin_file.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "disk/state_folder.h"

namespace porchlight::disk {

Outcome keep_pin_hash(const std::string& state_folder, const std::string& hash) {
  if (Outcome prepared = prepare_state_folder(state_folder); !prepared.ok()) return prepared;
  if (Outcome written = write_whole_file(state_folder + "/" + pin_file_name, hash + "\n"); !written.ok())
    return written;
  return sync_folder(state_folder);
}

Result<std::optional<std::string>> pin_hash(const std::string& state_folder) {
  const std::string path = state_folder + "/" + pin_file_name;
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return std::optional<std::string>();
  std::ifstream file(path, std::ios::binary);
  std::string hash;
  if (!std::getline(file, hash)) return disk_error("Cannot read", path, errno);
  return std::optional(hash);
}

}  // namespace porchlight::disk
