#include "schedule/describe.h"

#include <fmt/format.h>

namespace porchlight::schedule {

namespace {

using fmt::arg;
using language::Catalog;
using language::Formats;

constexpr TimeOfDay noon{12 * 60};
constexpr TimeOfDay day_minutes{24 * 60};
constexpr unsigned monday = 1;

// A week in the order people say it: Monday first.
std::vector<Weekday> in_order(Weekdays days) {
  std::vector<Weekday> order;
  for (unsigned i = 0; i < 7; ++i) {
    const Weekday day((monday + i) % 7);
    if (days[day.c_encoding()]) order.push_back(day);
  }
  return order;
}

struct Words {
  const Catalog& catalog;
  const Formats& formats;

  std::string tr(std::string_view message) const { return catalog.tr(message); }

  // Precondition: the message holds only the placeholders given, in every language; a test of the catalogs
  // sees to it.
  template <class... Arguments>
  std::string fill(std::string_view message, const Arguments&... arguments) const {
    return fmt::format(fmt::runtime(catalog.tr(message)), arguments...);
  }

  std::string names(Weekdays days) const {
    std::vector<std::string> names;
    for (const Weekday day : in_order(days)) names.push_back(formats.weekday(day));
    return formats.list(names);
  }

  std::string ordinal(int which) const {
    switch (which) {
      case 1:
        return tr("1st");
      case 2:
        return tr("2nd");
      case 3:
        return tr("3rd");
      case 4:
        return tr("4th");
      case 5:
        return tr("5th");
      default:
        return tr("last");
    }
  }

  // "Mon into Tue": the night before each day, and the day.
  std::string nights(Weekdays days) const {
    std::vector<std::string> nights;
    for (const Weekday day : in_order(days))
      nights.push_back(fill("{evening} into {day}",
                            arg("evening", formats.short_weekday(day - std::chrono::days(1))),
                            arg("day", formats.short_weekday(day))));
    return formats.list(nights);
  }
};

struct Days {
  const Words& words;

  std::string operator()(const Weekly& rule) const {
    if (rule.days.all()) return words.tr("every day");
    if (rule.days == Weekdays("0111110")) return words.tr("Monday to Friday");
    return words.fill("every {days}", arg("days", words.names(rule.days)));
  }

  std::string operator()(const Monthly& rule) const {
    std::vector<std::string> which;
    for (const int n : rule.which)
      if (n > 0) which.push_back(words.ordinal(n));
    for (const int n : rule.which)
      if (n < 0) which.push_back(words.ordinal(n));
    return words.fill("{which} {days} of the month", arg("which", words.formats.list(which)),
                      arg("days", words.names(rule.days)));
  }

  std::string operator()(const EveryWeeks& rule) const {
    if (rule.weeks == 1) return (*this)(Weekly{rule.days});
    const std::string days = words.names(rule.days);
    if (rule.weeks == 2) {
      if (rule.days.count() == 1) return words.fill("every second {day}", arg("day", days));
      return words.fill("every second week on {days}", arg("days", days));
    }
    return fmt::format(fmt::runtime(words.catalog.trn("every {count} week on {days}",
                                                      "every {count} weeks on {days}", rule.weeks)),
                       arg("count", words.formats.number(rule.weeks)), arg("days", days));
  }

  std::string operator()(const OnDates& rule) const {
    constexpr std::size_t most = 4;  // more are a calendar, not a sentence
    if (rule.dates.size() > most) return words.tr("on certain dates");
    std::vector<std::string> dates;
    for (const Date date : rule.dates) dates.push_back(words.formats.month_day(date));
    return words.fill("on {dates}", arg("dates", words.formats.list(dates)));
  }

  std::string operator()(const ByAppointment&) const { return words.tr("by appointment"); }
};

// "America/New_York" -> "New York".
std::string city_of(const Zone& zone) {
  std::string city = zone.name().substr(zone.name().rfind('/') + 1);
  for (char& c : city)
    if (c == '_') c = ' ';
  return city;
}

// "Midnight" or "Midnight to 1:00 AM".
std::string from_midnight(const Meeting& meeting, const Words& words) {
  if (!meeting.duration) return words.tr("Midnight");
  return words.fill("Midnight to {end}", arg("end", words.formats.time(*meeting.duration % day_minutes)));
}

std::string when(const Meeting& meeting, const Words& words) {
  const Recurrence& recurrence = meeting.recurrence;
  if (meeting.start != TimeOfDay(0))
    return words.fill(
        "{days}, {hours}", arg("days", std::visit(Days{words}, recurrence.rule)),
        arg("hours", describe_hours(meeting.start, meeting.duration, words.catalog, words.formats)));

  const std::string hours = from_midnight(meeting, words);
  const Weekdays days = recurrence.weekdays();
  if (!std::holds_alternative<Weekly>(recurrence.rule))
    return words.fill("{days}. {hours}, {nights}", arg("days", std::visit(Days{words}, recurrence.rule)),
                      arg("hours", hours), arg("nights", words.nights(days)));
  if (days.all()) return words.fill("{hours}, every night", arg("hours", hours));
  return words.fill("{hours}, {nights}", arg("hours", hours), arg("nights", words.nights(days)));
}

}  // namespace

std::string describe_hours(TimeOfDay start, std::optional<minutes> duration, const Catalog& catalog,
                           const Formats& formats) {
  if (!duration) return formats.time(start);
  const TimeOfDay end = (start + *duration) % day_minutes;
  const bool same_half = *duration < noon && (start < noon) == (end < noon) && start < end;
  return fmt::format(fmt::runtime(catalog.tr("{start} to {end}")),
                     arg("start", same_half ? formats.time_without_period(start) : formats.time(start)),
                     arg("end", end == TimeOfDay(0) ? catalog.tr("midnight") : formats.time(end)));
}

std::string describe(const Meeting& meeting, const Catalog& catalog, const Formats& formats) {
  const Words words{catalog, formats};
  if (std::holds_alternative<ByAppointment>(meeting.recurrence.rule)) return words.tr("by appointment");
  const std::string text = when(meeting, words);
  if (!meeting.zone) return text;
  return words.fill("{when} ({city} time)", arg("when", text), arg("city", city_of(*meeting.zone)));
}

}  // namespace porchlight::schedule
