#include "kiosk/tour_guide.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "guide/page.h"
#include "intake/random.h"
#include "kiosk/screen_json.h"
#include "kiosk/tour_stage.h"
#include "kiosk/typing_mistake.h"
#include "platform/picture.h"

namespace porchlight::kiosk {
namespace {

using Delivery = screens::Situation::Delivery;

// A number of the range that is kept free for fiction.
constexpr const char* typed_number = "4155550137";
constexpr const char* typed_name = "Sam";
// As many as the list of meetings has buttons for.
constexpr int days_shown = 7;

class Guide {
 public:
  Guide(const TourOptions& options, FakeClock& clock, platform::Gui& gui, platform::Renderer& renderer,
        platform::Offscreen* offscreen, PxPerMm px, std::shared_ptr<const site::Site> site)
      : options_(options),
        clock_(clock),
        gui_(gui),
        renderer_(renderer),
        offscreen_(offscreen),
        px_(px),
        site_(std::move(site)) {
    if (options.seed)
      random_ = std::make_unique<intake::SeededRandom>(*options.seed);
    else
      random_ = std::make_unique<intake::SodiumRandom>();
  }

  Result<Toured> go() {
    for (const auto part :
         {&Guide::meetings, &Guide::steps_and_pages, &Guide::help, &Guide::choices, &Guide::request,
          &Guide::withdrawing, &Guide::could_not_save, &Guide::nothing_today, &Guide::wrong_clock,
          &Guide::hearing, &Guide::running_out}) {
      TourStage stage(options_, clock_, gui_, renderer_, px_, site_, *random_, options_.state);
      stage_ = &stage;
      stage.kiosk.set_delivery(Delivery::offline, std::nullopt);
      (this->*part)();
      if (trouble_) return *trouble_;
      // Its pictures leave the graphics card while there is still a frame to do it in.
      stage.kiosk.clear();
      stage.visitor.settle();
      fonts_installed_ = stage.kiosk.fonts_installed();
    }
    return Toured{count_, fonts_installed_};
  }

 private:
  // --- What a part is written with: after the first trouble nothing more happens ---

  void tap(std::string_view message) { did(stage_->visitor.tap(say(message))); }
  void tap_named(std::string_view name) { did(stage_->visitor.tap(name)); }
  void tap_first(std::string_view beginning) { did(stage_->visitor.tap_first(beginning)); }
  void type(std::string_view text) { did(stage_->visitor.type(text)); }
  void answered() { did(stage_->visitor.answer()); }
  std::string say(std::string_view message) {
    return stage_->kiosk.catalog(stage_->kiosk.visit()->language).tr(message);
  }
  void did(const Outcome& outcome) {
    if (!outcome.ok() && !trouble_) trouble_ = Error{"tour: " + outcome.error().what};
  }
  void home() {
    while (!trouble_ && stage_->kiosk.visit()->trail.size() > 1) tap("‹ Back");
  }

  void show(const std::string& id) {
    if (trouble_) return;
    stage_->visitor.settle();
    const std::string name = fmt::format("{}/{:02}-{}", options_.out, ++count_, id);
    std::ofstream json(name + ".json");
    const Language& language = stage_->kiosk.visit()->language;
    json << screen_json(id, language, stage_->kiosk.catalog(language), gui_.size(), px_,
                        stage_->visitor.see());
    if (!json.flush()) trouble_ = Error{"tour: cannot write " + name + ".json"};
    if (offscreen_ == nullptr) return;
    renderer_.draw(gui_.draw_data());
    did(platform::write_png(offscreen_->read(), name + ".png"));
  }

  void set_stage(TourStage& stage) { stage_ = &stage; }

  // --- The parts ---

  void meetings() {
    show("home");
    tap("Find a meeting");
    show("meetings");
    if (stage_->visitor.find(say("Lower page")) != nullptr) {
      tap("Lower page");
      show("meetings-lowered");
      tap("Raise page");
    }
    if (stage_->visitor.find(say("Near here")) != nullptr) {
      tap("Near here");
      show("meetings-near");
      tap("Near here");
    }
    searching();
    a_meeting();
  }

