#include "site/toml_file.h"

#include <toml++/toml.h>
#include <algorithm>
#include <tuple>

namespace porchlight::site {
namespace {

TomlValue convert(const toml::node& node);

TomlValue::Table convert_table(const toml::table& table) {
  TomlValue::Table entries;
  for (const auto& [key, node] : table) {
    const toml::source_position at = key.source().begin;
    entries.push_back(
        {std::string(key.str()), static_cast<int>(at.line), static_cast<int>(at.column), convert(node)});
  }
  // The library sorts by key; what staff write first is meant first.
  std::stable_sort(entries.begin(), entries.end(), [](const TomlEntry& a, const TomlEntry& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  });
  return entries;
}

TomlValue convert(const toml::node& node) {
  TomlValue result;
  result.line = static_cast<int>(node.source().begin.line);
  result.column = static_cast<int>(node.source().begin.column);
  if (const auto* text = node.as_string())
    result.value = text->get();
  else if (const auto* integer = node.as_integer())
    result.value = std::int64_t{integer->get()};
  else if (const auto* number = node.as_floating_point())
    result.value = number->get();
  else if (const auto* boolean = node.as_boolean())
    result.value = boolean->get();
  else if (const auto* date = node.as_date())
    result.value = schedule::Date{std::chrono::year(date->get().year), std::chrono::month(date->get().month),
                                  std::chrono::day(date->get().day)};
  else if (const auto* array = node.as_array()) {
    TomlValue::List list;
    for (const toml::node& item : *array) list.push_back(convert(item));
    result.value = std::move(list);
  } else if (const auto* table = node.as_table()) {
    result.value = convert_table(*table);
  } else {
    result.value = TomlValue::Other{};
  }
  return result;
}

void forget_place(TomlValue& value) {
  value.line = value.column = 0;
  if (auto* list = std::get_if<TomlValue::List>(&value.value))
    for (TomlValue& each : *list) forget_place(each);
  if (auto* table = std::get_if<TomlValue::Table>(&value.value))
    for (TomlEntry& each : *table) {
      each.line = each.column = 0;
      forget_place(each.value);
    }
}

}  // namespace

Result<TomlValue, TomlError> read_toml(std::string_view text) {
  try {
    return convert(toml::parse(text));
  } catch (const toml::parse_error& error) {
    const toml::source_position at = error.source().begin;
    return TomlError{static_cast<int>(at.line), static_cast<int>(at.column),
                     std::string(error.description())};
  }
}

void lay_under(TomlValue& over, TomlValue under) {
  auto* above = std::get_if<TomlValue::Table>(&over.value);
  auto* below = std::get_if<TomlValue::Table>(&under.value);
  if (!above || !below) return;
  for (TomlEntry& entry : *below) {
    const auto found = std::ranges::find(*above, entry.key, &TomlEntry::key);
    if (found != above->end()) {
      lay_under(found->value, std::move(entry.value));
      continue;
    }
    forget_place(entry.value);
    entry.line = entry.column = 0;
    above->push_back(std::move(entry));
  }
}

std::string shown(const TomlValue& value) {
  struct Show {
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(double number) const {
      std::string text = std::to_string(number);
      while (text.ends_with('0') && !text.ends_with(".0")) text.pop_back();
      return text;
    }
    std::string operator()(bool yes) const { return yes ? "true" : "false"; }
    std::string operator()(const schedule::Date& date) const { return schedule::iso_date(date); }
    std::string operator()(const TomlValue::List&) const { return "[ … ]"; }
    std::string operator()(const TomlValue::Table&) const { return "{ … }"; }
    std::string operator()(const TomlValue::Other&) const { return "a time"; }
  };
  return std::visit(Show{}, value.value);
}

}  // namespace porchlight::site
