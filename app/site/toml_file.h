// TomlFile: a TOML file as a tree of our own that knows where everything stands. Keeps the library in one
// .cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "schedule/time.h"

namespace porchlight::site {

struct TomlEntry;

struct TomlValue {
  using List = std::vector<TomlValue>;
  using Table = std::vector<TomlEntry>;  // in the order of the file
  struct Other {};                       // a time of day, a date with time: nothing here has one

  std::variant<std::string, std::int64_t, double, bool, schedule::Date, List, Table, Other> value;
  int line = 0, column = 0;  // from 1, the column in characters

  const Table* table() const { return std::get_if<Table>(&value); }
  const List* list() const { return std::get_if<List>(&value); }
  const std::string* text() const { return std::get_if<std::string>(&value); }
};

struct TomlEntry {
  std::string key;
  int line = 0, column = 0;  // of the key
  TomlValue value;
};

struct TomlError {
  int line = 0, column = 0;
  std::string what;  // the library's words
};

Result<TomlValue, TomlError> read_toml(std::string_view text);

// Adds to the table `over` what only the table `under` has, also within tables of both; lists are not mixed.
// What is added has no line: it stands in another file.
void lay_under(TomlValue& over, TomlValue under);

// As staff would write it, shortened: "text", 12, true, [ ... ].
std::string shown(const TomlValue& value);

}  // namespace porchlight::site
