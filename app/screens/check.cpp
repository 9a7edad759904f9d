// The review: what was answered, what becomes of it, and the one button that sends it off. That button never
// lies where Next was, and keeps 30 mm from the centre of every other target: a shaking hand that means one
// of those does not send.
#include "screens/call_back_facts.h"
#include "screens/form_parts.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using ui::TextRole;
using ui::Theme;

constexpr int step_of_form = 4;

// Its rows bring their own space.
const ui::Surface list_card{.padding_x = 9_mm, .padding_y = 2_mm, .shadow = true};
const ui::Surface list_card_small{.padding_x = 6_mm, .padding_y = 1_mm, .shadow = true};

// How much fits beside an answer: all in one line, the label above it, or each below the other.
enum class RowShape { line, label_above, stacked };

RowShape row_shape(const Scene& scene) {
  const bool large = scene.visit.text_size >= ui::TextSize::l;
  if (scene.landscape && scene.small_panel) return large ? RowShape::stacked : RowShape::label_above;
  return large ? RowShape::label_above : RowShape::line;
}

struct Answer {
  std::string label, value, change;  // `change`: what the button is called, each its own
  bool is_private = false;
  ScreenId asked_at = ScreenId::name;
};

ui::View change_button(Scene& scene, const Answer& answer) {
  Visit* visit = &scene.visit;
  ui::Node node{.role = ui::Role::button, .name = answer.change};
  node.tap = [visit, screen = answer.asked_at] { visit->go(screen); };
  return ui::pressable(
      std::move(node), ui::surface::change,
      ui::text_block(scene.tr("Change"),
                     {.role = TextRole::label, .color = &Theme::on_tint, .align = text::Align::center}));
}

ui::View answer_row(Scene& scene, const Answer& answer) {
  ui::View label = ui::paragraph(answer.label, &Theme::muted);
  ui::View value = ui::text_block(ui::Words(std::vector{std::pair(answer.value, true)}),
                                  {.is_private = answer.is_private});
  ui::View change = change_button(scene, answer);
  ui::View row;
  switch (row_shape(scene)) {
    case RowShape::line:
      row = ui::row(5_mm, {0.3f, 0.7f, 0}, ui::views(std::move(label), std::move(value), std::move(change)));
      break;
    case RowShape::label_above:
      row = ui::column(1_mm, ui::views(ui::row(5_mm, {1, 0}, ui::views(std::move(label), std::move(change))),
                                       std::move(value)));
      break;
    case RowShape::stacked:
      row = ui::column(2_mm, ui::views(std::move(label), std::move(value), std::move(change)));
      break;
  }
  return ui::padded(0_mm, 4.5_mm, std::move(row));
}

ui::View answers(Scene& scene) {
  const intake::Draft& draft = scene.visit.draft;
  const std::string none = scene.tr("Not given");
  const std::string name(draft.name.view());
  scene.visit.number.read(draft.number.view(), scene.site.facility.country);
  // Whoever stands behind has had no time to read it on its own screen.
  const std::string number(scene.visit.number.masked());
  const Answer all[] = {
      {scene.tr("Call me"), name.empty() ? none : name, scene.tr("Change: name"), true, ScreenId::name},
      {scene.tr("Number"), number.empty() ? none : number, scene.tr("Change: number"), true, ScreenId::phone},
      {scene.tr("When"), draft.when ? when_text(scene, *draft.when) : none, scene.tr("Change: when"), true,
       ScreenId::when},
      {scene.tr("No answer"), if_not_me_text(scene, draft.if_not_me), scene.tr("Change: no answer"), true,
       ScreenId::when},
  };
  ui::Views rows;
  for (const Answer& answer : all) {
    if (!rows.empty()) rows.push_back(ui::rule());
    rows.push_back(answer_row(scene, answer));
  }
  return ui::card(ui::column(0_mm, std::move(rows)), scene.small_panel ? list_card_small : list_card);
}

std::string days_text(const Scene& scene, int days) {
  return fill(scene.trn("{n} day", "{n} days", days), {{"n", scene.formats.number(days)}});
}

