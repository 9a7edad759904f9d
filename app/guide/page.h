// Page: one page of the guide, written in Markdown (CommonMark) with a head of `key: value` lines. Parsed
// here, drawn by screens. Every fact has a source and a date; the reader refuses a page without them.
//
//   ---
//   title: Staying safe from an overdose
//   summary: The signs, naloxone, and what to do first
//   shelf: safety              steps, about-steps, first-time, other-help, safety or family
//   order: 10                  within the shelf; 0 when left out
//   reviewed: 2026-11-03
//   native-review: no          yes when a native speaker has read this translation; no when left out
//   source: SAMHSA, Overdose Prevention Toolkit | https://www.samhsa.gov/... | 2026-11-03
//   ---
//
// `source` may stand several times, and its middle may be empty. A page that holds no facts says `words:
// ours` instead. Below the head: "## " and "### " headings, paragraphs, **bold**, flat lists with "-" or
// "1.", "> " callouts, and links that stand alone. What else Markdown knows is refused with its place, so
// that nothing that staff wrote is lost.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/local_text.h"
#include "base/result.h"

namespace porchlight::guide {

// A line that the writer ended with a backslash or two spaces ends in "\n" here.
struct Run {
  std::string text;
  bool bold = false;
};
using Runs = std::vector<Run>;

struct Heading {
  int level = 2;
  Runs runs;
};
struct Paragraph {
  Runs runs;
};
struct Bullets {
  std::vector<Runs> items;
  bool numbered = false;
};
// "> ..." : set apart, for what must not be missed. Its paragraphs are parted by "\n".
struct Callout {
  Runs runs;
};
// A paragraph that is one link: "[What happens at a meeting](page:first-meeting)" becomes a button, another
// target
// ("https://...", "http://...", "tel:988", "sms:988") a QR code with its text beside. Whether a page: exists
// is for the reader of the whole site to say.
struct Link {
  std::string text, target;
};

using Block = std::variant<Heading, Paragraph, Bullets, Callout, Link>;

struct Source {
  std::string name;                  // "SAMHSA, TIP 63"
  std::string url;                   // may be empty
  std::chrono::year_month_day seen;  // when the fact was last held against the source
};

// Where a page is listed.
enum class Shelf { steps, about_steps, first_time, other_help, safety, family };

struct Page {
  std::string id;  // the file's name without ".md": "overdose", "step-08"
  Language language;
  std::string title;
  std::string summary;  // one line, for the list
  Shelf shelf = Shelf::about_steps;
  int order = 0;                         // within the shelf
  std::vector<Source> sources;           // empty only for pages without facts ("words: ours")
  std::chrono::year_month_day reviewed;  // when the whole page was last read through
  bool native_review = false;            // a native speaker has read the translation
  std::vector<Block> blocks;
};

struct PageError {
  int line = 0, column = 0;  // from 1; the column counts characters, not bytes
  std::string what;          // what is wrong and what to write
};

// `text`: the whole file, UTF-8, with or without a byte order mark, lines ended by LF or CRLF. Knows nothing
// of files.
Result<Page, PageError> parse_page(std::string id, Language language, std::string_view text);

// The words below the head without their marks, a line for each heading, paragraph and list item: for reading
// aloud, searching, and measuring how hard they are to read.
std::string plain_text(const Page& page);

}  // namespace porchlight::guide
