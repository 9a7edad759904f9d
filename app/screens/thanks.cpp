#include "screens/call_back_facts.h"
#include "screens/form_parts.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using ui::TextRole;
using ui::Theme;

// What is true: received, with a time only if one was measured and is meant; or saved here, and no time.
std::string what_is_next(const Scene& scene) {
  if (scene.visit.received) {
    // Who asked for the mornings is not called within the usual hours.
    const bool soon = scene.visit.draft.when == intake::WhenToCall::as_soon_as_possible;
    const auto wait = soon ? usual_wait(scene) : std::nullopt;
    const std::string when = wait ? *wait + "." : scene.tr("**We can’t say when they call.**");
    return when + " " + scene.tr("If you can’t wait, tap **Help now**.");
  }
  if (scene.situation.delivery == Situation::Delivery::offline)
    return scene.tr(
        "This screen has no internet right now. Your request is locked on it and goes out as soon as it can. "
        "**We "
        "can’t say when.** If you can’t wait, tap **Help now**.");
  return scene.tr(
      "Your request is locked on this screen and goes out as soon as it can. **We can’t say when.** If you "
      "can’t "
      "wait, tap **Help now**.");
}

ui::Views what_became(Scene& scene) {
  std::string title = scene.visit.received ? fill(scene.tr("Received by {who}"), {{"who", place_name(scene)}})
                                           : scene.tr("Saved here. Not sent yet.");
  ui::View head = question_title(scene, std::move(title));
  ui::Views parts;
  if (scene.small_panel) {
    parts.push_back(
        ui::row(6_mm, {0, 1}, ui::views(ui::badge("check", 20_mm, 12_mm, true), std::move(head))));
  } else {
    parts.push_back(ui::badge("check", 40_mm, 23_mm, true));
    parts.push_back(std::move(head));
  }
  parts.push_back(ui::paragraph(emphasised(what_is_next(scene))));
  parts.push_back(ui::card(ui::column(
      ui::size::text_gap,
      ui::views(ui::heading(scene.tr("Who will call"), TextRole::subheading), who_will_call(scene)))));
  return parts;
}

ui::View changed_your_mind(Scene& scene) {
  Visit* visit = &scene.visit;
  ui::Views parts = ui::views(ui::heading(scene.tr("Changed your mind?"), TextRole::subheading));
  if (!visit->withdraw_code.empty()) {
    parts.push_back(ui::paragraph(scene.tr("Later, at any of our screens, enter")));
    parts.push_back(ui::text_block(in_groups_of_four(visit->withdraw_code.view()),
                                   {.role = TextRole::digits, .is_private = true}));
  }
  parts.push_back(ui::button(scene.tr("Cancel this request now"), ui::surface::button_quiet,
                             [visit] { visit->question = Question::cancel_request; }));
  return ui::card(ui::column(ui::size::text_gap, std::move(parts)));
}

ui::View done_button(Scene& scene) {
  Errands* errands = &scene.errands;
  return ui::button(scene.tr("Done: clear the screen"), ui::surface::button_primary,
                    [errands] { errands->end_visit(); });
}

// Keeps Done 30 mm from the middle of Cancel, with the padding of the card and the gap between the parts.
ui::View apart(Scene& scene) {
  return ui::space(scene.small_panel ? 1_mm : 0_mm);
}

}  // namespace

ui::View thanks(Scene& scene) {
  ui::View done = done_button(scene);
  ui::Views second;
  if (scene.landscape)
    second = ui::views(changed_your_mind(scene), apart(scene));
  else  // low, in sight, and never where the next dialog erases
    done = ui::column(part_gap(scene), ui::views(changed_your_mind(scene), std::move(done)));
  return two_parts(scene, what_became(scene), std::move(second), std::move(done));
}

}  // namespace porchlight::screens
