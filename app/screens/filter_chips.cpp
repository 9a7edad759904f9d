#include "screens/filter_chips.h"

#include <algorithm>

#include "schedule/kind.h"

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using schedule::Filter;

bool has(const std::vector<Filter>& filters, const Filter& filter) {
  return std::find(filters.begin(), filters.end(), filter) != filters.end();
}

std::string filter_name(const Scene& scene, const Filter& filter) {
  switch (filter.what) {
    case Filter::What::here:
      return scene.tr("Here");
    case Filter::What::near:
      return scene.tr("Near here");
    case Filter::What::in_person:
      return scene.tr("In person");
    case Filter::What::online:
      return scene.tr("Online or by phone");
    case Filter::What::language: {
      if (const std::string_view name = language::own_name(filter.code); !name.empty())
        return std::string(name);
      for (const schedule::Kind& kind : schedule::kinds())
        if (kind.language == filter.code) return scene.tr(kind.label);
      return filter.code;
    }
    case Filter::What::kind: {
      const schedule::Kind* kind = schedule::find_kind(filter.code);
      return kind == nullptr ? filter.code : scene.tr(kind->label);
    }
    case Filter::What::subject:
      break;
  }
  switch (filter.subject) {
    case schedule::Subject::alcohol:
      return scene.tr("Alcohol");
    case schedule::Subject::drugs:
      return scene.tr("Drugs");
    case schedule::Subject::family_and_friends:
      return scene.tr("Family and friends");
    case schedule::Subject::teens:
      return scene.tr("Teens");
    case schedule::Subject::other:
      return scene.tr("Other");
  }
  return {};
}

void begin_again(Visit& visit) {
  visit.shown = 0;
  visit.here().scroll = {};
}

}  // namespace

ui::View filter_chips(Scene& scene, const std::vector<Filter>& offered, int most_lines) {
  Visit& visit = scene.visit;
  std::vector<Filter> filters = visit.filters;
  for (const Filter& filter : offered)
    if (!has(filters, filter)) filters.push_back(filter);

  ui::Views chips;
  for (const Filter& filter : filters) {
    const bool on = has(visit.filters, filter);
    const auto tap = [&visit, filter, on] {
      if (on)
        std::erase(visit.filters, filter);
      else
        visit.filters.push_back(filter);
      begin_again(visit);
    };
    const std::string name = filter_name(scene, filter);
    // The button that changes the language of the screen has the same word on it.
    const std::string said = filter.what == Filter::What::language
                                 ? fill(scene.tr("Meetings in {language}"), {{"language", name}})
                                 : std::string();
    chips.push_back(ui::toggle(name, on, tap, said));
  }
  std::size_t on = visit.filters.size();
  const Filter near{Filter::What::near, {}, {}};
  if (visit.nearest_first || has(filters, near)) {
    // Beside what is on, where it is near that is looked for.
    const bool wanted = visit.nearest_first || has(visit.filters, near);
    chips.insert(wanted ? chips.begin() + static_cast<std::ptrdiff_t>(on) : chips.end(),
                 ui::toggle(scene.tr("Nearest first"), visit.nearest_first, [&visit] {
                   visit.nearest_first = !visit.nearest_first;
                   begin_again(visit);
                 }));
    if (visit.nearest_first) ++on;
  }
  constexpr Millimetres gap = 3.5_mm;
  if (visit.here().more) return ui::flow(gap, std::move(chips));
  return ui::flow_in_lines(most_lines, gap, std::move(chips), on,
                           ui::toggle(scene.tr("More…"), false, [&visit] { visit.here().more = true; }));
}

}  // namespace porchlight::screens
