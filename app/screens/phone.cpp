#include "screens/call_back_facts.h"
#include "screens/form_parts.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using intake::NumberProblem;
using ui::TextRole;
using ui::Theme;

// E.164 allows no more.
constexpr std::size_t most_digits = 15;

struct Refusal {
  std::string what, instead;
};

// Why the number cannot be called, and what to do; nothing while it may still become one.
std::optional<Refusal> refusal(const Scene& scene, NumberProblem problem) {
  switch (problem) {
    case NumberProblem::none:
    case NumberProblem::incomplete:
      return std::nullopt;
    case NumberProblem::emergency:
      return Refusal{
          scene.tr("This is a help line"),
          scene.tr(
              "To talk to them, tap **Help now**. Here we need the number of the phone that you answer.")};
    case NumberProblem::premium:
      return Refusal{
          scene.tr("We can’t call this number"),
          scene.tr("Calls to it cost extra. Please type another one. Or tap **Help now** and call someone.")};
    case NumberProblem::impossible:
      return Refusal{
          scene.tr("This number does not work"),
          scene.tr("Please check each digit. **Delete** takes away the last one, **Clear** takes away all.")};
  }
  return std::nullopt;
}

std::string why_not_yet(const Scene& scene, NumberProblem problem, const std::optional<Refusal>& refused) {
  if (problem == NumberProblem::none) return {};
  return refused ? refused->what : scene.tr("Type the whole number first.");
}

}  // namespace

ui::View phone(Scene& scene) {
  intake::NumberReading& number = scene.visit.number;
  number.read(scene.visit.draft.number.view(), scene.site.facility.country);
  const NumberProblem problem = number.problem();
  const std::optional<Refusal> refused = refusal(scene, problem);

  ui::Views question;
  // With little room the refusal takes the place of the question: it must be seen without scrolling.
  question.push_back(question_title(
      scene, scene.small_panel && refused ? refused->what : scene.tr("What number should we call?")));
  question.push_back(ui::field(scene.tr("Phone number"), std::string(number.formatted()), {}, true,
                               digits_into(scene.visit.draft.number, most_digits)));
  if (refused) {
    ui::Views note;
    if (!scene.small_panel) note.push_back(ui::heading(refused->what, TextRole::subheading, &Theme::on_note));
    note.push_back(ui::paragraph(emphasised(refused->instead), &Theme::on_note));
    question.push_back(ui::card(ui::column(2_mm, std::move(note)), ui::surface::note));
  } else if (const std::string shows = what_the_phone_shows(scene); !shows.empty()) {
    question.push_back(ui::paragraph(shows, &Theme::muted));
  }

  ui::Views answer = ui::views(digit_keys(scene, scene.visit.draft.number, most_digits));
  // Next stands at the same place in every question.
  if (scene.landscape) answer.push_back(ui::spacer());
  answer.push_back(next_button(scene, ScreenId::when, why_not_yet(scene, problem, refused)));
  return form_page(
      scene, 2, ui::column(part_gap(scene), std::move(question)),
      ui::column(scene.small_panel && scene.landscape ? 2.5_mm : part_gap(scene), std::move(answer)));
}

}  // namespace porchlight::screens
