#include "site/formats/meeting_parts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>

#include "schedule/suggest.h"
#include "site/formats/zone_names.h"
#include "site/words.h"

namespace porchlight::site {
using schedule::TimeOfDay;

namespace {

// The sentence of long notes that is meant.
std::string telling_part(const schedule::Meeting& meeting, std::string_view text, schedule::Wording wording) {
  for (std::string& sentence : split(text, ".\n"))
    if (schedule::suggested_repeats(meeting, sentence, wording)) return std::move(sentence);
  return std::string(text);
}

}  // namespace

std::optional<double> decimal(std::string text) {
  // "122.4085° W", and the minus of typesetters.
  constexpr std::string_view minus = "\u2212", degree = "\u00B0";
  if (text.starts_with(minus)) text.replace(0, minus.size(), "-");
  double sign = 1;
  if (!text.empty() && std::string_view("NSEWnsew").find(text.back()) != std::string_view::npos) {
    if (std::string_view("SWsw").find(text.back()) != std::string_view::npos) sign = -1;
    text.pop_back();
    text = trimmed(text);
  }
  if (text.ends_with(degree)) text = trimmed(text.substr(0, text.size() - degree.size()));
  if (std::count(text.begin(), text.end(), ',') == 1 && text.find('.') == std::string::npos)
    std::replace(text.begin(), text.end(), ',', '.');
  const char* begin = text.data() + (text.starts_with('+') ? 1 : 0);
  double value = 0;
  const auto [end, error] = std::from_chars(begin, text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || (sign < 0 && value < 0))
    return std::nullopt;
  return sign * value;
}

std::string with_leading_zero(const std::string& postal_code, std::string_view written_country,
                              std::string_view country) {
  const bool usa = written_country.empty() ? country == "US" : is_country(written_country, "US");
  const bool digits = postal_code.find_first_not_of("0123456789") == std::string::npos;
  return usa && digits && (postal_code.size() == 3 || postal_code.size() == 4)
             ? std::string(5 - postal_code.size(), '0') + postal_code
             : postal_code;
}

void append_notes(schedule::Meeting& meeting, const std::string& notes, const Language& language) {
  if (notes.empty()) return;
  for (LocalText::Version& version : meeting.notes.versions)
    if (version.language == language) {
      if (version.text.find(notes) == std::string::npos) version.text += "\n" + notes;
      return;
    }
  meeting.notes.versions.insert(meeting.notes.versions.begin(), {language, notes});
}

std::string joined_regions(const std::vector<std::string>& regions) {
  std::string joined;
  std::vector<std::string> seen;
  for (const std::string& region : regions) {
    if (region.empty() || std::find(seen.begin(), seen.end(), matching_key(region)) != seen.end()) continue;
    seen.push_back(matching_key(region));
    joined += (joined.empty() ? "" : ", ") + region;
  }
  return joined;
}

bool names_a_town(std::string_view address) {
  constexpr auto commas_with_street = 3;
  return !address.empty() && std::count(address.begin(), address.end(), ',') < commas_with_street &&
         address.substr(0, address.find(',')).find_first_of("0123456789") == std::string_view::npos;
}

bool names_a_place(const schedule::Place& place) {
  const auto is_there = [](std::string_view text) {
    constexpr std::string_view nowhere[] = {"",
                                            "-",
                                            "online",
                                            "online meeting",
                                            "online only",
                                            "virtual",
                                            "virtual meeting",
                                            "virtual only",
                                            "zoom",
                                            "zoom meeting",
                                            "zoom only",
                                            "conference call",
                                            "phone",
                                            "internet"};
    return std::ranges::find(nowhere, matching_key(text)) == std::end(nowhere);
  };
  return is_there(place.name) || is_there(place.address);
}

bool is_country(std::string_view written, std::string_view country) {
  if (written.empty() || country.empty()) return true;
  const std::string key = matching_key(written);
  const bool usa = key == "us" || key == "usa" || key == "u.s.a." || key == "united states" ||
                   key == "united states of america";
  return country == "US" ? usa : key == matching_key(country);
}

bool is_yes(std::string_view text) {
  const std::string key = matching_key(text);
  return key == "yes" || key == "true" || key == "1" || key == "x" || key == "y";
}

void read_coordinates(const std::string& latitude, const Where& latitude_at, const std::string& longitude,
                      const Where& longitude_at, schedule::Place& place, TableReport& report) {
  if (latitude.empty() && longitude.empty()) return;
  const auto north = decimal(latitude), east = decimal(longitude);
  const bool north_fits = north && *north >= -90 && *north <= 90,
             east_fits = east && *east >= -180 && *east <= 180;
  if (!north_fits || !east_fits) {
    const std::string& written = north_fits ? longitude : latitude;
    // "37.767O", "37..767": one number that it can only be.
    std::string mended = with_digits(written);
    for (std::size_t at = mended.find(".."); at != std::string::npos; at = mended.find(".."))
      mended.erase(at, 1);
    const auto value = decimal(mended);
    const bool fits = value && std::abs(*value) <= (north_fits ? 180 : 90) && mended != written;
    report.repair(north_fits ? longitude_at : latitude_at,
                  {written.empty() ? "One of the two coordinates is missing."
                                   : in_quotes(written) + " is not a place on the map.",
                   "Write degrees with a point: 37.7599 and -122.4148.", "No distance is shown.",
                   fits ? std::optional(mended) : std::nullopt});
    return;
  }
  if (*north == 0 && *east == 0) return;  // off the coast of Africa: a program's way of saying "unknown"
  place.coordinates = schedule::Coordinates{*north, *east};
}

void set_end(const ReadTime& end, ReadTime::Doubt doubt, const Where& at, schedule::Meeting& meeting,
             TableReport& report) {
  if (doubt == ReadTime::Doubt::end_of_day && end.time == meeting.start) {
    meeting.duration = TimeOfDay(24 * 60);
    return;
  }
  TimeOfDay duration = end.time - meeting.start;
  if (duration == TimeOfDay(0)) {
    report.repair(at, {"It ends when it begins.", "Write when it ends, or leave the end empty.",
                       "Visitors read only when it begins.", std::string()});
    return;
  }
  const bool next_day = duration < TimeOfDay(0);
  if (next_day) duration += TimeOfDay(24 * 60);
  // From 12:15 to 1:15 the next night: somebody took AM for PM. From 0:00 to 23:59 is a whole day, and true.
  constexpr TimeOfDay longest_night(12 * 60);
  if (next_day && duration > longest_night) {
    const TimeOfDay meant = end.time + TimeOfDay(12 * 60);
    const bool fits = meant > meeting.start && meant < TimeOfDay(24 * 60);
    report.repair(
        at, {"It would last from " + written(meeting.start) + " to " + written(end.time) + " the next day.",
             fits ? "Write " + written(meant) + "." : "Look at both times, and at AM and PM.",
             "Visitors read only when it begins.", fits ? std::optional(written(meant)) : std::nullopt});
    return;
  }
  // "7:00" to "8:30 PM": the first one may be the evening, too. Longer still is a day on purpose.
  constexpr TimeOfDay longest_day(20 * 60);
  if (!next_day && duration > longest_night && duration < longest_day)
    report.notice(at, {"It lasts from " + written(meeting.start) + " to " + written(end.time) + ".",
                       "Look at both times, and at AM and PM.", "It is shown as it stands."});
  meeting.duration = duration;
}

void set_duration(minutes duration, const Where& at, schedule::Meeting& meeting, TableReport& report) {
  constexpr minutes longest = std::chrono::days(7);
  if (duration <= minutes(0)) return;
  if (duration <= longest)
    meeting.duration = duration;
  else
    report.repair(at, {"It would last more than a week.", "Look at when it begins and ends.",
                       "Visitors read only when it begins."});
}

std::optional<minutes> read_duration(std::string_view text) {
  std::array<int, 3> parts{};
  const std::vector<std::string> words = split(text, ":");
  if (words.size() < 2 || words.size() > parts.size()) return std::nullopt;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const char* end_of_word = words[i].data() + words[i].size();
    const auto [end, error] = std::from_chars(words[i].data(), end_of_word, parts[i]);
    constexpr int most_hours = 10'000, most_minutes = 59;
    if (error != std::errc() || end != end_of_word || parts[i] < 0 ||
        parts[i] > (i == 0 ? most_hours : most_minutes))
      return std::nullopt;
  }
  return std::chrono::hours(parts[0]) + minutes(parts[1]);
}

