#include "site/formats/calendar_lines.h"

#include <algorithm>

#include "site/words.h"

namespace porchlight::site {
namespace {

bool is_name_character(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return result;
}

// Takes a name off the front; empty: there is none.
std::string take_name(std::string_view& text) {
  std::size_t length = 0;
  while (length < text.size() && is_name_character(text[length])) ++length;
  const std::string name = upper(text.substr(0, length));
  text.remove_prefix(length);
  return name;
}

// What is between ";NAME=" and the next ";" or ":" outside of quotes.
std::string take_parameter_value(std::string_view& text) {
  std::string value;
  bool quoted = false;
  while (!text.empty() && (quoted || (text[0] != ';' && text[0] != ':'))) {
    if (text[0] == '"')
      quoted = !quoted;
    else
      value += text[0];
    text.remove_prefix(1);
  }
  return value;
}

CalendarLine take_apart(std::string_view whole, int line) {
  CalendarLine broken{line, {}, {}, std::string(whole)}, result{line, {}, {}, {}};
  std::string_view rest = whole;
  result.name = take_name(rest);
  while (rest.starts_with(';')) {
    rest.remove_prefix(1);
    const std::string name = take_name(rest);
    if (name.empty() || !rest.starts_with('=')) return broken;
    rest.remove_prefix(1);
    result.parameters[name] = take_parameter_value(rest);
  }
  if (result.name.empty() || !rest.starts_with(':')) return broken;
  result.value = rest.substr(1);
  return result;
}

// The lines as they are meant: one that begins with a blank goes on with the one before.
class Unfolder {
 public:
  explicit Unfolder(std::string_view text) : rest_(text) {}

  bool next(CalendarLine& result) {
    while (!rest_.empty()) {
      const int line = line_;
      std::string whole(take_line());
      while (rest_.starts_with(' ') || rest_.starts_with('\t')) whole += take_line().substr(1);
      if (trimmed(whole).empty()) continue;
      result = take_apart(whole, line);
      return true;
    }
    return false;
  }

 private:
  std::string_view take_line() {
    const std::size_t end = std::min(rest_.find_first_of("\r\n"), rest_.size());
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end);
    if (rest_.starts_with("\r\n"))
      rest_.remove_prefix(2);
    else if (!rest_.empty())
      rest_.remove_prefix(1);
    ++line_;
    return line;
  }

  std::string_view rest_;
  int line_ = 1;
};

class LineReader {
 public:
  CalendarLines read(std::string_view text) {
    Unfolder unfolder(text);
    CalendarLine line;
    while (unfolder.next(line)) take(line);
    return std::move(result_);
  }

 private:
  void take(CalendarLine& line) {
    if (line.name == "BEGIN") return begin(upper(trimmed(line.value)), line.line);
    if (line.name == "END") return end(upper(trimmed(line.value)));
    const std::string& within = open_.empty() ? outside_ : open_.back();
    if (within == "VEVENT")
      result_.events.back().lines.push_back(std::move(line));
    else if (within == "VTIMEZONE" && line.name == "TZID")
      result_.zones[zone_ = line.text()];
    else if (within == "VTIMEZONE" && line.name == "X-LIC-LOCATION" && !zone_.empty())
      result_.zones[zone_] = line.text();
    else if (line.name.empty() && open_.size() <= 1)
      result_.broken.push_back(std::move(line));
    else if (within == "VCALENDAR")
      result_.properties.push_back(std::move(line));
  }

  void begin(const std::string& component, int line) {
    // An event that was never closed ends where the next one begins.
    if (component == "VEVENT")
      while (!open_.empty() && open_.back() != "VCALENDAR") open_.pop_back();
    constexpr std::size_t deepest = 16;
    if (open_.size() < deepest) open_.push_back(component);
    if (component == "VCALENDAR" || component == "VEVENT") result_.is_calendar = true;
    if (component == "VEVENT") result_.events.push_back({line, false, {}});
    if (component == "VTODO" || component == "VJOURNAL" || component == "VFREEBUSY")
      ++result_.others[component];
    if (component == "VTIMEZONE") zone_.clear();
  }

  void end(const std::string& component) {
    const auto opened = std::find(open_.rbegin(), open_.rend(), component);
    if (opened == open_.rend()) return;
    if (component == "VEVENT") result_.events.back().complete = true;
    open_.erase(opened.base() - 1, open_.end());
  }

  CalendarLines result_;
  const std::string outside_;
  std::vector<std::string> open_;
  std::string zone_;
};

std::string unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      plain += text[i];
      continue;
    }
    ++i;
    plain += text[i] == 'n' || text[i] == 'N' ? '\n' : text[i];
  }
  return plain;
}

}  // namespace

std::string CalendarLine::text() const {
  return trimmed(unescaped(value));
}

std::vector<std::string> CalendarLine::texts() const {
  std::vector<std::string> result;
  std::string_view rest = value;
  while (!rest.empty()) {
    std::size_t end = 0;
    while (end < rest.size() && rest[end] != ',') end += rest[end] == '\\' ? 2 : 1;
    end = std::min(end, rest.size());
    if (std::string text = trimmed(unescaped(rest.substr(0, end))); !text.empty())
      result.push_back(std::move(text));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return result;
}

std::string CalendarLine::parameter(std::string_view wanted) const {
  const auto found = parameters.find(wanted);
  return found == parameters.end() ? std::string() : found->second;
}

const CalendarLine* CalendarEvent::find(std::string_view wanted) const {
  const auto found =
      std::find_if(lines.begin(), lines.end(), [&](const CalendarLine& each) { return each.name == wanted; });
  return found == lines.end() ? nullptr : &*found;
}

std::vector<const CalendarLine*> CalendarEvent::all(std::string_view wanted) const {
  std::vector<const CalendarLine*> found;
  for (const CalendarLine& each : lines)
    if (each.name == wanted) found.push_back(&each);
  return found;
}

std::string CalendarLines::property(std::string_view wanted) const {
  for (const CalendarLine& each : properties)
    if (each.name == wanted) return each.text();
  return {};
}

CalendarLines read_calendar_lines(std::string_view text) {
  return LineReader().read(text);
}

}  // namespace porchlight::site
