// The door to what staff see: a PIN, typed with the digits of the form.
#include "intake/pin.h"
#include "screens/form_parts.h"

namespace porchlight::screens {
namespace {

using ui::Theme;

std::string answer_to(PinAnswer pin) {
  switch (pin) {
    case PinAnswer::wrong:
      return "This is not the PIN.";
    case PinAnswer::none_set:
      return "No PIN was set. Set one on this computer: porchlight pin";
    case PinAnswer::too_many_attempts:
      return "It was tried too often. Wait ten minutes.";
    case PinAnswer::failed:
      return "The PIN cannot be read. Set a new one on this computer: porchlight pin";
    case PinAnswer::not_yet:
    case PinAnswer::under_way:
      break;
  }
  return "For those who look after this screen. Visitors need nothing from here.";
}

ui::View open_button(Scene& scene) {
  if (scene.visit.pin == PinAnswer::under_way)
    return ui::button_disabled("One moment…", "The PIN is checked.");
  if (scene.visit.typed_pin.view().size() < intake::least_pin_digits)
    return ui::button_disabled("Open", "Type the PIN first.");
  return ui::button("Open", ui::surface::button_primary,
                    [errands = &scene.errands] { errands->open_staff(); });
}

std::string dots(std::size_t count) {
  std::string dots;
  for (std::size_t i = 0; i < count; ++i) dots += "•";
  return dots;
}

}  // namespace

ui::View staff_pin(Scene& scene) {
  intake::SecretText& typed = scene.visit.typed_pin;
  ui::View question =
      ui::column(part_gap(scene), ui::views(question_title(scene, "Staff"),
                                            ui::field("PIN", dots(typed.view().size()), {}, true,
                                                      digits_into(typed, intake::most_pin_digits)),
                                            ui::paragraph(answer_to(scene.visit.pin), &Theme::muted)));
  ui::View answer = ui::column(
      part_gap(scene), ui::views(digit_keys(scene, typed, intake::most_pin_digits), open_button(scene)));
  if (scene.landscape)
    return within_margins(scene, ui::row(column_gap(scene), {-0.46f, -0.54f},
                                         ui::views(std::move(question), std::move(answer))));
  return within_margins(
      scene, ui::column(part_gap(scene), ui::views(std::move(question), ui::spacer(), std::move(answer))));
}

}  // namespace porchlight::screens
