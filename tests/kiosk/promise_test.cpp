// What the screen claims must be so. Every screen is made in every situation there can be, in both languages,
// and every sentence that promises something is held against the situation: where it may not stand it never
// stands, and where it may it does stand somewhere, or else the rule would hold for nothing.
#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <map>

#include "kiosk/sentences.h"
#include "kiosk/stage.h"

namespace porchlight::kiosk::test {
namespace {

using screens::ScreenId;
using Delivery = screens::Situation::Delivery;

// --- Situations ---

struct Case {
  Delivery delivery = Delivery::none;
  bool on_duty = false, wait_known = false, spoken = false, trusted = false;
  Language language;
  bool received = false;  // of the screen that is looked at

  bool waits_can_be_told() const {
    return delivery == Delivery::online && on_duty && wait_known && spoken && trusted;
  }
};

std::string describe(const Case& one) {
  constexpr const char* deliveries[] = {"no delivery", "offline", "online"};
  return fmt::format("{}, {}, wait {}, {}, clock {}, {}", deliveries[static_cast<int>(one.delivery)],
                     one.on_duty ? "on duty" : "off duty", one.wait_known ? "known" : "unknown",
                     one.spoken ? "spoken" : "not spoken", one.trusted ? "trusted" : "not trusted",
                     one.language);
}

std::vector<Case> all_cases() {
  std::vector<Case> cases;
  for (const char* language : {"en", "es"})
    for (const Delivery delivery : {Delivery::none, Delivery::offline, Delivery::online})
      for (int bits = 0; bits < 16; ++bits)
        cases.push_back(
            {delivery, (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0, language});
  return cases;
}

std::shared_ptr<const site::Site> changed(const std::function<void(site::Site&)>& change) {
  site::Site site = *example_site();
  change(site);
  return std::make_shared<const site::Site>(std::move(site));
}

std::shared_ptr<const site::Site> site_whose_callers_speak(const Language& language) {
  static std::map<Language, std::shared_ptr<const site::Site>> sites;
  auto& site = sites[language];
  if (!site) site = changed([&](site::Site& made) { made.call_backs.languages = {language}; });
  return site;
}

// --- Rules ---

struct Rule {
  const char* message;
  const char* many = nullptr;  // of a message with a number
  std::function<bool(const Case&)> may_stand;
  int stands = 0;  // how often it does
};

std::vector<Rule> rules() {
  const auto told = [](const Case& one) { return one.waits_can_be_told(); };
  const auto trusted = [](const Case& one) { return one.trusted; };
  const auto calling = [](const Case& one) {
    return one.delivery == Delivery::online && one.on_duty && one.trusted;
  };
  const auto closed = [](const Case& one) {
    return one.delivery == Delivery::online && !one.on_duty && one.trusted;
  };
  const auto spoken = [](const Case& one) { return one.spoken; };
  const auto not_spoken = [](const Case& one) { return !one.spoken; };
  const auto offline = [](const Case& one) { return one.delivery == Delivery::offline; };
  const auto received = [](const Case& one) { return one.received; };
  const auto not_received = [](const Case& one) { return !one.received; };
  return {
      {"Usually within {n} hour", "Usually within {n} hours", told},
      {"They make calls now, until {time}.", nullptr, calling},
      {"They make calls tomorrow from {time}.", nullptr, closed},
      {"On now", nullptr, trusted},
      {"In {n} minute", "In {n} minutes", trusted},
      {"Starts in {n} minute", "Starts in {n} minutes", trusted},
      {"Today", nullptr, trusted},
      {"Tonight", nullptr, trusted},
      {"Tomorrow at {time}", nullptr, trusted},
      {"Now and next", nullptr, trusted},
      {"Later tonight", nullptr, trusted},
      {"open now", nullptr, trusted},
      {"opens tomorrow at {time}", nullptr, trusted},
      {"No phone? The desk is open until {time} tonight.", nullptr, trusted},
      {"The clock of this screen may be wrong. Please look at the day yourself.", nullptr,
       [](const Case& one) { return !one.trusted; }},
      {"Nobody who calls back from here speaks {language}.", nullptr, not_spoken},
      {"Go on: the caller will speak {language}", nullptr, not_spoken},
      {"We ask for your phone number and when it is safe to talk. You need not give a name.", nullptr,
       spoken},
      {"This screen has no internet right now.", nullptr, offline},
      {"Received by {who}", nullptr, received},
      {"Saved here. Not sent yet.", nullptr, not_received},
  };
}

// --- Looking at every screen ---

struct Look {
  ScreenId screen;
  std::string about = {};
  bool received = false;
  std::string name() const { return std::string(screens::name_of(screen)) + (received ? ", received" : ""); }
};

std::vector<Look> every_screen() {
  std::vector<Look> looks;
  for (const ScreenId screen :
       {ScreenId::home, ScreenId::meetings, ScreenId::ask, ScreenId::name, ScreenId::phone, ScreenId::when,
        ScreenId::check, ScreenId::not_saved, ScreenId::withdraw, ScreenId::now, ScreenId::safety,
        ScreenId::who_answers, ScreenId::other_help, ScreenId::rest})
    looks.push_back({screen, {}});
  looks.push_back({ScreenId::meeting, "tuesday-night-beginners@2026-11-24"});
  looks.push_back({ScreenId::services, "detox"});
  looks.push_back({ScreenId::thanks, {}});
  looks.push_back({ScreenId::thanks, {}, true});
  return looks;
}

// A panel of the usual size with a third of its pixels: nobody looks at them.
constexpr platform::PixelSize coarse{360, 640};

class Eye {
 public:
  explicit Eye(Stage& stage) : stage_(stage) {}

  void set(const Case& one) {
    const Language other = one.language == "en" ? "es" : "en";
    stage_.kiosk.take(site_whose_callers_speak(one.spoken ? one.language : other));
    stage_.clock.set(facility_time(one.on_duty ? "2026-11-24T18:35" : "2026-11-24T22:35"));
    stage_.clock.set_trusted(one.trusted);
    stage_.kiosk.set_delivery(one.delivery, one.wait_known ? std::optional(minutes(110)) : std::nullopt);
  }

  // Everything that can be read on one screen, node by node.
  std::vector<std::string> read(const Look& look, const Language& language) {
    stage_.kiosk.set_defaults({.language = language});
    screens::Visit& visit = stage_.visit();
    (void)visit.draft.number.append("4155550137");
    visit.draft.when = intake::WhenToCall::as_soon_as_possible;
    if (look.screen == ScreenId::thanks) {
      visit.saving = screens::Saving::saved;
      (void)visit.withdraw_code.append("47291836");
    }
    visit.received = look.received;
    if (look.screen == ScreenId::rest)
      visit.trail.back().screen = ScreenId::rest;
    else if (look.screen != ScreenId::home)
      visit.go(look.screen, look.about);
    stage_.gui.build(stage_.kiosk);
    stage_.renderer->draw(stage_.gui.draw_data());
    REQUIRE(stage_.visit().here().screen == look.screen);
    std::vector<std::string> texts;
    for (const ui::Node& node : stage_.visitor.see().nodes)
      for (const std::string* text : {&node.name, &node.value, &node.hint})
        if (!text->empty()) texts.push_back(*text);
    return texts;
  }

 private:
  Stage& stage_;
};

bool any_says(const std::vector<std::string>& texts, std::string_view sentence) {
  return std::any_of(texts.begin(), texts.end(),
                     [&](const std::string& text) { return says(text, sentence); });
}

TEST_CASE("no screen promises what its situation does not hold, in every situation and both languages") {
  Stage stage({.size = coarse});
  Eye eye(stage);
  std::vector<Rule> all = rules();
  std::string broken;
  int beside = 0, languages_named = 0, clocks = 0;
  for (const Case& situation : all_cases()) {
    eye.set(situation);
    const language::Catalog& catalog = stage.kiosk.catalog(situation.language);
    const language::Formats formats(situation.language, "US");
    const schedule::LocalTime local = example_site()->schedule->zone().local(stage.clock.now());
    for (const Look& look : every_screen()) {
      Case one = situation;
      one.received = look.received;
      const std::vector<std::string> texts = eye.read(look, one.language);
      const auto complain = [&](std::string_view what) {
        broken += fmt::format("{}: “{}” ({})\n", look.name(), what, describe(one));
      };
      for (Rule& rule : all) {
        const bool stands = rule.many == nullptr
                                ? any_says(texts, without_stars(catalog.tr(rule.message)))
                                : any_says(texts, catalog.trn(rule.message, rule.many, 1)) ||
                                      any_says(texts, catalog.trn(rule.message, rule.many, 5));
        rule.stands += stands;
        if (stands && !rule.may_stand(one)) complain(rule.message);
      }
      // A time that is promised never stands beside the word that nobody can say when.
      const bool wait_is_told =
          any_says(texts, catalog.trn("Usually within {n} hour", "Usually within {n} hours", 2));
      if (wait_is_told && (any_says(texts, catalog.tr("This screen has no internet right now.")) ||
                           any_says(texts, without_stars(catalog.tr("**We can’t say when they call.**")))))
        complain("a wait beside “we can’t say when”");
      beside += wait_is_told;
      // The callers speak what is said of them.
      for (const std::string& text : texts)
        if (says(text, catalog.tr("They speak {languages}."))) {
          ++languages_named;
          if (says(text, language::own_name(one.language)) != one.spoken) complain(text);
        }
      // The time of day and the date, as the top bar and the rest screen say them.
      for (const std::string& text : texts)
        if (text == formats.time(local.time) || text == formats.time_without_period(local.time) ||
            text == formats.weekday_month_day(local.date)) {
          ++clocks;
          if (!one.trusted) complain(text);
        }
    }
  }
  INFO(broken);
  CHECK(broken.empty());
  for (const Rule& rule : all) {
    INFO("never said at all: " << rule.message);
    CHECK(rule.stands > 0);
  }
  CHECK((beside > 0 && languages_named > 0 && clocks > 0));
}

TEST_CASE("where a wait may be told, it is told before asking and after the receipt") {
  Stage stage({.size = coarse});
  Eye eye(stage);
  eye.set({.delivery = Delivery::online,
           .on_duty = true,
           .wait_known = true,
           .spoken = true,
           .trusted = true,
           .language = "en"});
  CHECK(any_says(eye.read({ScreenId::ask, {}}, "en"), "Usually within 2 hours"));
  CHECK(any_says(eye.read({ScreenId::thanks, {}, true}, "en"), "Usually within 2 hours"));
  CHECK_FALSE(any_says(eye.read({ScreenId::thanks, {}}, "en"), "Usually within 2 hours"));
}

// --- Claims of the facility ---

TEST_CASE("“free” stands only where a line’s own field says so") {
  for (const char* language : {"en", "es"})
    for (const bool free : {false, true}) {
      Stage stage({.size = coarse, .site = changed([&](site::Site& site) {
                                     for (guide::Helpline& line : site.helplines) line.free = free;
                                   })});
      Eye eye(stage);
      const language::Catalog& catalog = stage.kiosk.catalog(language);
      for (const Look& look : {Look{ScreenId::now}, Look{ScreenId::who_answers}, Look{ScreenId::rest},
                               Look{ScreenId::not_saved}}) {
        CAPTURE(language, free, look.name());
        const auto texts = eye.read(look, language);
        CHECK((any_says(texts, catalog.tr("free")) || any_says(texts, catalog.tr("any time, free"))) == free);
      }
    }
}

TEST_CASE("a line is “open now” only while it is, and never beside when it opens") {
  for (const char* at : {"2026-11-24T18:35", "2026-11-24T22:35"}) {
    Stage stage({.size = coarse, .at = at, .site = changed([](site::Site& site) {
                                             for (guide::Helpline& line : site.helplines)
                                               line.hours = guide::parse_hours("9:00-21:00").value();
                                           })});
    Eye eye(stage);
    const bool open = std::string_view(at).ends_with("18:35");
    for (const ScreenId screen : {ScreenId::now, ScreenId::not_saved}) {
      CAPTURE(at, screens::name_of(screen));
      const auto texts = eye.read({screen, {}}, "en");
      CHECK(any_says(texts, "open now") == open);
      CHECK(any_says(texts, "opens tomorrow at") == !open);
    }
  }
}

TEST_CASE("a meeting that does not take place is never on, near or tonight") {
  // The boiler is repaired on this Tuesday; a quarter hour after the first meeting would have begun.
  Stage stage({.size = coarse, .at = "2026-12-01T18:15"});
  Eye eye(stage);
  const auto texts = eye.read({ScreenId::meeting, "tuesday-night-beginners@2026-12-01"}, "en");
  CHECK(any_says(texts, "No meeting: closed"));
  CHECK_FALSE(any_says(texts, "Tonight: on."));
  CHECK_FALSE(any_says(texts, "On now"));
  CHECK_FALSE(any_says(texts, "In {n} minutes"));
  (void)eye.read({ScreenId::meetings, {}}, "en");
  int closed = 0;
  for (const ui::Node& node : stage.visitor.see().nodes)
    if (says(node.value, "No meeting: closed")) {
      ++closed;
      CHECK_FALSE(says(node.value, "On now"));
      CHECK_FALSE(says(node.value, "In {n} minutes"));
    }
  CHECK(closed >= 2);
  // The home screen and the rest screen do not send anybody there.
  for (const ScreenId screen : {ScreenId::home, ScreenId::rest}) {
    const auto first = eye.read({screen, {}}, "en");
    CHECK_FALSE(any_says(first, "Came to Believe"));
    CHECK_FALSE(any_says(first, "Tuesday Night Beginners"));
  }
}

TEST_CASE("“anyone may come”, “no cost” and “nobody sells it” come from the facility’s fields") {
  for (const bool so : {false, true}) {
    Stage stage({.size = coarse, .site = changed([&](site::Site& site) {
                                   site.facility.no_cost = so;
                                   site.call_backs.pays = so ? guide::Pays::none : guide::Pays::per_call;
                                   site.call_backs.erased_after_days = so ? 7 : 3;
                                   std::vector<schedule::Meeting> meetings(site.schedule->meetings().begin(),
                                                                           site.schedule->meetings().end());
                                   if (!so)
                                     for (schedule::Meeting& meeting : meetings)
                                       std::erase(meeting.kinds, "O");
                                   site.schedule = std::make_shared<schedule::Schedule>(
                                       std::move(meetings), std::vector<schedule::Change>{},
                                       site.schedule->zone());
                                 })});
    Eye eye(stage);
    CAPTURE(so);
    CHECK(any_says(eye.read({ScreenId::home, {}}, "en"), "no cost") == so);
    CHECK(any_says(eye.read({ScreenId::home, {}}, "en"), "anyone may come") == so);
    CHECK(any_says(eye.read({ScreenId::rest, {}}, "en"), "anyone may come") == so);
    CHECK(any_says(eye.read({ScreenId::check, {}}, "en"), "Nobody sells it, nobody is paid for it.") == so);
    CHECK(any_says(eye.read({ScreenId::check, {}}, "en"), "It is erased 7 days after we reach you") == so);
    CHECK(any_says(eye.read({ScreenId::ask, {}}, "en"), "Nobody pays us to send you anywhere.") == so);
  }
}

}  // namespace
}  // namespace porchlight::kiosk::test
