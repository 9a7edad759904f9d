#include "screens/page_parts.h"

#include <algorithm>
#include <utility>

namespace porchlight::screens {
namespace {

using namespace porchlight::literals;
using guide::Block;
using guide::Page;
using language::message;
using ui::TextRole;
using ui::Theme;

constexpr Millimetres badge_size = 16_mm, link_code_size = 46_mm;

ui::Words words_of(const guide::Runs& runs) {
  std::vector<std::pair<std::string, bool>> spans;
  for (const guide::Run& run : runs) spans.emplace_back(run.text, run.bold);
  return ui::Words(std::move(spans));
}

std::string plain(const guide::Runs& runs) {
  return words_of(runs).plain();
}

constexpr std::string_view whose_words_in_english =
    message("These are our words, not AA’s or NA’s. We are not part of AA, NA or any group named here.");

std::string whose_words(const Scene& scene) {
  return scene.tr(whose_words_in_english);
}

// The page says itself whose words they are, at its end. It stands in the foot: there for every page about
// the steps, also where staff forgot it, and for every other page that says it.
bool says_whose_words(const Scene& scene, const Block& block) {
  const auto* paragraph = std::get_if<guide::Paragraph>(&block);
  if (paragraph == nullptr) return false;
  const std::string text = plain(paragraph->runs);
  return text == whose_words(scene) || text == whose_words_in_english;
}

bool says_whose_words(const Scene& scene, const Page& page) {
  return page.shelf == guide::Shelf::about_steps ||
         std::any_of(page.blocks.begin(), page.blocks.end(),
                     [&](const Block& block) { return says_whose_words(scene, block); });
}

// Turns the blocks of one page into views.
class Setter {
 public:
  Setter(Scene& scene, const Page& page) : scene_(scene), language_(foreign(scene, page)) {}

  ui::View text(const guide::Runs& runs, TextRole role, ui::Color Theme::*color = &Theme::ink,
                ui::Role says = ui::Role::text) const {
    return ui::text_block(words_of(runs),
                          {.role = role, .color = color, .says = says, .language = language_});
  }

  ui::View bullets(const guide::Bullets& list) const {
    ui::Views lines;
    long number = 0;
    for (const guide::Runs& item : list.items) {
      // A badge is as wide for 1 as for 10, so that the words begin in one line.
      ui::View mark = list.numbered ? ui::number_badge(scene_.formats.number(++number), badge_size)
                                    : ui::paragraph("•", &Theme::primary);
      lines.push_back(
          ui::row(5_mm, {0, 1}, ui::views(std::move(mark), text(item, TextRole::body)), !list.numbered));
    }
    return ui::column(4_mm, std::move(lines));
  }

  ui::View link(const guide::Link& link) const {
    constexpr std::string_view page_scheme = "page:";
    if (link.target.starts_with(page_scheme)) {
      std::string id = link.target.substr(page_scheme.size());
      const ScreenId screen = id.starts_with("step-") ? ScreenId::step : ScreenId::page;
      Visit& visit = scene_.visit;
      ui::Node node{.role = ui::Role::button, .name = link.text, .language = language_};
      node.tap = [&visit, screen, id = std::move(id)] { visit.go(screen, id); };
      return ui::pressable(std::move(node), ui::surface::button_quiet,
                           ui::text_block(link.text, {.role = TextRole::button,
                                                      .color = &Theme::primary,
                                                      .align = text::Align::center,
                                                      .language = language_}));
    }
    std::string how = scene_.tr("Point a phone’s camera here.");
    if (link.target.starts_with("tel:")) how = scene_.tr("Point a phone’s camera here to call.");
    if (link.target.starts_with("sms:")) how = scene_.tr("Point a phone’s camera here to text.");
    return code_card(
        scene_, link.target, link.text,
        ui::views(ui::text_block(link.text, {.role = TextRole::subheading, .language = language_}),
                  ui::paragraph(how, &Theme::muted, TextRole::small)),
        link_code_size, language_);
  }

  ui::View callout(const guide::Callout& callout) const {
    return ui::card(text(callout.runs, TextRole::body, &Theme::on_note), ui::surface::note);
  }

