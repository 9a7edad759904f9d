// How the kiosk is, for those who look after it: what waits, what is wrong with kiosk-config, which lists it
// shows, what was tried out; and what they can have done.
#include "screens/staff.h"

#include <algorithm>

#include "screens/layout.h"
#include "screens/slips.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using ui::TextRole;
using ui::Theme;

// More than this nobody mends standing at a screen; `porchlight check` lists all.
constexpr std::size_t problems_listed = 12;

std::string date_and_time(const Scene& scene, Instant when) {
  const schedule::LocalTime local = scene.site.schedule->zone().local(when);
  const std::string time = scene.formats.time(local.time);
  return local.date == scene.today() ? time : scene.formats.month_day(local.date) + ", " + time;
}

std::string since(Instant then, Instant now) {
  const auto passed = std::chrono::floor<std::chrono::hours>(now - then);
  if (passed < std::chrono::hours(1)) return "within the last hour";
  if (passed < std::chrono::hours(48)) return std::to_string(passed.count()) + " h ago";
  return std::to_string(std::chrono::floor<std::chrono::days>(passed).count()) + " days ago";
}

ui::View fact(std::string name, std::string value, std::string about) {
  return ui::card(
      ui::column(1_mm, ui::views(ui::paragraph(std::move(name), &Theme::muted, TextRole::small),
                                 ui::paragraph(ui::Words(std::vector{std::pair(std::move(value), true)}),
                                               &Theme::ink, TextRole::heading),
                                 ui::paragraph(std::move(about), &Theme::ink, TextRole::small))));
}

ui::View waiting_requests(const Scene& scene, const StaffReport& report) {
  if (!report.outbox_readable) return fact("Waiting requests", "?", "the outbox cannot be read");
  std::string about =
      report.oldest ? "oldest " + since(*report.oldest, scene.situation.now) : "nothing waits";
  if (report.expired > 0) about += ", " + std::to_string(report.expired) + " expired";
  return fact("Waiting requests", std::to_string(report.waiting), about);
}

ui::View last_delivery(const Scene& scene, const StaffReport& report) {
  using Delivery = Situation::Delivery;
  const Delivery delivery = scene.situation.delivery;
  const std::string about = delivery == Delivery::online    ? "the collector answers"
                            : delivery == Delivery::offline ? "the collector does not answer"
                                                            : "no collector is set up";
  return fact("Last delivery", report.delivered ? date_and_time(scene, *report.delivered) : "none",
              report.delivered ? about : "since the start; " + about);
}

ui::View clock(const Scene& scene, const StaffReport& report) {
  constexpr seconds nobody_minds{30};
  const std::string time = date_and_time(scene, scene.situation.now);
  if (!scene.situation.clock_trusted) return fact("Clock", "not sure", time + "; set it below");
  if (report.clock_ahead && std::chrono::abs(*report.clock_ahead) > nobody_minds)
    return fact("Clock", time,
                "the collector’s is " + std::to_string(std::chrono::abs(*report.clock_ahead).count()) +
                    (*report.clock_ahead > seconds(0) ? " s ahead" : " s behind"));
  return fact("Clock", time, "OK");
}

std::string place_of(const site::Problem& problem) {
  std::string place = problem.file;
  if (problem.row > 0) place += ", row " + std::to_string(problem.row);
  if (problem.line > 0) place += ", line " + std::to_string(problem.line);
  if (!problem.field.empty()) place += ", " + problem.field;
  return place + ": ";
}

