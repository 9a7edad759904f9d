#include "mending.h"

#include <algorithm>
#include <functional>

#include "site/csv.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

// Where a line and column, in characters, are.
std::size_t offset_of(const std::string& text, int line, int column) {
  std::size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  for (int now = 1; now < line && at < text.size(); ++at) {
    if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') continue;
    now += text[at] == '\n' || text[at] == '\r';
  }
  for (int now = 1; now < column && at < text.size(); ++now) do
      ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  return at;
}

// Where the cell that begins at `begin` ends: before its separator or line end.
std::size_t end_of_cell(const std::string& text, std::size_t begin, char separator, bool quoted) {
  std::size_t at = begin;
  if (quoted) {
    for (++at; at < text.size(); ++at)
      if (text[at] == '"' && (at + 1 >= text.size() || text[++at] != '"')) break;
  }
  while (at < text.size() && text[at] != separator && text[at] != '\n' && text[at] != '\r') ++at;
  return at;
}

std::string as_cell(const std::string& text, char separator) {
  if (text.find_first_of(std::string("\"\n\r") + separator) == std::string::npos) return text;
  std::string cell = "\"";
  for (const char c : text) cell += c == '"' ? std::string("\"\"") : std::string(1, c);
  return cell + "\"";
}

bool is_quoted(const std::string& text, std::size_t begin, const CsvCell& cell) {
  return begin < text.size() && text[begin] == '"' && !cell.text.starts_with('"');
}

std::size_t end_of_row(const std::string& text, const Csv& csv, const CsvRow& row) {
  const CsvCell& last = row.cells.back();
  const std::size_t begin = offset_of(text, last.line, last.column);
  return end_of_cell(text, begin, csv.separator, is_quoted(text, begin, last));
}

// Which column a name is; the head is the first row.
std::optional<std::size_t> column_named(const Csv& csv, const std::string& name) {
  for (std::size_t i = 0; i < csv.rows[0].cells.size(); ++i)
    if (lower(trimmed(csv.rows[0].cells[i].text)) == lower(name)) return i;
  return std::nullopt;
}

}  // namespace

std::optional<std::string> with_fix(const std::string& text, const Problem& problem) {
  const Csv csv = read_csv(text);
  std::string mended = text;
  if (problem.column > 0) {
    for (const CsvRow& row : csv.rows)
      for (const CsvCell& cell : row.cells) {
        if (cell.line != problem.line || cell.column != problem.column) continue;
        const std::size_t begin = offset_of(text, cell.line, cell.column);
        const std::size_t end = end_of_cell(text, begin, csv.separator, is_quoted(text, begin, cell));
        return mended.replace(begin, end - begin, as_cell(*problem.fix, csv.separator));
      }
    return std::nullopt;
  }
  // The row is too short to have the cell.
  const auto column = column_named(csv, problem.field);
  for (const CsvRow& row : csv.rows)
    if (column && row.line == problem.line && row.cells.size() <= *column)
      return mended.insert(
          end_of_row(text, csv, row),
          std::string(*column + 1 - row.cells.size(), csv.separator) + as_cell(*problem.fix, csv.separator));
  return std::nullopt;
}

namespace {

class Damage {
 public:
  Damage(const std::string& text, std::mt19937& random)
      : text_(text), csv_(read_csv(text)), random_(random) {}

