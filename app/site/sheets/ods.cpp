#include "site/sheets/ods.h"

#include <charconv>
#include <cmath>
#include <map>
#include <pugixml.hpp>
#include <set>
#include <utility>

#include "site/sheets/number_format.h"
#include "site/sheets/sheet_rows.h"
#include "site/sheets/xml.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

// One paragraph: text, spans and links; <text:s> is a blank that counts, line ends of the XML do not. Notes,
// frames and what is read out instead of the text are left aside.
class ParagraphWalker : public pugi::xml_tree_walker {
 public:
  bool for_each(pugi::xml_node& node) override {
    if (skipped_depth_ >= 0 && depth() > skipped_depth_) return true;
    skipped_depth_ = -1;
    const std::string_view name = local_name(node);
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
      for (const char c : std::string_view(node.value())) add(c);
    } else if (name == "s") {
      constexpr int most_blanks = 1'000;
      text_.append(static_cast<std::size_t>(std::min(count_attribute(node, "c", 1), most_blanks)), ' ');
    } else if (name == "tab") {
      text_ += '\t';
    } else if (name == "line-break") {
      text_ += '\n';
    } else if (name == "note" || name == "annotation" || name == "ruby-text" || name == "frame") {
      skipped_depth_ = depth();
    }
    return true;
  }
  std::string take() { return std::move(text_); }

 private:
  void add(char c) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank)
      text_ += c;
    else if (text_.empty() || text_.back() != ' ')
      text_ += ' ';
  }

  std::string text_;
  int skipped_depth_ = -1;
};

std::string cell_paragraphs(const pugi::xml_node& cell) {
  std::string text;
  bool first = true;
  for (const pugi::xml_node& paragraph : cell.children()) {
    if (local_name(paragraph) != "p" && local_name(paragraph) != "h") continue;
    ParagraphWalker walker;
    pugi::xml_node start = paragraph;
    start.traverse(walker);
    if (!std::exchange(first, false)) text += '\n';
    text += walker.take();
  }
  return clean_text(std::move(text));
}

// "PT19H30M00S" (xsd:duration, without days): seconds.
std::optional<long> duration_s(std::string_view text) {
  if (!text.starts_with("PT")) return std::nullopt;
  text.remove_prefix(2);
  double seconds = 0;
  while (!text.empty()) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end == text.data() + text.size()) return std::nullopt;
    const char unit = *end;
    if (unit != 'H' && unit != 'M' && unit != 'S') return std::nullopt;
    seconds += number * (unit == 'H' ? 3600 : unit == 'M' ? 60 : 1);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
  }
  constexpr double longest_s = 1e9;
  if (!(seconds >= 0 && seconds < longest_s)) return std::nullopt;
  return std::lround(seconds);
}

bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

// "37,77" of 37.767 hides something; "02134" of 2134, "1,3" of 1.3 and "50 %" of 0.5 do not.
std::string shown_number(std::string_view value, std::string seen) {
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc()) return seen;
  if (seen.empty()) return plain_number(number);
  const auto significant = [](std::string_view text) {
    std::string digits;
    for (const char c : text)
      if (c >= '0' && c <= '9' && !(digits.empty() && c == '0')) digits += c;
    while (digits.ends_with('0')) digits.pop_back();
    return digits;
  };
  const std::string whole = plain_number(number);
  return significant(seen) == significant(whole) ? seen : whole;
}

class OdsReader {
 public:
  explicit OdsReader(ZipArchive& archive) : archive_(archive) {}

  Result<std::vector<Csv>, Unreadable> read() {
    if (archive_.has("META-INF/manifest.xml"))
      if (const auto manifest = archive_.read("META-INF/manifest.xml"))
        if (manifest->find("encryption-data") != std::string::npos) return locked_workbook();
    auto text = archive_.read("content.xml");
    if (!text) return text.error();
    const auto tree = parse_xml(*text);
    if (!tree) return tree.error();
    const pugi::xml_node root = (*tree)->document_element();
    const pugi::xml_node spreadsheet = child(child(root, "body"), "spreadsheet");
    if (!spreadsheet)
      return Unreadable{"This is a document, not a spreadsheet.",
                        "Copy its table into a spreadsheet, and save that as .ods."};
    find_hidden_styles(child(root, "automatic-styles"));
    std::vector<Csv> sheets;
    for (const pugi::xml_node& table : spreadsheet.children()) {
      if (local_name(table) != "table" || hidden_.contains(std::string(attribute(table, "style-name"))))
        continue;
      sheets.push_back(read_table(table));
      if (sheets.size() >= static_cast<std::size_t>(most_sheets)) break;
    }
    if (sheets.empty()) return broken_workbook();
    return sheets;
  }

