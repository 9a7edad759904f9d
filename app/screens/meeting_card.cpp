#include "screens/meeting_card.h"

#include <algorithm>

#include "language/direction.h"
#include "schedule/describe.h"
#include "schedule/kind.h"
#include "screens/page_parts.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using schedule::Occurrence;
using schedule::Standing;
using ui::TextRole;
using ui::Theme;

std::string subject_text(const Scene& scene, schedule::Subject subject) {
  switch (subject) {
    case schedule::Subject::alcohol:
      return scene.tr("alcohol");
    case schedule::Subject::drugs:
      return scene.tr("drugs");
    case schedule::Subject::family_and_friends:
      return scene.tr("family and friends");
    case schedule::Subject::teens:
      return scene.tr("teens");
    case schedule::Subject::other:
      return {};
  }
  return {};
}

std::string reason_text(const Scene& scene, const Occurrence& occurrence) {
  if (occurrence.change == nullptr || occurrence.change->reason.empty()) return {};
  const LocalText::Version& reason = scene.text(occurrence.change->reason);
  const std::string language(scene.reads(reason) ? std::string_view() : language::own_name(reason.language));
  const std::string words = (language.empty() ? "" : language + ": ") + reason.text;
  return ": " + language::isolated_in(scene.tr("No meeting on {date}"), words);
}

}  // namespace

std::string fellowship_text(const Scene& scene, const schedule::Meeting& meeting) {
  const schedule::Fellowship* fellowship = schedule::find_fellowship(meeting.fellowship);
  if (fellowship == nullptr) return meeting.fellowship;
  const std::string subject = subject_text(scene, fellowship->subject);
  if (subject.empty()) return std::string(fellowship->code);
  return fill(scene.tr("{fellowship} ({about})"),
              {{"fellowship", std::string(fellowship->code)}, {"about", subject}});
}

bool is_live(const Scene& scene, const Occurrence& occurrence) {
  if (!scene.situation.clock_trusted || !occurrence.takes_place()) return false;
  const Standing standing = schedule::standing(occurrence, scene.situation.now);
  return standing == Standing::on_now || standing == Standing::soon;
}

std::string standing_text(const Scene& scene, const Occurrence& occurrence) {
  if (occurrence.status == Occurrence::Status::cancelled) {
    const bool closed =
        occurrence.change != nullptr && occurrence.change->what == schedule::Change::What::closed;
    return closed ? scene.tr("No meeting: closed") : scene.tr("Cancelled");
  }
  if (is_live(scene, occurrence)) {
    if (schedule::standing(occurrence, scene.situation.now) == Standing::on_now) return scene.tr("On now");
    const long left = schedule::starts_in(occurrence, scene.situation.now).count();
    return fill(scene.trn("In {n} minute", "In {n} minutes", left), {{"n", scene.formats.number(left)}});
  }
  if (occurrence.status == Occurrence::Status::moved) return scene.tr("Moved");
  if (occurrence.status == Occurrence::Status::added) return scene.tr("Extra meeting");
  return {};
}

std::string start_text(const Scene& scene, const Occurrence& occurrence) {
  return scene.formats.time(occurrence.starts_local.time);
}

std::string end_text(const Scene& scene, const Occurrence& occurrence) {
  if (occurrence.starts_local.time == minutes(0)) {
    // Midnight belongs to the evening before for everybody who goes out for it.
    const auto day = schedule::weekday_of(occurrence.starts_local.date);
    return fill(scene.tr("Midnight, {evening} into {morning}"),
                {{"evening", scene.formats.short_weekday(day - std::chrono::days(1))},
                 {"morning", scene.formats.short_weekday(day)}});
  }
  if (!occurrence.ends) return {};
  return fill(scene.tr("to {time}"),
              {{"time", scene.formats.time(scene.site.schedule->zone().local(*occurrence.ends).time)}});
}

