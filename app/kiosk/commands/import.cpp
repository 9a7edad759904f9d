// porchlight import: what is in lists of meetings, and meetings.csv out of them.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "disk/state_folder.h"
#include "kiosk/commands/commands.h"
#include "kiosk/commands/printing.h"
#include "site/encoding.h"
#include "site/import.h"
#include "site/kiosk_file.h"
#include "site/load.h"

namespace porchlight::kiosk {
namespace {

using nlohmann::ordered_json;

Result<std::string> bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  std::error_code ignored;
  if (!file || std::filesystem::is_directory(path, ignored)) return Error{"“" + path + "” cannot be read."};
  return bytes;
}

// How the kiosk of `config` would read a list; without one, as in the United States, in English, in no time
// zone.
Result<site::TableContext> context_of(const std::optional<std::string>& config) {
  site::TableContext context;
  const SystemClock clock;
  context.today = schedule::Zone::utc().local(clock.now()).date;
  if (!config) return context;
  const Result<std::string> bytes = bytes_of(*config + "/kiosk.toml");
  if (!bytes) return bytes.error();
  const site::KioskFile kiosk = site::read_kiosk_file(site::decode(*bytes).text);
  if (!kiosk.zone) return Error{"“" + *config + "/kiosk.toml” cannot be used. Run: porchlight check"};
  context.country = kiosk.facility.country;
  context.languages = kiosk.languages;
  context.zone = kiosk.zone->name();
  context.today = kiosk.zone->local(clock.now()).date;
  return context;
}

std::string message_of(const site::Problem& problem) {
  std::string message = problem.what;
  for (const std::string& more : {problem.to_do, problem.meanwhile})
    if (!more.empty()) message += " " + more;
  return message;
}

ordered_json report_of(const site::Imported& imported) {
  ordered_json files = ordered_json::array();
  for (const site::Imported::File& file : imported.files) {
    ordered_json problems = ordered_json::array();
    for (const site::Problem& problem : file.problems)
      problems.push_back({{"row", problem.row},
                          {"line", problem.line},
                          {"column", problem.column},
                          {"field", problem.field},
                          {"value", problem.value},
                          {"message", message_of(problem)},
                          {"fix", problem.fix ? ordered_json(*problem.fix) : ordered_json(nullptr)}});
    files.push_back(
        {{"file", file.count.file},
         {"format", file.count.format.empty() ? ordered_json(nullptr) : ordered_json(file.count.format)},
         {"rows", file.count.rows},
         {"taken", file.count.taken},
         {"repaired", file.count.repaired},
         {"left_out", file.count.left_out},
         {"problems", std::move(problems)}});
  }
  return {{"files", std::move(files)}};
}

void print_words(const site::Imported& imported) {
  for (const site::Imported::File& file : imported.files) {
    fmt::print("{}: {}, {} rows: {} taken, {} repaired, {} left out\n", file.count.file,
               file.count.format.empty() ? "in no format that is known" : file.count.format, file.count.rows,
               file.count.taken, file.count.repaired, file.count.left_out);
    for (const site::Problem& problem : file.problems) fmt::print("  {}\n", site::to_line(problem));
  }
}

}  // namespace

int import_lists(const ImportOptions& options) {
  Result<site::TableContext> context = context_of(options.config);
  if (!context) return failed(context.error());
  const Language language = context->languages.front();
  std::vector<site::ImportFile> files;
  bool all_read = true;
  for (const std::string& path : options.files) {
    Result<std::string> bytes = bytes_of(path);
    if (bytes)
      files.push_back({path, std::move(*bytes)});
    else
      failed(bytes.error()), all_read = false;
  }
  site::Imported imported = site::import_lists(files, std::move(*context), options.format.value_or(""));

  std::optional<site::WrittenCsv> csv;
  if (options.out) csv = site::write_imported(imported, language);
  if (options.json)
    print(report_of(imported));
  else
    print_words(imported);
  const bool unknown = std::any_of(imported.files.begin(), imported.files.end(),
                                   [](const auto& file) { return file.count.format.empty(); });
  if (csv) {
    if (const Outcome written = disk::write_whole_file(*options.out, csv->text, 0644); !written)
      return failed(written.error());
    if (!options.json) fmt::print("{}: {} meetings written\n", *options.out, csv->rows);
  }
  if (unknown || !all_read) return exit_failed;
  const bool problems = std::any_of(imported.files.begin(), imported.files.end(), [](const auto& file) {
    return std::any_of(file.problems.begin(), file.problems.end(), [](const site::Problem& problem) {
      return problem.severity != site::Problem::Severity::notice;
    });
  });
  return problems ? exit_problems : exit_ok;
}

}  // namespace porchlight::kiosk
