// The sheets of an .xlsx file (ECMA-376, ISO 29500; transitional and strict).
#pragma once

#include "base/result.h"
#include "site/sheets/zip_archive.h"

namespace porchlight::site {

bool is_xlsx(const ZipArchive& archive);
Result<std::vector<Csv>, Unreadable> read_xlsx(ZipArchive& archive);

}  // namespace porchlight::site
