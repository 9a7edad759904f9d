#include "screens/helpline_card.h"
#include "screens/hours_text.h"
#include "screens/layout.h"
#include "screens/slips.h"
#include "screens/take_along.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using ui::TextRole;
using ui::Theme;

// Said only while the desk is open, and only by a clock that is right: a closed door is no help.
std::string desk_text(const Scene& scene) {
  const guide::OpenHours& desk = scene.site.facility.desk;
  if (open_now(scene, desk) != true) return {};
  const auto until = open_until(scene, desk);
  if (!until) return scene.tr("No phone? The desk is open.");
  const bool tonight = *until >= evening && *until > scene.local_now().time;
  return fill(tonight ? scene.tr("No phone? The desk is open until {time} tonight.")
                      : scene.tr("No phone? The desk is open until {time}."),
              {{"time", scene.formats.time(*until)}});
}

// Help leads here from everywhere, the form too: and from here to a meeting, with nothing typed lost. It
// stands high, so that nobody has to look for it.
ui::View meetings_button(Scene& scene) {
  std::string name = scene.tr("Meetings");
  if (scene.situation.clock_trusted)
    name = scene.local_now().time >= evening ? scene.tr("Tonight’s meetings") : scene.tr("Today’s meetings");
  Visit* visit = &scene.visit;
  return ui::button(
      std::move(name), ui::surface::pill,
      [visit] {
        visit->day = 0;
        visit->go(ScreenId::meetings);
      },
      TextRole::label);
}

}  // namespace

ui::View now(Scene& scene) {
  ui::Views emergency, others;
  for (const guide::Helpline* line : guide::for_help_screen(scene.site.helplines))
    (line->emergency ? emergency : others).push_back(helpline_card(scene, *line));

  ui::Views last;
  if (const std::string desk = desk_text(scene); !desk.empty())
    last.push_back(ui::paragraph(desk, &Theme::muted));
  last.push_back(ui::paragraph(scene.tr("Nobody pays to be listed here. You never have to say yes."),
                               &Theme::muted, TextRole::small));
  if (ui::View print = print_part(scene, scene.tr("Print these numbers"), numbers_slip))
    last.push_back(std::move(print));
  ui::View head = ui::row(6_mm, {1, 0}, ui::views(ui::title(scene.tr("Help now")), meetings_button(scene)));
  ui::View foot = ui::column(ui::size::text_gap, std::move(last));
  // Beside the numbers in landscape, below them all in portrait.
  (two_columns(scene) ? emergency : others).push_back(std::move(foot));
  return scrolling(
      scene, ui::column(part_gap(scene),
                        ui::views(std::move(head), beside(scene, std::move(emergency), std::move(others)))));
}

}  // namespace porchlight::screens
