#include "site/site.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "language/catalog.h"
#include "site/help_files.h"
#include "site/pages.h"

namespace porchlight::site {
namespace {

// English has every page that is built in; a page of staff may stand in the facility's first language alone.
std::array<std::string_view, 3> where_to_look(std::string_view language,
                                              const std::vector<Language>& offered) {
  return {language, "en", offered.empty() ? std::string_view("en") : std::string_view(offered.front())};
}

}  // namespace

const guide::Page* Site::page(std::string_view id, std::string_view language) const {
  for (const std::string_view each : where_to_look(language, languages))
    if (const auto found = pages.find(Language(each)); found != pages.end())
      for (const guide::Page& page : found->second)
        if (page.id == id) return &page;
  return nullptr;
}

const FetchedList* Site::fetched_list(const schedule::Meeting& meeting) const {
  const auto found = std::find_if(lists.begin(), lists.end(),
                                  [&](const FetchedList& list) { return list.name == meeting.source; });
  return found == lists.end() ? nullptr : &*found;
}

std::vector<const guide::Page*> Site::shelf(guide::Shelf shelf, std::string_view language) const {
  std::vector<const guide::Page*> found;
  for (const std::string_view each : where_to_look(language, languages)) {
    const auto in_language = pages.find(Language(each));
    if (in_language == pages.end()) continue;
    for (const guide::Page& page : in_language->second) {
      const bool here =
          std::any_of(found.begin(), found.end(), [&](const auto* other) { return other->id == page.id; });
      if (page.shelf == shelf && !here) found.push_back(&page);
    }
  }
  std::sort(found.begin(), found.end(), [](const guide::Page* a, const guide::Page* b) {
    return std::tie(a->order, a->id) < std::tie(b->order, b->id);
  });
  return found;
}

std::shared_ptr<const Site> safe_site() {
  auto site = std::make_shared<Site>();
  site->languages = language::available_languages();
  site->schedule = std::make_shared<schedule::Schedule>(
      std::vector<schedule::Meeting>(), std::vector<schedule::Change>(), schedule::Zone::utc());
  site->directory = std::make_shared<schedule::Directory>(site->schedule);
  site->helplines = built_in_helplines();
  site->pages = read_pages({}, site->languages).pages;
  return site;
}

}  // namespace porchlight::site
