#include "site/comparison.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "schedule/describe.h"
#include "schedule/kind.h"
#include "site/formats/days.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

using schedule::Meeting;

// What can differ, in the order in which staff look at it.
using Facts = std::vector<std::pair<std::string, std::string>>;

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts)
    if (!part.empty()) text += (text.empty() ? "" : ", ") + part;
  return text;
}

std::string all_versions(const LocalText& text) {
  std::vector<std::string> parts;
  for (const LocalText::Version& version : text.versions) parts.push_back(version.text);
  return joined(parts);
}

std::string kinds_text(const Meeting& meeting) {
  std::vector<std::string> parts;
  for (const std::string& code : meeting.kinds) {
    const schedule::Kind* kind = schedule::find_kind(code, meeting.fellowship);
    parts.push_back(kind == nullptr ? code : std::string(kind->label));
  }
  parts.insert(parts.end(), meeting.other_kinds.begin(), meeting.other_kinds.end());
  return joined(parts);
}

std::string attendance_text(schedule::Attendance attendance) {
  switch (attendance) {
    case schedule::Attendance::in_person:
      return "in person";
    case schedule::Attendance::hybrid:
      return "in person and online";
    case schedule::Attendance::online:
      return "online";
    case schedule::Attendance::inactive:
      return "not held at present";
  }
  return {};
}

class Comparer {
 public:
  Comparer(const Site& before, const Site& after)
      : before_(before.schedule->meetings().begin(), before.schedule->meetings().end()),
        after_(after.schedule->meetings().begin(), after.schedule->meetings().end()),
        catalog_("en"),
        formats_("en", after.facility.country) {}

  Comparison compare() {
    match();
    Comparison result;
    for (const Meeting& meeting : after_) {
      const auto old = was_.find(&meeting);
      if (old == was_.end()) {
        result.added.push_back(headline(meeting));
        continue;
      }
      std::vector<std::string> what = differences(facts(*old->second), facts(meeting));
      if (!what.empty()) result.changed.push_back({meeting.name, std::move(what)});
    }
    for (const Meeting* meeting : left_) result.removed.push_back(headline(*meeting));
    return result;
  }

 private:
  void match() {
    std::map<std::string, const Meeting*> by_id;
    for (const Meeting& meeting : before_) by_id[meeting.id] = &meeting;
    std::vector<const Meeting*> unmatched;
    for (const Meeting& meeting : after_)
      if (const auto same = by_id.extract(meeting.id); !same.empty())
        was_[&meeting] = same.mapped();
      else
        unmatched.push_back(&meeting);

    // An id is made of the name and, where several share it, of day and time too.
    std::multimap<std::string, const Meeting*> by_name;
    for (const auto& [id, meeting] : by_id) by_name.emplace(name_and_days(*meeting), meeting);
    for (const Meeting* meeting : unmatched)
      if (const auto same = by_name.find(name_and_days(*meeting)); same != by_name.end()) {
        was_[meeting] = same->second;
        by_id.erase(same->second->id);
        by_name.erase(same);
      }
    for (const Meeting& meeting : before_)
      if (by_id.contains(meeting.id)) left_.push_back(&meeting);
  }

  static std::string name_and_days(const Meeting& meeting) {
    return matching_key(meeting.name) + "/" + days_of(meeting.recurrence).to_string();
  }

  std::string when(const Meeting& meeting) const {
    std::string text = schedule::describe(meeting, catalog_, formats_);
    const schedule::Recurrence& rule = meeting.recurrence;
    if (rule.from) text += ", from " + formats_.month_day_year(*rule.from);
    if (rule.until) text += ", until " + formats_.month_day_year(*rule.until);
    for (const schedule::Date& date : rule.except) text += ", not on " + formats_.month_day_year(date);
    return text;
  }

  std::string headline(const Meeting& meeting) const {
    return joined({meeting.name, when(meeting), meeting.here ? "" : meeting.place.name});
  }

  Facts facts(const Meeting& meeting) const {
    const schedule::Place& place = meeting.place;
    std::string coordinates;
    if (place.coordinates)
      coordinates = fmt::format("{:.5f}, {:.5f}", place.coordinates->latitude, place.coordinates->longitude);
    return {{"Name", meeting.name},
            {"When", when(meeting)},
            {"Fellowship", meeting.fellowship},
            {"Types", kinds_text(meeting)},
            {"Location", place.name},
            {"Room", place.room},
            {"Address", joined({place.address, place.region})},
            {"Position", coordinates},
            {"Attendance", attendance_text(meeting.attendance)},
            {"Languages", joined(meeting.languages)},
            {"Directions", all_versions(meeting.directions)},
            {"Notes", all_versions(meeting.notes)},
            {"Online", joined({meeting.conference_url, meeting.conference_phone})},
            {"Group", meeting.group}};
  }