std::string exception_text(const Scene& scene, const Occurrence& occurrence) {
  const std::string date =
      scene.formats.weekday_month_day(occurrence.was ? occurrence.was->date : occurrence.starts_local.date);
  if (occurrence.status == Occurrence::Status::cancelled)
    return fill(scene.tr("No meeting on {date}"), {{"date", date}}) + reason_text(scene, occurrence) + ".";
  if (occurrence.status == Occurrence::Status::moved) {
    const std::string to =
        scene.formats.weekday_month_day(occurrence.starts_local.date) + ", " + start_text(scene, occurrence);
    return fill(scene.tr("The meeting of {date} is moved to {time}"), {{"date", date}, {"time", to}}) +
           (occurrence.place.name.empty() ? std::string() : ", " + place_text(scene, occurrence)) +
           reason_text(scene, occurrence) + ".";
  }
  if (occurrence.status == Occurrence::Status::added)
    return fill(scene.tr("Extra meeting on {date}"), {{"date", date}}) + reason_text(scene, occurrence) + ".";
  return {};
}

std::string place_text(const Scene& scene, const Occurrence& occurrence) {
  const schedule::Meeting& meeting = *occurrence.meeting;
  if (meeting.attendance == schedule::Attendance::online) return scene.tr("Online or by phone");
  const bool here = occurrence.here;
  std::string text = occurrence.place.room;
  const std::string name = here && !scene.site.facility.short_name.empty() ? scene.site.facility.short_name
                                                                           : occurrence.place.name;
  const std::string& where = name.empty() ? occurrence.place.address : name;
  if (!where.empty()) text += (text.empty() ? "" : " · ") + where;
  const auto metres = scene.site.directory->distance_m(occurrence);
  if (!here && metres) text += " · " + scene.formats.distance(*metres);
  return text;
}

std::vector<std::string> kind_labels(const Scene& scene, const schedule::Meeting& meeting, std::size_t most) {
  std::vector<const schedule::Kind*> known;
  for (const std::string& code : meeting.kinds)
    if (const schedule::Kind* kind = schedule::find_kind(code, meeting.fellowship);
        kind != nullptr && kind->rank < 99)
      known.push_back(kind);
  std::stable_sort(known.begin(), known.end(),
                   [](const auto* a, const auto* b) { return a->rank < b->rank; });
  std::vector<std::string> labels;
  for (const schedule::Kind* kind : known)
    if (labels.size() < most) labels.push_back(scene.tr(kind->label));
  for (const std::string& language : meeting.languages)
    if (language != scene.visit.language && labels.size() < most)
      labels.push_back(std::string(language::own_name(language)));
  return labels;
}

std::vector<std::string> about_meeting(const Scene& scene, const Occurrence& occurrence) {
  const schedule::Meeting& meeting = *occurrence.meeting;
  const bool open = std::ranges::find(meeting.kinds, "O") != meeting.kinds.end();
  return {fellowship_text(scene, meeting), open ? scene.tr("Open: anyone may come") : std::string(),
          occurrence.here ? occurrence.place.room : place_text(scene, occurrence)};
}

std::optional<Occurrence> next_meeting(const Scene& scene, int days) {
  if (!scene.situation.clock_trusted) return std::nullopt;
  for (int day = 0; day < days; ++day) {
    const auto all = scene.site.schedule->occurrences(schedule::add_days(scene.today(), day), 1);
    const auto to_come = [&](const Occurrence& occurrence) {
      return occurrence.takes_place() && occurrence.starts > scene.situation.now;
    };
    const auto here = std::ranges::find_if(
        all, [&](const Occurrence& occurrence) { return occurrence.here && to_come(occurrence); });
    const auto next = here != all.end() ? here : std::ranges::find_if(all, to_come);
    if (next != all.end()) return *next;
  }
  return std::nullopt;
}

std::string day_text(const Scene& scene, schedule::Date date) {
  return scene.formats.begin_line(scene.situation.clock_trusted
                                      ? scene.formats.weekday_month_day(date)
                                      : scene.formats.weekday(schedule::weekday_of(date)));
}

