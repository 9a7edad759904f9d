#include "delivery/config_exchange.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "disk/state_folder.h"
#include "site/words.h"

namespace porchlight::delivery {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* list_name = "list.json";

std::string before_folder(const std::string& state_folder) {
  return state_folder + "/before";
}

// "meetings" of meetings.csv, meetings.xlsx and Meetings.ods: only one of them is there at a time.
std::string table_name(const std::string& path) {
  const fs::path name(path);
  const std::string ending = site::lower(name.extension().string());
  if (ending != ".csv" && ending != ".xlsx" && ending != ".ods") return {};
  return (name.parent_path() / site::lower(name.stem().string())).generic_string();
}

bool is_own_file(const std::string& path) {
  if (path.starts_with("pages/")) return true;
  if (path == "kiosk.toml" || path == "helplines.toml" || path == "services.toml") return true;
  const std::string table = table_name(path);
  return table == "meetings" || table == "changes";
}

Outcome write_into(const std::string& folder, const std::string& name, std::string_view bytes,
                   unsigned mode) {
  const fs::path path = fs::path(folder) / name;
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (error) return disk::disk_error("Cannot make the folder", path.parent_path().string(), error.value());
  if (const Outcome written = disk::write_whole_file(path.string(), bytes, mode); !written) return written;
  return disk::sync_folder(path.parent_path().string());
}

// Keeps what `exchange` will replace: the files that are there, and the names of those that are not.
Outcome keep_before(const std::string& config, const std::string& state_folder, const Exchange& exchange) {
  const Result<site::Files> current = site::read_files(config);
  if (!current) return current.error();
  std::vector<std::string> touched = exchange.without;
  for (const auto& [name, bytes] : exchange.files) touched.push_back(name);

  const std::string next = before_folder(state_folder) + ".new", final = before_folder(state_folder);
  std::error_code error;
  fs::remove_all(next, error);
  if (const Outcome made = disk::prepare_state_folder(next); !made) return made;
  json kept = json::array(), absent = json::array();
  for (const std::string& name : touched) {
    const auto found = current->find(name);
    (found == current->end() ? absent : kept).push_back(name);
    if (found == current->end()) continue;
    if (const Outcome written = write_into(next + "/files", name, found->second, 0600); !written)
      return written;
  }
  const std::string list = json{{"files", kept}, {"absent", absent}}.dump(1);
  if (const Outcome written = write_into(next, list_name, list, 0600); !written) return written;
  fs::remove_all(final, error);
  fs::rename(next, final, error);
  if (error) return disk::disk_error("Cannot write", final, error.value());
  return disk::sync_folder(state_folder);
}

Result<Exchange> read_before(const std::string& state_folder) {
  const Error nothing{"There is nothing to put back: no files have been taken yet."};
  const std::string folder = before_folder(state_folder);
  std::ifstream file(folder + "/" + list_name);
  const json list = file ? json::parse(file, nullptr, false) : json();
  if (!list.is_object()) return nothing;
  const Result<site::Files> files = site::read_files(folder + "/files");
  Exchange exchange;
  try {
    exchange.without = list.at("absent").get<std::vector<std::string>>();
    for (const std::string& name : list.at("files").get<std::vector<std::string>>()) {
      if (!files || !files->contains(name))
        return Error{"What was there before is damaged: " + name + " is missing."};
      exchange.files[name] = files->at(name);
    }
  } catch (const json::exception&) {
    return nothing;
  }
  return exchange;
}

}  // namespace

Exchange exchange_for(const site::Files& current, const site::Files& brought) {
  Exchange exchange;
  for (const auto& [name, bytes] : brought) {
    if (!is_own_file(name)) continue;
    exchange.files[name] = bytes;
    const std::string table = table_name(name);
    for (const auto& [old, old_bytes] : current)
      if (!table.empty() && old != name && table_name(old) == table) exchange.without.push_back(old);
  }
  return exchange;
}

site::Files after(site::Files current, const Exchange& exchange) {
  for (const std::string& name : exchange.without) current.erase(name);
  for (const auto& [name, bytes] : exchange.files) current[name] = bytes;
  return current;
}

Outcome take(const std::string& config, const std::string& state_folder, const Exchange& exchange) {
  if (const Outcome kept = keep_before(config, state_folder, exchange); !kept) return kept;
  for (const auto& [name, bytes] : exchange.files)
    if (const Outcome written = write_into(config, name, bytes, 0644); !written) return written;
  for (const std::string& name : exchange.without) {
    std::error_code error;
    fs::remove(fs::path(config) / name, error);
    if (error) return disk::disk_error("Cannot take away", name, error.value());
  }
  return disk::sync_folder(config);
}

Result<std::vector<std::string>> put_back(const std::string& config, const std::string& state_folder) {
  const Result<Exchange> before = read_before(state_folder);
  if (!before) return before.error();
  if (const Outcome taken = take(config, state_folder, *before); !taken) return taken.error();
  std::vector<std::string> names = before->without;
  for (const auto& [name, bytes] : before->files) names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

Outcome take_one(const std::string& config, const std::string& state_folder, const std::string& name,
                 std::string bytes) {
  Exchange exchange;
  exchange.files[name] = std::move(bytes);
  return take(config, state_folder, exchange);
}

}  // namespace porchlight::delivery
