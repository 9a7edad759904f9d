// Ballast: a file of 1 MiB that means nothing. On a full disk SQLite cannot even erase, so this is let go
// first: erasing a request that was delivered or withdrawn must always work. It is taken up again when there
// is room.
#pragma once

#include <cstddef>
#include <string>

namespace porchlight::storage {

class Ballast {
 public:
  static constexpr std::size_t size_bytes = 1024 * 1024;

  explicit Ballast(const std::string& folder) : path_(folder + "/ballast") {}

  // Takes the space, unless it has it or the disk has little left. Failing is no error: the next time will
  // do.
  void take() const;

  // Gives it back. False: there was none.
  bool release() const;

 private:
  std::string path_;
};

}  // namespace porchlight::storage
