#include "site/sheets/zip_archive.h"

#include <zip.h>

#include <array>
#include <utility>

#include "site/sheets/limits.h"

namespace porchlight::site {
namespace {

struct Closing {
  void operator()(zip_t* archive) const { zip_discard(archive); }
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

struct ZipArchive::State {
  std::unique_ptr<zip_t, Closing> archive;
  std::size_t unpacked_bytes = 0;
};

ZipArchive::ZipArchive(std::unique_ptr<State> state) : state_(std::move(state)) {}
ZipArchive::ZipArchive(ZipArchive&&) noexcept = default;
ZipArchive& ZipArchive::operator=(ZipArchive&&) noexcept = default;
ZipArchive::~ZipArchive() = default;

Result<ZipArchive, Unreadable> ZipArchive::open(std::string_view bytes) {
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
  if (!source) return broken_workbook();
  auto state = std::make_unique<State>();
  state->archive.reset(zip_open_from_source(source, ZIP_RDONLY, nullptr));
  if (!state->archive) {
    zip_source_free(source);
    return broken_workbook();
  }
  if (zip_get_num_entries(state->archive.get(), 0) > static_cast<zip_int64_t>(most_entries))
    return too_large_workbook();
  return ZipArchive(std::move(state));
}

bool ZipArchive::has(const std::string& name) const {
  return zip_name_locate(state_->archive.get(), name.c_str(), ZIP_FL_NOCASE) >= 0;
}

Result<std::string, Unreadable> ZipArchive::read(const std::string& name) {
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat(state_->archive.get(), name.c_str(), ZIP_FL_NOCASE, &stat) != 0) return broken_workbook();
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE)
    return locked_workbook();
  const std::unique_ptr<zip_file_t, Closing> file(
      zip_fopen(state_->archive.get(), name.c_str(), ZIP_FL_NOCASE));
  if (!file) return broken_workbook();
  // The sizes that an archive declares may be lies: what comes out is counted.
  const std::size_t packed = stat.valid & ZIP_STAT_COMP_SIZE ? static_cast<std::size_t>(stat.comp_size) : 0;
  std::string text;
  std::array<char, std::size_t{64} << 10> buffer;
  while (true) {
    const zip_int64_t got = zip_fread(file.get(), buffer.data(), buffer.size());
    if (got < 0) return broken_workbook();
    if (got == 0) break;
    text.append(buffer.data(), static_cast<std::size_t>(got));
    state_->unpacked_bytes += static_cast<std::size_t>(got);
    const bool bomb = text.size() > packed_as_they_like_bytes && text.size() / most_times_packed > packed;
    if (bomb || text.size() > most_xml_bytes || state_->unpacked_bytes > most_unpacked_bytes)
      return too_large_workbook();
  }
  return text;
}

Unreadable broken_workbook() {
  return {"This file is damaged: it cannot be unpacked.",
          "Open it in your spreadsheet and save it again, or copy it here once more."};
}

Unreadable too_large_workbook() {
  return {"This file unpacks to far more than a list of meetings.",
          "Copy the table alone into a new spreadsheet, and save that one."};
}

Unreadable locked_workbook() {
  return {"This file is protected by a password.", "Save it without a password."};
}

}  // namespace porchlight::site
