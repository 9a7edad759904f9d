// The sheets of an .ods file (OASIS OpenDocument 1.2 and 1.3, part 3).
#pragma once

#include "base/result.h"
#include "site/sheets/zip_archive.h"

namespace porchlight::site {

bool is_ods(const ZipArchive& archive);
Result<std::vector<Csv>, Unreadable> read_ods(ZipArchive& archive);

}  // namespace porchlight::site
