#include "screens/scene.h"

#include <qrcodegen.hpp>

#include <algorithm>
#include <array>

#include "language/direction.h"

namespace porchlight::screens {
namespace {

constexpr std::array<std::pair<ScreenId, std::string_view>, 29> screen_names{{
    {ScreenId::home, "home"},
    {ScreenId::meetings, "meetings"},
    {ScreenId::search, "search"},
    {ScreenId::meeting, "meeting"},
    {ScreenId::steps, "steps"},
    {ScreenId::step, "step"},
    {ScreenId::page, "page"},
    {ScreenId::ask, "ask"},
    {ScreenId::name, "name"},
    {ScreenId::phone, "phone"},
    {ScreenId::when, "when"},
    {ScreenId::check, "check"},
    {ScreenId::thanks, "thanks"},
    {ScreenId::not_saved, "not-saved"},
    {ScreenId::withdraw, "withdraw"},
    {ScreenId::withdrawn, "withdrawn"},
    {ScreenId::now, "now"},
    {ScreenId::safety, "safety"},
    {ScreenId::who_answers, "who-answers"},
    {ScreenId::other_help, "other-help"},
    {ScreenId::services, "services"},
    {ScreenId::languages, "languages"},
    {ScreenId::text_and_colors, "text-and-colors"},
    {ScreenId::speech, "speech"},
    {ScreenId::staff_pin, "staff-pin"},
    {ScreenId::staff, "staff"},
    {ScreenId::staff_clock, "staff-clock"},
    {ScreenId::staff_screen, "staff-screen"},
    {ScreenId::rest, "rest"},
}};

ui::View middle_of(Scene& scene) {
  switch (scene.visit.here().screen) {
    case ScreenId::home:
      return home(scene);
    case ScreenId::meetings:
      return meetings(scene);
    case ScreenId::search:
      return search(scene);
    case ScreenId::meeting:
      return meeting(scene);
    case ScreenId::steps:
      return steps(scene);
    case ScreenId::step:
      return step(scene);
    case ScreenId::page:
      return page(scene);
    case ScreenId::ask:
      return ask(scene);
    case ScreenId::name:
      return name(scene);
    case ScreenId::phone:
      return phone(scene);
    case ScreenId::when:
      return when(scene);
    case ScreenId::check:
      return check(scene);
    case ScreenId::thanks:
      return thanks(scene);
    case ScreenId::not_saved:
      return not_saved(scene);
    case ScreenId::withdraw:
      return withdraw(scene);
    case ScreenId::withdrawn:
      return withdrawn(scene);
    case ScreenId::now:
      return now(scene);
    case ScreenId::safety:
      return safety(scene);
    case ScreenId::who_answers:
      return who_answers(scene);
    case ScreenId::other_help:
      return other_help(scene);
    case ScreenId::services:
      return services(scene);
    case ScreenId::languages:
      return languages(scene);
    case ScreenId::text_and_colors:
      return text_and_colors(scene);
    case ScreenId::speech:
      return speech(scene);
    case ScreenId::staff_pin:
      return staff_pin(scene);
    case ScreenId::staff:
      return staff(scene);
    case ScreenId::staff_clock:
      return staff_clock(scene);
    case ScreenId::staff_screen:
      return staff_screen(scene);
    case ScreenId::rest:
      return rest(scene);
  }
  return home(scene);
}

}  // namespace

std::string_view name_of(ScreenId screen) {
  return screen_names[static_cast<std::size_t>(screen)].second;
}

std::string fill(std::string sentence,
                 std::initializer_list<std::pair<std::string_view, std::string>> parts) {
  const std::string pattern = sentence;
  for (const auto& [name, part] : parts) {
    const std::string hole = "{" + std::string(name) + "}";
    const std::string value = language::isolated_in(pattern, part);
    for (std::size_t at = sentence.find(hole); at != std::string::npos;
         at = sentence.find(hole, at + value.size()))
      sentence.replace(at, hole.size(), value);
  }
  return sentence;
}

Shown show(Scene& scene, std::optional<int> seconds_left) {
  const Stop& here = scene.visit.here();
  Shown shown;
  shown.scene =
      std::string(name_of(here.screen)) + " " + here.about + " " + std::to_string(scene.visit.trail.size());
  // The touch that brings the screen back means nothing else.
  if (const int times = scene.visit.times_brought_back; times > 0) shown.scene += " " + std::to_string(times);
  if (seconds_left) {
    shown.scene += " still";
    shown.dialog = still_there(scene, *seconds_left);
  } else if (scene.visit.question == Question::start_over) {
    shown.scene += " start-over";
    shown.dialog = ask_start_over(scene);
  } else if (scene.visit.question == Question::leave) {
    shown.scene += " leave";
    shown.dialog = ask_leave(scene);
  } else if (scene.visit.question == Question::cancel_request) {
    shown.scene += " cancel";
    shown.dialog = ask_cancel_request(scene);
  }
  if (shown.dialog) return shown;
  if (scene.visit.lowered) shown.scene += " lowered";
  if (here.screen == ScreenId::rest || here.screen == ScreenId::staff_screen)
    shown.root = middle_of(scene);
  else
    shown.root = ui::screen(top_bar(scene), middle_of(scene), bottom_bar(scene),
                            scene.visit.lowered ? &*scene.visit.lowered : nullptr);
  return shown;
}

ui::View staff_text(const Scene& scene, const LocalText& text, ui::TextRole role, ui::Color ui::Theme::*color,
                    ui::Role says) {
  const LocalText::Version& version = scene.text(text);
  ui::TextOptions options{.role = role, .color = color, .says = says};
  if (scene.reads(version)) return ui::text_block(version.text, options);
  options.language = version.language;
  const std::string name(language::own_name(version.language));
  return ui::text_block(name.empty() ? version.text : name + ": " + version.text, options);
}

std::string own_text(const Scene& scene, const LocalText& text) {
  if (text.empty()) return {};
  const LocalText::Version& version = scene.text(text);
  return scene.reads(version) ? version.text : std::string();
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  // In a line of both directions each part keeps together.
  const bool from_the_right = std::ranges::any_of(parts, language::has_right_to_left);
  for (std::string part : parts) {
    // A sentence of staff goes on here.
    if (part.ends_with('.')) part.pop_back();
    if (part.empty()) continue;
    if (!text.empty()) text += between;
    text += from_the_right && !language::has_right_to_left(part) ? language::isolated(part) : part;
  }
  return text;
}

const text::Squares& qr(const Scene& scene, const std::string& text) {
  using qrcodegen::QrCode;
  const auto [kept, is_new] = scene.visit.codes.try_emplace(text);
  text::Squares& squares = kept->second;
  if (!is_new) return squares;
  // A clean screen is read best when the squares are large: no more correction of errors than fits anyway.
  const QrCode code = QrCode::encodeText(text.c_str(), QrCode::Ecc::LOW);
  squares.side = code.getSize();
  for (int y = 0; y < squares.side; ++y)
    for (int x = 0; x < squares.side; ++x) squares.dark.push_back(code.getModule(x, y));
  return squares;
}

}  // namespace porchlight::screens
