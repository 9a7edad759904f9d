// Between visits: calm, easy on the panel, and never in the way of who comes next.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "kiosk/stage.h"
#include "screens/rest_light.h"

namespace porchlight::kiosk::test {
namespace {

using screens::RestLight;
using screens::ScreenId;

// What the example's kiosk.toml says.
constexpr seconds rest_after{30}, dim_after{600};

Setting late_at_night() {
  return {.at = "2026-11-25T02:00"};
}

void let_it_rest(Stage& stage) {
  stage.visitor.wait(rest_after);
  REQUIRE(stage.kiosk.resting());
}

RestLight light(const std::string& at, const site::Site& site = *example_site(), bool trusted = true,
                seconds rested = seconds(0)) {
  return screens::rest_light(site, facility_time(at), trusted, rested);
}

site::Site changed(const std::function<void(site::Site&)>& change) {
  site::Site site = *example_site();
  change(site);
  return site;
}

TEST_CASE("the clock and what is next are shown, with a number for now", "[rest]") {
  Stage stage;
  let_it_rest(stage);
  CHECK(stage.visitor.find("6:35") != nullptr);
  CHECK(stage.visitor.find("Tuesday, November 24") != nullptr);
  CHECK(stage.visitor.find("In 25 minutes, in this building") != nullptr);
  CHECK(stage.visitor.find("988 any time, free") != nullptr);
}

TEST_CASE("the screen moves each minute, at most by two millimetres, and is never cut off", "[rest]") {
  for (const platform::PixelSize size : {platform::PixelSize{1080, 1920}, {1920, 1080}, {1280, 800}})
    for (const char* at : {tuesday_evening, "2026-11-25T02:00"}) {
      Stage stage({.size = size, .at = at});
      let_it_rest(stage);
      const auto place = [&] {
        const ui::Rect box = stage.visitor.see().nodes.back().box;
        return std::pair(box.x, box.y);
      };
      std::set<std::pair<float, float>> places{place()};
      // Between two changes of what is said: when a line comes or goes the others move for that.
      for (int minute = 0; minute < 20; ++minute) {
        const auto before = place();
        stage.clock.advance(minutes(1));
        stage.visitor.settle();
        const auto after = place();
        places.insert(after);
        CHECK(after != before);
        CHECK(std::abs(after.first - before.first) <= stage.px(Millimetres{2}));
        for (const ui::Node& node : stage.visitor.see().nodes) {
          INFO(size.width << "x" << size.height << " " << node.name);
          CHECK_FALSE(node.clipped);
          CHECK(node.box.x >= 0);
          CHECK(node.box.right() <= static_cast<float>(size.width));
          CHECK(node.box.bottom() <= static_cast<float>(size.height));
        }
      }
      CHECK(places.size() == 21);
    }
}

TEST_CASE("no pixel of the clock is lit all evening", "[rest]") {
  Stage stage({.pixels = true});
  if (stage.offscreen == nullptr) SKIP("no EGL here: nothing can be drawn without a screen");
  let_it_rest(stage);
  // All that is lit in each of the pictures of these hours.
  std::vector<bool> always;
  for (int picture = 0; picture < 24; ++picture) {
    stage.clock.advance(minutes(11));
    stage.visitor.settle();
    stage.renderer->draw(stage.gui.draw_data());
    const platform::Picture seen = stage.offscreen->read();
    if (always.empty()) always.assign(seen.rgba.size() / 4, true);
    for (std::size_t i = 0; i < always.size(); ++i) always[i] = always[i] && seen.rgba[4 * i + 1] > 100;
  }
  CHECK(std::count(always.begin(), always.end(), true) == 0);
}

TEST_CASE("it dims when nobody has come for ten minutes", "[rest]") {
  CHECK(light("2026-11-24T18:35") == RestLight::lit);
  CHECK(light("2026-11-24T18:35", *example_site(), true, dim_after - seconds(1)) == RestLight::lit);
  CHECK(light("2026-11-24T18:35", *example_site(), true, dim_after) == RestLight::dim);
  const site::Site later = changed([](site::Site& site) { site.session.dim_after = seconds(3600); });
  CHECK(light("2026-11-24T18:35", later, true, dim_after) == RestLight::lit);
}

TEST_CASE("it is dark when the desk is closed and no meeting is on here or near", "[rest]") {
  // The desk is open from 8 to 20, and Tuesday's meeting here lasts until 20:00.
  CHECK(light("2026-11-25T02:00") == RestLight::dark);
  CHECK(light("2026-11-25T08:00") == RestLight::lit);
  CHECK(light("2026-11-24T23:30") == RestLight::dark);
  const auto late_meeting = [](bool here) {
    return changed([here](site::Site& site) {
      schedule::Meeting meeting;
      meeting.id = meeting.name = "night";
      schedule::Weekly weekly;
      weekly.days.set();
      meeting.recurrence.rule = weekly;
      meeting.start = std::chrono::hours(23);
      meeting.duration = minutes(60);
      meeting.here = here;
      site.schedule = std::make_shared<schedule::Schedule>(
          std::vector{meeting}, std::vector<schedule::Change>{}, example_site()->schedule->zone());
    });
  };
  CHECK(light("2026-11-24T21:59", late_meeting(true)) == RestLight::dark);
  CHECK(light("2026-11-24T22:00", late_meeting(true)) == RestLight::lit);
  CHECK(light("2026-11-24T23:59", late_meeting(true)) == RestLight::lit);
  CHECK(light("2026-11-25T00:00", late_meeting(true)) == RestLight::dark);
  CHECK(light("2026-11-24T23:30", late_meeting(false)) == RestLight::dark);
}

TEST_CASE("staff’s own hours of light count before the desk’s; without either it is never dark", "[rest]") {
  const site::Site own =
      changed([](site::Site& site) { site.screen.lit = guide::parse_hours("6:00-23:00").value(); });
  CHECK(light("2026-11-25T06:30", own) == RestLight::lit);
  CHECK(light("2026-11-24T22:30", own) == RestLight::lit);
  CHECK(light("2026-11-24T23:00", own) == RestLight::dark);
  const site::Site none = changed([](site::Site& site) { site.facility.desk = {}; });
  CHECK(light("2026-11-25T02:00", none) == RestLight::lit);
}

TEST_CASE("a clock that may be wrong never turns the light off", "[rest]") {
  CHECK(light("2026-11-25T02:00", *example_site(), false) == RestLight::lit);
}

TEST_CASE("in the dark the numbers to call are left, and no meeting and no clock", "[rest]") {
  Stage stage(late_at_night());
  let_it_rest(stage);
  CHECK(stage.visitor.find("911") != nullptr);
  CHECK(stage.visitor.find("988") != nullptr);
  CHECK(stage.visitor.find("2:0") == nullptr);
  CHECK(stage.visitor.see().nodes.size() <= 5);
}

TEST_CASE("in the dark a name that nobody has translated says in which language it is", "[rest]") {
  const site::Site untranslated = changed([](site::Site& site) {
    for (guide::Helpline& line : site.helplines)
      std::erase_if(line.name.versions, [](const auto& version) { return version.language != "en"; });
  });
  Stage stage(
      {.language = "ru", .at = "2026-11-25T02:00", .site = std::make_shared<const site::Site>(untranslated)});
  let_it_rest(stage);
  CHECK(stage.visitor.find("(415) 555-0143") != nullptr);
  CHECK(stage.visitor.find("English: NA helpline") != nullptr);
}

TEST_CASE("in the dark less than two in a hundred pixels shine, and none as bright as by day", "[rest]") {
  Stage stage({.at = "2026-11-25T02:00", .pixels = true});
  if (stage.offscreen == nullptr) SKIP("no EGL here: nothing can be drawn without a screen");
  let_it_rest(stage);
  stage.renderer->draw(stage.gui.draw_data());
  const platform::Picture seen = stage.offscreen->read();
  std::size_t lit = 0, brightest = 0;
  for (std::size_t i = 0; i < seen.rgba.size(); i += 4) {
    lit += seen.rgba[i + 1] > 20;
    brightest = std::max<std::size_t>(brightest, seen.rgba[i + 1]);
  }
  CHECK(lit * 50 < seen.rgba.size() / 4);
  CHECK(brightest < 200);
}

TEST_CASE("the touch that wakes does nothing else, wherever it lands, by day and by night", "[rest]") {
  for (const char* at : {tuesday_evening, "2026-11-25T02:00"}) {
    Stage stage({.at = at});
    std::vector<std::pair<float, float>> places;
    for (const ui::Node& node : stage.visitor.see().nodes)
      if (node.tappable()) places.emplace_back(node.box.centre_x(), node.box.centre_y());
    REQUIRE(places.size() > 4);
    for (const auto& [x, y] : places) {
      let_it_rest(stage);
      stage.visitor.touch_at(x, y);
      CHECK(stage.visit().here().screen == ScreenId::home);
      CHECK(stage.visit().trail.size() == 1);
      CHECK(stage.visit().text_size == ui::TextSize::m);
      CHECK(stage.visit().language == "en");
    }
  }
}

TEST_CASE("who comes when it is dim finds it bright, and it dims again only ten minutes later", "[rest]") {
  Stage stage({.pixels = true});
  if (stage.offscreen == nullptr) SKIP("no EGL here: nothing can be drawn without a screen");
  const auto ground = [&] {
    stage.visitor.settle();
    stage.renderer->draw(stage.gui.draw_data());
    return int{stage.offscreen->read().rgba[1]};
  };
  let_it_rest(stage);
  const int lit = ground();
  stage.clock.advance(dim_after);
  CHECK(ground() < lit);
  stage.visitor.touch_at(500, 500);
  CHECK_FALSE(stage.kiosk.resting());
  let_it_rest(stage);
  CHECK(ground() == lit);
  stage.clock.advance(dim_after - seconds(1));
  CHECK(ground() == lit);
  stage.clock.advance(seconds(1));
  CHECK(ground() < lit);
}

}  // namespace
}  // namespace porchlight::kiosk::test
