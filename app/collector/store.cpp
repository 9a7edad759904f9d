#include "collector/store.h"

#include <fmt/format.h>

#include "collector/postgres_store.h"
#include "collector/sqlite_mending.h"
#include "collector/sqlite_store.h"
#include "disk/damage.h"

namespace porchlight::collector {
namespace {

std::optional<std::string> sqlite_path(const std::string& url) {
  constexpr std::string_view file = "sqlite:";
  if (!url.starts_with(file) || url.size() == file.size()) return std::nullopt;
  return url.substr(file.size());
}

}  // namespace

Result<std::unique_ptr<Store>> open_store(const std::string& url) {
  if (const auto path = sqlite_path(url)) return open_sqlite_store(*path);
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) return open_postgres_store(url);
  return Error{
      "This is no place for a store. Write sqlite:PATH, or postgresql://USER@HOST/DATABASE where there are "
      "many kiosks."};
}

StoreTrouble damaged_request(const std::string& where) {
  return {
      StoreTrouble::Kind::damaged,
      fmt::format("A request in {} is damaged: its bytes are not those that came. Look at the disk.", where)};
}

std::string Mended::in_words() const {
  std::string text = fmt::format(
      "{} was damaged. It was moved to {} and is kept there. {} requests and {} kiosks could be read and go "
      "on here.",
      path, set_aside, requests, kiosks);
  if (lost_requests > 0)
    text +=
        fmt::format(" {} requests cannot be read any more: look for them in the last backup.", lost_requests);
  if (lost_commits > 0)
    text += fmt::format(" Of what came last, {} commits or more cannot be read any more.", lost_commits);
  return text + " Look at the disk. A kiosk that “kiosk list” does not show needs a new code (kiosk add).";
}

Result<std::optional<Mended>> mend_store(const std::string& url, Instant now) {
  if (const auto path = sqlite_path(url)) return mend_sqlite_file(*path, now);
  return std::optional<Mended>();
}

std::vector<std::string> set_aside_of(const std::string& url) {
  const auto path = sqlite_path(url);
  return path ? disk::set_aside_before(*path) : std::vector<std::string>();
}

}  // namespace porchlight::collector
