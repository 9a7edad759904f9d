#include "screens/helpline_card.h"

#include <algorithm>

#include "screens/help_parts.h"
#include "screens/hours_text.h"
#include "screens/layout.h"
#include "screens/take_along.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using guide::Helpline;
using ui::TextRole;
using ui::Theme;

std::string_view primary_part(std::string_view language) {
  return language.substr(0, language.find('-'));
}

// "Call or text · free · open now · Español: 2"
std::string facts_of(const Scene& scene, const Helpline& line) {
  const std::string languages =
      line.language_hint.empty() ? language_names(line.languages) : scene.text(line.language_hint).text;
  return scene.formats.begin_line(
      joined({call_or_text(scene, line), line.free ? scene.tr("free") : std::string(),
              hours_text(scene, line.hours), languages}));
}

ui::View what_it_is_for(const Scene& scene, const Helpline& line, ui::Color Theme::*color) {
  return staff_text(scene, line.when_to_call.empty() ? line.name : line.when_to_call, TextRole::subheading,
                    color, ui::Role::heading);
}

// 911, large. What to do meanwhile is one tap away: nobody looks for it in a list.
ui::View emergency_card(Scene& scene, const Helpline& line) {
  ui::Views parts = ui::views(what_it_is_for(scene, line, &Theme::on_help_tint));
  ui::View number = ui::paragraph(line.number, &Theme::on_help_tint,
                                  scene.small_panel ? TextRole::number : TextRole::emergency);
  if (const guide::Page* page = scene.page("overdose"); page != nullptr) {
    Visit* visit = &scene.visit;
    ui::View steps = ui::button(
        scene.tr("Overdose: what to do"), ui::surface::button_quiet,
        [visit, id = page->id] { visit->go(ScreenId::page, id); }, TextRole::label);
    parts.push_back(ui::row(8_mm, {0, 1}, ui::views(std::move(number), std::move(steps))));
  } else {
    parts.push_back(std::move(number));
  }
  parts.push_back(
      ui::paragraph(scene.tr("Give naloxone if there is any. Stay with them."), &Theme::on_help_tint));
  return ui::card(ui::column(ui::size::text_gap, std::move(parts)), ui::surface::emergency);
}

// A code that opens a text message: for whoever would not be heard.
ui::View text_code(const Scene& scene, const Helpline& line) {
  std::string code = "sms:" + digits_to_dial(line.text_number);
  if (!line.text_keyword.empty()) code += "?body=" + line.text_keyword;
  return captioned_code(scene, code,
                        fill(scene.tr("Code for a phone: text {number}"), {{"number", line.text_number}}),
                        scene.tr("To text"));
}

ui::View codes(const Scene& scene, const Helpline& line) {
  ui::View call = captioned_code(scene, call_code(line.number),
                                 fill(scene.tr("Code for a phone: call {number}"), {{"number", line.number}}),
                                 scene.tr("To call"));
  if (line.text_number.empty()) return call;
  return ui::flow(6_mm, ui::views(std::move(call), text_code(scene, line)));
}

}  // namespace

std::string call_or_text(const Scene& scene, const Helpline& line) {
  if (line.text_number.empty()) return {};
  if (!line.text_keyword.empty())
    return fill(scene.tr("call, or text {word} to {number}"),
                {{"word", line.text_keyword}, {"number", line.text_number}});
  if (line.text_number == line.number) return scene.tr("call or text");
  return fill(scene.tr("call, or text {number}"), {{"number", line.text_number}});
}

bool speaks(const std::vector<std::string>& languages, std::string_view language) {
  return std::ranges::any_of(
      languages, [&](const std::string& one) { return primary_part(one) == primary_part(language); });
}

std::string language_names(const std::vector<std::string>& languages) {
  std::string names;
  for (const std::string& language : languages) {
    const std::string name(language::own_name(language));
    if (!names.empty()) names += ", ";
    names += name.empty() ? language : name;
  }
  return names;
}

std::vector<const Helpline*> lines_to_call(const Scene& scene, std::string_view language) {
  std::vector<const Helpline*> lines = guide::for_help_screen(scene.site.helplines);
  std::erase_if(lines, [&](const Helpline* line) {
    return line->emergency || (!language.empty() && !speaks(line->languages, language));
  });
  return lines;
}

ui::View helpline_card(Scene& scene, const Helpline& line) {
  if (line.emergency) return emergency_card(scene, line);
  ui::Views parts = ui::views(what_it_is_for(scene, line, &Theme::ink),
                              ui::paragraph(line.number, &Theme::ink, TextRole::number));
  if (const std::string facts = facts_of(scene, line); !facts.empty())
    parts.push_back(ui::paragraph(facts, &Theme::muted, TextRole::small));
  parts.push_back(staff_text(scene, line.answered_by, TextRole::small, &Theme::muted));
  ui::View words = ui::column(2_mm, std::move(parts));
  // The number keeps its size, and the words their line: the codes give way to them.
  constexpr std::size_t letters_beside = 16;
  const Millimetres words_width = std::max(width_of(scene, TextRole::number, line.number.size()),
                                           width_of(scene, TextRole::small, letters_beside));
  return ui::card(with_picture(codes(scene, line), std::move(words), words_width, false));
}

}  // namespace porchlight::screens
