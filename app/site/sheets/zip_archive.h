// ZipArchive: the parts of an .xlsx or .ods file, unpacked in memory within limits.h.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "site/sheet.h"

namespace porchlight::site {

class ZipArchive {
 public:
  // `bytes` must outlive it.
  static Result<ZipArchive, Unreadable> open(std::string_view bytes);

  ZipArchive(ZipArchive&&) noexcept;
  ZipArchive& operator=(ZipArchive&&) noexcept;
  ~ZipArchive();

  // Blind to case, as the programs that write them are.
  bool has(const std::string& name) const;

  // A part whole; its checksum is checked.
  Result<std::string, Unreadable> read(const std::string& name);

 private:
  struct State;
  explicit ZipArchive(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// What is said of a workbook that is damaged, too large, or locked.
Unreadable broken_workbook();
Unreadable too_large_workbook();
Unreadable locked_workbook();

}  // namespace porchlight::site