void read_zone(const std::string& name, const Where& at, std::string_view own, schedule::Meeting& meeting,
               TableReport& report) {
  if (name.empty() || name == own) return;
  const std::string key = matching_key(name);
  if (key == "mst" && own == "America/Phoenix") return;  // Arizona has no summer time, and means its own
  if (const std::string meant(zone_called(name)); !meant.empty()) {
    report.repair(at, {in_quotes(name) + " is not the name of a time zone, though it is clear.",
                       "Write " + meant + ".", "It is read as " + meant + ".", meant});
    return read_zone(meant, at, own, meeting, report);
  }
  auto zone = schedule::Zone::named(name);
  if (zone) {
    meeting.zone = std::move(*zone);
    return;
  }
  const std::vector<std::string> known{std::string(own)};
  report.leave_out(
      at, {in_quotes(name) + " is not a time zone.", "Write one like America/Los_Angeles, or leave it empty.",
           "This meeting is not shown, since its time would be wrong.", nearest(name, known)});
}

void report_unclear_date(const Where& at, const std::vector<schedule::Date>& dates, TableReport& report) {
  std::string iso;
  for (const schedule::Date& date : dates) iso += (iso.empty() ? "" : ", ") + schedule::iso_date(date);
  report.repair(at, {in_quotes(at.value) + " may be read in two ways.", "Write " + iso + ".",
                     "It is read as " + iso + ".", iso});
}

