#include "guide/head.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "guide/place.h"

namespace porchlight::guide {

namespace {

using std::string_view;

constexpr string_view fence = "---";
constexpr string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr string_view blanks = " \t\r";

constexpr std::array<std::pair<string_view, Shelf>, 6> shelves{{
    {"steps", Shelf::steps},
    {"about-steps", Shelf::about_steps},
    {"first-time", Shelf::first_time},
    {"other-help", Shelf::other_help},
    {"safety", Shelf::safety},
    {"family", Shelf::family},
}};

string_view trimmed(string_view text) {
  const auto first = text.find_first_not_of(blanks);
  if (first == string_view::npos) return text.substr(text.size());  // empty, but still a place in the file
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

template <class Number>
std::optional<Number> parse_number(string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// "2026-11-03" and nothing else.
std::optional<std::chrono::year_month_day> parse_date(string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = parse_number<unsigned>(text.substr(0, 4));
  const auto month = parse_number<unsigned>(text.substr(5, 2));
  const auto day = parse_number<unsigned>(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                         std::chrono::month(*month), std::chrono::day(*day)};
  return date.ok() ? std::optional(date) : std::nullopt;
}

// Reads the head line by line. Each setter returns what is wrong with the value, or nothing.
class Head {
 public:
  Head(string_view text, Page& page) : text_(text), page_(page) {}

  Result<std::size_t, PageError> parse() {
    std::size_t at = text_.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    if (trimmed(line_at(at)) != fence)
      return error_at(text_, at,
                      "A page begins with its head: write --- as the first line, then title: and so on");
    for (at = next_line(at); at < text_.size(); at = next_line(at)) {
      const string_view line = trimmed(line_at(at));
      if (line == fence) return complete(at);
      if (line.empty()) continue;
      if (auto error = take(line)) return std::move(*error);
    }
    return error_at(text_, text_.size(), "The head does not end: write --- on a line of its own below it");
  }

 private:
  using Wrong = std::optional<std::string>;

  string_view line_at(std::size_t at) const { return text_.substr(at, text_.find('\n', at) - at); }
  std::size_t next_line(std::size_t at) const {
    const auto newline = text_.find('\n', at);
    return newline == string_view::npos ? text_.size() : newline + 1;
  }
  PageError error(string_view place, std::string what) const {
    return error_at(text_, static_cast<std::size_t>(place.data() - text_.data()), std::move(what));
  }

  std::optional<PageError> take(string_view line) {
    const auto colon = line.find(':');
    if (colon == string_view::npos) return error(line, "Not understood: write a line as title: What to do");
    const string_view key = trimmed(line.substr(0, colon));
    string_view value = trimmed(line.substr(colon + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
      value = trimmed(value.substr(1, value.size() - 2));
    if (key != "source" && std::ranges::find(seen_, key) != seen_.end())
      return error(line, std::string(key) + ": stands here a second time: leave one of them out");
    seen_.push_back(key);
    if (value.empty())
      return error(value, std::string(key) + ": has no value: write one, or leave the line out");
    if (const Wrong wrong = set(key, value)) return error(known(key) ? value : line, *wrong);
    return std::nullopt;
  }

  static bool known(string_view key) {
    constexpr std::array<string_view, 8> keys{"title",    "summary",       "shelf",  "order",
                                              "reviewed", "native-review", "source", "words"};
    return std::ranges::find(keys, key) != keys.end();
  }

  Wrong set(string_view key, string_view value) {
    if (key == "title") return page_.title = value, std::nullopt;
    if (key == "summary") return page_.summary = value, std::nullopt;
    if (key == "shelf") return set_shelf(value);
    if (key == "order") return set_order(value);
    if (key == "reviewed") return set_reviewed(value);
    if (key == "native-review") return set_native_review(value);
    if (key == "source") return add_source(value);
    if (key == "words") return set_words(value);
    return std::string(key) +
           ": is not known here: use title, summary, shelf, order, reviewed, native-review, source or words";
  }

  Wrong set_shelf(string_view value) {
    const auto shelf = std::ranges::find(shelves, value, &std::pair<string_view, Shelf>::first);
    if (shelf == shelves.end())
      return "There is no such shelf: write steps, about-steps, first-time, other-help, safety or family";
    page_.shelf = shelf->second;
    return std::nullopt;
  }

  Wrong set_order(string_view value) {
    const auto order = parse_number<int>(value);
    if (!order) return "order: is a whole number: write, for example, order: 10";
    page_.order = *order;
    return std::nullopt;
  }

  Wrong set_reviewed(string_view value) {
    const auto date = parse_date(value);
    if (!date) return "Not a date: write year-month-day, for example 2026-11-03";
    page_.reviewed = *date;
    return std::nullopt;
  }

  Wrong set_native_review(string_view value) {
    if (value != "yes" && value != "no") return "Write native-review: yes or native-review: no";
    page_.native_review = value == "yes";
    return std::nullopt;
  }

  Wrong add_source(string_view value) {
    const auto first = value.find('|'), last = value.rfind('|');
    const std::string form = "write source: Name | https://address | 2026-11-03 (the middle may be empty)";
    if (first == string_view::npos || first == last) return "A source has three parts: " + form;
    const string_view name = trimmed(value.substr(0, first)),
                      url = trimmed(value.substr(first + 1, last - first - 1));
    const auto seen = parse_date(trimmed(value.substr(last + 1)));
    if (name.empty()) return "The source has no name: " + form;
    if (!url.empty() && !url.starts_with("https://") && !url.starts_with("http://"))
      return "The source’s address begins with https:// : " + form;
    if (!seen) return "The source has no date on which somebody last looked there: " + form;
    page_.sources.push_back({std::string(name), std::string(url), *seen});
    return std::nullopt;
  }

  Wrong set_words(string_view value) {
    if (value != "ours") return "Write words: ours for a page without facts, or give a source:";
    ours_ = true;
    return std::nullopt;
  }

  // `at`: the line that ends the head.
  Result<std::size_t, PageError> complete(std::size_t at) const {
    for (const string_view required : {"title", "summary", "shelf", "reviewed"})
      if (std::ranges::find(seen_, required) == seen_.end())
        return error_at(text_, at, std::string(required) + ": is missing: write it above this line");
    if (page_.sources.empty() && !ours_)
      return error_at(
          text_, at,
          "No source: write source: Name | https://address | 2026-11-03 above this line, or words: ours "
          "when the page holds no facts");
    return next_line(at);
  }

  string_view text_;
  Page& page_;
  std::vector<string_view> seen_;
  bool ours_ = false;
};

}  // namespace

Result<std::size_t, PageError> parse_head(string_view text, Page& page) {
  return Head(text, page).parse();
}

}  // namespace porchlight::guide
