#include "site/confirmed.h"

#include <fmt/format.h>

#include <vector>

#include "site/encoding.h"
#include "site/kiosk_file.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

std::string date_text(schedule::Date date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string toml_text(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) quoted += c;
  }
  return quoted + "\"";
}

// The lines of a file, each with its own ending.
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto size = end == std::string_view::npos ? text.size() : end + 1;
    lines.emplace_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

bool sets(std::string_view line, std::string_view key) {
  const std::string bare = trimmed(line);
  if (!bare.starts_with(key)) return false;
  return trimmed(std::string_view(bare).substr(key.size())).starts_with('=');
}

// Sets `key` in the lines of [schedule]; what stands behind the value as a note stays.
void set(std::vector<std::string>& lines, std::size_t table, std::string_view key, const std::string& value) {
  const std::string ending = lines[table].ends_with("\r\n") ? "\r\n" : "\n";
  for (std::size_t i = table + 1; i < lines.size() && !trimmed(lines[i]).starts_with('['); ++i) {
    if (!sets(lines[i], key)) continue;
    std::string note;
    bool quoted = false;
    for (std::size_t at = lines[i].find('='); at < lines[i].size(); ++at) {
      if (lines[i][at] == '"') quoted = !quoted;
      if (lines[i][at] != '#' || quoted) continue;
      note = "  " + trimmed(lines[i].substr(at));
      break;
    }
    lines[i] = std::string(key) + " = " + value + note + ending;
    return;
  }
  lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(table) + 1,
               std::string(key) + " = " + value + ending);
}

}  // namespace

Result<std::string> confirmed(std::string_view kiosk_toml, schedule::Date on,
                              const std::optional<std::string>& by) {
  std::vector<std::string> lines = lines_of(kiosk_toml);
  std::size_t table = 0;
  while (table < lines.size() && !trimmed(lines[table]).starts_with("[schedule]")) ++table;
  if (table == lines.size()) {
    if (!lines.empty() && !lines.back().ends_with('\n')) lines.back() += '\n';
    lines.push_back("\n");
    lines.push_back("[schedule]\n");
    table = lines.size() - 1;
  }
  if (!lines[table].ends_with('\n')) lines[table] += '\n';
  set(lines, table, "checked_on", date_text(on));
  if (by) set(lines, table, "checked_by", toml_text(*by));
  std::string result;
  for (const std::string& line : lines) result += line;

  // Whatever somebody wrote there: it is right when it reads right.
  const KioskFile read = read_kiosk_file(decode(result).text);
  const bool right = read.checked && read.checked->on == on && (!by || read.checked->by == *by);
  if (right) return result;
  return Error{"kiosk.toml could not be changed. Write below [schedule]: checked_on = " + date_text(on)};
}

}  // namespace porchlight::site
