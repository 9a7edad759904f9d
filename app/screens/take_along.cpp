#include "screens/take_along.h"

#include <fmt/format.h>

#include "schedule/calendar_entry.h"
#include "screens/help_parts.h"
#include "screens/meeting_card.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using ui::TextRole;
using ui::Theme;

// A phone reads it at arm's length: at most 29 squares of 0.9 mm with the white around them.
constexpr Millimetres small_code = 34_mm;

ui::View said(std::string words) {
  return ui::paragraph(std::move(words), &Theme::muted);
}

}  // namespace

std::string calendar_code(const Scene& scene, const schedule::Occurrence& occurrence) {
  schedule::EntryWords words{scene.tr("Appointment"), {}};
  if (scene.visit.here().names_meeting) {
    words.title = occurrence.meeting->name;
    words.place = joined({occurrence.place.room, occurrence.place.name, occurrence.place.address}, ", ");
  }
  return schedule::calendar_entry(*scene.site.schedule, occurrence, words, scene.situation.now);
}

std::string call_code(std::string_view number) {
  return "tel:" + digits_to_dial(number);
}

std::string way_code(const schedule::Place& place) {
  if (place.coordinates && !place.approximate)
    return fmt::format("geo:{:.5f},{:.5f}", place.coordinates->latitude, place.coordinates->longitude);
  return place.approximate ? std::string() : place.address;
}

ui::View captioned_code(const Scene& scene, const std::string& code, std::string spoken,
                        std::string caption) {
  return ui::column(2_mm, ui::views(ui::qr_code(std::move(spoken), qr(scene, code), small_code),
                                    ui::text_block(std::move(caption), {.role = TextRole::small,
                                                                        .color = &Theme::muted,
                                                                        .align = text::Align::center})));
}

ui::View print_part(Scene& scene, std::string label, std::function<text::Slip(const Scene&)> slip) {
  using Printer = Situation::Printer;
  switch (scene.visit.here().printing) {
    case Printing::under_way:
      return ui::button_disabled(scene.tr("Printing…"), scene.tr("It takes a few seconds."));
    case Printing::done:
      return said(scene.tr("It is printed. Please take it with you."));
    case Printing::failed:
      return said(scene.tr("That was not printed: the printer did not answer."));
    case Printing::not_yet:
      break;
  }
  switch (scene.situation.printer) {
    case Printer::none:
      return nullptr;
    case Printer::out_of_paper:
      return said(scene.tr("The printer has no paper right now."));
    case Printer::not_working:
      return said(scene.tr("The printer does not work right now."));
    case Printer::ready:
      break;
  }
  return ui::button(std::move(label), ui::surface::button_quiet,
                    [scene = &scene, slip = std::move(slip)] { scene->errands.print(slip(*scene)); });
}

}  // namespace porchlight::screens
