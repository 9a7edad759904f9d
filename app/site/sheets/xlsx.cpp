#include "site/sheets/xlsx.h"

#include <charconv>
#include <map>
#include <pugixml.hpp>
#include <utility>

#include "site/encoding.h"
#include "site/sheets/number_format.h"
#include "site/sheets/sheet_rows.h"
#include "site/sheets/xml.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

// "../styles.xml" of a part in "xl/worksheets/"; a path that begins with "/" is of the whole file.
std::string part_path(std::string_view folder, std::string_view target) {
  std::vector<std::string> parts = target.starts_with('/') ? std::vector<std::string>() : split(folder, "/");
  for (const std::string& part : split(target, "/\\"))
    if (part != ".." && part != ".")
      parts.push_back(part);
    else if (part == ".." && !parts.empty())
      parts.pop_back();
  std::string path;
  for (const std::string& part : parts) path += (path.empty() ? "" : "/") + part;
  return path;
}

// _x000D_ stands for a character that XML does not allow (22.9.2.19); _x005F_ for the underscore itself.
std::string unescaped(const std::string& text) {
  if (text.find("_x") == std::string::npos) return text;
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned code = 0;
    const char* digits = text.data() + i + 2;
    if (text.compare(i, 2, "_x") == 0 && i + 7 <= text.size() && text[i + 6] == '_' &&
        std::from_chars(digits, digits + 4, code, 16).ptr == digits + 4) {
      append_utf8(result, code);
      i += 6;
    } else {
      result += text[i];
    }
  }
  return result;
}

// <si> and <is>: plain text or runs; <rPh> only says how to pronounce it.
std::string rich_text(const pugi::xml_node& node) {
  return clean_text(unescaped(text_below(node, "rPh")));
}

// "C14": its column and row, from 1; 0: not said.
struct Reference {
  int column = 0, row = 0;
};
Reference reference(std::string_view text) {
  Reference found;
  constexpr int largest = 1 << 20;
  for (const char c : text) {
    if (c == '$') continue;
    const char letter = lower(std::string_view(&c, 1))[0];
    if (letter >= 'a' && letter <= 'z' && found.row == 0)
      found.column = std::min(found.column * 26 + (letter - 'a' + 1), largest);
    else if (c >= '0' && c <= '9')
      found.row = std::min(found.row * 10 + (c - '0'), largest);
    else
      return {};
  }
  return found;
}

class XlsxReader {
 public:
  explicit XlsxReader(ZipArchive& archive) : archive_(archive) {}

  Result<std::vector<Csv>, Unreadable> read() {
    const std::string workbook_path = find_workbook();
    auto workbook = part(workbook_path);
    if (!workbook) return workbook.error();
    folder_ = workbook_path.substr(0, workbook_path.rfind('/') + 1);
    read_relations(folder_ + "_rels/" + workbook_path.substr(folder_.size()) + ".rels");
    const pugi::xml_node root = (*workbook)->document_element();
    const std::string_view from_1904 = attribute(child(root, "workbookPr"), "date1904");
    if (from_1904 == "1" || from_1904 == "true") dates_ = DateSystem::from_1904;
    if (auto read = read_shared_texts(); !read) return read.error();
    if (auto read = read_styles(); !read) return read.error();

    std::vector<Csv> sheets;
    for (const pugi::xml_node& sheet : child(root, "sheets").children()) {
      if (local_name(sheet) != "sheet") continue;
      const std::string_view state = attribute(sheet, "state");
      if (state == "hidden" || state == "veryHidden") continue;
      const auto path = relations_.find(std::string(attribute(sheet, "id")));
      if (path == relations_.end() || !archive_.has(path->second)) continue;  // a chart on a sheet of its own
      auto tree = part(path->second);
      if (!tree) return tree.error();
      sheets.push_back(read_sheet(clean_text(std::string(attribute(sheet, "name"))), **tree));
      if (sheets.size() >= static_cast<std::size_t>(most_sheets)) break;
    }
    if (sheets.empty()) return broken_workbook();
    return sheets;
  }

 private:
  Result<XmlTree, Unreadable> part(const std::string& path) {
    auto text = archive_.read(path);
    if (!text) return text.error();
    return parse_xml(*text);
  }

  std::string find_workbook() {
    if (archive_.has("_rels/.rels"))
      if (auto tree = part("_rels/.rels"))
        for (const pugi::xml_node& relation : (*tree)->document_element().children())
          if (attribute(relation, "Type").ends_with("/officeDocument"))
            return part_path("", attribute(relation, "Target"));
    return "xl/workbook.xml";
  }

  void read_relations(const std::string& path) {
    if (!archive_.has(path)) return;
    auto tree = part(path);
    if (!tree) return;
    for (const pugi::xml_node& relation : (*tree)->document_element().children()) {
      std::string target = part_path(folder_, attribute(relation, "Target"));
      const std::string_view type = attribute(relation, "Type");
      if (type.ends_with("/sharedStrings")) shared_path_ = target;
      if (type.ends_with("/styles")) styles_path_ = target;
      relations_[std::string(attribute(relation, "Id"))] = std::move(target);
    }
  }

