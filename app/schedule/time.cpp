#include "schedule/time.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <vector>

namespace porchlight::schedule {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

// Digits only: from_chars alone would take a sign.
std::optional<int> number(std::string_view digits) {
  int value = 0;
  const char* end = digits.data() + digits.size();
  if (digits.empty() || digits[0] < '0' || digits[0] > '9') return {};
  if (auto [stop, error] = std::from_chars(digits.data(), end, value); error != std::errc{} || stop != end)
    return {};
  return value;
}

// "18:35" or "18:35:07".
std::optional<seconds> parse_time(std::string_view text) {
  if ((text.size() != 5 && text.size() != 8) || text[2] != ':' || (text.size() == 8 && text[5] != ':'))
    return {};
  const auto hour = number(text.substr(0, 2)), minute = number(text.substr(3, 2));
  const auto second = text.size() == 8 ? number(text.substr(6, 2)) : 0;
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return {};
  return std::chrono::hours(*hour) + minutes(*minute) + seconds(*second);
}

// "Z", "-08:00" or "-0800".
std::optional<seconds> parse_offset(std::string_view text) {
  if (text == "Z" || text == "z") return seconds(0);
  if ((text.size() != 6 && text.size() != 5) || (text[0] != '+' && text[0] != '-')) return {};
  if (text.size() == 6 && text[3] != ':') return {};
  const auto hour = number(text.substr(1, 2)), minute = number(text.substr(text.size() - 2));
  if (!hour || !minute || *hour > 23 || *minute > 59) return {};
  const seconds offset = std::chrono::hours(*hour) + minutes(*minute);
  return text[0] == '-' ? -offset : offset;
}

// The local time read as if it were UTC.
Instant naive(LocalTime local) {
  return sys_days(local.date) + local.time;
}

}  // namespace

Date add_days(Date date, int days) {
  return sys_days(date) + std::chrono::days(days);
}

int days_between(Date from, Date to) {
  return static_cast<int>((sys_days(to) - sys_days(from)).count());
}

Weekday weekday_of(Date date) {
  return Weekday(sys_days(date));
}

std::optional<Date> parse_date(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return {};
  const auto year = number(iso.substr(0, 4)), month = number(iso.substr(5, 2)),
             day = number(iso.substr(8, 2));
  if (!year || !month || !day) return {};
  const Date date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                  std::chrono::day(static_cast<unsigned>(*day))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

// By hand, since each occurrence has one in its id, thousands a minute.
std::string iso_date(Date date) {
  const int year = static_cast<int>(date.year());
  const auto month = static_cast<unsigned>(date.month()), day = static_cast<unsigned>(date.day());
  std::string text = "0000-00-00";
  const auto put = [&](std::size_t at, unsigned digit) { text[at] = static_cast<char>('0' + digit % 10); };
  for (unsigned i = 0, rest = static_cast<unsigned>(std::clamp(year, 0, 9999)); i < 4; ++i, rest /= 10)
    put(3 - i, rest);
  put(5, month / 10);
  put(6, month);
  put(8, day / 10);
  put(9, day);
  return text;
}

// The offsets of a zone, read once: afterwards nothing can fail, no lock is taken, and a look-up is a binary
// search.
struct Zone::Rules {
  struct Period {
    Instant from;    // until the next one
    seconds offset;  // local time minus UTC
  };
  std::string zone;
  std::vector<Period> periods;  // never empty; the first one holds for all time before it

  std::size_t at(Instant instant) const {
    const auto next = std::upper_bound(periods.begin(), periods.end(), instant,
                                       [](Instant i, const Period& period) { return i < period.from; });
    return next == periods.begin() ? 0 : static_cast<std::size_t>(next - periods.begin() - 1);
  }
};

Result<Zone> Zone::named(const std::string& name) {
  using namespace std::chrono_literals;
  auto rules = std::make_shared<Rules>();
  rules->zone = name;
  try {
    const date::time_zone* zone = date::locate_zone(name);
    Instant at = sys_days(1970y / 1 / 1);
    while (at < sys_days(2100y / 1 / 1)) {
      const date::sys_info info = zone->get_info(at);
      if (rules->periods.empty() || rules->periods.back().offset != info.offset)
        rules->periods.push_back({at, info.offset});
      at = info.end;
    }
  } catch (const std::exception&) {
    return Error{fmt::format("“{}” is not a time zone. Write one such as America/Chicago.", name)};
  }
  return Zone(std::move(rules));
}

Zone Zone::utc() {
  auto rules = std::make_shared<Rules>();
  rules->zone = "UTC";
  rules->periods = {{Instant(), seconds(0)}};
  return Zone(std::move(rules));
}

const std::string& Zone::name() const {
  return rules_->zone;
}

LocalTime Zone::local(Instant instant) const {
  const Instant shown = instant + rules_->periods[rules_->at(instant)].offset;
  const sys_days date = std::chrono::floor<days>(shown);
  return {date, std::chrono::floor<minutes>(shown - date)};
}

Instant Zone::instant(LocalTime local) const {
  const auto& periods = rules_->periods;
  const Instant shown = naive(local);
  // No offset is longer than two days, so the search begins early enough.
  for (std::size_t i = rules_->at(shown - days(2));; ++i) {
    const Instant instant = shown - periods[i].offset;
    if (i + 1 == periods.size() || instant < periods[i + 1].from)
      return i == 0 ? instant : std::max(instant, periods[i].from);
  }
}

std::string Zone::iso(Instant instant) const {
  const seconds offset = rules_->periods[rules_->at(instant)].offset;
  const Instant shown = instant + offset;
  const sys_days date = std::chrono::floor<days>(shown);
  const std::chrono::hh_mm_ss time(shown - date);
  const auto offset_minutes = std::chrono::duration_cast<minutes>(abs(offset)).count();
  return fmt::format("{}T{:02}:{:02}:{:02}{}{:02}:{:02}", iso_date(date), time.hours().count(),
                     time.minutes().count(), time.seconds().count(), offset < seconds(0) ? '-' : '+',
                     offset_minutes / 60, offset_minutes % 60);
}

Result<Instant> parse_instant(std::string_view iso, const Zone& zone) {
  const Error error{
      fmt::format("“{}” is not a date and time. Write 2026-11-24T18:35, or with an offset: "
                  "2026-11-24T18:35:00-08:00.",
                  iso)};
  const auto date = parse_date(iso.substr(0, 10));
  if (!date || iso.size() < 16 || (iso[10] != 'T' && iso[10] != 't' && iso[10] != ' ')) return error;

  std::string_view rest = iso.substr(11);
  const std::size_t end_of_time = std::min(rest.find_first_of("Zz+-"), rest.size());
  const auto time = parse_time(rest.substr(0, end_of_time));
  rest.remove_prefix(end_of_time);
  if (!time) return error;
  if (rest.empty()) {
    const auto whole_minutes = std::chrono::floor<minutes>(*time);
    return zone.instant({*date, whole_minutes}) + (*time - whole_minutes);
  }
  const auto offset = parse_offset(rest);
  if (!offset) return error;
  return Instant(sys_days(*date)) + *time - *offset;
}

}  // namespace porchlight::schedule