ui::View things_to_fix(const StaffReport& report) {
  std::vector<const site::Problem*> problems;
  for (const site::Problem& problem : report.problems)
    if (problem.severity != site::Problem::Severity::notice) problems.push_back(&problem);
  // What keeps the newest files from being shown stands first.
  std::ranges::stable_partition(problems, [](const site::Problem* problem) {
    return problem->severity == site::Problem::Severity::fatal;
  });
  const std::string count = std::to_string(problems.size());
  ui::Views lines =
      ui::views(ui::heading(problems.empty()       ? "Nothing to fix in kiosk-config"
                            : problems.size() == 1 ? "1 thing to fix in kiosk-config"
                                                   : count + " things to fix in kiosk-config",
                            TextRole::subheading, problems.empty() ? &Theme::ink : &Theme::on_note));
  if (report.newest_refused)
    lines.push_back(
        ui::paragraph("The newest files cannot be shown. Visitors see the last good ones.", &Theme::on_note));
  for (std::size_t i = 0; i < std::min(problems.size(), problems_listed); ++i)
    lines.push_back(ui::paragraph(
        ui::Words(std::vector{
            std::pair(place_of(*problems[i]), true),
            std::pair(joined({problems[i]->what, problems[i]->to_do}, ". ") + ". " + problems[i]->meanwhile,
                      false)}),
        &Theme::on_note, TextRole::small));
  if (problems.size() > problems_listed)
    lines.push_back(ui::paragraph("All of them: porchlight check", &Theme::on_note, TextRole::small));
  return ui::card(ui::column(3_mm, std::move(lines)),
                  problems.empty() ? ui::surface::card : ui::surface::note);
}

ui::View row_of(std::string name, std::string value, ui::Color Theme::*color = &Theme::ink) {
  return ui::row(
      4_mm, {1, 1},
      ui::views(ui::paragraph(std::move(name), &Theme::ink, TextRole::small),
                ui::text_block(ui::Words(std::vector{std::pair(std::move(value), true)}),
                               {.role = TextRole::small, .color = color, .align = text::Align::end})));
}

ui::View with_rules(std::string heading, ui::Views rows) {
  ui::Views lines = ui::views(ui::heading(std::move(heading), TextRole::subheading));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i > 0) lines.push_back(ui::rule());
    lines.push_back(std::move(rows[i]));
  }
  return ui::card(ui::column(3_mm, std::move(lines)));
}

ui::View lists(const Scene& scene) {
  std::map<std::string, int> meetings;
  for (const schedule::Meeting& meeting : scene.site.schedule->meetings()) ++meetings[meeting.source];
  const auto count = [&](const std::string& source) {
    const int n = meetings[source];
    return std::to_string(n) + (n == 1 ? " meeting" : " meetings");
  };
  const std::string own(site::own_table_name);
  std::string checked = count(own);
  if (scene.site.checked) checked += " · checked " + scene.formats.month_day(scene.site.checked->on);
  ui::Views rows = ui::views(row_of(own, checked));
  for (const site::FetchedList& list : scene.site.lists)
    rows.push_back(row_of(list.name, count(list.name) + " · " + scene.formats.month_day(list.on)));
  return with_rules("Schedule", std::move(rows));
}

ui::View self_tests(const Scene& scene, const StaffReport& report) {
  ui::Views rows;
  for (const SelfTest test : all_self_tests) {
    const auto made = report.tests.find(test);
    std::string name(name_of(test));
    if (made == report.tests.end()) {
      rows.push_back(row_of(std::move(name), "not tried yet", &Theme::muted));
      continue;
    }
    if (!made->second.why_not.empty()) name += ": " + made->second.why_not;
    rows.push_back(
        row_of(std::move(name),
               date_and_time(scene, made->second.when) + (made->second.passed ? " · passed" : " · failed"),
               made->second.passed ? &Theme::primary : &Theme::ink));
  }
  return with_rules("Self-test", std::move(rows));
}

ui::View quiet(std::string name, ui::Tap tap) {
  return ui::button(std::move(name), ui::surface::button_quiet, std::move(tap));
}

std::string name_of(StickReport::State state) {
  using State = StickReport::State;
  switch (state) {
    case State::offered:
      return "A stick with a new kiosk-config";
    case State::taken:
      return "The stick’s kiosk-config was taken over";
    case State::refused:
      return "The stick’s kiosk-config is refused";
    case State::failed:
      return "The stick’s kiosk-config could not be taken over";
    case State::none:
    case State::nothing_new:
      break;
  }
  return "There is nothing new on the stick";
}

ui::View stick_card(Scene& scene, const StickReport& stick) {
  ui::Views parts = ui::views(ui::heading(name_of(stick.state), TextRole::subheading, &Theme::on_note));
  for (const std::string& line : stick.words)
    parts.push_back(ui::paragraph(line, &Theme::on_note, TextRole::small));
  if (stick.state == StickReport::State::offered)
    parts.push_back(quiet("Take it over", [staff = scene.staff] { staff->take_stick(); }));
  return ui::card(ui::column(3_mm, std::move(parts)), ui::surface::note);
}