  static std::vector<std::string> differences(const Facts& before, const Facts& after) {
    std::vector<std::string> what;
    for (std::size_t i = 0; i < after.size(); ++i) {
      const auto& [name, now] = after[i];
      const std::string& was = before[i].second;
      if (was == now) continue;
      if (was.empty())
        what.push_back(name + ": now " + in_quotes(now));
      else if (now.empty())
        what.push_back(name + ": no longer " + in_quotes(was));
      else
        what.push_back(name + ": " + was + " → " + now);
    }
    return what;
  }

  const std::vector<Meeting> before_, after_;
  const language::Catalog catalog_;
  const language::Formats formats_;
  std::map<const Meeting*, const Meeting*> was_;  // after -> before
  std::vector<const Meeting*> left_;              // of before, in its order
};

bool is_problem(const Problem& problem) {
  return problem.severity != Problem::Severity::notice;
}

std::string escaped(std::string_view text) {
  std::string html;
  for (const char c : text) {
    if (c == '&')
      html += "&amp;";
    else if (c == '<')
      html += "&lt;";
    else if (c == '>')
      html += "&gt;";
    else if (c == '"')
      html += "&quot;";
    else
      html += c;
  }
  return html;
}

std::string html_list(std::string_view title, const std::vector<std::string>& items) {
  if (items.empty()) return {};
  std::string html = fmt::format("<h2>{}</h2>\n<ul>\n", escaped(title));
  for (const std::string& item : items) html += "<li>" + escaped(item) + "</li>\n";
  return html + "</ul>\n";
}

std::string place_of(const Problem& problem) {
  std::string place = problem.file;
  if (problem.row > 0) place += fmt::format(", row {} (line {})", problem.row, problem.line);
  if (problem.row == 0 && problem.line > 0) place += fmt::format(", line {}", problem.line);
  if (!problem.field.empty()) place += ", " + problem.field;
  return place;
}

std::string html_problem(const Problem& problem) {
  return fmt::format("<li><b>{}</b><br>{}<br><b>{}</b><br>{}</li>\n", escaped(place_of(problem)),
                     escaped(problem.what), escaped(problem.to_do), escaped(problem.meanwhile));
}

}  // namespace

Comparison compare(const Site& before, const Site& after) {
  return Comparer(before, after).compare();
}

std::string summary(const Comparison& comparison, const std::vector<Problem>& problems) {
  std::vector<std::string> parts;
  const auto add = [&](std::size_t count, const char* word) {
    if (count > 0) parts.push_back(fmt::format("{} {}", count, word));
  };
  add(comparison.added.size(), "added");
  add(comparison.changed.size(), "changed");
  add(comparison.removed.size(), "removed");
  if (comparison.nothing()) parts.push_back("nothing changes");
  const auto count = static_cast<int>(std::count_if(problems.begin(), problems.end(), is_problem));
  parts.push_back(count == 0 ? "no problems" : counted(count, "problem", "problems"));
  return joined(parts);
}

std::string problems_page(const std::string& facility, const Comparison& comparison,
                          const std::vector<Problem>& problems) {
  std::string html = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n<title>{0}</title>\n"
      "<style>body {{ font: 18px/1.5 sans-serif; max-width: 44em; margin: 2em auto; padding: 0 1em }} "
      "li {{ margin: 0 0 1em }}</style>\n<h1>{0}</h1>\n<p>{1}.</p>\n",
      escaped(facility), escaped(summary(comparison, problems)));
  if (std::any_of(problems.begin(), problems.end(), is_problem)) {
    html += "<h2>What to mend</h2>\n<ol>\n";
    for (const Problem& problem : problems)
      if (is_problem(problem)) html += html_problem(problem);
    html += "</ol>\n";
  }
  html += html_list("Added", comparison.added);
  std::vector<std::string> changed;
  for (const Comparison::Change& change : comparison.changed)
    for (const std::string& what : change.what) changed.push_back(change.meeting + ". " + what);
  html += html_list("Changed", changed);
  html += html_list("No longer there", comparison.removed);
  return html + "</html>\n";
}

}  // namespace porchlight::site
