#include "site/formats/shared_details.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "site/formats/meeting_parts.h"
#include "site/formats/own_columns.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

constexpr std::array<std::string_view, 7> of_address{"Location", "Region",   "Sub Region", "Location Notes",
                                                     "Latitude", "Timezone", "Approximate"};
constexpr std::array<std::string_view, 1> of_group{"Group Notes"};
constexpr std::array<std::string_view, 4> address_parts{"Address", "City", "State", "Postal Code"};

template <class List>
bool holds(const List& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

// Latitude and longitude only count together; they are kept in one text.
constexpr char between_coordinates = '\n';

bool same(std::string_view column, const std::string& a, const std::string& b) {
  if (column != "Latitude") return matching_key(a) == matching_key(b);
  // About 200 m: two programs put the same address on different sides of a street.
  constexpr double tolerance_degrees = 0.002;
  const auto part = [](const std::string& text, bool second) {
    const std::size_t at = text.find(between_coordinates);
    return decimal(second ? text.substr(at + 1) : text.substr(0, at)).value_or(0);
  };
  return std::abs(part(a, false) - part(b, false)) < tolerance_degrees &&
         std::abs(part(a, true) - part(b, true)) < tolerance_degrees;
}

}  // namespace

std::string address_of(const Columns& columns, const CsvRow& row, std::string_view country) {
  std::string address = columns.text(row, "Address");
  for (const std::string_view part : {"City", "State", "Postal Code"}) {
    std::string value = columns.text(row, part);
    if (part == "Postal Code") value = with_leading_zero(value, columns.text(row, "Country"), country);
    if (value.empty() || address.find(value) != std::string::npos) continue;
    address += (address.empty() ? "" : part == "Postal Code" ? " " : ", ") + value;
  }
  return address;
}

SharedDetails::SharedDetails(const Columns& columns, std::span<const CsvRow> rows, std::string_view country,
                             bool elsewhere)
    : columns_(columns), rows_(rows), keys_(rows.size()) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    keys_[i].address = matching_key(address_of(columns, rows[i], country));
    keys_[i].group = matching_key(columns.text(rows[i], "Group"));
  }
  if (elsewhere) find_places_of_groups();
  for (const CsvRow& row : rows) {
    for (const std::string_view column : of_address) take("a" + keys(row).address, row, column);
    for (const std::string_view column : of_group) take("g" + keys(row).group, row, column);
  }
}

bool SharedDetails::says_where(const CsvRow& row) const {
  for (const std::string_view column : {"Address", "City", "Location", "Conference URL", "Conference Phone"})
    if (!columns_.text(row, column).empty()) return true;
  return false;
}

// A group whose rows name two places has none of its own.
void SharedDetails::find_places_of_groups() {
  struct Place {
    const CsvRow* row = nullptr;
    bool several = false;
  };
  std::map<std::string, Place> places;
  const auto place_key = [&](const CsvRow& row) {
    const std::string& address = keys(row).address;
    return address.empty() ? matching_key(columns_.text(row, "Location")) : address;
  };
  for (const CsvRow& row : rows_) {
    if (keys(row).group.empty() || place_key(row).empty()) continue;
    Place& place = places[keys(row).group];
    if (!place.row) place.row = &row;
    place.several |= place_key(row) != place_key(*place.row);
  }
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (says_where(rows_[i])) continue;
    const auto found = places.find(keys_[i].group);
    if (found == places.end() || found->second.several) continue;
    keys_[i].place = found->second.row;
    keys_[i].address = keys(*found->second.row).address;
  }
}

const CsvRow& SharedDetails::place_of(const CsvRow& row) const {
  return keys(row).place ? *keys(row).place : row;
}

// Both coordinates, where both can be read; else nothing.
std::string SharedDetails::own(const CsvRow& row, std::string_view column) const {
  if (column != "Latitude") {
    const std::string text = columns_.text(row, column);
    return text == nothing_on_purpose ? std::string() : text;
  }
  const std::string latitude = columns_.text(row, "Latitude"), longitude = columns_.text(row, "Longitude");
  if (!decimal(latitude) || !decimal(longitude)) return {};
  return latitude + between_coordinates + longitude;
}

void SharedDetails::take(const std::string& key, const CsvRow& row, std::string_view column) {
  if (key.size() < 2) return;
  std::string text = own(row, column);
  if (text.empty()) return;
  Detail& detail = details_[key + between_coordinates + std::string(column)];
  if (!detail.said_by)
    detail = {std::move(text), &row, nullptr};
  else if (!detail.denied_by && !same(column, detail.text, text))
    detail.denied_by = &row;
}

const SharedDetails::Detail* SharedDetails::detail(const CsvRow& row, std::string_view column) const {
  const std::string key = holds(of_group, column) ? "g" + keys(row).group : "a" + keys(row).address;
  if (key.size() < 2) return nullptr;
  const auto found = details_.find(key + between_coordinates + std::string(column));
  return found == details_.end() ? nullptr : &found->second;
}

std::string SharedDetails::text(const CsvRow& row, std::string_view column) const {
  const bool of_the_place =
      holds(of_address, column) || holds(address_parts, column) || column == "Longitude";
  const std::string own = columns_.text(of_the_place ? place_of(row) : row, column);
  const bool coordinate = column == "Latitude" || column == "Longitude";
  if (!own.empty() || !(of_the_place || holds(of_group, column)) || holds(address_parts, column)) return own;
  // One of the two alone is a mistake to report, not a gap to fill.
  if (coordinate && !(columns_.text(row, "Latitude") + columns_.text(row, "Longitude")).empty()) return own;
  const Detail* shared = detail(row, coordinate ? "Latitude" : column);
  if (!shared || shared->denied_by) return {};
  if (!coordinate) return shared->text;
  const std::size_t at = shared->text.find(between_coordinates);
  return column == "Latitude" ? shared->text.substr(0, at) : shared->text.substr(at + 1);
}

void SharedDetails::report(const CsvRow& row, TableReport& report) const {
  const auto check = [&](std::string_view column, std::string_view what) {
    const Detail* shared = detail(row, column);
    if (!shared || !shared->denied_by) return;
    const auto shown = [&](const CsvRow& of) {
      std::string text = own(of, column);
      std::replace(text.begin(), text.end(), between_coordinates, ' ');
      return in_quotes(text);
    };
    const std::string line = std::to_string(shared->said_by->line);
    Where at = columns_.where(row, column);
    at.field = column;
    if (shared->denied_by == &row)
      report.notice(at, {"Line " + line + " has the same " + std::string(what) + ", and there stands " +
                             shown(*shared->said_by) + ".",
                         "Write the same in both, if the same is meant.", "Each is shown as it stands."});
    else if (own(row, column).empty())
      report.notice(at, {"Other rows of this " + std::string(what) + " say " + shown(*shared->said_by) +
                             " and " + shown(*shared->denied_by) + ".",
                         "Write here what is right.", "Nothing is shown for it."});
  };
  for (const std::string_view column : of_address) check(column, "address");
  for (const std::string_view column : of_group) check(column, "group");
}

}  // namespace porchlight::site
