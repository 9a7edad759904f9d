// Before anything is asked: who will call, when, in which language, and what the call shows. Where nobody can
// call, or nobody who speaks the visitor's language, who can be called instead.
#include "screens/call_back_facts.h"
#include "screens/form_parts.h"
#include "screens/helpline_card.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using ui::TextRole;
using ui::Theme;

ui::View who_card(Scene& scene) {
  ui::Views parts =
      ui::views(ui::heading(scene.tr("Who will call"), TextRole::subheading), who_will_call(scene));
  for (const std::string& fact : {caller_hours(scene), caller_languages(scene)})
    if (!fact.empty()) parts.push_back(ui::paragraph(fact));
  return ui::card(ui::column(ui::size::text_gap, std::move(parts)));
}

void add_call_card(Scene& scene, ui::Views& to) {
  const std::string shows = what_the_phone_shows(scene);
  if (shows.empty()) return;
  to.push_back(ui::card(ui::column(
      ui::size::text_gap, ui::views(ui::heading(scene.tr("When your phone rings"), TextRole::subheading),
                                    ui::paragraph(shows)))));
}

// When it will be: the usual wait, or that nobody can say.
void add_wait(Scene& scene, ui::Views& to) {
  if (const auto wait = usual_wait(scene))
    to.push_back(ui::card(ui::heading(*wait, TextRole::subheading, &Theme::on_note), ui::surface::note));
  else if (const std::string waiting = waiting_to_be_sent(scene); !waiting.empty())
    to.push_back(ui::card(ui::paragraph(emphasised(waiting), &Theme::on_note), ui::surface::note));
}

void add_lines(Scene& scene, const std::vector<const guide::Helpline*>& lines, ui::Views& to) {
  for (const guide::Helpline* line : lines) to.push_back(helpline_card(scene, *line));
}

ui::View take_back_button(Scene& scene) {
  Visit* visit = &scene.visit;
  return ui::button(scene.tr("Take back a request"), ui::surface::button_quiet, [visit] {
    visit->typed_code.clear();
    visit->withdrawal = Withdrawal::not_yet;
    visit->go(ScreenId::withdraw);
  });
}

// `go_on`, and on a high screen what takes back above it: low, where the next screen has its keys and never
// what erases. On a wide one that stands below the facts.
ui::View with_take_back(Scene& scene, ui::Views& facts, ui::View go_on) {
  if (!scene.landscape) return ui::column(8_mm, ui::views(take_back_button(scene), std::move(go_on)));
  facts.push_back(take_back_button(scene));
  return go_on;
}

ui::View help_button(Scene& scene) {
  Visit* visit = &scene.visit;
  return ui::button(scene.tr("More people to call"), ui::surface::button_primary,
                    [visit] { visit->go(ScreenId::now); });
}

// Nobody can be asked here now: who can be called instead.
ui::View not_here(Scene& scene, std::string title, std::string why) {
  ui::Views first = ui::views(question_title(scene, std::move(title)), ui::paragraph(std::move(why)));
  ui::Views second;
  add_lines(scene, lines_to_call(scene), second);
  return two_parts(scene, std::move(first), std::move(second), help_button(scene));
}

// The callers do not speak the visitor's language: the lines that do come first, and going on is said to be
// what it is.
ui::View another_language(Scene& scene) {
  const auto& spoken = scene.site.call_backs.languages;
  const std::string callers =
      language_names(spoken.empty() ? std::vector<std::string>{scene.site.languages.front()} : spoken);
  const std::string visitors = language_names({scene.visit.language});
  const auto lines = lines_to_call(scene, scene.visit.language);

  ui::Views note = ui::views(ui::paragraph(
      fill(scene.tr("Nobody who calls back from here speaks {language}."), {{"language", visitors}}),
      &Theme::on_note));
  note.push_back(ui::paragraph(
      lines.empty() ? emphasised(scene.tr("Tap **Help now** for other people to call."))
                    : ui::Words(fill(scene.tr("These people speak {language}. You can call them."),
                                     {{"language", visitors}})),
      &Theme::on_note));
  ui::Views first = ui::views(question_title(scene, scene.tr("Ask us to call you")),
                              ui::card(ui::column(ui::size::text_gap, std::move(note)), ui::surface::note));
  ui::Views second;
  // On a high screen one list: the lines follow the note. On a wide one they stand beside it.
  add_lines(scene, lines, second);
  ui::Views& facts = scene.landscape ? first : second;
  facts.push_back(who_card(scene));
  add_call_card(scene, facts);

  Visit* visit = &scene.visit;
  ui::View go_on = with_take_back(
      scene, facts,
      ui::button(fill(scene.tr("Go on: the caller will speak {language}"), {{"language", callers}}),
                 ui::surface::button_quiet, [visit] { visit->go(ScreenId::name); }));
  return two_parts(scene, std::move(first), std::move(second), std::move(go_on));
}

}  // namespace

ui::View ask(Scene& scene) {
  if (!scene.site.call_backs.offered)
    return not_here(scene, scene.tr("People you can call"),
                    scene.tr("Nobody calls back from this screen. These people answer the phone."));
  if (!scene.situation.can_save)
    return not_here(
        scene, scene.tr("We can’t take a request"),
        scene.tr("This screen can’t save anything at the moment, so nobody would call you. These people "
                 "answer the phone."));
  if (!caller_for_visitor(scene)) return another_language(scene);

  ui::Views first = ui::views(
      question_title(scene, scene.tr("Ask us to call you")),
      ui::paragraph(
          scene.tr("We ask for your phone number and when it is safe to talk. You need not give a name."),
          &Theme::muted),
      who_card(scene));
  ui::Views second;
  add_call_card(scene, second);
  add_wait(scene, second);
  Visit* visit = &scene.visit;
  ui::View go_on = with_take_back(
      scene, second,
      ui::button(scene.tr("Go on"), ui::surface::button_primary, [visit] { visit->go(ScreenId::name); }));
  return two_parts(scene, std::move(first), std::move(second), std::move(go_on));
}

}  // namespace porchlight::screens
