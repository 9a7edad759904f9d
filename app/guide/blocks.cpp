#include "guide/blocks.h"

#include <md4c.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <utility>

#include "guide/place.h"

namespace porchlight::guide {

namespace {

using std::string_view;

constexpr std::array<std::pair<string_view, string_view>, 5> entities{{
    {"&amp;", "&"},
    {"&lt;", "<"},
    {"&gt;", ">"},
    {"&quot;", "\""},
    {"&nbsp;", "\u00a0"},
}};

bool blank(string_view text) {
  return text.find_first_not_of(" \t\r\n") == string_view::npos;
}

bool is_target(string_view target) {
  if (target.starts_with("page:")) {
    const string_view id = target.substr(5);
    return !id.empty() && id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == string_view::npos;
  }
  for (const string_view scheme : {"https://", "http://", "tel:", "sms:"})
    if (target.starts_with(scheme) && target.size() > scheme.size()) return true;
  return false;
}

void append(Runs& runs, string_view text, bool bold) {
  if (runs.empty() && text == " ") return;
  if (!runs.empty() && runs.back().bold == bold)
    runs.back().text += text;
  else
    runs.push_back({std::string(text), bold});
}

// Takes md4c's events. md4c hands out no places, but what it passes to text() lies in the file itself; so a
// refusal waits for the next piece of text, and stands where that stands.
class Reader {
 public:
  // Of a text that ends inside a link, md4c 0.4.8 reads what lies behind it: the line end stops it.
  Reader(string_view text, std::size_t begin)
      : owned_(std::string(text) + '\n'), text_(owned_), reached_(begin) {}

  Result<std::vector<Block>, PageError> read() {
    const std::size_t begin = reached_;
    MD_PARSER parser{};
    // Tables are switched on so that they can be refused instead of shown as a line of bars.
    parser.flags = MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_TABLES;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
      return static_cast<Reader*>(self)->enter_block(type, detail);
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) {
      return static_cast<Reader*>(self)->leave_block(type);
    };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* self) {
      return static_cast<Reader*>(self)->enter_span(type, detail);
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* self) {
      return static_cast<Reader*>(self)->leave_span(type);
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
      auto* reader = static_cast<Reader*>(self);
      if (size > reader->text_.size())
        return reader->fail(reader->reached_, "This link is not closed: write its end");
      return reader->text(type, string_view(text, size));
    };
    const string_view body = text_.substr(begin);
    const int stopped = md_parse(body.data(), static_cast<MD_SIZE>(body.size()), &parser, this);
    if (error_) return std::move(*error_);
    if (stopped)
      return error_at(text_, begin, "This page cannot be read: it is too long or too deeply nested");
    if (blocks_.empty()) return error_at(text_, begin, "There are no words below the head: write some");
    return std::move(blocks_);
  }

 private:
  static constexpr int go_on = 0, stop = -1;  // md4c goes on after a positive answer

  int refuse(std::string what) {
    if (!waiting_) waiting_ = std::move(what);
    return go_on;
  }

  int fail(std::size_t offset, std::string what) {
    const std::size_t size = text_.size() - 1;  // without the line end of ours
    error_ = error_at(text_.substr(0, size), std::min(offset, size), std::move(what));
    return stop;
  }

  // For what holds no text of its own (a line of ---, an image without words): the next line that is not
  // empty.
  std::size_t next_words() const {
    std::size_t at = reached_;
    if (at > 0 && text_[at - 1] != '\n') at = std::min(text_.find('\n', at), text_.size());
    return std::min(text_.find_first_not_of(" \t\r\n", at), text_.size());
  }

