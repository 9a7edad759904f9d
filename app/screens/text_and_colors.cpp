// The four text sizes and the four themes, each shown as it will be: what is seen to be readable is tapped,
// and is there at once. It lasts until the visit ends.
#include "screens/layout.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using ui::TextRole;
using ui::TextSize;
using ui::ThemeName;

std::string name_of_size(const Scene& scene, TextSize size) {
  switch (size) {
    case TextSize::s:
      return scene.tr("Small text");
    case TextSize::m:
      return scene.tr("Normal text");
    case TextSize::l:
      return scene.tr("Large text");
    case TextSize::xl:
      return scene.tr("Largest text");
  }
  return {};
}

std::string name_of_theme(const Scene& scene, ThemeName theme) {
  switch (theme) {
    case ThemeName::standard:
      return scene.tr("Light");
    case ThemeName::dark:
      return scene.tr("Dark");
    case ThemeName::white_on_black:
      return scene.tr("White on black");
    case ThemeName::black_on_white:
      return scene.tr("Black on white");
  }
  return {};
}

ui::View part(const Scene& scene, std::string name, ui::Views options) {
  return ui::column(scene.small_panel ? 4_mm : 6_mm,
                    ui::views(ui::heading(std::move(name)), ui::column(4_mm, std::move(options))));
}

ui::View sizes(Scene& scene) {
  Visit& visit = scene.visit;
  ui::Views options;
  for (const TextSize size : {TextSize::s, TextSize::m, TextSize::l, TextSize::xl})
    options.push_back(ui::in_text_size(size, ui::radio(name_of_size(scene, size), visit.text_size == size,
                                                       [&visit, size] { visit.text_size = size; })));
  return part(scene, scene.tr("Text size"), std::move(options));
}

ui::View themes(Scene& scene) {
  Visit& visit = scene.visit;
  ui::Views options;
  for (const ThemeName theme :
       {ThemeName::standard, ThemeName::dark, ThemeName::white_on_black, ThemeName::black_on_white})
    options.push_back(ui::in_theme(theme, ui::radio(name_of_theme(scene, theme), visit.theme == theme,
                                                    [&visit, theme] { visit.theme = theme; })));
  return part(scene, scene.tr("Colors"), std::move(options));
}

}  // namespace

ui::View text_and_colors(Scene& scene) {
  return scrolling(scene, ui::column(part_gap(scene), ui::views(ui::title(scene.tr("Text and colors")),
                                                                beside(scene, ui::views(sizes(scene)),
                                                                       ui::views(themes(scene)), 0.5f))));
}

}  // namespace porchlight::screens