 private:
  void find_hidden_styles(const pugi::xml_node& styles) {
    for (const pugi::xml_node& style : styles.children())
      if (attribute(child(style, "table-properties"), "display") == "false")
        hidden_.insert(std::string(attribute(style, "name")));
  }

  // Rows may stand in groups, and those in groups.
  Csv read_table(const pugi::xml_node& table) {
    SheetRows rows(clean_text(std::string(attribute(table, "name"))), budget_);
    line_ = 1;
    pugi::xml_node node = table.first_child();
    while (node) {
      const std::string_view name = local_name(node);
      if (name == "table-row" && !read_row(node, rows)) break;
      if (name == "table-row-group" || name == "table-header-rows" || name == "table-rows")
        if (const pugi::xml_node first = node.first_child()) {
          node = first;
          continue;
        }
      while (node != table && !node.next_sibling()) node = node.parent();
      if (node == table) break;
      node = node.next_sibling();
    }
    return rows.take();
  }

  bool read_row(const pugi::xml_node& row, SheetRows& rows) {
    const int times = count_attribute(row, "number-rows-repeated", 1);
    std::vector<CsvCell> cells;
    long column = 1;
    for (const pugi::xml_node& cell : row.children()) {
      const std::string_view name = local_name(cell);
      if (name != "table-cell" && name != "covered-table-cell") continue;
      const int repeated = count_attribute(cell, "number-columns-repeated", 1);
      if (column > most_columns) break;
      // Nobody sees what a merged cell covers.
      std::string text = name == "table-cell" ? cell_text(cell) : std::string();
      if (text.empty() && !attribute(cell, "formula").empty() && attribute(cell, "value-type").empty())
        rows.remark(CsvRemark::What::no_result, line_, static_cast<int>(column));
      if (!trimmed(text).empty()) {
        const int spanned = count_attribute(cell, "number-rows-spanned", 1);
        rows.merged(line_, line_ + spanned - 1, static_cast<int>(column));
        // One more than is read, so that it is said.
        const long last = std::min<long>(column + repeated - 1, most_columns + 1);
        for (long each = column; each <= last; ++each) cells.push_back({text, line_, static_cast<int>(each)});
      }
      column += repeated;
    }
    const bool more = rows.add(line_, cells, times);
    constexpr int most_lines = 1 << 30;
    line_ = std::min(line_ + times, most_lines);
    return more;
  }

  static std::string cell_text(const pugi::xml_node& cell) {
    const std::string_view type = attribute(cell, "value-type");
    std::string seen = cell_paragraphs(cell);
    if (type == "date" && (seen.empty() || has_digit(seen)))
      return clean_text(shown_date(attribute(cell, "date-value")));
    if (type == "time")
      if (const auto seconds = duration_s(attribute(cell, "time-value"))) return shown_time(*seconds);
    if (type == "boolean") return attribute(cell, "boolean-value") == "true" ? "TRUE" : "FALSE";
    if (type == "float") return clean_text(shown_number(attribute(cell, "value"), std::move(seen)));
    if (seen.empty() && (type == "percentage" || type == "currency"))
      return clean_text(std::string(attribute(cell, "value")));
    if (seen.empty() && type == "string") return clean_text(std::string(attribute(cell, "string-value")));
    return seen;
  }

  ZipArchive& archive_;
  SheetBudget budget_;
  std::set<std::string> hidden_;  // styles
  int line_ = 1;
};

}  // namespace

bool is_ods(const ZipArchive& archive) {
  return archive.has("content.xml");
}

Result<std::vector<Csv>, Unreadable> read_ods(ZipArchive& archive) {
  return OdsReader(archive).read();
}

}  // namespace porchlight::site
