// How speech sounds, and the end of it. There in full speech mode only.
#include "screens/form_parts.h"

namespace porchlight::screens {
namespace {

using ui::SpeechRate;
using ui::Theme;

ui::View rate_choice(Scene& scene, std::string name, SpeechRate rate) {
  SpeechRate* chosen = &scene.visit.full_speech.rate;
  return ui::radio(std::move(name), *chosen == rate, [chosen, rate] { *chosen = rate; });
}

std::string how_loud_now(const Scene& scene) {
  return fill(scene.tr("How loud: {step} of {count}"),
              {{"step", scene.formats.number(scene.visit.full_speech.loudness.step)},
               {"count", scene.formats.number(ui::Loudness::steps)}});
}

ui::View loudness_button(Scene& scene, std::string name, int by, const std::string& at_end) {
  ui::Loudness* loudness = &scene.visit.full_speech.loudness;
  const int step = loudness->step + by;
  if (step < 1 || step > ui::Loudness::steps) return ui::button_disabled(std::move(name), at_end);
  ui::Node node{.role = ui::Role::button, .name = name, .value = how_loud_now(scene)};
  node.tap = [loudness, step] { loudness->step = step; };
  return ui::pressable(
      std::move(node), ui::surface::button_quiet,
      ui::text_block(std::move(name),
                     {.role = ui::TextRole::button, .color = &Theme::primary, .align = text::Align::center}));
}

}  // namespace

ui::View speech(Scene& scene) {
  ui::FullSpeech* settings = &scene.visit.full_speech;
  ui::Node dark{.role = ui::Role::button,
                .name = scene.tr("Make the screen dark"),
                .hint = scene.tr("Nobody can read along. A touch brings the screen back.")};
  dark.tap = [settings] { settings->screen_dark = true; };
  ui::View darken = ui::pressable(
      std::move(dark), ui::surface::button_quiet,
      ui::text_block(scene.tr("Make the screen dark"),
                     {.role = ui::TextRole::button, .color = &Theme::primary, .align = text::Align::center}));
  ui::Views how_fast =
      ui::views(ui::heading(scene.tr("How fast")), rate_choice(scene, scene.tr("Slow"), SpeechRate::slow),
                rate_choice(scene, scene.tr("Normal"), SpeechRate::normal),
                rate_choice(scene, scene.tr("Fast"), SpeechRate::fast));
  ui::Views how_loud = ui::views(
      ui::heading(how_loud_now(scene)),
      loudness_button(scene, scene.tr("Louder"), +1, scene.tr("This is the loudest.")),
      loudness_button(scene, scene.tr("Softer"), -1, scene.tr("This is the softest.")), std::move(darken),
      ui::button(scene.tr("Turn speech off"), ui::surface::button_quiet, [settings, &visit = scene.visit] {
        settings->on = settings->screen_dark = false;
        visit.back();
      }));
  ui::View both = beside(scene, std::move(how_fast), std::move(how_loud), 0.5f);
  return scrolling(scene, ui::column(part_gap(scene),
                                     ui::views(question_title(scene, scene.tr("Speech")), std::move(both))));
}

}  // namespace porchlight::screens