ui::View sound_test(Scene& scene) {
  Staff* staff = scene.staff;
  return ui::card(ui::column(
      4_mm, ui::views(ui::paragraph("Sound: play the sentence, then say whether you heard it."),
                      ui::grid_that_fits(
                          {3, 1}, 5_mm,
                          ui::views(quiet("Play", [staff] { staff->say_something(); }),
                                    quiet("I heard it", [staff] { staff->note(SelfTest::sound, true); }),
                                    quiet("I did not", [staff] { staff->note(SelfTest::sound, false); }))))));
}

ui::View what_can_be_done(Scene& scene, const StaffReport& report) {
  Staff* staff = scene.staff;
  Visit& visit = scene.visit;
  ui::Views all = ui::views(quiet("Read config again", [staff] { staff->read_again(); }),
                            quiet("Set the clock",
                                  [&visit, now = scene.situation.now] {
                                    visit.new_time = std::chrono::floor<minutes>(now);
                                    visit.go(ScreenId::staff_clock);
                                  }),
                            quiet("Test network and storage", [staff] { staff->test_what_needs_nobody(); }),
                            quiet("Test screen and touch", [&visit] {
                              visit.color = 0;
                              visit.felt.clear();
                              visit.go(ScreenId::staff_screen);
                            }));
  // What is not there is not offered.
  if (scene.situation.printer != Situation::Printer::none)
    all.push_back(quiet("Test the printer", [staff, slip = test_slip(scene)] { staff->test_printer(slip); }));
  if (report.stick.state != StickReport::State::none && scene.site.counts)
    all.push_back(quiet("Counts onto the stick",
                        [staff, today = scene.today()] { staff->put_counts_on_stick(today); }));
  all.push_back(quiet("Restart", [staff] { staff->restart(); }));
  all.push_back(quiet("Leave", [errands = &scene.errands] { errands->end_visit(); }));
  const std::size_t columns = scene.landscape ? 4 : 2;
  return ui::grid_that_fits({columns, 2, 1}, 5_mm, std::move(all));
}

}  // namespace

std::string_view name_of(SelfTest test) {
  switch (test) {
    case SelfTest::screen:
      return "Screen and touch";
    case SelfTest::sound:
      return "Sound";
    case SelfTest::network:
      return "Network and collector";
    case SelfTest::storage:
      return "Storage";
    case SelfTest::printer:
      return "Printer";
  }
  return "";
}

ui::View staff(Scene& scene) {
  const StaffReport& report = scene.staff->report();
  ui::Views parts;
  std::string about = "Porchlight " + report.version;
  if (report.disk_free_mb) about += " · " + std::to_string(*report.disk_free_mb) + " MB free";
  // Beside each other where height is short, so that all that can be done stands above the fold.
  ui::Views head = ui::views(ui::title("Staff"), ui::paragraph(about, &Theme::muted));
  parts.push_back(scene.landscape ? ui::row(6_mm, {1, 0}, std::move(head))
                                  : ui::column(part_gap(scene), std::move(head)));
  if (!report.answer.empty())
    parts.push_back(ui::card(ui::paragraph(report.answer, &Theme::on_note), ui::surface::note));
  if (report.stick.state != StickReport::State::none) parts.push_back(stick_card(scene, report.stick));
  if (!report.delivery_trouble.empty())
    parts.push_back(ui::card(ui::paragraph(report.delivery_trouble, &Theme::on_note), ui::surface::note));
  parts.push_back(ui::grid_that_fits(
      {3, 1}, 5_mm,
      ui::views(waiting_requests(scene, report), last_delivery(scene, report), clock(scene, report))));
  parts.push_back(what_can_be_done(scene, report));
  parts.push_back(things_to_fix(report));
  parts.push_back(
      beside(scene, ui::views(lists(scene)), ui::views(self_tests(scene, report), sound_test(scene)), 0.5f));
  return scrolling(scene, ui::column(part_gap(scene), std::move(parts)));
}

}  // namespace porchlight::screens
