#include "schedule/calendar_entry.h"

#include <fmt/format.h>

#include <cstdint>
#include <set>

namespace porchlight::schedule {
namespace {

using Status = Occurrence::Status;

// A QR code that a phone reads from a hand's distance holds about 350 bytes.
constexpr std::size_t most_other_dates = 6;
// Of a weekly meeting a year; what is further ahead nobody knows yet.
constexpr std::size_t occurrences_ahead = 52;
constexpr std::size_t longest_line = 75;  // octets; RFC 5545, 3.1

std::string form(LocalTime local) {
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}00", static_cast<int>(local.date.year()),
                     static_cast<unsigned>(local.date.month()), static_cast<unsigned>(local.date.day()),
                     local.time.count() / 60, local.time.count() % 60);
}

std::string utc_form(Instant instant) {
  return form(Zone::utc().local(instant)) + "Z";
}

// RFC 5545, 3.3.11.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n') {
      result += "\\n";
    } else if (c != '\r') {
      if (c == '\\' || c == ';' || c == ',') result += '\\';
      result += c;
    }
  }
  return result;
}

// FNV-1a: says the same meeting again to a phone that has it, and its name to nobody.
std::string digest(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return fmt::format("{:016x}", hash);
}

std::string days_text(Weekdays days, int which = 0) {
  constexpr const char* names[] = {"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
  std::string text;
  for (std::size_t day = 0; day < days.size(); ++day)
    if (days[day]) text += (text.empty() ? "" : ",") + (which == 0 ? "" : std::to_string(which)) + names[day];
  return text;
}

// RFC 5545, 3.3.10. Empty: no rule that goes on.
struct RuleText {
  std::string operator()(const Weekly& rule) const { return "FREQ=WEEKLY;BYDAY=" + days_text(rule.days); }
  std::string operator()(const Monthly& rule) const {
    std::string days;
    for (const int which : rule.which) days += (days.empty() ? "" : ",") + days_text(rule.days, which);
    return "FREQ=MONTHLY;BYDAY=" + days;
  }
  std::string operator()(const EveryWeeks& rule) const {
    return fmt::format("FREQ=WEEKLY;INTERVAL={};WKST=SU;BYDAY={}", rule.weeks, days_text(rule.days));
  }
  std::string operator()(const OnDates&) const { return {}; }
  std::string operator()(const ByAppointment&) const { return {}; }
};

class Entry {
 public:
  Entry(const Schedule& schedule, const Occurrence& occurrence)
      : schedule_(schedule),
        occurrence_(occurrence),
        meeting_(*occurrence.meeting),
        zone_(meeting_.zone.value_or(schedule.zone())),
        names_zone_(zone_ != schedule.zone()) {}

  std::string write(const EntryWords& words, Instant now) {
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//kiosk//EN");
    line("BEGIN:VEVENT");
    const bool follows_rule = occurrence_.status == Status::scheduled;
    line("UID:" + digest(meeting_.id + '\n' + meeting_.place.name + '\n' + meeting_.place.address +
                         (follows_rule ? "" : '\n' + occurrence_.id)));
    line("DTSTAMP:" + utc_form(now));
    line("SUMMARY:" + escaped(words.title));
    if (!words.place.empty()) line("LOCATION:" + escaped(words.place));
    time("DTSTART", occurrence_.starts);
    if (occurrence_.ends) time("DTEND", *occurrence_.ends);
    if (follows_rule) rule();
    line("END:VEVENT");
    line("END:VCALENDAR");
    return std::move(text_);
  }

 private:
  // Longer ones are folded, never within a character.
  void line(std::string_view content) {
    std::size_t room = longest_line;
    while (content.size() > room) {
      std::size_t end = room;
      while ((static_cast<unsigned char>(content[end]) & 0xC0) == 0x80) --end;
      text_ += content.substr(0, end);
      text_ += "\r\n ";
      content.remove_prefix(end);
      room = longest_line - 1;
    }
    text_ += content;
    text_ += "\r\n";
  }

  void time(const std::string& name, Instant instant) {
    line(name + (names_zone_ ? ";TZID=" + zone_.name() : "") + ":" + form(zone_.local(instant)));
  }

  void rule() {
    const Recurrence& recurrence = meeting_.recurrence;
    std::string rule = std::visit(RuleText{}, recurrence.rule);
    if (!rule.empty()) {
      // The form of DTSTART; where that names a zone, UTC (RFC 5545, 3.3.10).
      if (recurrence.until) {
        const LocalTime last{*recurrence.until, meeting_.start};
        rule += ";UNTIL=" + (names_zone_ ? utc_form(zone_.instant(last)) : form(last));
      }
      line("RRULE:" + rule);
    }
    other_dates(!rule.empty());
  }

  // What the rule alone does not say: the soonest, as far as there is room.
  void other_dates(bool has_rule) {
    std::set<Instant> without, beside;
    for (const Date date : meeting_.recurrence.except) without.insert(zone_.instant({date, meeting_.start}));
    for (const Occurrence& next : schedule_.upcoming(meeting_, occurrence_.starts, occurrences_ahead)) {
      if (next.status == Status::cancelled) without.insert(next.starts);
      if (next.status == Status::moved) without.insert(schedule_.zone().instant(*next.was));
      const bool plain = has_rule && next.status == Status::scheduled;
      if (next.takes_place() && !plain && next.id != occurrence_.id) beside.insert(next.starts);
    }
    // EXDATE counts before RDATE: one that takes place when another does not stands in for that.
    std::erase_if(without, [&](Instant instant) { return beside.contains(instant); });
    if (has_rule)
      std::erase_if(beside, [&](Instant instant) { return by_rule(instant); });
    else
      without.clear();

    std::size_t room = most_other_dates;
    for (const auto& [name, dates] : {std::pair("EXDATE", &without), std::pair("RDATE", &beside)})
      for (const Instant instant : *dates) {
        if (instant < occurrence_.starts || room == 0) continue;
        time(name, instant);
        --room;
      }
  }

  // Whether the rule says it already, whatever put it there.
  bool by_rule(Instant instant) const {
    const LocalTime local = zone_.local(instant);
    return local.time == meeting_.start && meeting_.recurrence.happens_on(local.date);
  }

  const Schedule& schedule_;
  const Occurrence& occurrence_;
  const Meeting& meeting_;
  const Zone zone_;
  const bool names_zone_;
  std::string text_;
};

}  // namespace

std::string calendar_entry(const Schedule& schedule, const Occurrence& occurrence, const EntryWords& words,
                           Instant now) {
  return Entry(schedule, occurrence).write(words, now);
}

}  // namespace porchlight::schedule
