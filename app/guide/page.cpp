#include "guide/page.h"

#include <utility>

#include "guide/blocks.h"
#include "guide/head.h"
#include "guide/place.h"

namespace porchlight::guide {

namespace {

void add_line(std::string& text, const Runs& runs) {
  for (const Run& run : runs) text += run.text;
  text += '\n';
}

struct PlainText {
  std::string text;

  void operator()(const Heading& heading) { add_line(text, heading.runs); }
  void operator()(const Paragraph& paragraph) { add_line(text, paragraph.runs); }
  void operator()(const Callout& callout) { add_line(text, callout.runs); }
  void operator()(const Link& link) { text += link.text + '\n'; }
  void operator()(const Bullets& bullets) {
    for (const Runs& item : bullets.items) add_line(text, item);
  }
};

}  // namespace

Result<Page, PageError> parse_page(std::string id, Language language, std::string_view text) {
  if (const auto bad = find_bad_character(text))
    return error_at(text, *bad,
                    "This character cannot be read: save the file as UTF-8, and write the character anew");
  Page page;
  page.id = std::move(id);
  page.language = std::move(language);
  const auto body = parse_head(text, page);
  if (!body) return body.error();
  auto blocks = parse_blocks(text, *body);
  if (!blocks) return blocks.error();
  page.blocks = std::move(blocks).value();
  return page;
}

std::string plain_text(const Page& page) {
  PlainText plain;
  for (const Block& block : page.blocks) std::visit(plain, block);
  return std::move(plain.text);
}

}  // namespace porchlight::guide