void report_contradiction(const ReadTime& read, const Where& at, TableReport& report) {
  if (read.doubt != ReadTime::Doubt::contradicts_itself) return;
  const std::string time = written(read.time);
  report.repair(at, {in_quotes(at.value) + " does not exist on a 12-hour clock.", "Write " + time + ".",
                     "It is shown as " + time + ".", time});
}

void report_twins(const std::vector<schedule::Meeting>& meetings, TableReport& report) {
  std::set<std::string> seen;
  std::vector<std::string> twice;
  for (const schedule::Meeting& meeting : meetings) {
    const auto* weekly = std::get_if<schedule::Weekly>(&meeting.recurrence.rule);
    if (!weekly) continue;
    std::string all = weekly->days.to_string() + written(meeting.start);
    for (const std::string& text : {meeting.name, meeting.group, meeting.place.name, meeting.place.room,
                                    meeting.place.address, meeting.conference_url, meeting.conference_phone})
      all += '\n' + text;
    for (const std::string& kind : meeting.kinds) all += '\n' + kind;
    for (const LocalText::Version& version : meeting.notes.versions) all += '\n' + version.text;
    if (!seen.insert(std::move(all)).second) twice.push_back(meeting.name);
  }
  if (twice.empty()) return;
  report.about_file(Problem::Severity::notice, {"name", twice.front(), 0, 0},
                    {counted(static_cast<int>(twice.size()), "meeting stands", "meetings stand") +
                         " there twice, such as " + in_quotes(twice.front()) + ".",
                     "Take one of the two out.", "Visitors see both."});
}

void report_inactive(const std::vector<schedule::Meeting>& meetings, std::string_view field,
                     TableReport& report) {
  const auto inactive = std::count_if(meetings.begin(), meetings.end(), [](const schedule::Meeting& meeting) {
    return meeting.attendance == schedule::Attendance::inactive;
  });
  if (inactive == 0) return;
  report.about_file(
      Problem::Severity::notice, {std::string(field), "inactive", 0, 0},
      {counted(static_cast<int>(inactive), "meeting is", "meetings are") + " marked as not held for now.",
       "Nothing, if that is true.", "They stand in no day’s list."});
}

void suggest_repeats(const schedule::Meeting& meeting, const Where& at, TableReport& report) {
  if (at.field == "Repeats" && !at.value.empty()) return;  // staff have said that it is weekly
  std::vector<std::string_view> texts{meeting.name};
  for (const LocalText::Version& version : meeting.notes.versions) texts.push_back(version.text);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string_view text = texts[i];
    const bool in_name = i == 0;
    const schedule::Wording wording = in_name ? schedule::Wording::name : schedule::Wording::notes;
    const auto repeats = schedule::suggested_repeats(meeting, text, wording);
    if (!repeats) continue;
    // "every 2 weeks" lacks its first date, which only staff know.
    const bool complete = at.field == "Repeats" && !repeats->starts_with("every");
    Where where = at;
    if (in_name && at.field == "notes") where = {"name", meeting.name, 0, 0};
    report.notice(where,
                  {in_quotes(telling_part(meeting, text, wording)) + " does not sound like every week.",
                   "If so, set Repeats to " + in_quotes(*repeats) + ".", "It is shown every week.",
                   complete ? repeats : std::nullopt});
    return;
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (!schedule::leaves_weeks_out(meeting, texts[i])) continue;
    report.notice(
        i == 0 && at.field == "notes" ? Where{"name", meeting.name, 0, 0} : at,
        {in_quotes(texts[i]) + " seems to say that it is not held at times.",
         "If so, write those dates under Except, or what is true under Repeats.", "It is shown every week."});
    return;
  }
}

}  // namespace porchlight::site
