#include "site/import.h"

#include <set>

#include "site/formats/formats.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

constexpr std::string_view key_list = "bmlt-formats";

}  // namespace

Imported import_lists(std::span<const ImportFile> files, TableContext context, std::string_view format_name) {
  std::vector<const Format*> formats;
  for (const ImportFile& file : files) {
    const Format* found = recognised_format(file.bytes, file.name);
    const bool is_key_list = found && found->name == key_list;
    if (is_key_list) context.bmlt_formats = file.bytes;
    formats.push_back(is_key_list || format_name.empty() ? found : find_format(format_name));
  }
  Imported imported;
  std::set<std::string> ids;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const ImportFile& file = files[i];
    const std::string_view format = formats[i] ? formats[i]->name : std::string_view();
    context.file = file.name;
    // In a table of our own a row without a place is in this building.
    context.source = format == own_table_name ? std::string(own_table_name) : file.name;
    ReadTable table = read_list(file.bytes, context, format);
    imported.files.push_back({std::move(table.count), std::move(table.problems)});
    for (schedule::Meeting& meeting : table.meetings) {
      meeting.source = file.name;
      const std::string id = meeting.id + "-" + slug(file.name);
      for (int number = 1; !ids.insert(meeting.id).second; ++number)
        meeting.id = number == 1 ? id : id + "-" + std::to_string(number);
      imported.meetings.push_back(std::move(meeting));
    }
  }
  return imported;
}

WrittenCsv write_imported(Imported& imported, const Language& language) {
  WrittenCsv written = write_csv(imported.meetings, language);
  for (const Problem& problem : written.problems)
    for (Imported::File& file : imported.files)
      if (file.count.file == problem.file) file.problems.push_back(problem);
  return written;
}

}  // namespace porchlight::site
