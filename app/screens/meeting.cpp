#include <algorithm>

#include "schedule/describe.h"
#include "schedule/kind.h"
#include "screens/layout.h"
#include "screens/meeting_card.h"
#include "screens/page_parts.h"
#include "screens/slips.h"
#include "screens/take_along.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using schedule::Change;
using schedule::Occurrence;
using ui::TextRole;
using ui::Theme;

// Exceptions further ahead than this are not worth a line yet.
constexpr std::size_t occurrences_ahead = 5;
// Of other meetings at the place; the rest is one tap away.
constexpr std::size_t others_at_once = 3;

// Tonight's state first, then the exceptions to come.
ui::View state_note(Scene& scene, const Occurrence& occurrence) {
  if (!scene.situation.clock_trusted) return nullptr;
  std::vector<std::pair<std::string, bool>> words;
  const std::string exception = exception_text(scene, occurrence);
  if (!exception.empty()) {
    words.emplace_back(exception, true);
  } else if (schedule::standing(occurrence, scene.situation.now) != schedule::Standing::past) {
    const auto now = scene.local_now();
    const bool today = occurrence.starts_local.date == now.date;
    const bool tonight = occurrence.starts_local.time >= evening;
    std::string when = day_text(scene, occurrence.starts_local.date);
    if (today) when = tonight ? scene.tr("Tonight") : scene.tr("Today");
    words.emplace_back(fill(scene.tr("{when}: on."), {{"when", when}}), true);
  }
  for (const Occurrence& next :
       scene.site.schedule->upcoming(*occurrence.meeting, scene.situation.now, occurrences_ahead)) {
    if (next.id == occurrence.id) continue;
    const std::string text = exception_text(scene, next);
    if (!text.empty()) words.emplace_back(" " + text, false);
  }
  if (words.empty()) return nullptr;
  return ui::card(ui::text_block(ui::Words(std::move(words)), {.color = &Theme::on_note}), ui::surface::note);
}

// Whose word it is that the meeting is as it says, and of when.
std::string checked_text(const Scene& scene, const schedule::Meeting& meeting) {
  schedule::Date on;
  std::string text;
  if (const site::FetchedList* list = scene.site.fetched_list(meeting)) {
    on = list->on;
    text = fill(scene.tr("Schedule of {date}, from {who}"),
                {{"date", scene.formats.month_day(on)}, {"who", list->name}});
  } else if (scene.site.checked && meeting.source == site::own_table_name) {
    on = scene.site.checked->on;
    text = fill(scene.tr("Checked by {who} on {date}"),
                {{"who", scene.site.checked->by}, {"date", scene.formats.month_day(on)}});
  } else {
    return {};
  }
  const bool old =
      !scene.situation.clock_trusted || schedule::days_between(on, scene.today()) > site::checked_is_old_days;
  if (old) text += ". " + scene.tr("That is a while ago: please confirm.");
  return text;
}

ui::View headline(Scene& scene, const Occurrence& occurrence) {
  const schedule::Meeting& meeting = *occurrence.meeting;
  ui::Views parts;
  if (const std::string standing = standing_text(scene, occurrence); !standing.empty())
    parts.push_back(ui::flow(2_mm, ui::views(ui::chip(standing, true))));
  parts.push_back(ui::title(meeting.name));
  std::string when = fellowship_text(scene, meeting);
  const std::string rule = schedule::describe(meeting, scene.catalog, scene.formats);
  when += (when.empty() || rule.empty() ? "" : " · ") + rule;
  parts.push_back(ui::paragraph(when, &Theme::muted));
  if (const std::string checked = checked_text(scene, meeting); !checked.empty())
    parts.push_back(ui::paragraph(checked, &Theme::muted, TextRole::small));
  return ui::column(3_mm, std::move(parts));
}