  std::string some() {
    const std::vector<std::function<std::string()>> ways{
        [&] { return typo("Day"); },
        [&] { return typo("Day"); },
        [&] { return typo("Time"); },
        [&] { return typo("Time"); },
        [&] { return typo("End Time"); },
        [&] { return typo("Types"); },
        [&] { return typo("Types"); },
        [&] { return typo("Fellowship"); },
        [&] { return typo("Repeats"); },
        [&] { return typo("From"); },
        [&] { return typo("Except"); },
        [&] { return typo("Latitude"); },
        [&] { return typo("Name"); },
        [&] { return typo_in(0, pick_column(0)); },
        [&] { return typo_in(0, pick_column(0)); },
        [&] {
          return other("Day", {"Mon & Wed", "Mon-Fri", "lunes", "1,3", "Teusday, Fri", "Mondya", "Thrusday",
                               "", "every Tuesday", "Tue/Thur", "Wendesday", "Mon, Wed, Firday", "7", "Tag"});
        },
        [&] {
          return other("Time",
                       {"7",       "7pm",      "7:00",      "19.00",   "19:00 PM", "24:00",      "7-8pm",
                        "noon",    "midnight", "7;00 PM",   "7:O0 PM", "700 PM",   "1900",       "7 : 00 PM",
                        "7:00 PN", "7:00pmm",  "0.7916667", "",        "late",     "7:00:00 PM", "l9:00"});
        },
        [&] {
          return other("End Time",
                       {"8", "8:00", "20.30", "8:0O PM", "6:00 AM", "12:00 AM", "24:00", "?", "2030"});
        },
        [&] {
          return other("Types", {"O, C", "Opne", "O,X,BE", "Open; Wheelchair Acces", "XYZ", "Karaoke",
                                 "Womens", "Opem, Discusion, Step Studdy", "Spansh", "open | closed"});
        },
        [&] {
          return other("Fellowship", {"A.A.", "Al Anon", "Nar-Annon", "Narcotics Anonymus", "LifeRnig", "XX",
                                      "Smart Recovry"});
        },
        [&] {
          return other("Repeats",
                       {"1st and 3rd", "3dr", "2nd, 4ht", "fist", "last Sunday", "every other week",
                        "every 2 weeks from 1/5/2026", "evry 2 weeks from 2026-01-05", "12/1/2026",
                        "2026-12-24; 2026-12-31", "20261224", "by apointment", "monthly"});
        },
        [&] {
          return other("From", {"12/1/2026", "1/12/2026", "13/12/2026", "2026-l1-01", "20261101",
                                "Nov 1st, 2026", "1 Novmber 2026", "Sunday, November 1, 2026",
                                "2026-11-01 00:00", "soon", "2026-11-31"});
        },
        [&] {
          return other("Until", {"1/2/2027", "31.12.2026", "2020-01-01", "2O26-12-31", "Decmber 31, 2026"});
        },
        [&] {
          return other("Except", {"12/1/2026, 12/8/2026", "2026-12-24; 2026-12-3l", "Thanksgiving",
                                  "Nov 26, 2026", "26.11.2026, 24.12.2026", "20261126"});
        },
        [&] {
          return other("Latitude", {"37,767", "37.767O", "37..767", "37.767° N", "north", "370000"});
        },
        [&] {
          return other("Longitude", {"-122,4085", "122.4085 W", "−122.4085", "-l22.4085", "west"});
        },
        [&] {
          return other("Languages", {"Spansh", "es, Frensh", "Klingon", "Español / English"});
        },
        [&] {
          return other("Notes", {"3rd Saturday only", "every other Sunday", "Ring &amp; wait<br>here", "x"});
        },
        [&] {
          return other("Name", {"", " ",
                                "\xC2\xA0"
                                "Hope",
                                "Hope &amp; Faith"});
        },
        [&] { return separators(); },
        [&] { return line_ends(); },
        [&] { return windows_1252(); },
        [&] { return "\xEF\xBB\xBF" + text_; },
        [&] { return doubled_column(); },
        [&] { return quote_lost(); },
        [&] { return quote_added(); },
        [&] { return separator_moved(); },
        [&] { return row_cut_short(); },
        [&] { return row_doubled(); },
        [&] { return any_byte(); },
    };
    return ways[pick(ways.size())]();
  }

 private:
  std::size_t pick(std::size_t count) { return count == 0 ? 0 : random_() % count; }
  std::size_t pick_row() { return 1 + pick(csv_.rows.size() - 1); }
  std::size_t pick_column(std::size_t row) { return pick(csv_.rows[row].cells.size()); }

  std::string with_cell(std::size_t row, std::size_t column, const std::string& value) {
    if (row >= csv_.rows.size() || column >= csv_.rows[row].cells.size()) return text_;
    const CsvCell& cell = csv_.rows[row].cells[column];
    Problem problem;
    problem.line = cell.line;
    problem.column = cell.column;
    problem.fix = value;
    return with_fix(text_, problem).value_or(text_);
  }

  // A slip of the finger: two letters swapped, one lost, one twice, or the key beside it.
  std::string typo_in(std::size_t row, std::size_t column) {
    if (column >= csv_.rows[row].cells.size()) return text_;
    std::string value = csv_.rows[row].cells[column].text;
    if (value.size() < 2) return text_;
    const std::size_t at = pick(value.size() - 1);
    switch (pick(4)) {
      case 0:
        std::swap(value[at], value[at + 1]);
        break;
      case 1:
        value.erase(at, 1);
        break;
      case 2:
        value.insert(at, 1, value[at]);
        break;
      default:
        value[at] = "asdfghjkl;qwertyuiop0123456789,.: "[pick(34)];
        break;
    }
    return with_cell(row, column, value);
  }

