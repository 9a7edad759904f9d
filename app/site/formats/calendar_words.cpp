#include "site/formats/calendar_words.h"

#include <algorithm>
#include <array>

#include "site/encoding.h"
#include "site/formats/meeting_parts.h"
#include "site/formats/types.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

// How the address of a meeting in a video service looks; other addresses on its sites are no meetings.
constexpr std::array<std::string_view, 12> meeting_addresses{"zoom.us/j/",
                                                             "zoom.us/my/",
                                                             "zoom.us/w/",
                                                             "meet.google.com/",
                                                             "teams.microsoft.com/l/meetup-join",
                                                             "teams.microsoft.com/meet",
                                                             "teams.live.com/meet",
                                                             ".webex.com/",
                                                             "meet.goto.com/",
                                                             "gotomeet.me/",
                                                             "meet.jit.si/",
                                                             "join.freeconferencecall.com/"};

bool is_address(std::string_view text) {
  const std::string key = lower(text.substr(0, 8));
  return key.starts_with("https://") || key.starts_with("http://");
}

bool joins_a_meeting(std::string_view address) {
  return is_address(address) &&
         std::any_of(meeting_addresses.begin(), meeting_addresses.end(),
                     [&](std::string_view known) { return lower(address).find(known) != std::string::npos; });
}

// The first address of a video meeting in a text, which may be HTML; empty: none.
std::string meeting_address_in(std::string_view text) {
  while (!text.empty()) {
    const std::size_t begin = text.find("http");
    if (begin == std::string_view::npos) return {};
    text.remove_prefix(begin);
    const std::string_view address = text.substr(0, text.find_first_of(" \t\r\n\"'<>()"));
    if (joins_a_meeting(address)) {
      std::string found = without_html(address);
      while (found.ends_with('.') || found.ends_with(',')) found.pop_back();
      return found;
    }
    text.remove_prefix(4);
  }
  return {};
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// "Grace Church, 210 Elm Street, Alder Bay", or in lines of its own. An address begins with the number of the
// house.
void read_location(const std::string& text, schedule::Place& place) {
  const std::size_t end = text.find('\n') != std::string::npos ? text.find('\n') : text.find(',');
  const std::string first = trimmed(text.substr(0, end));
  std::string rest = end == std::string::npos ? std::string() : trimmed(text.substr(end + 1));
  for (std::size_t line = rest.find('\n'); line != std::string::npos; line = rest.find('\n'))
    rest.replace(line, 1, ", ");
  if (!first.empty() && is_digit(first[0]))
    place.address = first + (rest.empty() ? "" : ", " + rest);
  else if (!rest.empty() && is_digit(rest[0]))
    place.name = first, place.address = rest;
  else
    place.name = first + (rest.empty() ? "" : ", " + rest);
}

bool says_online(const std::string& location) {
  const std::string key = matching_key(location);
  return key == "online" || key == "zoom" || key == "virtual" || key == "online meeting" ||
         key == "zoom meeting" || key == "microsoft teams meeting" || key == "google meet";
}

class WordsReader {
 public:
  WordsReader(const CalendarEvent& event, const TableContext& context, schedule::Meeting& meeting,
              TableReport& report)
      : event_(event), context_(context), meeting_(meeting), report_(report) {}

  void read() {
    meeting_.source = context_.source;
    meeting_.fellowship = context_.fellowship;
    meeting_.name = text("SUMMARY");
    read_ways_to_join();
    read_place();
    read_notes();
    for (const CalendarLine* line : event_.all("CATEGORIES"))
      read_types(line->texts(), meeting_, where(*line), report_);
    decide_attendance();
  }

 private:
  std::string text(std::string_view name) const {
    const CalendarLine* line = event_.find(name);
    return line ? trimmed(without_html(line->text())) : std::string();
  }

  void read_ways_to_join() {
    for (const CalendarLine* line : event_.all("CONFERENCE")) {  // RFC 7986, section 5.11
      const std::string address = line->text();
      if (lower(address).starts_with("tel:") && meeting_.conference_phone.empty())
        meeting_.conference_phone = address.substr(4);
      else if (is_address(address) && meeting_.conference_url.empty())
        meeting_.conference_url = address;
    }
    for (const char* name :
         {"X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "URL", "LOCATION", "DESCRIPTION"}) {
      if (!meeting_.conference_url.empty()) return;
      if (const CalendarLine* line = event_.find(name))
        meeting_.conference_url = meeting_address_in(line->text());
    }
  }

  void read_place() {
    const std::string location = text("LOCATION");
    online_only_ = says_online(location) || joins_a_meeting(location);
    if (!online_only_ && !is_address(location)) read_location(location, meeting_.place);
    const CalendarLine* geo = event_.find("GEO");
    if (!geo) return;
    const std::vector<std::string> halves = split(geo->value, ";,");
    if (halves.size() == 2)
      return read_coordinates(halves[0], where(*geo), halves[1], where(*geo), meeting_.place, report_);
    report_.repair(where(*geo), {in_quotes(geo->value) + " is not a place on the map.",
                                 "Write degrees with a point: 37.7599;-122.4148.", "No distance is shown."});
  }

  void read_notes() {
    if (const CalendarLine* line = event_.find("DESCRIPTION")) {
      std::string language = lower(line->parameter("LANGUAGE")).substr(0, 2);
      if (language.size() != 2) language = context_.languages.front();
      append_notes(meeting_, text("DESCRIPTION"), language);
    }
    // An address that joins nothing is worth a note: staff may have put the group's page there.
    if (const std::string address = text("URL"); !address.empty() && address != meeting_.conference_url)
      append_notes(meeting_, address, context_.languages.front());
  }

  void decide_attendance() {
    set_attendance(meeting_, online_only_ ? "online" : "", names_a_place(meeting_.place));
  }

  const CalendarEvent& event_;
  const TableContext& context_;
  schedule::Meeting& meeting_;
  TableReport& report_;
  bool online_only_ = false;
};

}  // namespace

Where where(const CalendarLine& line) {
  return {line.name, line.value, line.line, 0};
}

void read_calendar_words(const CalendarEvent& event, const TableContext& context, schedule::Meeting& meeting,
                         TableReport& report) {
  WordsReader(event, context, meeting, report).read();
}

}  // namespace porchlight::site
