#include "screens/hours_text.h"

#include <algorithm>
#include <array>

namespace porchlight::screens {
namespace {

using guide::OpenHours;
using schedule::TimeOfDay;
using schedule::Weekday;

constexpr int days_a_week = 7;
constexpr minutes a_day{24 * 60}, a_week = a_day * days_a_week;

// The hours of one day, as text: "9:00 AM to 12:00 PM, 2:00 PM to 5:00 PM".
std::string day_text(const Scene& scene, const OpenHours& hours, Weekday day) {
  std::string text;
  for (const OpenHours::Span& span : hours.spans) {
    if (span.day != day) continue;
    if (!text.empty()) text += ", ";
    text += fill(scene.tr("{from} to {until}"),
                 {{"from", scene.formats.time(span.from)}, {"until", scene.formats.time(span.to)}});
  }
  return text;
}

}  // namespace

std::optional<bool> open_now(const Scene& scene, const OpenHours& hours) {
  if (hours.always) return true;
  if (!hours.known() || !scene.situation.clock_trusted) return std::nullopt;
  const schedule::LocalTime now = scene.local_now();
  return hours.open_at(schedule::weekday_of(now.date), now.time);
}

std::optional<TimeOfDay> open_until(const Scene& scene, const OpenHours& hours) {
  if (hours.always || !scene.situation.clock_trusted) return std::nullopt;
  const schedule::LocalTime now = scene.local_now();
  const Weekday today = schedule::weekday_of(now.date);
  // Where one span ends another may go on, past midnight as well.
  minutes open{0};
  for (bool longer = true; longer && open <= a_day;) {
    longer = false;
    for (const OpenHours::Span& span : hours.spans) {
      const minutes length = span.to > span.from ? span.to - span.from : span.to + a_day - span.from;
      const minutes began = (today - span.day) + now.time - span.from;  // since, this week or the one before
      const minutes since = (began + open + a_week) % a_week;
      if (since >= length) continue;
      open += length - since;
      longer = true;
    }
  }
  if (open == minutes(0) || open > a_day) return std::nullopt;
  return (now.time + open) % a_day;
}

std::optional<Opening> next_opening(const Scene& scene, const OpenHours& hours) {
  if (hours.spans.empty() || !scene.situation.clock_trusted) return std::nullopt;
  const schedule::LocalTime now = scene.local_now();
  const Weekday today = schedule::weekday_of(now.date);
  for (int days = 0; days <= days_a_week; ++days)
    for (const OpenHours::Span& span : hours.spans)
      if (span.day == today + std::chrono::days(days) && (days > 0 || span.from > now.time))
        return Opening{days, span.from};
  return std::nullopt;
}

std::string week_text(const Scene& scene, const OpenHours& hours) {
  if (hours.always) return scene.tr("day and night");
  if (!hours.known()) return {};
  constexpr std::array week{std::chrono::Monday,   std::chrono::Tuesday, std::chrono::Wednesday,
                            std::chrono::Thursday, std::chrono::Friday,  std::chrono::Saturday,
                            std::chrono::Sunday};
  std::array<std::string, days_a_week> texts;
  std::ranges::transform(week, texts.begin(), [&](Weekday day) { return day_text(scene, hours, day); });
  if (std::ranges::all_of(texts, [&](const std::string& text) { return text == texts.front(); }))
    return fill(scene.tr("every day, {hours}"), {{"hours", texts.front()}});

  std::string all;
  for (std::size_t first = 0; first < week.size();) {
    std::size_t last = first;
    while (last + 1 < week.size() && texts[last + 1] == texts[first]) ++last;
    if (!texts[first].empty()) {
      std::string days = scene.formats.weekday(week[first]);
      const std::string last_day = scene.formats.weekday(week[last]);
      if (last == first + 1) days = scene.formats.list({days, last_day});
      if (last > first + 1) days = fill(scene.tr("{first} to {last}"), {{"first", days}, {"last", last_day}});
      if (!all.empty()) all += "; ";
      all += fill(scene.tr("{days}, {hours}"), {{"days", days}, {"hours", texts[first]}});
    }
    first = last + 1;
  }
  return all;
}

std::string hours_text(const Scene& scene, const OpenHours& hours) {
  // What never closes is open now as well; it is the shorter thing to read.
  if (hours.always)
    return scene.situation.clock_trusted ? scene.tr("open now") : scene.tr("open day and night");
  if (const auto until = open_until(scene, hours))
    return fill(scene.tr("open now, until {time}"), {{"time", scene.formats.time(*until)}});
  const auto opening = next_opening(scene, hours);
  if (!opening || open_now(scene, hours) == true) return week_text(scene, hours);
  const std::string time = scene.formats.time(opening->from);
  if (opening->days == 0) return fill(scene.tr("opens at {time}"), {{"time", time}});
  if (opening->days == 1) return fill(scene.tr("opens tomorrow at {time}"), {{"time", time}});
  const Weekday day = schedule::weekday_of(schedule::add_days(scene.today(), opening->days));
  return fill(scene.tr("opens {weekday} at {time}"),
              {{"weekday", scene.formats.weekday(day)}, {"time", time}});
}

}  // namespace porchlight::screens