ui::View meeting_card(Scene& scene, const Occurrence& occurrence, bool narrow) {
  const schedule::Meeting& meeting = *occurrence.meeting;
  const bool live = is_live(scene, occurrence);
  const std::string standing = standing_text(scene, occurrence);

  ui::Views chips;
  if (!standing.empty()) chips.push_back(ui::chip(standing, true));
  const schedule::Fellowship* fellowship = schedule::find_fellowship(meeting.fellowship);
  if (fellowship != nullptr) {
    const std::string subject = subject_text(scene, fellowship->subject);
    chips.push_back(
        ui::chip(subject.empty() ? std::string(fellowship->code) : fellowship_text(scene, meeting)));
  }
  for (std::string& label : kind_labels(scene, meeting, 3)) chips.push_back(ui::chip(std::move(label)));
  if (meeting.attendance == schedule::Attendance::hybrid) chips.push_back(ui::chip(scene.tr("Also online")));

  const std::string starts = start_text(scene, occurrence), ends = end_text(scene, occurrence),
                    place = place_text(scene, occurrence);
  ui::Views time = ui::views(ui::paragraph(starts, &Theme::ink, TextRole::time));
  if (!ends.empty()) time.push_back(ui::paragraph(ends, &Theme::muted, TextRole::small));
  ui::Views words = ui::views(ui::paragraph(meeting.name, &Theme::ink, TextRole::subheading));
  if (!place.empty()) words.push_back(ui::paragraph(place, &Theme::muted, TextRole::small));
  words.push_back(ui::space(0.5_mm));
  if (!chips.empty()) words.push_back(ui::flow(2.5_mm, std::move(chips)));

  ui::Node node{.role = ui::Role::button, .name = starts + " " + meeting.name};
  node.value = standing;
  node.hint = place;
  Visit& visit = scene.visit;
  node.tap = [&visit, id = occurrence.id] { visit.go(ScreenId::meeting, id); };
  float time_share = scene.small_panel ? 0.32f : 0.27f;
  if (visit.text_size >= ui::TextSize::l) time_share = 0.36f;
  ui::View content =
      narrow ? ui::column(2_mm,
                          ui::views(ui::column(1_mm, std::move(time)), ui::column(1.5_mm, std::move(words))))
             : ui::row(6_mm, {time_share, 0.73f, 0},
                       ui::views(ui::column(1_mm, std::move(time)), ui::column(1.5_mm, std::move(words)),
                                 ui::icon("chevron", 11_mm, &Theme::muted)));
  return ui::pressable(std::move(node), live ? ui::surface::meeting_live : ui::surface::meeting,
                       std::move(content));
}

ui::View meeting_row(Scene& scene, const Occurrence& occurrence) {
  const schedule::Meeting& meeting = *occurrence.meeting;
  const std::string when =
      fill(scene.tr("{day}, {time}"),
           {{"day", day_text(scene, occurrence.starts_local.date)}, {"time", start_text(scene, occurrence)}});
  const std::string about = joined({when, standing_text(scene, occurrence), fellowship_text(scene, meeting)});
  // A week has the same name many times.
  ui::Node node{.role = ui::Role::button, .name = when + " " + meeting.name, .hint = about};
  Visit& visit = scene.visit;
  node.tap = [&visit, id = occurrence.id] { visit.go(ScreenId::meeting, id); };
  ui::View words =
      ui::column(1.5_mm, ui::views(ui::paragraph(meeting.name, &Theme::ink, TextRole::subheading),
                                   ui::paragraph(about, &Theme::muted, TextRole::small)));
  return ui::pressable(
      std::move(node), ui::surface::plain_row,
      ui::row(5_mm, {1, 0}, ui::views(std::move(words), ui::icon("chevron", 11_mm, &Theme::muted))));
}

schedule::Occurrence undated(const schedule::Meeting& meeting) {
  Occurrence occurrence;
  occurrence.meeting = std::make_shared<const schedule::Meeting>(meeting);
  occurrence.place = meeting.place;
  occurrence.here = meeting.here;
  return occurrence;
}

ui::View undated_meeting_card(Scene& scene, const schedule::Meeting& meeting) {
  const std::string about = joined(
      {schedule::describe(meeting, scene.catalog, scene.formats), place_text(scene, undated(meeting))});
  Visit& visit = scene.visit;
  return list_row(meeting.name, about, [&visit, id = meeting.id] { visit.go(ScreenId::meeting, id); });
}

}  // namespace porchlight::screens