  int enter_block(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_DOC:
        return go_on;
      case MD_BLOCK_QUOTE:
        if (in_quote_ || in_list_)
          return refuse("A callout (>) stands on its own: move it out of the other one");
        in_quote_ = true;
        quote_.clear();
        return go_on;
      case MD_BLOCK_UL:
        return enter_list(false);
      case MD_BLOCK_OL:
        if (static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start != 1)
          return refuse("A numbered list begins with 1: write 1. before its first point");
        return enter_list(true);
      case MD_BLOCK_LI:
      case MD_BLOCK_P:
        return enter_words(type);
      case MD_BLOCK_H:
        level_ = static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
        if (in_quote_ || in_list_)
          return refuse("A heading stands on its own: move it out of the list or callout");
        if (level_ == 1) return refuse("The title stands in the head: begin headings with ## instead of #");
        if (level_ > 3) return refuse("Headings have two sizes: use ## or ###");
        return enter_words(type);
      case MD_BLOCK_HR:
        return refuse("A line across the page is not shown: leave it out, or write a heading with ##");
      case MD_BLOCK_CODE:
        return refuse("Blocks of code are not shown: write it as a paragraph");
      case MD_BLOCK_HTML:
        return refuse("HTML is not shown: write the words only");
      default:
        return refuse("Tables are not shown: write a list with - before each point");
    }
  }

  int enter_list(bool numbered) {
    if (in_quote_) return refuse("A list in a callout (>) is not shown: move it below");
    if (in_list_) return refuse("A list in a list is not shown: write one list, or two below each other");
    in_list_ = true;
    list_ = {{}, numbered};
    return go_on;
  }

  int enter_words(MD_BLOCKTYPE type) {
    if (type == MD_BLOCK_P && in_list_) {
      if (!runs_.empty()) return refuse("A point of a list has one paragraph: make this a point of its own");
      return go_on;
    }
    runs_.clear();
    link_.reset();
    may_link_ = type == MD_BLOCK_P && !in_quote_;
    return go_on;
  }

  int leave_block(MD_BLOCKTYPE type) {
    if (waiting_) return fail(next_words(), *waiting_);
    switch (type) {
      case MD_BLOCK_QUOTE:
        in_quote_ = false;
        blocks_.push_back(Callout{std::move(quote_)});
        return go_on;
      case MD_BLOCK_UL:
      case MD_BLOCK_OL:
        in_list_ = false;
        blocks_.push_back(std::move(list_));
        return go_on;
      case MD_BLOCK_LI:
        if (runs_.empty())
          return fail(next_words(), "A point of a list has no words: write some or leave it out");
        list_.items.push_back(std::move(runs_));
        runs_.clear();
        return go_on;
      case MD_BLOCK_H:
        if (runs_.empty()) return fail(next_words(), "A heading has no words: write some or leave it out");
        blocks_.push_back(Heading{level_, std::move(runs_)});
        return go_on;
      case MD_BLOCK_P:
        return in_list_ ? go_on : leave_paragraph();
      default:
        return go_on;
    }
  }

  int leave_paragraph() {
    if (in_quote_) {
      if (!quote_.empty()) append(quote_, "\n", quote_.back().bold);
      for (const Run& run : runs_) append(quote_, run.text, run.bold);
      return go_on;
    }
    if (!link_) {
      blocks_.push_back(Paragraph{std::move(runs_)});
      return go_on;
    }
    const bool alone = std::ranges::all_of(runs_, [](const Run& run) { return blank(run.text); });
    if (!alone || links_ != 1)
      return fail(link_place_, "A link stands alone in its paragraph: put an empty line before and after it");
    if (blank(link_->text))
      return fail(next_words(), "The link has no words: write [what it leads to](page:its-name)");
    if (!is_target(link_->target))
      return fail(link_place_,
                  "A link leads to page:its-name, https://address, tel:number or sms:number, not to \"" +
                      link_->target + "\"");
    blocks_.push_back(std::move(*link_));
    return go_on;
  }

  int enter_span(MD_SPANTYPE type, void* detail) {
    switch (type) {
      case MD_SPAN_STRONG:
        bold_ = true;
        return go_on;
      case MD_SPAN_A: {
        if (!may_link_) return refuse("A link is not shown here: make it a paragraph of its own");
        const MD_ATTRIBUTE& target = static_cast<MD_SPAN_A_DETAIL*>(detail)->href;
        links_ = link_ ? links_ + 1 : 1;
        if (!link_) link_place_ = next_words();
        link_ = Link{{}, std::string(target.text ? target.text : "", target.size)};
        in_link_ = link_begins_ = true;
        return go_on;
      }
      case MD_SPAN_EM:
        return refuse("Slanted words are not shown: write **two stars** for bold, or none");
      case MD_SPAN_IMG:
        return refuse("Images are not shown: leave it out");
      default:
        return refuse("Words in `backquotes` are not shown: leave the quotes out");
    }
  }

  int leave_span(MD_SPANTYPE type) {
    if (waiting_) return fail(next_words(), *waiting_);
    if (type == MD_SPAN_STRONG) bold_ = false;
    if (type == MD_SPAN_A) in_link_ = false;
    return go_on;
  }

  // Where `piece` lies in the file; md4c passes some pieces, such as line ends, from elsewhere.
  std::optional<std::size_t> place_of(string_view piece) const {
    const std::less<const char*> before;
    if (before(piece.data(), text_.data()) || !before(piece.data(), text_.data() + text_.size()))
      return std::nullopt;
    return static_cast<std::size_t>(piece.data() - text_.data());
  }

  int text(MD_TEXTTYPE type, string_view piece) {
    const auto place = place_of(piece);
    if (waiting_ && place) return fail(*place, *waiting_);
    if (link_begins_ && place) link_place_ = *place, link_begins_ = false;
    if (place) reached_ = *place + piece.size();
    switch (type) {
      case MD_TEXT_BR:
        return add("\n");
      case MD_TEXT_SOFTBR:
        return add(" ");
      case MD_TEXT_ENTITY: {
        const auto entity = std::ranges::find(entities, piece, &std::pair<string_view, string_view>::first);
        if (entity == entities.end())
          return fail(place.value_or(reached_),
                      "Not a known sign: write the character itself instead of " + std::string(piece));
        return add(entity->second);
      }
      case MD_TEXT_HTML:
        return fail(place.value_or(reached_), "HTML is not shown: write the words only");
      default:
        if (const auto stars = piece.find("**"); stars != string_view::npos)
          return fail(place.value_or(reached_) + stars,
                      "Two stars without a partner: write **bold words** with no space inside the stars");
        return add(piece);
    }
  }

  int add(string_view piece) {
    if (in_link_)
      link_->text += piece;
    else
      append(runs_, piece, bold_);
    return go_on;
  }

  std::string owned_;
  string_view text_;
  std::size_t reached_;  // behind the last piece of text
  std::vector<Block> blocks_;
  std::optional<PageError> error_;
  std::optional<std::string> waiting_;  // a refusal that has no place yet

  bool in_quote_ = false, in_list_ = false, in_link_ = false, bold_ = false;
  bool may_link_ = false, link_begins_ = false;
  int level_ = 0, links_ = 0;
  std::size_t link_place_ = 0;
  Runs runs_, quote_;
  Bullets list_;
  std::optional<Link> link_;
};

}  // namespace

Result<std::vector<Block>, PageError> parse_blocks(string_view text, std::size_t begin) {
  return Reader(text, begin).read();
}

}  // namespace porchlight::guide