  Result<Done, Unreadable> read_shared_texts() {
    if (shared_path_.empty() || !archive_.has(shared_path_)) return Done();
    auto tree = part(shared_path_);
    if (!tree) return tree.error();
    for (const pugi::xml_node& item : (*tree)->document_element().children())
      if (local_name(item) == "si") shared_texts_.push_back(rich_text(item));
    return Done();
  }

  // cellXfs: which number format a cell's style has.
  Result<Done, Unreadable> read_styles() {
    if (styles_path_.empty() || !archive_.has(styles_path_)) return Done();
    auto tree = part(styles_path_);
    if (!tree) return tree.error();
    const pugi::xml_node root = (*tree)->document_element();
    std::map<int, std::string> own;
    for (const pugi::xml_node& format : child(root, "numFmts").children())
      own[count_attribute(format, "numFmtId", 0)] = attribute(format, "formatCode");
    for (const pugi::xml_node& style : child(root, "cellXfs").children()) {
      if (local_name(style) != "xf") continue;
      const int id = count_attribute(style, "numFmtId", 0);
      const auto found = own.find(id);
      formats_.push_back(found != own.end() ? found->second : std::string(built_in_format(id)));
    }
    return Done();
  }

  Csv read_sheet(std::string name, const pugi::xml_document& tree) {
    SheetRows rows(std::move(name), budget_);
    const pugi::xml_node root = tree.document_element();
    int line = 0;
    for (const pugi::xml_node& row : child(root, "sheetData").children()) {
      if (local_name(row) != "row") continue;
      line = count_attribute(row, "r", line + 1);
      if (!rows.add(line, read_row(row, line, rows))) break;
    }
    for (const pugi::xml_node& merged : child(root, "mergeCells").children()) {
      const std::string_view area = attribute(merged, "ref");
      const std::size_t colon = area.find(':');
      if (colon == std::string_view::npos) continue;
      const Reference first = reference(area.substr(0, colon)), last = reference(area.substr(colon + 1));
      if (first.column > 0 && first.row > 0) rows.merged(first.row, last.row, first.column);
    }
    return rows.take();
  }

  std::vector<CsvCell> read_row(const pugi::xml_node& row, int line, SheetRows& rows) {
    std::vector<CsvCell> cells;
    int column = 0;
    for (const pugi::xml_node& cell : row.children()) {
      if (local_name(cell) != "c") continue;
      const Reference at = reference(attribute(cell, "r"));
      const int next = at.column > 0 ? at.column : column + 1;
      if (next <= column) continue;  // a cell that stands there twice
      column = next;
      const pugi::xml_node value = child(cell, "v");
      if (!value && child(cell, "f")) rows.remark(CsvRemark::What::no_result, line, column);
      cells.push_back({cell_text(cell, value), line, column});
    }
    return cells;
  }

  std::string cell_text(const pugi::xml_node& cell, const pugi::xml_node& value) const {
    const std::string_view type = attribute(cell, "t");
    if (type == "inlineStr") return rich_text(child(cell, "is"));
    const std::string text = text_below(value);
    if (type == "s") {
      const auto index = whole_number(text);
      return index && *index < shared_texts_.size() ? shared_texts_[*index] : std::string();
    }
    if (type == "str" || type == "e") return clean_text(unescaped(text));
    if (type == "b") return trimmed(text) == "1" || lower(text) == "true" ? "TRUE" : "FALSE";
    if (type == "d") return shown_date(clean_text(trimmed(text)));
    double number = 0;
    const std::string plain = trimmed(text);
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), number);
    if (plain.empty() || error != std::errc() || end != plain.data() + plain.size()) return clean_text(text);
    const auto style = whole_number(attribute(cell, "s"));
    const bool styled = style && *style < formats_.size();
    return clean_text(shown(number, styled ? std::string_view(formats_[*style]) : "General", dates_));
  }

  static std::optional<std::size_t> whole_number(std::string_view text) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc()) return std::nullopt;
    return number;
  }

  ZipArchive& archive_;
  SheetBudget budget_;
  std::string folder_, shared_path_, styles_path_;
  std::map<std::string, std::string> relations_;  // path by id
  std::vector<std::string> shared_texts_;
  std::vector<std::string> formats_;  // by style
  DateSystem dates_ = DateSystem::from_1900;
};

}  // namespace

bool is_xlsx(const ZipArchive& archive) {
  return archive.has("xl/workbook.xml") || archive.has("xl/worksheets/sheet1.xml");
}

Result<std::vector<Csv>, Unreadable> read_xlsx(ZipArchive& archive) {
  return XlsxReader(archive).read();
}

}  // namespace porchlight::site
