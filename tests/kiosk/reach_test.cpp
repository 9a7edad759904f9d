// From wherever a visitor is, what may be needed at once is near: help in one tap; tonight's meetings,
// another language and what to do in an overdose in two. And nobody gets stuck.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>

#include "kiosk/explorer.h"

namespace porchlight::kiosk::test {
namespace {

int requests_waiting(Stage& stage) {
  int waiting = -1;
  stage.storage.counts([&](const Result<storage::Counts>& counts) {
    const int found = counts.ok() ? counts->waiting : -1;
    stage.mailbox.post([&waiting, found] { waiting = found; });
  });
  if (stage.mailbox.wait(std::chrono::seconds(10))) stage.mailbox.deliver();
  return waiting;
}

void send_a_request(Stage& stage) {
  stage.fill_in();
  stage.tap("Yes, call me");
  REQUIRE(stage.visitor.answer().ok());
  REQUIRE(stage.kiosk.screen_name() == "thanks");
}

void take_it_back(Stage& stage) {
  send_a_request(stage);
  stage.tap("Cancel this request now");
  stage.tap("Yes, cancel it");
  REQUIRE(stage.visitor.answer().ok());
  REQUIRE(stage.kiosk.screen_name() == "withdrawn");
}

void fail_to_save(Stage& stage) {
  stage.fill_in();
  stage.tap("Yes, call me");
  REQUIRE(stage.visitor.answer().ok());
  REQUIRE(stage.kiosk.screen_name() == "not-saved");
}

void sit_still(Stage& stage) {
  stage.tap("The 12 steps");
  stage.visitor.wait(stage.kiosk.site().session.idle + seconds(1));
  REQUIRE(stage.kiosk.asking_still_there());
}

void sit_still_in_the_form(Stage& stage) {
  stage.fill_in();
  stage.visitor.wait(stage.kiosk.site().session.idle_form + seconds(1));
  REQUIRE(stage.kiosk.asking_still_there());
}

// Nothing may be sent or erased on the way.
void look_around(Map& map, const Setting& setting) {
  const TemporaryFolder outbox;
  Setting looking = setting;
  looking.outbox_folder = outbox.path.string();
  Explorer(map, looking).explore();  // gone before the next stage: ImGui has one context
  Stage after(looking);
  if (const int waiting = requests_waiting(after); waiting != 0)
    map.troubles.push_back(std::to_string(waiting) + " requests were sent by looking around");
}

// The screens behind a request, each begun on a stage of its own.
void explore_behind_a_request(Map& map, const Setting& setting) {
  for (const auto begin : {send_a_request, take_it_back, sit_still, sit_still_in_the_form})
    Explorer(map, setting, begin).explore();
  Setting broken = setting;
  broken.outbox_folder = "/dev/null/nowhere";
  Explorer(map, broken, fail_to_save).explore();
}

struct Hand {
  std::string name;
  Setting setting;
};

// Two that are far apart, and the panel that hangs highest for its height; every language in every size on
// every panel when there is time. To see one of those again:
//   PORCHLIGHT_LONG=1 PORCHLIGHT_ONLY="fr 1920x1080 xl" build/release/test_kiosk "[reach]"
const std::vector<Hand>& hands() {
  static const std::vector<Hand> all = [] {
    std::vector<Hand> made{
        {"en 1080x1920 m", {}},
        {"es 1280x800 xl", {.size = {1280, 800}, .language = "es", .text_size = ui::TextSize::xl}},
        {"en 1920x1080 m", {.size = {1920, 1080}}}};
    if (std::getenv("PORCHLIGHT_LONG") == nullptr) return made;
    for (const Language& language : language::available_languages())
      for (const platform::PixelSize size : {platform::PixelSize{1080, 1920}, {1920, 1080}, {1280, 800}})
        for (const ui::TextSize text_size :
             {ui::TextSize::s, ui::TextSize::m, ui::TextSize::l, ui::TextSize::xl})
          made.push_back({language + " " + std::to_string(size.width) + "x" + std::to_string(size.height) +
                              " " + std::string(ui::name_of(text_size)),
                          {.size = size, .language = language, .text_size = text_size}});
    if (const char* only = std::getenv("PORCHLIGHT_ONLY"))
      std::erase_if(made, [only](const Hand& hand) { return hand.name != only; });
    REQUIRE_FALSE(made.empty());  // a name that nobody has
    return made;
  }();
  return all;
}

const Map& map_of(const Hand& hand) {
  static std::map<std::string, Map> maps;
  const auto [map, fresh] = maps.try_emplace(hand.name);
  if (fresh) {
    look_around(map->second, hand.setting);
    explore_behind_a_request(map->second, hand.setting);
  }
  return map->second;
}

void near(const std::string& what, int most_taps,
          const std::function<bool(const std::string&, const Place&)>& target) {
  for (const Hand& hand : hands()) {
    const Map& map = map_of(hand);
    const std::map<std::string, int> taps = map.taps_to(target);
    std::string far;
    for (const auto& [name, place] : map.places) {
      const auto found = taps.find(name);
      if (found == taps.end())
        far += "\n" + name + ": no way";
      else if (found->second > most_taps)
        far += "\n" + name + ": " + std::to_string(found->second) + " taps";
    }
    INFO(hand.name << ": " << what << " in at most " << most_taps << ", but from" << far);
    CHECK(far.empty());
  }
}

TEST_CASE("every screen can be reached by tapping", "[reach]") {
  for (const Hand& hand : hands()) {
    INFO(hand.name);
    const Map& map = map_of(hand);
    for (const char* screen : {"home",
                               "meetings",
                               "search",
                               "steps",
                               "step step-01",
                               "step step-12",
                               "ask",
                               "name",
                               "phone",
                               "when",
                               "check",
                               "check ?start-over",
                               "check ?still",
                               "thanks",
                               "thanks ?cancel",
                               "withdrawn",
                               "withdraw",
                               "not-saved",
                               "now",
                               "safety",
                               "page overdose",
                               "page withdrawal",
                               "page suicide",
                               "page violence-at-home",
                               "page under-18",
                               "who-answers",
                               "text-and-colors",
                               "other-help"}) {
      INFO(screen);
      CHECK(map.places.contains(screen));
    }
    // Every page that stands on a shelf is found by tapping.
    const auto site = example_site();
    for (const guide::Page& page : site->pages.at("en")) {
      INFO(page.id);
      CHECK((map.places.contains("page " + page.id) || map.places.contains("step " + page.id)));
    }
  }
}

TEST_CASE("help is one tap away from everywhere", "[reach]") {
  near("help", 1, [](const std::string& name, const Place&) { return name == "now"; });
}

TEST_CASE("tonight's meetings are two taps away from everywhere", "[reach]") {
  near("meetings", 2, [](const std::string& name, const Place&) { return name == "meetings"; });
}

TEST_CASE("another language is two taps away from everywhere", "[reach]") {
  // The screen of languages is one of them; choosing there is the other.
  near("another language", 1, [](const std::string& name, const Place& place) {
    return name == "languages" || place.other_language;
  });
}

TEST_CASE("what to do in an overdose is two taps away from everywhere", "[reach]") {
  near("overdose", 2, [](const std::string& name, const Place&) { return name == "page overdose"; });
}

TEST_CASE("looking around sends nothing, Back leads back, and there is a way home from every screen",
          "[reach]") {
  for (const Hand& hand : hands()) {
    INFO(hand.name);
    const Map& map = map_of(hand);
    for (const std::string& trouble : map.troubles) {
      INFO(trouble);
      CHECK(false);
    }
    const auto home = map.taps_to([](const std::string& name, const Place&) { return name == "home"; });
    for (const auto& [name, place] : map.places) {
      INFO(name);
      CHECK_FALSE(place.ways.empty());
      CHECK(home.contains(name));
    }
  }
}

TEST_CASE("a keypad comes to every control of every screen, and a hand from a wheelchair too", "[reach]") {
  for (const Hand& hand : hands()) {
    std::string all;
    for (const std::string& what : map_of(hand).out_of_reach) all += "\n" + what;
    INFO(hand.name << ":" << all);
    CHECK(all.empty());
  }
}

}  // namespace
}  // namespace porchlight::kiosk::test
