#include "site/sheet.h"

#include <array>
#include <utility>

#include "site/sheets/ods.h"
#include "site/sheets/xlsx.h"
#include "site/sheets/zip_archive.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

constexpr std::string_view save_as = "Save it as .xlsx, .ods or .csv.";

// The container of old Office files, and of new ones with a password ([MS-CFB], 2.2).
constexpr std::string_view compound_file("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);

bool is_zip(std::string_view bytes) {
  // The second begins an empty archive, the third one in parts.
  return bytes.starts_with(std::string_view("PK\x03\x04", 4)) ||
         bytes.starts_with(std::string_view("PK\x05\x06", 4)) ||
         bytes.starts_with(std::string_view("PK\x07\x08", 4));
}

Unreadable of_compound_file(std::string_view bytes) {
  // Names in it are UTF-16.
  std::string name;
  for (const char c : std::string_view("EncryptedPackage")) name += {c, '\0'};
  if (bytes.find(name) != std::string_view::npos) return locked_workbook();
  return {"This is a file of an old Excel (.xls).", std::string(save_as)};
}

// Files that are given a table's name by mistake.
std::optional<Unreadable> something_else(std::string_view bytes) {
  if (bytes.starts_with(compound_file)) return of_compound_file(bytes);
  if (bytes.starts_with("%PDF")) return Unreadable{"This is a PDF, not a table.", std::string(save_as)};
  std::string_view text = bytes.substr(0, 200);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::string start = lower(trimmed(text));
  for (const std::string_view page : {"<!doctype html", "<html"})
    if (start.starts_with(page))
      return Unreadable{"This is a web page, not a table.",
                        "Look at where it was saved from, and save the table itself as .csv, .xlsx or .ods."};
  if (start.starts_with("<?xml"))
    return Unreadable{"This is an XML file, not a table.", std::string(save_as)};
  return std::nullopt;
}

Result<std::vector<Csv>, Unreadable> read_workbook(std::string_view bytes) {
  auto archive = ZipArchive::open(bytes);
  if (!archive) return archive.error();
  if (is_xlsx(*archive)) return read_xlsx(*archive);
  if (archive->has("xl/workbook.bin"))
    return Unreadable{"This is a binary Excel file (.xlsb).", std::string(save_as)};
  if (archive->has("encrypted-package")) return locked_workbook();
  if (is_ods(*archive)) return read_ods(*archive);
  if (archive->has("Index/Document.iwa") || archive->has("Index.zip"))
    return Unreadable{"This is a file of Apple Numbers.", "In Numbers choose File, Export To, CSV or Excel."};
  return Unreadable{"This is a packed folder (.zip), not a table.",
                    "Unpack it, and put the table itself here."};
}

}  // namespace

bool is_workbook(std::string_view bytes) {
  return is_zip(bytes) || bytes.starts_with(compound_file);
}

Sheets read_sheets(std::string_view bytes) {
  Sheets result;
  if (is_zip(bytes)) {
    if (auto sheets = read_workbook(bytes))
      result.sheets = std::move(*sheets);
    else
      result.unreadable = sheets.error();
  } else if (auto other = something_else(bytes)) {
    result.unreadable = std::move(other);
  } else {
    result.sheets.push_back(read_csv(bytes));
  }
  return result;
}

}  // namespace porchlight::site
