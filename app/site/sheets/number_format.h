// What a cell that holds a number shows, by its format code (ECMA-376 part 1, 18.8.30 and 18.8.31): a date, a
// time, a percentage, a postal code with its zeros. Not of the locale: dates are 2026-12-24, times 19:00.
#pragma once

#include <string>
#include <string_view>

namespace porchlight::site {

// Serial number 1 is 1900-01-01, with a February 29 that never was; or 0 is 1904-01-01 (an old Macintosh).
enum class DateSystem { from_1900, from_1904 };

// `format`: "m/d/yyyy", "00000", "General". A number that its format only shows rounded comes out whole: a
// place on the map is no use with two decimals.
std::string shown(double value, std::string_view format, DateSystem dates);

// The codes that have a number and stand in no file; "General" for one without a code.
std::string_view built_in_format(int id);

// The shortest text that reads back as the number, of at most the 15 digits that spreadsheets keep.
std::string plain_number(double value);

// "2026-12-24T19:00:00" as "2026-12-24 19:00"; without the time when it is midnight, without the date when it
// is the one that spreadsheets count from. Other text comes back as it is.
std::string shown_date(std::string_view iso);

// Seconds of a day as "19:00", or "19:00:30".
std::string shown_time(long seconds);

}  // namespace porchlight::site
