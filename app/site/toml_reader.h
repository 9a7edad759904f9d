// TomlReader: takes the keys it knows out of one table and reports, with line and column, what is missing, of
// the wrong type or out of range, and what no one asked for.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/local_text.h"
#include "guide/help.h"
#include "site/problem.h"
#include "site/toml_file.h"

namespace porchlight::site {

// Collects the problems of one file.
class FileReport {
 public:
  explicit FileReport(std::string file) : file_(std::move(file)) {}

  struct At {
    int line = 0, column = 0;
    std::string field, value;
  };
  void add(Problem::Severity severity, At at, std::string what, std::string to_do, std::string meanwhile,
           std::optional<std::string> fix = std::nullopt);

  const std::string& file() const { return file_; }
  std::vector<Problem> take() { return std::move(problems_); }

 private:
  std::string file_;
  std::vector<Problem> problems_;
};

class TomlReader {
 public:
  using Severity = Problem::Severity;

  // `table`: may be null, for a table that is missing; outlives this. `at`: where it stands. `name`: for
  // messages,
  // "[screen]". `languages`: that the kiosk offers; the first is that of texts that name none.
  TomlReader(const TomlValue* table, std::string name, std::vector<Language> languages, FileReport& report);

  // What happens when a required key is missing or wrong: how bad it is, and what the kiosk does meanwhile.
  TomlReader& when_missing(Severity severity, std::string meanwhile);

  // The value of `key` is never repeated in a problem: it may be a secret in the wrong place.
  void hide(std::string_view key) { hidden_.emplace(key); }

  bool present() const { return table_ != nullptr; }
  bool has(std::string_view key) const { return find(key) != nullptr; }
  // Whether anything required was missing or wrong.
  bool failed() const { return failed_; }

  // `example`: what to write, in full: `name = "St. Brendan’s"`. Empty when missing or wrong.
  std::string required_text(std::string_view key, std::string_view example);
  LocalText required_local_text(std::string_view key, std::string_view example);

  std::optional<std::string> text(std::string_view key);
  LocalText local_text(std::string_view key);
  std::optional<bool> yes_or_no(std::string_view key);
  std::optional<int> whole_number(std::string_view key, int least, int most);
  std::optional<double> number(std::string_view key, double least, double most);
  std::optional<schedule::Date> date(std::string_view key);
  std::vector<std::string> texts(std::string_view key);  // of a list, or one text
  std::vector<double> numbers(std::string_view key);
  guide::OpenHours hours(std::string_view key);
  // A telephone number; empty when it is none (reported).
  std::string phone_number(std::string_view key);

  template <class Enum>
  std::optional<Enum> choice(std::string_view key, std::span<const std::pair<std::string_view, Enum>> words) {
    std::vector<std::string> names;
    for (const auto& [word, value] : words) names.emplace_back(word);
    const auto index = choice_index(key, names);
    if (!index) return std::nullopt;
    return words[*index].second;
  }

  // Raw access, for lists of tables and tables within; counts as known.
  const TomlValue* value(std::string_view key);

  FileReport::At at(std::string_view key) const;
  void refuse(std::string_view key, std::string what, std::string to_do, std::optional<std::string> fix = {});
  void note(Severity severity, std::string_view key, std::string what, std::string to_do,
            std::string meanwhile, std::optional<std::string> fix = {});

  // Reports the keys that nobody asked for. Call last.
  void finish();

 private:
  const TomlEntry* find(std::string_view key) const;
  const TomlEntry* take(std::string_view key);
  void wrong_type(std::string_view key, std::string expected);
  void missing(std::string_view key, std::string_view example);
  std::optional<std::size_t> choice_index(std::string_view key, const std::vector<std::string>& names);

  const TomlValue* value_ = nullptr;
  const TomlValue::Table* table_ = nullptr;
  std::string name_;
  std::vector<Language> languages_;
  FileReport& report_;
  std::set<std::string, std::less<>> asked_, hidden_;
  Severity severity_ = Severity::left_out;
  std::string meanwhile_ = "It is left as if it were not there.";
  bool failed_ = false;
};

}  // namespace porchlight::site