  void searching() {
    // The same way in, by its name on a wide screen or on a narrow one.
    tap(stage_->visitor.find(say("Search a name or place")) != nullptr ? "Search a name or place" : "Search");
    type("elm");
    show("search");
    if (const std::string mistake = typing_mistake(*site_); !mistake.empty()) {
      stage_->kiosk.visit()->search.clear();
      type(mistake);
      show("search-similar");
    }
    stage_->kiosk.visit()->search.clear();
    type("qzxqzx");
    show("search-nothing");
    tap("‹ Back");
  }

  // One that starts soon, else the first of the next day that has one.
  void a_meeting() {
    const Instant now = clock_.now();
    const schedule::Date today = site_->schedule->zone().local(now).date;
    const language::Formats formats(stage_->kiosk.visit()->language, site_->facility.country);
    for (int day = 0; day < days_shown; ++day) {
      const schedule::Date date = schedule::add_days(today, day);
      const auto all = day == 0 ? site_->schedule->today(now) : site_->schedule->occurrences(date, 1);
      const auto one = std::find_if(all.begin(), all.end(), [&](const schedule::Occurrence& occurrence) {
        return occurrence.takes_place() &&
               (day > 0 || schedule::standing(occurrence, now) == schedule::Standing::soon);
      });
      if (one == all.end()) continue;
      if (day > 0) tap_named(formats.begin_line(formats.weekday_month_day(date)));
      const std::string name = formats.time(one->starts_local.time) + " " + one->meeting->name;
      while (!trouble_ && stage_->visitor.find(name) == nullptr) tap("Show more meetings");
      tap_first(name);
      return show("meeting");
    }
  }

  void steps_and_pages() {
    tap("The 12 steps");
    show("steps");
    const std::string language = stage_->kiosk.visit()->language;
    if (const guide::Page* step = site_->page("step-08", language)) {
      tap_named(step->title);
      show("step");
      tap("‹ Back");
    }
    for (const guide::Page* page : site_->shelf(guide::Shelf::about_steps, language)) {
      if (page->id == "twelve-steps")
        tap("Where they come from");
      else if (page->id == "who-it-helps")
        tap("Who they help most");
      else
        tap_named(page->title);
      show_page(*page);
    }
    home();
    tap("Other kinds of help");
    for (const guide::Shelf shelf :
         {guide::Shelf::first_time, guide::Shelf::other_help, guide::Shelf::family})
      for (const guide::Page* page : site_->shelf(shelf, language)) {
        tap_named(page->title);
        show_page(*page);
      }
  }

  void show_page(const guide::Page& page) {
    show("page-" + page.id);
    tap("‹ Back");
  }

  void help() {
    tap("Help now: call or text");
    show("now");
    tap("Overdose, withdrawal, safety");
    show("safety");
    const std::string language = stage_->kiosk.visit()->language;
    for (const guide::Page* page : site_->shelf(guide::Shelf::safety, language)) {
      tap_named(page->title);
      show(page->id);
      tap("‹ Back");
    }
    home();
    tap("Who answers?");
    show("who-answers");
    home();
    tap("Other kinds of help");
    show("other-help");
    for (const guide::Service::Kind kind : {guide::Service::Kind::detox, guide::Service::Kind::treatment}) {
      if (guide::of_kind(site_->services, kind).empty()) continue;
      tap(kind == guide::Service::Kind::detox ? "Detox" : "Treatment");
      show(kind == guide::Service::Kind::detox ? "services-detox" : "services-treatment");
      tap("‹ Back");
    }
  }

  void choices() {
    tap("Text and colors");
    show("text-and-colors");
    home();
    if (site_->languages.size() <= 2) return;
    tap("Language");
    show("languages");
  }

  void fill_in() {
    tap("Ask us to call you");
    tap_named(stage_->visitor.go_on_name());
    type(typed_name);
    tap("Next");
    type(typed_number);
    tap("Next");
    tap("As soon as someone can");
    tap("Next");
  }

  // Where nothing can be saved, the way ends where it says so.
  bool can_ask() const { return site_->call_backs.offered && !stage_->desk.trouble(); }

