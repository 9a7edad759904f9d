#include "screens/scene.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using text::Align;
using ui::TextRole;
using ui::Theme;

ui::View centred_text(std::string words, TextRole role, ui::Color Theme::*color = &Theme::ink,
                      ui::Role says = ui::Role::text) {
  return ui::text_block(std::move(words), {.role = role,
                                           .color = color,
                                           .align = Align::center,
                                           .says = says,
                                           .is_title = role == TextRole::title});
}

struct Answers {
  std::string keep;
  ui::Tap on_keep;
  std::string erase;
  ui::Tap on_erase;
};

// A title, what it means, and two answers. Help stays one tap away.
ui::View question(Scene& scene, const std::string& title, ui::Views meaning, Answers answers) {
  ui::Views parts = ui::views(centred_text(title, TextRole::title, &Theme::ink, ui::Role::heading));
  for (ui::View& part : meaning) parts.push_back(std::move(part));
  return ui::dialog(
      title, ui::column(scene.small_panel ? 4_mm : 8_mm, std::move(parts)),
      ui::button_keep(std::move(answers.keep), std::move(answers.on_keep)),
      ui::button_final(std::move(answers.erase), ui::surface::button_quiet, std::move(answers.on_erase)),
      help_bar(scene));
}

}  // namespace

ui::View still_there(Scene& scene, int seconds_left) {
  Errands* errands = &scene.errands;
  const std::string why = scene.visit.something_typed()
                              ? scene.tr("To keep what you typed private, this screen clears itself in")
                              : scene.tr("To be ready for the next person, this screen clears itself in");
  ui::View count = centred_text(scene.formats.number(seconds_left),
                                scene.small_panel ? TextRole::digits : TextRole::countdown, &Theme::primary);
  // Any touch means "still here" to the session; the button says so for whoever wants to be sure.
  return question(
      scene, scene.tr("Are you still there?"), ui::views(centred_text(why, TextRole::body), std::move(count)),
      {scene.tr("I’m still here"), [] {}, scene.tr("Clear it now"), [errands] { errands->end_visit(); }});
}

ui::View ask_start_over(Scene& scene) {
  Visit& visit = scene.visit;
  Errands* errands = &scene.errands;
  return question(
      scene, scene.tr("Start over?"),
      ui::views(centred_text(scene.tr("What you typed will be erased. Nothing is sent."), TextRole::body)),
      {scene.tr("Keep what I typed"), [&visit] { visit.question = Question::none; },
       scene.tr("Erase and start over"), [errands] { errands->end_visit(); }});
}

ui::View ask_leave(Scene& scene) {
  Visit& visit = scene.visit;
  Errands* errands = &scene.errands;
  return question(
      scene, scene.tr("Leave this page?"),
      ui::views(centred_text(scene.tr("What you typed will be erased. Nothing is sent."), TextRole::body)),
      {scene.tr("Keep what I typed"), [&visit] { visit.question = Question::none; },
       scene.tr("Erase and leave"), [errands] { errands->leave(); }});
}

ui::View ask_cancel_request(Scene& scene) {
  Visit& visit = scene.visit;
  Errands* errands = &scene.errands;
  return question(scene, scene.tr("Cancel your request?"),
                  ui::views(centred_text(scene.tr("Then nobody will call you."), TextRole::body)),
                  {scene.tr("Keep my request"), [&visit] { visit.question = Question::none; },
                   scene.tr("Yes, cancel it"), [errands] { errands->cancel_request(); }});
}

}  // namespace porchlight::screens
