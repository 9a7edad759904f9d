// The source of app/ as this suite sees it: rooms, arrows, files. Read from disk, or made up by a test that
// shows that a rule can fail.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight::architecture {

struct Include {
  std::string path;
  bool quoted = false;  // "room/file.h" and not <...>
  int line = 0;
};

struct File {
  std::string path;  // below app/: "schedule/time.h"
  std::string text;
  std::string code;  // text with comments and literals blanked, of the same length
  std::vector<Include> includes;

  File(std::string path_, std::string text_);
  std::string room() const;  // "schedule"; empty for main.cpp
  bool is_header() const { return path.ends_with(".h"); }
};

struct House {
  std::map<std::string, std::set<std::string>> knows;  // from KNOWS, with what those know in turn
  std::vector<File> files;

  // `cmake`: the text of app/CMakeLists.txt with its room(...) lines.
  House(std::string_view cmake, std::vector<File> files);
};

House read_house(const std::filesystem::path& app);

// Every place in `file` where the whole word or call `word` stands in its code: "schedule/time.cpp:12".
std::vector<std::string> places_of(const File& file, std::string_view word);

}  // namespace porchlight::architecture
