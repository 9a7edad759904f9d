#include "architecture/rules.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <regex>
#include <set>
#include <string_view>

namespace porchlight::architecture {

namespace {

using std::string_view;

constexpr int most_lines = 400;

struct Border {
  string_view header;  // how an include begins
  std::set<string_view> rooms;
};

// Arrows of DESIGN.md: a library belongs to the rooms that hide it. "" is main.cpp.
const std::vector<Border>& borders() {
  static const std::vector<Border> all{
      {"imgui", {"ui", "platform"}},
      {"backends/imgui", {"platform"}},
      {"GLFW/", {"platform"}},
      {"glad/", {"platform"}},
      {"EGL/", {"platform"}},
      {"GL/", {}},
      {"X11/", {"platform"}},
      {"sqlite3", {"disk", "storage"}},
      {"curl/", {"delivery", "collector"}},
      {"libpq", {"collector"}},
      {"boost/beast", {"collector"}},
      {"boost/asio", {"collector"}},
      {"boost/locale", {"language"}},
      {"unicode/", {"language"}},
      {"libintl", {}},
      {"date/", {"schedule"}},
      {"md4c", {"guide"}},
      {"sodium", {"intake"}},
      {"phonenumbers/", {"intake"}},
      {"toml++/", {"site"}},
      {"libical/", {"site"}},
      {"nlohmann/", {"site", "ui", "delivery", "kiosk", "collector"}},
      {"pango/", {"text"}},
      {"hb.h", {"text"}},
      {"cairo", {"text", "platform"}},  // platform writes its pictures as PNG
      {"fontconfig/", {"text"}},
      {"spdlog/", {"base"}},
      {"qrcodegen", {"screens", "kiosk", "collector"}},
      {"cups/", {"platform"}},
      {"speech-dispatcher/", {"voice"}},
      {"CLI/", {"", "kiosk", "collector"}},
  };
  return all;
}

std::string at(const File& file, int line) {
  return file.path + ":" + std::to_string(line);
}

// One finding for each place of each of `words` in `file`.
template <class Words>
void find_words(const File& file, const Words& words, string_view why, Findings& findings) {
  for (const string_view word : words)
    for (const std::string& place : places_of(file, word))
      findings.push_back(place + ": " + std::string(word) + " " + std::string(why));
}

bool is_command(const File& file) {
  return file.path == "main.cpp" ||
         (file.room() == "kiosk" && file.path.find("command") != std::string::npos) ||
         file.room() == "collector";
}

}  // namespace

Findings arrows_that_run_upward(const House& house) {
  Findings findings;
  for (const auto& [room, known] : house.knows)
    for (const std::string& other : known)
      if (other == room || !house.knows.contains(other))
        findings.push_back("CMakeLists.txt: " + room + " knows " + other + ", which is no room below it");
  for (const File& file : house.files)
    for (const Include& include : file.includes) {
      if (!include.quoted) continue;
      const auto slash = include.path.find('/');
      const std::string other = include.path.substr(0, slash);
      if (slash == std::string::npos || include.path.find("..") != std::string::npos) {
        findings.push_back(at(file, include.line) + ": write \"room/file.h\" instead of \"" + include.path +
                           "\"");
        continue;
      }
      const std::string room = file.room();
      const auto known = house.knows.find(room);
      const bool allowed =
          room.empty() || other == room || (known != house.knows.end() && known->second.contains(other));
      if (!allowed) findings.push_back(at(file, include.line) + ": " + room + " does not know " + other);
    }
  return findings;
}

Findings libraries_outside_their_room(const House& house) {
  Findings findings;
  for (const File& file : house.files)
    for (const Include& include : file.includes)
      for (const Border& border : borders())
        if (include.path.starts_with(border.header) && !border.rooms.contains(string_view(file.room())))
          findings.push_back(at(file, include.line) + ": " + include.path + " does not belong to this room");
  return findings;
}

Findings libraries_in_public_headers(const House& house) {
  // They take seconds to compile, and what includes such a header knows them too.
  constexpr std::array hidden{string_view("CLI/"), string_view("spdlog/"), string_view("toml++/"),
                              string_view("nlohmann/"), string_view("libical/")};
  constexpr string_view only_names = "nlohmann/json_fwd.hpp";  // made for headers: costs nothing
  Findings findings;
  for (const File& file : house.files)
    for (const Include& include : file.includes)
      if (file.is_header() && include.path != only_names &&
          std::ranges::any_of(hidden, [&](string_view library) { return include.path.starts_with(library); }))
        findings.push_back(at(file, include.line) + ": " + include.path +
                           " in a header: include it in the .cpp");
  return findings;
}

Findings rooms_that_reach_outside(const House& house) {
  const std::set<string_view> quiet{"schedule", "guide", "intake"};
  const std::set<string_view> outside{"fstream",  "filesystem", "iostream",     "cstdio",     "stdio.h",
                                      "ctime",    "time.h",     "fcntl.h",      "unistd.h",   "netdb.h",
                                      "thread",   "mutex",      "sys/socket.h", "sys/stat.h", "netinet/in.h",
                                      "random",   "sys/time.h", "sys/types.h",  "poll.h",     "arpa/inet.h",
                                      "dirent.h", "sys/file.h"};
  constexpr std::array calls{string_view("fopen"),   string_view("getenv"),    string_view("socket("),
                             string_view("system("), string_view("localtime"), string_view("time(nullptr)")};
  Findings findings;
  for (const File& file : house.files) {
    if (!quiet.contains(string_view(file.room()))) continue;
    for (const Include& include : file.includes)
      if (outside.contains(string_view(include.path)))
        findings.push_back(at(file, include.line) + ": <" + include.path +
                           "> in a room that knows no file, socket or clock");
    find_words(file, calls, "in a room that knows no file, socket or clock", findings);
  }
  return findings;
}

Findings clocks_beside_the_clock(const House& house) {
  constexpr std::array calls{string_view("system_clock::now"),     string_view("steady_clock::now"),
                             string_view("high_resolution_clock"), string_view("gettimeofday"),
                             string_view("clock_gettime"),         string_view("current_zone")};
  Findings findings;
  for (const File& file : house.files)
    if (file.path != "base/clock.cpp") find_words(file, calls, "beside base/clock.h", findings);
  return findings;
}

Findings output_outside_commands(const House& house) {
  constexpr std::array calls{string_view("printf"),    string_view("fprintf"),   string_view("puts"),
                             string_view("fputs"),     string_view("putchar"),   string_view("std::cout"),
                             string_view("std::cerr"), string_view("std::clog"), string_view("fmt::print"),
                             string_view("perror")};
  Findings findings;
  for (const File& file : house.files)
    if (!is_command(file))
      find_words(file, calls, "outside the commands: what a visitor typed has no way out", findings);
  return findings;
}

Findings ways_onto_the_clipboard(const House& house) {
  // ImGui's own text fields copy, paste and remember what was undone; its GLFW backend wires the system's
  // clipboard.
  constexpr std::array calls{string_view("glfwSetClipboardString"),
                             string_view("glfwGetClipboardString"),
                             string_view("SetClipboardText"),
                             string_view("GetClipboardText"),
                             string_view("InputText"),
                             string_view("InputTextMultiline"),
                             string_view("InputTextWithHint"),
                             string_view("ImGui_ImplGlfw_InitForOpenGL"),
                             string_view("ImGui_ImplGlfw_InitForOther")};
  constexpr std::array hooks{string_view("Platform_SetClipboardTextFn"),
                             string_view("Platform_GetClipboardTextFn")};
  constexpr string_view where_they_are_cut = "platform/gui.cpp";
  Findings findings;
  for (const File& file : house.files) {
    find_words(file, calls, "brings what was typed out of the visit", findings);
    if (file.path != where_they_are_cut)
      find_words(file, hooks, "brings what was typed out of the visit", findings);
  }
  return findings;
}

Findings unfinished_work(const House& house) {
  static const std::regex marks(R"(\b(TODO|FIXME|XXX|HACK)\b)");
  Findings findings;
  for (const File& file : house.files)
    for (std::sregex_iterator match(file.text.begin(), file.text.end(), marks), end; match != end; ++match) {
      const auto line = 1 + std::count(file.text.begin(), file.text.begin() + match->position(), '\n');
      findings.push_back(at(file, static_cast<int>(line)) + ": " + match->str() +
                         ": finish it, or open an issue");
    }
  return findings;
}

Findings names_that_say_nothing(const House& house) {
  static const std::regex empty_names(
      R"((\b(class|struct|namespace)\s+\w*(Manager|Helper|Helpers|Utils?|utils|helpers)\b))");
  Findings findings;
  for (const File& file : house.files) {
    const std::string stem = std::filesystem::path(file.path).stem().string();
    for (const string_view name : {"util", "utils", "helper", "helpers", "common", "misc", "manager"})
      if (stem == name || stem.ends_with("_" + std::string(name)))
        findings.push_back(file.path + ":1: name the file after what it holds");
    for (std::sregex_iterator match(file.code.begin(), file.code.end(), empty_names), end; match != end;
         ++match)
      findings.push_back(file.path + ": " + match->str() + ": name it after what it is");
  }
  return findings;
}

Findings headers_without_guard(const House& house) {
  Findings findings;
  for (const File& file : house.files) {
    if (!file.is_header()) continue;
    if (file.code.find("#pragma once") == std::string::npos)
      findings.push_back(file.path + ":1: write #pragma once");
    static const std::regex using_all(
        R"(using namespace (?!porchlight::literals|std::chrono_literals|literals))");
    for (std::sregex_iterator match(file.code.begin(), file.code.end(), using_all), end; match != end;
         ++match)
      findings.push_back(file.path + ": using namespace in a header reaches everybody who includes it");
  }
  return findings;
}

Findings files_too_long(const House& house) {
  Findings findings;
  for (const File& file : house.files)
    if (const auto lines = std::count(file.text.begin(), file.text.end(), '\n'); lines > most_lines)
      findings.push_back(file.path + ": " + std::to_string(lines) + " lines: part it, " +
                         std::to_string(most_lines) + " are the most");
  return findings;
}

}  // namespace porchlight::architecture