  void request() {
    if (!site_->call_backs.offered) return;
    tap("Ask us to call you");
    show(can_ask() ? "ask" : "ask-cannot-save");
    if (!can_ask()) return;
    tap_named(stage_->visitor.go_on_name());
    type(typed_name);
    show("name");
    tap("Next");
    type(typed_number);
    show("phone");
    tap("Next");
    show("when");
    tap("As soon as someone can");
    tap("Next");
    show("check");
    stage_->visitor.wait(site_->session.idle_form + seconds(27));
    show("still");
    tap("I’m still here");
    tap("Start over");
    show("start-over");
    tap("Keep what I typed");
    tap("Yes, call me");
    answered();
    show("thanks");
    stage_->kiosk.set_delivery(Delivery::online, minutes(110));
    if (!trouble_) stage_->kiosk.receipt_arrived(stage_->kiosk.visit()->request_id);
    show("thanks-received");
    tap("Cancel this request now");
    show("cancel");
    tap("Yes, cancel it");
    answered();
    show("withdrawn");
  }

  void withdrawing() {
    if (!can_ask()) return;
    fill_in();
    tap("Yes, call me");
    answered();
    if (trouble_) return;
    const std::string digits(stage_->kiosk.visit()->withdraw_code.view());
    tap("Done: clear the screen");
    tap("Ask us to call you");
    tap("Take back a request");
    type(digits);
    show("withdraw");
    tap("Erase my request");
    answered();
    show("withdrawn-by-number");
  }

  void could_not_save() {
    if (!can_ask()) return;
    // A disk that cannot be written: the same program with its outbox where no folder can be.
    TourStage broken(options_, clock_, gui_, renderer_, px_, site_, *random_, "/dev/null/nowhere");
    set_stage(broken);
    fill_in();
    tap("Yes, call me");
    answered();
    show("not-saved");
  }

  void nothing_today() {
    site::Site empty = *site_;
    empty.schedule = std::make_shared<schedule::Schedule>(
        std::vector<schedule::Meeting>{}, std::vector<schedule::Change>{}, site_->schedule->zone());
    empty.directory = std::make_shared<schedule::Directory>(empty.schedule);
    stage_->kiosk.take(std::make_shared<const site::Site>(std::move(empty)));
    tap("Find a meeting");
    show("no-meetings");
  }

  void wrong_clock() {
    clock_.set_trusted(false);
    show("home-clock-not-trusted");
    tap("Find a meeting");
    show("meetings-clock-not-trusted");
    clock_.set_trusted(true);
  }

  void hearing() {
    tap("The 12 steps");
    tap("Listen");
    // Past the top, to the first words of the page.
    for (int part = 0; part < 4; ++part) {
      stage_->speech.end();
      stage_->visitor.settle();
    }
    show("steps-listening");
    home();
    stage_->kiosk.set_headphones(true);
    tap("Speech");
    show("speech");
  }

  void running_out() {
    tap("The 12 steps");
    stage_->visitor.wait(site_->session.idle + site_->session.countdown + seconds(1));
    if (!trouble_ && !stage_->kiosk.resting()) trouble_ = Error{"tour: the visit did not run out"};
    show("rest");
    clock_.advance(site_->session.dim_after);
    show("rest-dim");
    // In the small hours, if this place is ever closed.
    const schedule::Zone& zone = site_->schedule->zone();
    const schedule::Date tomorrow = schedule::add_days(zone.local(clock_.now()).date, 1);
    clock_.set(zone.instant({tomorrow, std::chrono::hours(3)}));
    show("rest-by-night");
  }

  const TourOptions& options_;
  FakeClock& clock_;
  platform::Gui& gui_;
  platform::Renderer& renderer_;
  platform::Offscreen* offscreen_;
  PxPerMm px_;
  std::shared_ptr<const site::Site> site_;
  std::unique_ptr<Random> random_;
  TourStage* stage_ = nullptr;
  std::optional<Error> trouble_;
  int count_ = 0;
  bool fonts_installed_ = true;
};

}  // namespace

Result<Toured> guide_through(const TourOptions& options, FakeClock& clock, platform::Gui& gui,
                             platform::Renderer& renderer, platform::Offscreen* offscreen, PxPerMm px,
                             std::shared_ptr<const site::Site> site) {
  return Guide(options, clock, gui, renderer, offscreen, px, std::move(site)).go();
}

}  // namespace porchlight::kiosk
