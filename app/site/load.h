// Reads kiosk-config/ into a Site. The files come as bytes, so that the last good ones, kept by storage, are
// read again by the same code, and a test needs no disk. Thread: any; takes up to seconds, so never the main
// one.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "site/feed.h"
#include "site/site.h"

namespace porchlight::site {

// By path relative to kiosk-config/: "kiosk.toml", "pages/es/welcome.md".
using Files = std::map<std::string, std::string>;

// What lies below it is what many kiosks have in common: it is read where kiosk-config/ itself has no file of
// that path, and key by key below kiosk.toml. The collector gives it; a folder `base` is read as well.
inline constexpr std::string_view base_prefix = "base/";

struct Loaded {
  // Nothing when it cannot be shown at all (a problem is then fatal).
  std::shared_ptr<const Site> site;
  std::vector<Problem> problems;  // the same as site->problems, when there is a site
  std::vector<RowCount> tables;
  std::vector<Feed> feeds;  // that kiosk.toml names
};

// `now`: of a clock that can be trusted; without it nothing is said about dates that lie in the future.
// `fetched`: what is known of feeds that have a url.
Loaded load(const Files& files, std::optional<Instant> now = std::nullopt, const FeedStates& fetched = {});

// How many meetings a feed's list gives by itself.
RowCount count_feed(std::string_view bytes, const Feed& feed);

// The regular files below `directory` that a kiosk-config may hold (.toml, .json, .ics, .md, and tables as
// .csv, .xlsx, .ods), each at most 16 MiB; links are followed, hidden files are not read. Error: the
// directory cannot be read.
Result<Files> read_files(const std::string& directory);

// What the file system says of one of them, without reading it: changes when somebody saves it, also where an
// editor puts a new file in the place of the old one.
struct FileStamp {
  std::uint64_t inode = 0;
  std::int64_t size = 0, modified_s = 0, modified_ns = 0;
  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};
using FileStamps = std::map<std::string, FileStamp>;  // by path, as in Files
Result<FileStamps> stamp_files(const std::string& directory);

}  // namespace porchlight::site