  std::string typo(const std::string& name) {
    const auto column = column_named(csv_, name);
    if (!column || csv_.rows.size() < 2) return text_;
    std::size_t row = pick_row();
    // Most cells of some columns are empty.
    for (int i = 0;
         i < 100 && (csv_.rows[row].cells.size() <= *column || csv_.rows[row].cells[*column].text.empty());
         ++i)
      row = pick_row();
    return typo_in(row, *column);
  }

  std::string other(const std::string& name, const std::vector<std::string>& values) {
    const auto column = column_named(csv_, name);
    if (!column || csv_.rows.size() < 2) return text_;
    return with_cell(pick_row(), *column, values[pick(values.size())]);
  }

  std::string written_with(char separator,
                           const std::function<void(std::vector<std::string>&, std::size_t)>& change) {
    std::string result;
    for (std::size_t i = 0; i < csv_.rows.size(); ++i) {
      std::vector<std::string> cells;
      for (const CsvCell& cell : csv_.rows[i].cells) cells.push_back(cell.text);
      change(cells, i);
      for (std::size_t j = 0; j < cells.size(); ++j)
        result += (j > 0 ? std::string(1, separator) : "") + as_cell(cells[j], separator);
      result += "\n";
    }
    return result;
  }

  std::string separators() {
    return written_with(pick(2) == 0 ? ';' : '\t', [](auto&, std::size_t) {});
  }

  std::string line_ends() {
    std::string result;
    const bool windows = pick(2) == 0;
    for (const char c : text_) result += c != '\n' ? std::string(1, c) : windows ? "\r\n" : "\r";
    return result;
  }

  std::string windows_1252() {
    std::string result = text_;
    const std::pair<std::string, std::string> letters[] = {{"’", "\x92"}, {"á", "\xE1"}, {"é", "\xE9"},
                                                           {"í", "\xED"}, {"ó", "\xF3"}, {"ú", "\xFA"},
                                                           {"ñ", "\xF1"}};
    for (const auto& [utf8, byte] : letters)
      for (std::size_t at = 0; (at = result.find(utf8, at)) != std::string::npos; ++at)
        result.replace(at, utf8.size(), byte);
    return result;
  }

  std::string doubled_column() {
    const std::size_t column = pick_column(0);
    const bool same = pick(2) == 0;
    return written_with(csv_.separator, [&](std::vector<std::string>& cells, std::size_t row) {
      cells.resize(std::max(cells.size(), csv_.rows[0].cells.size()));
      cells.push_back(column < cells.size() && (same || row == 0) ? cells[column] : "");
    });
  }

  std::string quote_lost() {
    std::vector<std::size_t> quotes;
    for (std::size_t i = 0; i < text_.size(); ++i)
      if (text_[i] == '"') quotes.push_back(i);
    std::string result = text_;
    return quotes.empty() ? result : result.erase(quotes[pick(quotes.size())], 1);
  }

  std::string quote_added() {
    const std::size_t row = pick_row();
    if (row >= csv_.rows.size()) return text_;
    const CsvCell& cell = csv_.rows[row].cells[pick_column(row)];
    std::string result = text_;
    return result.insert(offset_of(text_, cell.line, cell.column), 1, '"');
  }

  std::string separator_moved() {
    std::string result = text_;
    const std::size_t at = pick(result.size());
    if (pick(2) == 0) return result.insert(at, 1, csv_.separator);
    const std::size_t found = result.find(csv_.separator, at);
    return found == std::string::npos ? result : result.erase(found, 1);
  }

  std::string row_cut_short() {
    const std::size_t short_one = pick_row(), length = 1 + pick(12);
    return written_with(csv_.separator, [&](std::vector<std::string>& cells, std::size_t row) {
      if (row == short_one) cells.resize(std::min(cells.size(), length));
    });
  }

  std::string row_doubled() {
    const std::size_t row = pick_row();
    if (row + 1 >= csv_.rows.size()) return text_;
    const std::size_t begin = offset_of(text_, csv_.rows[row].line, 1),
                      end = offset_of(text_, csv_.rows[row + 1].line, 1);
    std::string result = text_;
    return result.insert(end, text_.substr(begin, end - begin));
  }

  std::string any_byte() {
    std::string result = text_;
    result[pick(result.size())] = static_cast<char>(pick(256));
    return result;
  }

  const std::string& text_;
  const Csv csv_;
  std::mt19937& random_;
};

}  // namespace

std::string damaged(const std::string& text, std::mt19937& random) {
  return Damage(text, random).some();
}

}  // namespace porchlight::site
