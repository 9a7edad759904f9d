// The secretary's way: preview, restore, confirm.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "delivery/base_store.h"
#include "delivery/config_exchange.h"
#include "delivery/feed_store.h"
#include "disk/state_folder.h"
#include "kiosk/commands/commands.h"
#include "kiosk/commands/printing.h"
#include "site/comparison.h"
#include "site/confirmed.h"
#include "site/words.h"

namespace porchlight::kiosk {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

constexpr const char* page_name = "problems.html";

// A single file may be called as its owner likes: any table that is not the changes is the meetings.
std::string name_for(const fs::path& file) {
  const std::string stem = site::lower(file.stem().string()), ending = site::lower(file.extension().string());
  const bool table = ending == ".csv" || ending == ".xlsx" || ending == ".ods";
  if (table) return (stem == "changes" ? "changes" : "meetings") + ending;
  return file.filename().string();
}

struct Brought {
  site::Files files;
  std::string page;  // where the page of problems goes
};

Result<Brought> read_brought(const std::string& path) {
  if (fs::is_directory(path)) {
    // A stick may hold the whole folder, or only what is new.
    const std::string inner = path + "/kiosk-config";
    Result<site::Files> files = site::read_files(fs::is_directory(inner) ? inner : path);
    if (!files) return files.error();
    return Brought{std::move(*files), path + "/" + page_name};
  }
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file) return Error{"“" + path + "” cannot be read. Name a file or a folder."};
  const fs::path where(path);
  return Brought{{{name_for(where), std::move(bytes)}}, (where.parent_path() / page_name).string()};
}

ordered_json describe(const site::Comparison& comparison) {
  ordered_json changed = ordered_json::array();
  for (const site::Comparison::Change& change : comparison.changed)
    changed.push_back({{"name", change.meeting}, {"what", change.what}});
  return {{"added", comparison.added}, {"changed", changed}, {"removed", comparison.removed}};
}

void print_words(const site::Comparison& comparison, const site::Loaded& after,
                 const std::vector<schedule::Occurrence>& next) {
  if (after.site)
    fmt::print("{}\n", site::summary(comparison, after.problems));
  else
    fmt::print("This cannot be shown, and is not taken:\n");
  for (const std::string& meeting : comparison.added) fmt::print("  added: {}\n", meeting);
  for (const site::Comparison::Change& change : comparison.changed)
    for (const std::string& what : change.what) fmt::print("  changed: {}. {}\n", change.meeting, what);
  for (const std::string& meeting : comparison.removed) fmt::print("  removed: {}\n", meeting);
  for (const site::Problem& problem : after.problems) fmt::print("  {}\n", site::to_line(problem));
  if (!next.empty()) fmt::print("\nThe next days would be:\n");
  for (const schedule::Occurrence& occurrence : next)
    fmt::print("  {}\n", line_of(occurrence, after.site->schedule->zone()));
}

std::optional<Instant> trusted_now() {
  const SystemClock clock;
  return clock.trusted() ? std::optional(clock.now()) : std::nullopt;
}

}  // namespace

int preview(const PreviewOptions& options) {
  const Result<Brought> brought = read_brought(options.brought);
  if (!brought) return failed(brought.error());
  const Result<site::Files> current = site::read_files(options.config);
  if (!current) return failed(current.error());
  const delivery::Exchange exchange = delivery::exchange_for(*current, brought->files);
  if (exchange.files.empty())
    return failed(
        {"There is no file in “" + options.brought +
         "” that the kiosk reads. Bring meetings.csv, changes.csv, or another file of kiosk-config."});

  const site::FeedStates feeds = delivery::kept_feeds(options.state);
  const auto loaded = [&](const site::Files& files) {
    return site::load(delivery::with_base(files, options.state), trusted_now(), feeds);
  };
  const site::Loaded before = loaded(*current);
  site::Loaded after = loaded(delivery::after(*current, exchange));
  after.problems = that_matter(std::move(after.problems), options.state);
  const std::shared_ptr<const site::Site> shown = before.site ? before.site : site::safe_site();
  const site::Comparison comparison = after.site ? site::compare(*shown, *after.site) : site::Comparison();

  std::vector<schedule::Occurrence> next;
  if (after.site) {
    const Result<Instant> now = time_of(options.at, after.site->schedule->zone());
    if (!now) return failed(now.error());
    next = shown_from(*after.site->schedule, *now, options.days);
  }
  if (options.json) {
    ordered_json json = describe(comparison);
    json["shown"] = after.site != nullptr;
    json["problems"] = ordered_json::array();
    for (const site::Problem& problem : after.problems) json["problems"].push_back(describe(problem));
    json["next"] = ordered_json::array();
    for (const schedule::Occurrence& occurrence : next)
      json["next"].push_back(describe(occurrence, after.site->schedule->zone()));
    print(json);
  } else {
    print_words(comparison, after, next);
  }
  const std::string page = site::problems_page(shown->facility.name, comparison, after.problems);
  // A stick that is write-protected is no reason not to show it here.
  if (const Outcome written = disk::write_whole_file(brought->page, page, 0644); !written)
    fmt::print(stderr, "porchlight: {}\n", written.error().what);

  if (!after.site) return exit_failed;
  if (options.take)
    if (const Outcome taken = delivery::take(options.config, options.state, exchange); !taken)
      return failed(taken.error());
  const bool problems = std::any_of(after.problems.begin(), after.problems.end(), [](const auto& problem) {
    return problem.severity != site::Problem::Severity::notice;
  });
  return problems ? exit_problems : exit_ok;
}

int restore(const std::string& config, const std::string& state) {
  const Result<std::vector<std::string>> names = delivery::put_back(config, state);
  if (!names) return failed(names.error());
  for (const std::string& name : *names) fmt::print("put back: {}\n", name);
  return exit_ok;
}

int confirm(const ConfirmOptions& options) {
  const Result<site::Files> files = site::read_files(options.config);
  if (!files) return failed(files.error());
  const site::Loaded loaded = site::load(delivery::with_base(*files, options.state));
  if (!loaded.site)
    return failed(
        {"The configuration cannot be shown, so nobody can say that it is right. Run: porchlight check"});
  const schedule::Zone& zone = loaded.site->schedule->zone();
  const Result<Instant> now = time_of(options.at, zone);
  if (!now) return failed(now.error());
  const schedule::Date today = zone.local(*now).date;
  const auto own = files->find("kiosk.toml");
  Result<std::string> text = site::confirmed(own == files->end() ? "" : own->second, today, options.by);
  if (!text) return failed(text.error());
  const Outcome taken = delivery::take_one(options.config, options.state, "kiosk.toml", std::move(*text));
  if (!taken) return failed(taken.error());
  fmt::print("Visitors read that the schedule was checked on {:04}-{:02}-{:02}.\n",
             static_cast<int>(today.year()), static_cast<unsigned>(today.month()),
             static_cast<unsigned>(today.day()));
  return exit_ok;
}

}  // namespace porchlight::kiosk
