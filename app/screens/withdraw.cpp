// Taking a request back by its 8 digits, and what became of it. Nothing here tells whether the digits belong
// to a request.
#include "intake/withdraw.h"
#include "screens/form_parts.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using ui::Theme;

ui::View keys(Scene& scene) {
  return digit_keys(scene, scene.visit.typed_code, intake::withdraw_digits);
}

ui::View erase_button(Scene& scene) {
  if (scene.visit.withdrawal == Withdrawal::under_way)
    return ui::button_disabled(scene.tr("One moment…"), scene.tr("Your request is being erased."));
  if (scene.visit.typed_code.view().size() < intake::withdraw_digits)
    return ui::button_disabled(scene.tr("Erase my request"), scene.tr("Type all 8 digits first."));
  Errands* errands = &scene.errands;
  return ui::button_final(scene.tr("Erase my request"), ui::surface::button_primary,
                          [errands] { errands->withdraw(); });
}

ui::View question(Scene& scene) {
  return ui::scroll(
      scene.visit.here().scroll, scroll_names(scene),
      ui::column(
          part_gap(scene),
          ui::views(
              question_title(scene, scene.tr("Take back a request")),
              ui::field(scene.tr("Your 8 digits"), in_groups_of_four(scene.visit.typed_code.view()), {}, true,
                        digits_into(scene.visit.typed_code, intake::withdraw_digits)),
              ui::paragraph(scene.tr("Type the 8 digits that you were given when you asked to be called."),
                            &Theme::muted))));
}

struct Message {
  std::string title, text;
  bool done = true;  // else it can be tried again
};

Message message(const Scene& scene) {
  switch (scene.visit.withdrawal) {
    case Withdrawal::erased:
      return {scene.tr("Erased. Nobody will call."), {}, true};
    case Withdrawal::too_many_attempts: {
      const long wait = std::chrono::duration_cast<minutes>(intake::AttemptLimit::window).count();
      return {scene.tr("Please wait a while"),
              fill(scene.trn("Digits were typed here too often. Please try again in {n} minute.",
                             "Digits were typed here too often. Please try again in {n} minutes.", wait),
                   {{"n", scene.formats.number(wait)}}),
              false};
    }
    case Withdrawal::failed:
      return {scene.tr("We could not save this"),
              scene.tr("Nothing was changed. Please try again, or at another of our screens."), false};
    case Withdrawal::not_yet:
    case Withdrawal::under_way:
    case Withdrawal::noted:
      break;
  }
  return {scene.tr("Noted"), scene.tr("It is erased when this screen is online."), true};
}

}  // namespace

// The button that erases keeps 30 mm from the centre of every other target, and stands high where the last
// screen's button stood low: above the keys, or at the left of them.
ui::View withdraw(Scene& scene) {
  if (scene.landscape) {
    ui::View left = ui::column(0_mm, ui::views(question(scene), ui::space(20_mm), erase_button(scene),
                                               ui::space(scene.small_panel ? 12_mm : 6_mm)));
    return within_margins(
        scene, ui::row(column_gap(scene), {-0.46f, -0.54f}, ui::views(std::move(left), keys(scene))));
  }
  return within_margins(scene,
                        ui::column(0_mm, ui::views(question(scene), ui::space(20_mm), erase_button(scene),
                                                   ui::space(17_mm), keys(scene))));
}

ui::View withdrawn(Scene& scene) {
  Message message = screens::message(scene);
  ui::View head = question_title(scene, std::move(message.title));
  ui::Views first;
  const char* icon = message.done ? "check" : "warning";
  if (scene.small_panel) {
    first.push_back(ui::row(6_mm, {0, 1}, ui::views(ui::badge(icon, 20_mm, 12_mm, true), std::move(head))));
  } else {
    first.push_back(ui::badge(icon, 40_mm, 23_mm, true));
    first.push_back(std::move(head));
  }
  if (!message.text.empty()) first.push_back(ui::paragraph(message.text));

  Visit* visit = &scene.visit;
  Errands* errands = &scene.errands;
  ui::View button = message.done
                        ? ui::button(scene.tr("Done: clear the screen"), ui::surface::button_primary,
                                     [errands] { errands->end_visit(); })
                        : ui::button(scene.tr("Try again"), ui::surface::button_primary, [visit] {
                            visit->withdrawal = Withdrawal::not_yet;
                            while (visit->trail.size() > 1 && visit->here().screen != ScreenId::withdraw)
                              visit->back();
                            if (visit->here().screen != ScreenId::withdraw) visit->go(ScreenId::withdraw);
                          });
  return two_parts(scene, std::move(first), {}, std::move(button));
}

}  // namespace porchlight::screens