ui::View where_card(Scene& scene, const Occurrence& occurrence) {
  const schedule::Meeting& meeting = *occurrence.meeting;
  ui::Views parts = ui::views(ui::heading(scene.tr("Where"), TextRole::subheading));
  const std::string place = place_text(scene, occurrence);
  if (!place.empty()) parts.push_back(ui::paragraph(place));
  if (!occurrence.place.address.empty() && !occurrence.here)
    parts.push_back(ui::paragraph(occurrence.place.address, &Theme::muted));
  if (!meeting.directions.empty()) {
    const std::string way = own_text(scene, meeting.directions);
    if (occurrence.here && !way.empty())
      parts.push_back(
          ui::paragraph(fill(scene.tr("From this screen: {way}"), {{"way", way}}), &Theme::muted));
    else
      parts.push_back(staff_text(scene, meeting.directions, TextRole::body, &Theme::muted));
  }
  if (!meeting.conference_url.empty() || !meeting.conference_phone.empty()) {
    const std::string online =
        meeting.conference_url.empty() ? "tel:" + meeting.conference_phone : meeting.conference_url;
    const std::string how = meeting.conference_url.empty()
                                ? fill(scene.tr("By phone: {number}. Or point a phone’s camera here."),
                                       {{"number", meeting.conference_phone}})
                                : scene.tr("To join online, point a phone’s camera here.");
    parts.push_back(with_picture(ui::qr_code(scene.tr("Code to join online"), qr(scene, online), 42_mm),
                                 ui::paragraph(how, &Theme::muted), width_of(scene, TextRole::body, 16),
                                 true));
  }
  ui::View words = ui::column(2.5_mm, std::move(parts));
  const std::string way = occurrence.here ? std::string() : way_code(occurrence.place);
  if (way.empty()) return ui::card(std::move(words));
  return ui::card(with_picture(
      captioned_code(scene, way, scene.tr("Code for a phone: the way there"), scene.tr("The way")),
      std::move(words), width_of(scene, TextRole::body, 16), false));
}

ui::View expect_card(Scene& scene, const schedule::Meeting& meeting) {
  ui::Views parts = ui::views(ui::heading(scene.tr("What to expect"), TextRole::subheading));
  std::vector<const schedule::Kind*> known;
  for (const std::string& code : meeting.kinds)
    if (const schedule::Kind* kind = schedule::find_kind(code, meeting.fellowship)) known.push_back(kind);
  std::stable_sort(known.begin(), known.end(),
                   [](const auto* a, const auto* b) { return a->rank < b->rank; });
  for (const schedule::Kind* kind : known) {
    std::vector<std::pair<std::string, bool>> words{{scene.tr(kind->label), true}};
    if (!kind->explanation.empty()) words.emplace_back(" — " + scene.tr(kind->explanation), false);
    parts.push_back(ui::paragraph(ui::Words(std::move(words))));
  }
  for (const std::string& kind : meeting.other_kinds) parts.push_back(ui::paragraph(kind));
  std::vector<std::string> languages;
  for (const std::string& code : meeting.languages) languages.emplace_back(language::own_name(code));
  if (!languages.empty())
    parts.push_back(ui::paragraph(
        fill(scene.tr("Language: {languages}"), {{"languages", scene.formats.list(languages)}})));
  if (!meeting.notes.empty())
    parts.push_back(staff_text(scene, meeting.notes, TextRole::body, &Theme::muted));
  if (parts.size() == 1) return nullptr;
  return ui::card(ui::column(5.4_mm, std::move(parts)));
}

