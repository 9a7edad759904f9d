#include "site/pages.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "base/assets.h"
#include "site/encoding.h"
#include "site/load.h"
#include "site/toml_reader.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

struct PageName {
  Language language;
  std::string id;
};

// "pages/es/welcome.md", "base/pages/es/welcome.md": what stands below "pages/"; nothing: it is elsewhere.
std::optional<std::string_view> below_pages(std::string_view path) {
  constexpr std::string_view folder = "pages/";
  if (path.starts_with(base_prefix)) path.remove_prefix(base_prefix.size());
  if (!path.starts_with(folder)) return std::nullopt;
  return path.substr(folder.size());
}

std::optional<PageName> page_name(std::string_view whole) {
  constexpr std::string_view suffix = ".md";
  std::string_view path = below_pages(whole).value_or("");
  if (!path.ends_with(suffix)) return std::nullopt;
  path.remove_suffix(suffix.size());
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos || path.find('/', slash + 1) != std::string_view::npos)
    return std::nullopt;
  return PageName{std::string(path.substr(0, slash)), std::string(path.substr(slash + 1))};
}

void put(Pages& pages, guide::Page page) {
  std::vector<guide::Page>& all = pages[page.language];
  std::erase_if(all, [&](const guide::Page& other) { return other.id == page.id; });
  all.push_back(std::move(page));
}

bool exists(const Pages& pages, const Language& language, const std::string& id) {
  for (const Language& each : {language, Language("en")})
    if (const auto found = pages.find(each); found != pages.end())
      if (std::any_of(found->second.begin(), found->second.end(),
                      [&](const auto& page) { return page.id == id; }))
        return true;
  return false;
}

// A button on a page of staff that would lead nowhere.
void report_dead_links(const Pages& pages, const PageName& name, const std::string& path,
                       std::string_view text, std::vector<Problem>& problems) {
  constexpr std::string_view scheme = "page:";
  const auto& all = pages.at(name.language);
  const auto page =
      std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.id == name.id; });
  for (const guide::Block& block : page->blocks) {
    const auto* link = std::get_if<guide::Link>(&block);
    if (!link || !link->target.starts_with(scheme)) continue;
    const std::string id = link->target.substr(scheme.size());
    if (exists(pages, name.language, id)) continue;
    FileReport report(path);
    const std::size_t offset = text.find(link->target);
    const auto line =
        static_cast<int>(std::count(
            text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size())), '\n')) +
        1;
    std::vector<std::string> ids;
    for (const guide::Page& other : pages.at(name.language)) ids.push_back(other.id);
    const auto meant = nearest(id, ids);
    report.add(Problem::Severity::left_out, {line, 0, "", link->target},
               "There is no page " + in_quotes(id) + ".",
               meant ? "Write page:" + *meant + "." : "Write the name of a file in pages/, without .md.",
               "Its button leads nowhere.", std::nullopt);
    for (Problem& problem : report.take()) problems.push_back(std::move(problem));
  }
}

}  // namespace

ReadPages read_pages(const std::map<std::string, std::string>& files,
                     const std::vector<Language>& languages) {
  ReadPages read;
  const auto read_one = [&](const std::string& path, std::string_view text, std::string_view meanwhile) {
    const auto name = page_name(path);
    if (!name) return false;
    auto page = guide::parse_page(name->id, name->language, text);
    if (page) {
      put(read.pages, std::move(*page));
      return true;
    }
    FileReport report(path);
    report.add(Problem::Severity::left_out, {page.error().line, page.error().column, "", ""},
               page.error().what, "", std::string(meanwhile));
    for (Problem& problem : report.take()) read.problems.push_back(std::move(problem));
    return false;
  };

  for (const std::string_view path : assets_under("pages/"))
    read_one(std::string(path), *asset(path), "This page, built into the kiosk, is not shown.");

  std::vector<std::pair<std::string, std::string>> staff;  // path, text
  // Those of the base come first in the order of paths, and own ones replace them.
  static_assert(base_prefix < "pages/");
  for (const auto& [path, bytes] : files) {
    if (!below_pages(path)) continue;
    const auto name = page_name(path);
    FileReport report(path);
    if (!name)
      report.add(Problem::Severity::left_out, {}, "This file is in no language’s folder, or is no .md file.",
                 "Put it into pages/en/ and end its name in .md.", "It is not shown.");
    else if (std::find(languages.begin(), languages.end(), name->language) == languages.end())
      report.add(Problem::Severity::notice, {},
                 "The language " + in_quotes(name->language) + " is not offered.",
                 "Add it to languages in kiosk.toml.", "This page is not shown.");
    else {
      std::string text = decode(bytes).text;
      const bool replaces = exists(read.pages, name->language, name->id);
      if (read_one(path, text,
                   replaces ? "The page built into the kiosk is shown." : "This page is not shown."))
        staff.emplace_back(path, std::move(text));
    }
    for (Problem& problem : report.take()) read.problems.push_back(std::move(problem));
  }
  for (const auto& [path, text] : staff)
    report_dead_links(read.pages, *page_name(path), path, text, read.problems);

  for (auto& [language, pages] : read.pages)
    std::sort(pages.begin(), pages.end(), [](const guide::Page& a, const guide::Page& b) {
      return std::tie(a.shelf, a.order, a.id) < std::tie(b.shelf, b.order, b.id);
    });
  return read;
}

}  // namespace porchlight::site
