#include "screens/slips.h"

#include <algorithm>

#include "schedule/describe.h"
#include "screens/helpline_card.h"
#include "screens/hours_text.h"
#include "screens/meeting_card.h"
#include "screens/page_parts.h"
#include "screens/take_along.h"

namespace porchlight::screens {
namespace {

using schedule::Occurrence;
using text::Slip;
using text::SlipRole;
using text::SlipText;

// A metre of paper; what a day has more than that is read on the screen.
constexpr std::size_t most_meetings = 40;

Slip begun(const Scene& scene) {
  return {scene.visit.language, {}};
}

// What is not empty of them; unlike joined() with every full stop: “p. m.” ends with one.
std::string together(std::initializer_list<std::string> parts, std::string_view between = " · ") {
  std::string text;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!text.empty()) text += between;
    text += part;
  }
  return text;
}

void say_staff(const Scene& scene, Slip& slip, const LocalText& text, SlipRole role = SlipRole::body) {
  if (text.empty()) return;
  const LocalText::Version& version = scene.text(text);
  slip.say(version.text, role, scene.reads(version) ? Language() : version.language);
}

// Where it is from, and of when: paper is kept for longer than it is true.
Slip finished(const Scene& scene, Slip slip) {
  slip.parts.emplace_back(text::SlipRule{});
  const site::Facility& facility = scene.site.facility;
  slip.say(together({facility.name, facility.address}, ", "), SlipRole::small);
  if (scene.situation.clock_trusted)
    slip.say(fill(scene.tr("Printed on {date}. Please check before you go: things change."),
                  {{"date", scene.formats.month_day_year(scene.today())}}),
             SlipRole::small);
  return slip;
}

std::string hours_of(const Scene& scene, const Occurrence& occurrence) {
  return together({start_text(scene, occurrence), end_text(scene, occurrence)}, " ");
}

void say_runs(Slip& slip, const guide::Runs& runs, const std::string& before, bool all_bold = false) {
  SlipText text;
  if (!before.empty()) text.runs.emplace_back(before, all_bold);
  for (const guide::Run& run : runs) text.runs.emplace_back(run.text, run.bold || all_bold);
  slip.parts.emplace_back(std::move(text));
}

struct SayBlock {
  Slip& slip;

  void operator()(const guide::Heading& heading) const {
    std::string words;
    for (const guide::Run& run : heading.runs) words += run.text;
    slip.say(words, SlipRole::heading);
  }
  void operator()(const guide::Paragraph& paragraph) const { say_runs(slip, paragraph.runs, {}); }
  void operator()(const guide::Bullets& list) const {
    int number = 0;
    for (const guide::Runs& item : list.items)
      say_runs(slip, item, list.numbered ? std::to_string(++number) + ". " : "• ");
  }
  void operator()(const guide::Callout& callout) const { say_runs(slip, callout.runs, {}, true); }
  // To another page there is no way on paper.
  void operator()(const guide::Link& link) const {
    if (!link.target.starts_with("page:")) slip.say(link.text + ": " + address_of(link.target));
  }

  static std::string address_of(const std::string& target) {
    for (const std::string_view scheme : {"tel:", "sms:", "https://", "http://"})
      if (target.starts_with(scheme)) return target.substr(scheme.size());
    return target;
  }
};

}  // namespace

Slip meeting_slip(const Scene& scene, const Occurrence& occurrence, bool with_code) {
  const schedule::Meeting& meeting = *occurrence.meeting;
  Slip slip = begun(scene);
  slip.say(meeting.name, SlipRole::title);
  if (with_code && scene.situation.clock_trusted)
    slip.parts.emplace_back(SlipText{
        {{together({day_text(scene, occurrence.starts_local.date), hours_of(scene, occurrence)}), true}}});
  slip.say(exception_text(scene, occurrence));
  slip.say(
      together({fellowship_text(scene, meeting), schedule::describe(meeting, scene.catalog, scene.formats)}));
  slip.parts.emplace_back(text::SlipRule{});
  slip.say(place_text(scene, occurrence));
  slip.say(occurrence.here ? scene.site.facility.address : occurrence.place.address);
  say_staff(scene, slip, meeting.directions);
  if (!meeting.conference_url.empty()) slip.say(meeting.conference_url);
  if (!meeting.conference_phone.empty())
    slip.say(fill(scene.tr("By phone: {number}"), {{"number", meeting.conference_phone}}));
  if (with_code) {
    slip.parts.emplace_back(text::SlipCode{qr(scene, calendar_code(scene, occurrence))});
    slip.say(scene.tr("For your phone’s calendar."), SlipRole::small);
  }
  return finished(scene, std::move(slip));
}

Slip day_slip(const Scene& scene, schedule::Date date, const std::vector<Occurrence>& listed) {
  Slip slip = begun(scene);
  slip.say(scene.tr("Meetings"), SlipRole::title);
  slip.say(day_text(scene, date), SlipRole::heading);
  const std::size_t shown = std::min(listed.size(), most_meetings);
  for (std::size_t i = 0; i < shown; ++i) {
    const Occurrence& occurrence = listed[i];
    slip.parts.emplace_back(text::SlipRule{});
    slip.parts.emplace_back(
        SlipText{{{hours_of(scene, occurrence), true}, {"  " + occurrence.meeting->name, true}}});
    slip.say(together({fellowship_text(scene, *occurrence.meeting), place_text(scene, occurrence)}));
    if (!occurrence.here) slip.say(occurrence.place.address);
    slip.say(exception_text(scene, occurrence));
  }
  if (const long left = static_cast<long>(listed.size() - shown); left > 0) {
    slip.parts.emplace_back(text::SlipRule{});
    slip.say(
        fill(scene.trn("{n} more meeting is on the screen.", "{n} more meetings are on the screen.", left),
             {{"n", scene.formats.number(left)}}));
  }
  return finished(scene, std::move(slip));
}

Slip page_slip(const Scene& scene, const guide::Page& page) {
  Slip slip{page.language, {}};
  slip.say(page.title, SlipRole::title);
  for (const guide::Block& block : page.blocks)
    if (!is_in_foot(scene, block)) std::visit(SayBlock{slip}, block);
  slip.parts.emplace_back(text::SlipRule{});
  for (std::string& line : foot_lines(scene, page))
    slip.say(std::move(line), SlipRole::small, scene.visit.language);
  return finished(scene, std::move(slip));
}

Slip numbers_slip(const Scene& scene) {
  Slip slip = begun(scene);
  slip.say(scene.tr("Help now"), SlipRole::title);
  for (const guide::Helpline* line : guide::for_help_screen(scene.site.helplines)) {
    slip.parts.emplace_back(text::SlipRule{});
    say_staff(scene, slip, line->when_to_call.empty() ? line->name : line->when_to_call, SlipRole::heading);
    slip.say(line->number, SlipRole::number);
    slip.say(scene.formats.begin_line(
        together({call_or_text(scene, *line), line->free ? scene.tr("free") : std::string(),
                  week_text(scene, line->hours)})));
    say_staff(scene, slip, line->answered_by, SlipRole::small);
  }
  return finished(scene, std::move(slip));
}

Slip test_slip(const Scene& scene) {
  Slip slip{"en", {}};
  slip.say("The printer works", SlipRole::title);
  slip.say(scene.site.facility.name);
  slip.say(scene.formats.month_day_year(scene.today()) + ", " + scene.formats.time(scene.local_now().time));
  return slip;
}

}  // namespace porchlight::screens
