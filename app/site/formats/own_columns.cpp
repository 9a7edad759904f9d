#include "site/formats/own_columns.h"

#include <algorithm>

namespace porchlight::site {
namespace {

constexpr ColumnName columns[] = {
    {"Name", "Meeting|Meeting Name"},
    {"Day", "Days|Day of Week|Weekday"},
    {"Time", "Start|Start Time|From Time"},
    {"End Time", "End|Ends|Time End"},
    {"Duration", "Length"},
    {"Location", "Place|Location Name|Building|Where"},
    {"Room", ""},
    {"Directions", "Directions from here"},
    {"Address", "Street|Formatted Address|Street Address|Full Address"},
    {"City", "Town"},
    {"State", "Province"},
    {"Postal Code", "ZIP|ZIP Code|Postcode"},
    {"Country", ""},
    {"Region", "Area|Neighborhood"},
    {"Regions", ""},
    {"Sub Region", "Subregion"},
    {"Latitude", "Lat"},
    {"Longitude", "Lon|Long|Lng"},
    {"Approximate", ""},
    {"Types", "Type|Kinds|Kind|Format|Formats"},
    {"Languages", "Language"},
    {"Fellowship", "Program"},
    {"Repeats", "Repeat|Recurrence|Frequency"},
    {"From", "Starts|Valid From|Start Date"},
    {"Until", "Valid Until|End Date"},
    {"Except", "Exceptions|Not on|No meeting on"},
    {"Notes", "Note|Comments"},
    {"Location Notes", ""},
    {"Group Notes", ""},
    {"Group", "Group Name"},
    {"Timezone", "Time Zone"},
    {"Conference URL", "Online URL|Zoom|Zoom Link"},
    {"Conference Phone", ""},
    {"Conference URL Notes", ""},
    {"Conference Phone Notes", ""},
    {"Attendance", "Attendance Option"},
    {"Slug", ""},
    {"ID", ""},
    {"District", "Sub District", true},
    {"Website", "Website 2|URL", true},
    {"Mailing Address", "", true},
    {"Venmo", "Square|PayPal", true},
    {"Data Source", "Data Source Name", true},
    {"Feedback Emails", "Feedback URL|Edit URL", true},
    {"Entity", "Entity Email|Entity Location|Entity Logo|Entity Phone|Entity Website URL", true},
    {"Email", "", true},
    {"Phone", "", true},
    {"Contact 1 Name", "Contact 2 Name|Contact 3 Name|Contact", true},
    {"Contact 1 Email", "Contact 2 Email|Contact 3 Email", true},
    {"Contact 1 Phone", "Contact 2 Phone|Contact 3 Phone", true},
    {"Last Contact", "", true},
    {"Author", "", true},
    {"Updated", "", true},
};

constexpr std::string_view only_ours[] = {"Room", "Directions", "Languages", "Fellowship", "Repeats",
                                          "From", "Until",      "Except",    "Duration"};

}  // namespace

std::span<const ColumnName> own_columns() {
  return columns;
}

const std::vector<std::vector<std::string_view>>& own_head_names() {
  static const std::vector<std::vector<std::string_view>> names{{"Name"}, {"Day", "Time"}};
  return names;
}

bool has_own_column(const CsvRow& head) {
  return std::any_of(head.cells.begin(), head.cells.end(), [](const CsvCell& cell) {
    const ColumnName* column = find_column(cell.text, columns);
    return column &&
           std::find(std::begin(only_ours), std::end(only_ours), column->name) != std::end(only_ours);
  });
}

}  // namespace porchlight::site
