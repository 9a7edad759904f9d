#include "architecture/house.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>
#include <utility>

namespace porchlight::architecture {

namespace {

bool is_word_part(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

// Where the comment or literal that begins at `i` ends; `i` when none begins there.
std::size_t end_of_non_code(std::string_view text, std::size_t i) {
  const auto end_at = [&](std::string_view mark, std::size_t from) {
    const auto found = text.find(mark, from);
    return found == std::string_view::npos ? text.size() : found + mark.size();
  };
  const std::string_view rest = text.substr(i);
  if (rest.starts_with("//")) return std::min(text.find('\n', i), text.size());
  if (rest.starts_with("/*")) return end_at("*/", i + 2);
  if (rest.starts_with("R\"")) {
    const auto open = text.find('(', i);
    return end_at(")" + std::string(text.substr(i + 2, open - i - 2)) + "\"", open);
  }
  const bool digit_separator = rest.starts_with("'") && i > 0 && is_word_part(text[i - 1]);
  if (!rest.starts_with("\"") && (!rest.starts_with("'") || digit_separator)) return i;
  for (std::size_t at = i + 1; at < text.size(); ++at) {
    if (text[at] == '\\')
      ++at;
    else if (text[at] == text[i])
      return at + 1;
  }
  return text.size();
}

std::string blanked(std::string text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = end_of_non_code(text, i);
    for (std::size_t at = i; at < end; ++at)
      if (text[at] != '\n') text[at] = ' ';
    i = std::max(end, i + 1);
  }
  return text;
}

std::vector<Include> includes_of(const std::string& text) {
  static const std::regex form(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
  std::vector<Include> includes;
  std::istringstream lines(text);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    std::smatch match;
    if (std::regex_search(line, match, form)) includes.push_back({match[2], match[1] == "\"", number});
  }
  return includes;
}

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

File::File(std::string path_, std::string text_)
    : path(std::move(path_)), text(std::move(text_)), code(blanked(text)), includes(includes_of(text)) {}

std::string File::room() const {
  const auto slash = path.find('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

House::House(std::string_view cmake, std::vector<File> files_) : files(std::move(files_)) {
  static const std::regex room(R"((?:^|\n)room\(\s*([^)]*)\))");
  const std::string text(cmake);
  for (std::sregex_iterator match(text.begin(), text.end(), room), end; match != end; ++match) {
    std::istringstream words((*match)[1]);
    std::string name, word, section;
    words >> name;
    auto& known = knows[name];
    while (words >> word) {
      if (word == "KNOWS" || word == "USES") {
        section = word;
      } else if (section == "KNOWS") {
        known.insert(word);
        // Rooms stand in the order of the house, lowest first, so what is below is complete.
        if (const auto below = knows.find(word); below != knows.end())
          known.insert(below->second.begin(), below->second.end());
      }
    }
  }
}

House read_house(const std::filesystem::path& app) {
  std::vector<File> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(app)) {
    const auto ending = entry.path().extension();
    if (ending == ".h" || ending == ".cpp")
      files.emplace_back(std::filesystem::relative(entry.path(), app).generic_string(), read(entry.path()));
  }
  std::ranges::sort(files, {}, &File::path);
  return House(read(app / "CMakeLists.txt"), std::move(files));
}

std::vector<std::string> places_of(const File& file, std::string_view word) {
  std::vector<std::string> places;
  for (auto at = file.code.find(word); at != std::string::npos; at = file.code.find(word, at + 1)) {
    const bool goes_on = is_word_part(word.back()) && at + word.size() < file.code.size() &&
                         is_word_part(file.code[at + word.size()]);
    if ((at > 0 && is_word_part(file.code[at - 1]) && is_word_part(word.front())) || goes_on) continue;
    places.push_back(file.path + ":" +
                     std::to_string(1 + std::count(file.code.begin(), file.code.begin() + at, '\n')));
  }
  return places;
}

}  // namespace porchlight::architecture