ui::View what_happens(Scene& scene) {
  const site::CallBacks& calls = scene.site.call_backs;
  ui::Views parts = ui::views(
      ui::heading(scene.tr("What happens with it"), TextRole::subheading),
      ui::paragraph(
          fill(scene.tr("It is locked at once. Only the callers of {place} can open it. This screen can’t."),
               {{"place", place_name(scene)}})));
  std::string callers = who_calls(scene);
  if (calls.pays == guide::Pays::none && !calls.works_for_treatment_company)
    callers += (callers.empty() ? "" : " ") + scene.tr("Nobody sells it, nobody is paid for it.");
  if (!callers.empty()) parts.push_back(ui::paragraph(callers));
  parts.push_back(ui::paragraph(
      fill(scene.tr("It is erased {soon} after we reach you, {at_most} at most, or when you ask."),
           {{"soon", days_text(scene, calls.erased_after_days)},
            {"at_most", days_text(scene, calls.erased_at_most_days)}})));
  return ui::card(ui::column(ui::size::text_gap, std::move(parts)));
}

bool complete(const Scene& scene) {
  const intake::Draft& draft = scene.visit.draft;
  scene.visit.number.read(draft.number.view(), scene.site.facility.country);
  return draft.when && scene.visit.number.problem() == intake::NumberProblem::none;
}

ui::View consent(Scene& scene) {
  return ui::paragraph(
      complete(scene)
          ? scene.tr(
                "By tapping you say: this is my number, or its owner agreed, and you may call it about this.")
          : scene.tr("Something is missing yet. Tap Change and give a number that we can call."),
      &Theme::muted);
}

ui::View send_button(Scene& scene) {
  ui::View button;
  Errands* errands = &scene.errands;
  if (scene.visit.saving == Saving::under_way)
    button = ui::button_disabled(scene.tr("One moment…"), scene.tr("Your request is being saved."));
  else if (!complete(scene))
    button = ui::button_disabled(scene.tr("Yes, call me"), scene.tr("Something is missing yet."));
  else
    button = ui::button_final(scene.tr("Yes, call me"), ui::surface::button_primary,
                              [errands] { errands->save_request(); });
  if (!scene.landscape) return button;
  // The More buttons of the answers end 8 or 14 mm beside it, 10 mm from their centre.
  return ui::padded(scene.small_panel ? 13_mm : 7_mm, 0_mm, std::move(button));
}

ui::View title(Scene& scene) {
  return question_title(scene, scene.tr("Is this right?"));
}

// All in sight, as in the picture.
ui::View spacious(Scene& scene) {
  ui::Views answer = ui::views(consent(scene), send_button(scene), what_happens(scene));
  if (!scene.landscape) answer.push_back(ui::spacer());
  return form_page(scene, step_of_form, ui::column(part_gap(scene), ui::views(title(scene), answers(scene))),
                   ui::column(7_mm, std::move(answer)));
}

// What is to be read scrolls; what sends stands still.
ui::View compact(Scene& scene) {
  ui::Views question = ui::views(title(scene), answers(scene));
  if (!scene.landscape) {
    question.push_back(what_happens(scene));
    // Next, 28 mm high, was where the space is.
    return form_page(scene, step_of_form, ui::column(part_gap(scene), std::move(question)),
                     ui::column(7_mm, ui::views(consent(scene), send_button(scene), ui::space(30_mm))));
  }
  // The consent keeps the More buttons below it away from what sends, and that away from where Next was.
  ui::Views answer = ui::views(send_button(scene), consent(scene));
  if (scene.small_panel && scene.visit.text_size >= ui::TextSize::l)
    question.push_back(what_happens(scene));
  else
    answer.push_back(
        ui::scroll(scene.visit.here().second_scroll, right_scroll_names(scene), what_happens(scene)));
  return form_page(scene, step_of_form, ui::column(part_gap(scene), std::move(question)),
                   ui::column(7_mm, std::move(answer)));
}

}  // namespace

ui::View check(Scene& scene) {
  return first_that_fits(ui::views(spacious(scene), compact(scene)));
}

}  // namespace porchlight::screens
