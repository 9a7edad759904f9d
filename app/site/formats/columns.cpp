#include "site/formats/columns.h"

#include <algorithm>

#include "site/formats/content.h"
#include "site/formats/types.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

struct HeadName {
  std::string key;       // letters and digits, lower case
  std::string language;  // of "Directions[es]"
};

HeadName head_name(std::string_view text) {
  HeadName name;
  std::string plain = trimmed(text);
  const std::size_t open = plain.find_first_of("[(");
  if (open != std::string::npos && (plain.ends_with(']') || plain.ends_with(')'))) {
    name.language = trimmed(plain.substr(open + 1, plain.size() - open - 2));
    plain.resize(open);
  }
  for (const char c : lower(plain))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80)
      name.key += c;
  return name;
}

const ColumnName* find_by_key(std::string_view key, std::span<const ColumnName> known) {
  for (const ColumnName& column : known) {
    if (head_name(column.name).key == key) return &column;
    for (const std::string& other : split(column.also, "|"))
      if (head_name(other).key == key) return &column;
  }
  return nullptr;
}

// What a name that is not known was probably meant to be: all that are as near.
std::vector<const ColumnName*> find_misspelt(std::string_view text, std::span<const ColumnName> known) {
  std::vector<std::string> names;
  for (const ColumnName& column : known) names.emplace_back(column.name);
  constexpr std::size_t shortest = 2;  // "Dy"
  std::vector<const ColumnName*> found;
  for (const std::string& name :
       all_nearest(trimmed(text.substr(0, text.find_first_of("[("))), names, shortest))
    found.push_back(find_by_key(head_name(name).key, known));
  return found;
}

}  // namespace

const ColumnName* find_column(std::string_view head, std::span<const ColumnName> known) {
  return find_by_key(head_name(head).key, known);
}

int Columns::find_head(std::span<const CsvRow> rows, std::span<const ColumnName> known,
                       std::span<const std::string_view> needed, bool misspelt) {
  // A title and a date above the head are common; more than that is no head.
  constexpr std::size_t looked_at = 10;
  int best = -1, most = 0;
  for (std::size_t i = 0; i < std::min(rows.size(), looked_at); ++i) {
    int found = 0;
    std::vector<std::string_view> names;
    for (const CsvCell& cell : rows[i].cells) {
      std::vector<const ColumnName*> meant{find_by_key(head_name(cell.text).key, known)};
      if (!meant[0]) meant = misspelt ? find_misspelt(cell.text, known) : std::vector<const ColumnName*>();
      found += !meant.empty();
      for (const ColumnName* column : meant) names.push_back(column->name);
    }
    const bool all = std::all_of(needed.begin(), needed.end(), [&](std::string_view name) {
      return std::find(names.begin(), names.end(), name) != names.end();
    });
    if (all && found > most) most = found, best = static_cast<int>(i);
  }
  return best;
}

Columns::Columns(const CsvRow& head, std::span<const CsvRow> rows, std::span<const ColumnName> known,
                 std::span<const Language> languages, TableReport& report)
    : languages_(languages) {
  // A column's own name goes before its other names, wherever they stand.
  for (const bool own_name : {true, false})
    for (std::size_t i = 0; i < head.cells.size(); ++i) add(head.cells[i], i, known, own_name, report);
  for (std::size_t i = 0; i < head.cells.size(); ++i) add_misspelt(head.cells[i], i, rows, known, report);
  for (const CsvCell& cell : head.cells) {
    const std::string language = head_name(cell.text).language;
    const auto offered = [&](const std::string& code) {
      return std::find(languages.begin(), languages.end(), code) != languages.end();
    };
    if (language.empty() || offered(language) || offered(language_code(language))) continue;
    const std::string written = trimmed(cell.text);
    report.about_file(Problem::Severity::notice, {written, written, cell.line, cell.column},
                      {"The language " + in_quotes(language) + " is not offered.",
                       "Write one of languages in kiosk.toml, such as " + languages.front() + ".",
                       "Visitors do not see this column."});
  }
  languages_ = {};
}

// "Directions[es]"; "Directions[Spanish]" is the same.
std::string Columns::key_of(const ColumnName& column, const std::string& language) const {
  if (language.empty()) return std::string(column.name);
  const bool offered = std::find(languages_.begin(), languages_.end(), language) != languages_.end();
  const std::string code = offered ? language : language_code(language);
  const bool known = std::find(languages_.begin(), languages_.end(), code) != languages_.end();
  return std::string(column.name) + "[" + (known ? code : language) + "]";
}