// A date for the phone, and paper. With a wrong clock the date would be wrong as well. nullptr: neither.
ui::View take_it_card(Scene& scene, const Occurrence& occurrence, bool dated) {
  const bool with_code = dated && occurrence.takes_place() && scene.situation.clock_trusted;
  ui::Views words = ui::views(ui::heading(scene.tr("Take it with you"), TextRole::subheading));
  bool& names = scene.visit.here().names_meeting;
  if (with_code) {
    words.push_back(ui::paragraph(
        names ? scene.tr(
                    "Point a phone’s camera here. The calendar will show the name and the place. Nothing is "
                    "sent to us.")
              : scene.tr(
                    "Point a phone’s camera here. The calendar will only say “Appointment”. Nothing is sent "
                    "to us."),
        &Theme::muted));
    words.push_back(ui::flow(3_mm, ui::views(ui::toggle(scene.tr("Show the meeting’s name"), names,
                                                        [&names] { names = !names; }))));
  }
  ui::View print = print_part(scene, scene.tr("Print a slip"), [occurrence, with_code](const Scene& then) {
    return meeting_slip(then, occurrence, with_code);
  });
  if (print) words.push_back(std::move(print));
  if (words.size() == 1) return nullptr;
  if (!with_code) return ui::card(ui::column(ui::size::text_gap, std::move(words)));
  return code_card(scene, calendar_code(scene, occurrence), scene.tr("Code for a phone’s calendar"),
                   std::move(words), 62_mm);
}

// Each with its next date, the soonest first. Empty: there is no other, or only ones without a date.
ui::Views also_here(Scene& scene, const Occurrence& occurrence) {
  std::vector<Occurrence> others;
  for (const schedule::Meeting& meeting : scene.site.directory->at(occurrence.place)) {
    if (meeting.id == occurrence.meeting->id) continue;
    for (Occurrence& next : scene.site.schedule->upcoming(meeting, scene.situation.now, 1))
      others.push_back(std::move(next));
  }
  std::stable_sort(others.begin(), others.end(),
                   [](const Occurrence& a, const Occurrence& b) { return a.starts < b.starts; });
  if (others.empty()) return {};

  Visit& visit = scene.visit;
  ui::Views parts = ui::views(ui::heading(scene.tr("Also at this place"), TextRole::subheading));
  // One more button would take the room of the row it hides.
  const bool cut = !visit.here().more && others.size() > others_at_once + 1;
  const std::size_t shown = cut ? others_at_once : others.size();
  for (std::size_t i = 0; i < shown; ++i) parts.push_back(meeting_row(scene, others[i]));
  if (cut)
    parts.push_back(ui::button(fill(scene.tr("All {n} at this place"),
                                    {{"n", scene.formats.number(static_cast<long>(others.size()))}}),
                               ui::surface::button_quiet, [&visit] { visit.here().more = true; }));
  return ui::views(ui::column(3.5_mm, std::move(parts)));
}

ui::View no_longer_listed(Scene& scene) {
  Visit& visit = scene.visit;
  return scrolling(
      scene, ui::column(6_mm, ui::views(ui::title(scene.tr("The schedule has changed")),
                                        ui::paragraph(scene.tr("This meeting is no longer listed.")),
                                        ui::button(scene.tr("All meetings"), ui::surface::button_primary,
                                                   [&visit] { visit.go_from_home(ScreenId::meetings); }))));
}

}  // namespace

ui::View meeting(Scene& scene) {
  const std::string& id = scene.visit.here().about;
  const std::optional<Occurrence> dated = scene.site.schedule->occurrence(id);
  const auto without_date = dated ? nullptr : scene.site.schedule->find(id);
  if (!dated && !without_date) return no_longer_listed(scene);

  const Occurrence occurrence = dated ? *dated : undated(*without_date);
  ui::Views first = ui::views(headline(scene, occurrence)), second;
  if (dated)
    if (ui::View note = state_note(scene, occurrence)) first.push_back(std::move(note));
  first.push_back(where_card(scene, occurrence));
  if (ui::View expect = expect_card(scene, *occurrence.meeting)) second.push_back(std::move(expect));
  if (ui::View take_it = take_it_card(scene, occurrence, dated.has_value()))
    second.push_back(std::move(take_it));
  for (ui::View& part : also_here(scene, occurrence)) second.push_back(std::move(part));
  return scrolling(scene, beside(scene, std::move(first), std::move(second), 0.5f));
}

}  // namespace porchlight::screens
