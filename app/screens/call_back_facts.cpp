#include "screens/call_back_facts.h"

#include <algorithm>

#include "screens/helpline_card.h"
#include "screens/hours_text.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using Delivery = Situation::Delivery;

// With a full stop, which staff may have written or not.
std::string sentence(std::string text) {
  if (!text.empty() && text.back() != '.' && text.back() != '!' && text.back() != '?') text += '.';
  return text;
}

std::string who_pays(const Scene& scene) {
  switch (scene.site.call_backs.pays) {
    case guide::Pays::none:
      return scene.tr("Nobody pays us to send you anywhere.");
    case guide::Pays::listing:
      return scene.tr("They pay to be listed here.");
    case guide::Pays::per_call:
      return scene.tr("They pay for each call.");
    case guide::Pays::per_admission:
      return scene.tr("They pay for each person who goes into treatment.");
  }
  return {};
}

std::string whom_they_work_for(const Scene& scene) {
  return scene.site.call_backs.works_for_treatment_company ? scene.tr("They work for a treatment company.")
                                                           : scene.tr("Not a treatment company.");
}

std::string wait_text(const Scene& scene, minutes wait) {
  constexpr long step = 5;  // rounded up: a promise is rather kept early
  const long n = std::max(wait.count(), std::int64_t{1});
  if (n <= 60 - step) {
    const long rounded = (n + step - 1) / step * step;
    return fill(scene.trn("Usually within {n} minute", "Usually within {n} minutes", rounded),
                {{"n", scene.formats.number(rounded)}});
  }
  const long hours = (n + 59) / 60;
  return fill(scene.trn("Usually within {n} hour", "Usually within {n} hours", hours),
              {{"n", scene.formats.number(hours)}});
}

}  // namespace

const std::string& place_name(const Scene& scene) {
  const site::Facility& facility = scene.site.facility;
  return facility.short_name.empty() ? facility.name : facility.short_name;
}

bool caller_for_visitor(const Scene& scene) {
  const auto& spoken = scene.site.call_backs.languages;
  // Where staff say nothing, the facility's own language is what its callers speak, and no other.
  if (spoken.empty())
    return !scene.site.languages.empty() && speaks({scene.site.languages.front()}, scene.visit.language);
  return speaks(spoken, scene.visit.language);
}

ui::View who_will_call(Scene& scene) {
  const std::string about = whom_they_work_for(scene) + " " + who_pays(scene);
  const LocalText& who = scene.site.call_backs.who;
  if (who.empty()) return ui::paragraph(about);
  const LocalText::Version& version = scene.text(who);
  if (scene.reads(version)) return ui::paragraph(sentence(version.text) + " " + about);
  return ui::column(2_mm, ui::views(staff_text(scene, who), ui::paragraph(about)));
}

std::string who_calls(const Scene& scene) {
  const LocalText& who = scene.site.call_backs.who;
  if (who.empty() || !scene.reads(scene.text(who))) return {};
  return fill(scene.tr("{who} calls."), {{"who", scene.text(who).text}});
}

std::string caller_hours(const Scene& scene) {
  const guide::OpenHours& hours = scene.site.call_backs.hours;
  if (!hours.known()) return {};
  if (hours.always) return scene.tr("They make calls day and night.");
  // What cannot leave now is not put beside a time of day that sounds like a promise.
  if (scene.situation.delivery == Delivery::online) {
    if (const auto until = open_until(scene, hours))
      return fill(scene.tr("They make calls now, until {time}."), {{"time", scene.formats.time(*until)}});
    if (const auto opening = next_opening(scene, hours); opening && open_now(scene, hours) != true) {
      const std::string time = scene.formats.time(opening->from);
      if (opening->days == 0) return fill(scene.tr("They make calls from {time}."), {{"time", time}});
      if (opening->days == 1)
        return fill(scene.tr("They make calls tomorrow from {time}."), {{"time", time}});
      const auto day = schedule::weekday_of(schedule::add_days(scene.today(), opening->days));
      return fill(scene.tr("They make calls on {weekday} from {time}."),
                  {{"weekday", scene.formats.weekday(day)}, {"time", time}});
    }
  }
  return fill(scene.tr("When they make calls: {hours}."), {{"hours", week_text(scene, hours)}});
}

std::string caller_languages(const Scene& scene) {
  const auto& spoken = scene.site.call_backs.languages;
  if (spoken.empty()) return {};
  return fill(scene.tr("They speak {languages}."), {{"languages", language_names(spoken)}});
}

std::string what_the_phone_shows(const Scene& scene) {
  const site::CallBacks& calls = scene.site.call_backs;
  std::string text;
  if (!calls.shows_as.empty())
    text = fill(scene.tr("The call shows as {number}."), {{"number", calls.shows_as}});
  if (calls.says.empty()) return text;
  const LocalText::Version& says = scene.text(calls.says);
  if (!text.empty()) text += ' ';
  if (scene.reads(says)) return text + fill(scene.tr("We say only: “{words}”"), {{"words", says.text}});
  return text + fill(scene.tr("We say only, in {language}: “{words}”"),
                     {{"language", language_names({says.language})}, {"words", says.text}});
}

std::optional<std::string> usual_wait(const Scene& scene) {
  const Situation& situation = scene.situation;
  if (!scene.site.call_backs.offered || situation.delivery != Delivery::online || !situation.usual_wait ||
      !situation.clock_trusted || !caller_for_visitor(scene) ||
      open_now(scene, scene.site.call_backs.hours) != true)
    return std::nullopt;
  return wait_text(scene, *situation.usual_wait);
}

std::string waiting_to_be_sent(const Scene& scene) {
  switch (scene.situation.delivery) {
    case Delivery::online:
      return {};
    case Delivery::offline:
      return scene.tr(
          "This screen has no internet right now. Your request waits here, locked, and goes out as soon as "
          "it can. "
          "**We can’t say when.**");
    case Delivery::none:
      return scene.tr(
          "Your request waits here, locked, and goes out as soon as it can. **We can’t say when.**");
  }
  return {};
}

}  // namespace porchlight::screens