void Columns::add(const CsvCell& cell, std::size_t index, std::span<const ColumnName> known, bool own_name,
                  TableReport& report) {
  const std::string written = trimmed(cell.text);
  if (written.empty()) return;
  width_ = std::max(width_, index + 1);
  const HeadName name = head_name(written);
  const ColumnName* column = find_by_key(name.key, known);
  if (!column || column->unused || own_name != (head_name(column->name).key == name.key)) return;
  const Where where{written, written, cell.line, cell.column};
  if (!columns_.emplace(key_of(*column, name.language), index).second)
    report.about_file(Problem::Severity::left_out, where,
                      {"The column " + in_quotes(written) + " stands there twice.", "Keep one of the two.",
                       "Only one of them is shown."});
}

void Columns::add_misspelt(const CsvCell& cell, std::size_t index, std::span<const CsvRow> rows,
                           std::span<const ColumnName> known, TableReport& report) {
  const std::string written = trimmed(cell.text);
  const HeadName name = head_name(written);
  if (written.empty() || find_by_key(name.key, known)) return;
  const Where where{written, written, cell.line, cell.column};
  std::vector<std::string> texts;
  for (const CsvRow& row : rows)
    if (index < row.cells.size() && !trimmed(row.cells[index].text).empty())
      texts.push_back(trimmed(row.cells[index].text));
  std::vector<const ColumnName*> meant = find_misspelt(written, known), possible;
  for (const ColumnName* column : meant)
    if (!column->unused && !columns_.contains(key_of(*column, name.language)) && can_be(column->name, texts))
      possible.push_back(column);
  const bool read = possible.size() == 1;
  if (read) meant = possible;
  if (meant.size() != 1)
    return report.about_file(Problem::Severity::notice, where,
                             {"The column " + in_quotes(written) + " is not one the kiosk knows.",
                              "Nothing, if it is a note for yourself.", "What stands in it is not shown."});
  const std::string key = key_of(*meant[0], name.language);
  if (read) columns_.emplace(key, index);
  report.about_file(
      read ? Problem::Severity::repair : Problem::Severity::left_out, where,
      {"There is no column " + in_quotes(written) + ".", "Name it " + in_quotes(key) + ".",
       read ? "It is read as " + in_quotes(key) + "." : "What stands in it is not shown.", key});
}

const CsvCell* Columns::cell(const CsvRow& row, std::string_view name) const {
  const auto found = columns_.find(std::string(name));
  if (found == columns_.end() || found->second >= row.cells.size()) return nullptr;
  return &row.cells[found->second];
}

std::string Columns::text(const CsvRow& row, std::string_view name) const {
  const CsvCell* found = cell(row, name);
  return found ? trimmed(found->text) : std::string();
}

Where Columns::where(const CsvRow& row, std::string_view name) const {
  const CsvCell* found = cell(row, name);
  if (!found) return {std::string(name), "", row.line, 0};
  return {std::string(name), trimmed(found->text), found->line, found->column};
}

LocalText Columns::local_text(const CsvRow& row, std::string_view name, const Language& language) const {
  LocalText text;
  if (std::string plain = this->text(row, name); !plain.empty()) text.versions.push_back({language, plain});
  const std::string prefix = std::string(name) + "[";
  for (auto column = columns_.lower_bound(prefix);
       column != columns_.end() && column->first.starts_with(prefix); ++column) {
    std::string translated = this->text(row, column->first);
    if (translated.empty()) continue;
    text.versions.push_back({column->first.substr(prefix.size(), column->first.size() - prefix.size() - 1),
                             std::move(translated)});
  }
  return text;
}

std::vector<std::string> Columns::texts(std::span<const CsvRow> rows,
                                        std::initializer_list<std::string_view> names) const {
  std::vector<std::string> result;
  for (const CsvRow& row : rows)
    for (const std::string_view name : names)
      if (std::string each = text(row, name); !each.empty()) result.push_back(std::move(each));
  return result;
}

const CsvCell* Columns::surplus(const CsvRow& row) const {
  for (std::size_t i = width_; i < row.cells.size(); ++i)
    if (!trimmed(row.cells[i].text).empty()) return &row.cells[i];
  return nullptr;
}

}  // namespace porchlight::site
