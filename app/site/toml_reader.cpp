#include "site/toml_reader.h"

#include <algorithm>

#include "site/phone_number.h"
#include "site/words.h"

namespace porchlight::site {

void FileReport::add(Problem::Severity severity, At at, std::string what, std::string to_do,
                     std::string meanwhile, std::optional<std::string> fix) {
  Problem problem;
  problem.severity = severity;
  problem.file = file_;
  problem.line = at.line;
  problem.column = at.column;
  problem.field = std::move(at.field);
  problem.value = std::move(at.value);
  problem.what = std::move(what);
  problem.to_do = std::move(to_do);
  problem.meanwhile = std::move(meanwhile);
  problem.fix = std::move(fix);
  problems_.push_back(std::move(problem));
}

TomlReader::TomlReader(const TomlValue* table, std::string name, std::vector<Language> languages,
                       FileReport& report)
    : value_(table),
      table_(table ? table->table() : nullptr),
      name_(std::move(name)),
      languages_(std::move(languages)),
      report_(report) {
  if (table && !table_)
    report_.add(Severity::left_out, {table->line, table->column, name_, shown(*table)},
                name_ + " is not a group of keys.",
                "Write " + name_ + " on a line of its own, and its keys below.",
                "It is left as if it were not there.");
}

TomlReader& TomlReader::when_missing(Severity severity, std::string meanwhile) {
  severity_ = severity;
  meanwhile_ = std::move(meanwhile);
  return *this;
}

const TomlEntry* TomlReader::find(std::string_view key) const {
  if (!table_) return nullptr;
  for (const TomlEntry& entry : *table_)
    if (entry.key == key) return &entry;
  return nullptr;
}

const TomlEntry* TomlReader::take(std::string_view key) {
  asked_.emplace(key);
  return find(key);
}

const TomlValue* TomlReader::value(std::string_view key) {
  const TomlEntry* entry = take(key);
  return entry ? &entry->value : nullptr;
}

FileReport::At TomlReader::at(std::string_view key) const {
  if (const TomlEntry* entry = find(key))
    return {entry->value.line, entry->value.column, std::string(key),
            hidden_.contains(key) ? std::string() : shown(entry->value)};
  return {value_ ? value_->line : 0, value_ ? value_->column : 0, std::string(key), {}};
}

void TomlReader::refuse(std::string_view key, std::string what, std::string to_do,
                        std::optional<std::string> fix) {
  failed_ = true;
  report_.add(severity_, at(key), std::move(what), std::move(to_do), meanwhile_, std::move(fix));
}

void TomlReader::note(Severity severity, std::string_view key, std::string what, std::string to_do,
                      std::string meanwhile, std::optional<std::string> fix) {
  report_.add(severity, at(key), std::move(what), std::move(to_do), std::move(meanwhile), std::move(fix));
}

void TomlReader::missing(std::string_view key, std::string_view example) {
  refuse(key, "“" + std::string(key) + "” is missing in " + name_ + ".",
         "Write " + std::string(example) + ".");
}

void TomlReader::wrong_type(std::string_view key, std::string expected) {
  const FileReport::At where = at(key);
  refuse(key, in_quotes(where.value) + " does not fit “" + where.field + "”.",
         "Write " + where.field + " = " + std::move(expected) + ".");
}

std::optional<std::string> TomlReader::text(std::string_view key) {
  const TomlEntry* entry = take(key);
  if (!entry) return std::nullopt;
  if (const std::string* text = entry->value.text()) return trimmed(*text);
  const bool simple = !entry->value.table() && !entry->value.list() && !hidden_.contains(key);
  wrong_type(key, "\"" + (simple ? shown(entry->value) : "text") + "\", in quotes");
  return std::nullopt;
}

std::string TomlReader::required_text(std::string_view key, std::string_view example) {
  if (!has(key)) missing(key, example);
  const auto found = text(key);
  if (found && found->empty())
    refuse(key, "“" + std::string(key) + "” is empty.", "Write " + std::string(example) + ".");
  return found.value_or("");
}

LocalText TomlReader::local_text(std::string_view key) {
  LocalText result;
  const TomlEntry* entry = take(key);
  if (!entry) return result;
  if (const std::string* text = entry->value.text()) {
    if (!trimmed(*text).empty()) result.versions.push_back({languages_.front(), trimmed(*text)});
    return result;
  }
  const TomlValue::Table* languages = entry->value.table();
  if (!languages) {
    wrong_type(key, "\"text\", or { en = \"text\", es = \"texto\" }");
    return result;
  }
  for (const TomlEntry& each : *languages) {
    const std::string* text = each.value.text();
    if (!text)
      report_.add(Severity::left_out, {each.value.line, each.value.column, each.key, shown(each.value)},
                  in_quotes(shown(each.value)) + " is not a text.",
                  "Write " + each.key + " = \"text\", in quotes.", "This language is not shown.");
    else if (!trimmed(*text).empty())
      result.versions.push_back({each.key, trimmed(*text)});
    if (std::find(languages_.begin(), languages_.end(), each.key) == languages_.end())
      report_.add(Severity::notice, {each.line, each.column, each.key, each.key},
                  "The language " + in_quotes(each.key) + " is not offered.",
                  "Write one of languages in kiosk.toml, such as " + languages_.front() + ".",
                  "Visitors do not see this text.");
  }
  return result;
}

LocalText TomlReader::required_local_text(std::string_view key, std::string_view example) {
  if (!has(key)) {
    missing(key, example);
    return {};
  }
  const bool failed_before = failed_;
  LocalText result = local_text(key);
  if (result.empty() && failed_ == failed_before)
    refuse(key, "“" + std::string(key) + "” is empty.", "Write " + std::string(example) + ".");
  return result;
}

std::optional<bool> TomlReader::yes_or_no(std::string_view key) {
  const TomlEntry* entry = take(key);
  if (!entry) return std::nullopt;
  if (const bool* yes = std::get_if<bool>(&entry->value.value)) return *yes;
  wrong_type(key, "true or false, without quotes");
  return std::nullopt;
}

std::optional<double> TomlReader::number(std::string_view key, double least, double most) {
  const TomlEntry* entry = take(key);
  if (!entry) return std::nullopt;
  std::optional<double> value;
  if (const double* number = std::get_if<double>(&entry->value.value)) value = *number;
  if (const auto* whole = std::get_if<std::int64_t>(&entry->value.value)) value = static_cast<double>(*whole);
  if (value && *value >= least && *value <= most) return value;
  wrong_type(key, "a number from " + shown({least}) + " to " + shown({most}));
  return std::nullopt;
}

std::optional<int> TomlReader::whole_number(std::string_view key, int least, int most) {
  const TomlEntry* entry = take(key);
  if (!entry) return std::nullopt;
  if (const auto* number = std::get_if<std::int64_t>(&entry->value.value))
    if (*number >= least && *number <= most) return static_cast<int>(*number);
  wrong_type(key, "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return std::nullopt;
}

std::optional<schedule::Date> TomlReader::date(std::string_view key) {
  const TomlEntry* entry = take(key);
  if (!entry) return std::nullopt;
  if (const auto* date = std::get_if<schedule::Date>(&entry->value.value)) return *date;
  if (const std::string* text = entry->value.text())
    if (const auto parsed = schedule::parse_date(trimmed(*text))) return parsed;
  wrong_type(key, "a date as year-month-day, such as 2026-11-03");
  return std::nullopt;
}

std::vector<std::string> TomlReader::texts(std::string_view key) {
  const TomlEntry* entry = take(key);
  std::vector<std::string> result;
  if (!entry) return result;
  if (const std::string* text = entry->value.text()) return {trimmed(*text)};
  const TomlValue::List* list = entry->value.list();
  if (list)
    for (const TomlValue& item : *list)
      if (const std::string* text = item.text()) result.push_back(trimmed(*text));
  if (!list || result.size() != list->size()) wrong_type(key, "[\"one\", \"two\"]");
  return result;
}

std::vector<double> TomlReader::numbers(std::string_view key) {
  const TomlEntry* entry = take(key);
  std::vector<double> result;
  if (!entry) return result;
  const TomlValue::List* list = entry->value.list();
  if (list)
    for (const TomlValue& item : *list) {
      if (const double* number = std::get_if<double>(&item.value)) result.push_back(*number);
      if (const auto* whole = std::get_if<std::int64_t>(&item.value))
        result.push_back(static_cast<double>(*whole));
    }
  if (!list || result.size() != list->size()) {
    wrong_type(key, "[268, 476]");
    result.clear();
  }
  return result;
}

guide::OpenHours TomlReader::hours(std::string_view key) {
  const auto written = text(key);
  if (!written || written->empty()) return {};
  auto parsed = guide::parse_hours(*written);
  if (parsed) return std::move(*parsed);
  note(Severity::left_out, key, parsed.error().what,
       "Write like \"24/7\" or \"Mon-Fri 9:00-17:00; Sat 10:00-12:00\".", "No hours are shown.");
  return {};
}

std::string TomlReader::phone_number(std::string_view key) {
  const auto written = text(key);
  if (!written || written->empty()) return {};
  const PhoneNumber checked = check_phone_number(*written);
  if (checked.problem.empty()) return *written;
  refuse(key, in_quotes(*written) + " " + checked.problem, checked.to_do, checked.fix);
  return {};
}

std::optional<std::size_t> TomlReader::choice_index(std::string_view key,
                                                    const std::vector<std::string>& names) {
  const auto written = text(key);
  if (!written) return std::nullopt;
  const auto found = std::find(names.begin(), names.end(), matching_key(*written));
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  std::string choices;
  for (std::size_t i = 0; i < names.size(); ++i)
    choices += (i == 0 ? "" : i + 1 == names.size() ? " or " : ", ") + ("\"" + names[i] + "\"");
  refuse(key, in_quotes(*written) + " is not one of the words for “" + std::string(key) + "”.",
         "Write " + choices + ".", nearest(*written, names));
  return std::nullopt;
}

void TomlReader::finish() {
  if (!table_) return;
  const std::vector<std::string> known(asked_.begin(), asked_.end());
  for (const TomlEntry& entry : *table_) {
    if (asked_.contains(entry.key)) continue;
    const auto meant = nearest(entry.key, known);
    std::string all;
    for (const std::string& key : known) all += (all.empty() ? "" : ", ") + key;
    report_.add(Severity::left_out, {entry.line, entry.column, entry.key, shown(entry.value)},
                "There is no key “" + entry.key + "” in " + name_ + ".",
                meant ? "Write “" + *meant + "”." : "Take it out. The keys are: " + all + ".",
                "This line has no effect.", meant);
  }
}

}  // namespace porchlight::site