 private:
  Scene& scene_;
  std::string language_;
};

std::string sources_text(const Scene& scene, const Page& page) {
  std::string text;
  for (std::size_t i = 0; i < page.sources.size();) {
    const auto seen = page.sources[i].seen;
    std::string names;
    long count = 0;
    for (; i < page.sources.size() && page.sources[i].seen == seen; ++i, ++count)
      names += (names.empty() ? "" : "; ") + page.sources[i].name;
    text += fill(scene.trn("Source, seen {date}: {names}.", "Sources, seen {date}: {names}.", count),
                 {{"date", scene.formats.month_day_year(seen)}, {"names", names}}) +
            " ";
  }
  return text + fill(scene.tr("Reviewed {date}."), {{"date", scene.formats.month_day_year(page.reviewed)}});
}

}  // namespace

ui::View list_row(std::string name, std::string about, ui::Tap tap, std::string language, ui::View before) {
  ui::Node node{.role = ui::Role::button, .name = name, .hint = about, .language = language};
  node.tap = std::move(tap);
  ui::Views lines = ui::views(
      ui::text_block(std::move(name),
                     {.role = about.empty() ? TextRole::body : TextRole::subheading, .language = language}));
  if (!about.empty())
    lines.push_back(ui::text_block(std::move(about),
                                   {.role = TextRole::small, .color = &Theme::muted, .language = language}));
  ui::View words = ui::column(1.5_mm, std::move(lines));
  ui::View content;
  if (before)
    content = ui::row(7_mm, {0, 1}, ui::views(std::move(before), std::move(words)));
  else
    content = ui::row(5_mm, {1, 0}, ui::views(std::move(words), ui::icon("chevron", 11_mm, &Theme::muted)));
  return ui::pressable(std::move(node), ui::surface::plain_row, std::move(content));
}

ui::View page_row(Scene& scene, const Page& page) {
  Visit& visit = scene.visit;
  const std::string language = foreign(scene, page);
  const std::string about =
      language.empty() ? page.summary : std::string(language::own_name(language)) + ": " + page.summary;
  return list_row(
      page.title, about, [&visit, id = page.id] { visit.go(ScreenId::page, id); }, language);
}

PageBody page_body(Scene& scene, const Page& page, TextRole first_role) {
  const Setter set(scene, page);
  PageBody body;
  ui::Views section;  // the card that is being filled
  bool in_section = false, after_intro = false;
  const auto close = [&] {
    if (in_section) body.sections.push_back(ui::card(ui::column(ui::size::text_gap, std::move(section))));
    section.clear();
    in_section = false;
  };
  const auto put = [&](ui::View view) {
    (in_section ? section : after_intro ? body.sections : body.intro).push_back(std::move(view));
  };
  for (const Block& block : page.blocks) {
    if (const auto* heading = std::get_if<guide::Heading>(&block)) {
      if (heading->level <= 2) {
        close();
        in_section = after_intro = true;
      }
      put(set.text(heading->runs, heading->level <= 2 ? TextRole::subheading : TextRole::label, &Theme::ink,
                   ui::Role::heading));
    } else if (const auto* link = std::get_if<guide::Link>(&block)) {
      // A way on stands by itself, below what it belongs to.
      close();
      after_intro = true;
      put(set.link(*link));
    } else if (const auto* paragraph = std::get_if<guide::Paragraph>(&block)) {
      if (says_whose_words(scene, block)) continue;
      put(set.text(paragraph->runs, after_intro ? TextRole::body : first_role));
    } else if (const auto* bullets = std::get_if<guide::Bullets>(&block)) {
      put(set.bullets(*bullets));
    } else if (const auto* callout = std::get_if<guide::Callout>(&block)) {
      put(set.callout(*callout));
    }
  }
  close();
  return body;
}

std::vector<std::string> foot_lines(const Scene& scene, const Page& page) {
  std::vector<std::string> lines;
  if (says_whose_words(scene, page)) lines.push_back(whose_words(scene));
  if (page.language == scene.visit.language && page.language != "en" && !page.native_review)
    lines.push_back(scene.tr("This translation has not been read by a native speaker yet."));
  lines.push_back(sources_text(scene, page));
  return lines;
}

bool is_in_foot(const Scene& scene, const Block& block) {
  return says_whose_words(scene, block);
}

ui::View page_foot(Scene& scene, const Page& page) {
  ui::Views lines;
  for (std::string& line : foot_lines(scene, page))
    lines.push_back(ui::paragraph(std::move(line), &Theme::muted, TextRole::small));
  return ui::column(3_mm, std::move(lines));
}

ui::View page_title(Scene& scene, const Page& page) {
  const std::string language = foreign(scene, page);
  ui::View title = ui::text_block(
      page.title,
      {.role = TextRole::title, .says = ui::Role::heading, .language = language, .is_title = true});
  if (language.empty()) return title;
  return ui::column(ui::size::text_gap,
                    ui::views(std::move(title),
                              ui::paragraph(fill(scene.tr("Not translated yet. This page is in: {language}."),
                                                 {{"language", std::string(language::own_name(language))}}),
                                            &Theme::muted, TextRole::small)));
}

std::string foreign(const Scene& scene, const Page& page) {
  return page.language == scene.visit.language ? std::string() : page.language;
}

ui::View page_is_gone(Scene& scene) {
  return scrolling(
      scene,
      ui::column(part_gap(scene), ui::views(ui::title(scene.tr("This page is not here any more.")),
                                            ui::paragraph(scene.tr("Tap Back to go on."), &Theme::muted))));
}

ui::View code_card(const Scene& scene, const std::string& code, std::string spoken, ui::Views words,
                   Millimetres code_size, std::string language) {
  constexpr std::size_t letters_beside = 18;
  return ui::card(
      with_picture(ui::qr_code(std::move(spoken), qr(scene, code), code_size, std::move(language)),
                   ui::column(ui::size::text_gap, std::move(words)),
                   width_of(scene, TextRole::body, letters_beside), true));
}

}  // namespace porchlight::screens
