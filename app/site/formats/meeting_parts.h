// Parts of a meeting that every format has, read and reported the same way.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schedule/meeting.h"
#include "site/formats/table.h"
#include "site/formats/time_of_day.h"

namespace porchlight::site {

void append_notes(schedule::Meeting& meeting, const std::string& notes, const Language& language);

// "Illinois, Chicago, Wicker Park": from the most general one, each once.
std::string joined_regions(const std::vector<std::string>& regions);

// As TSML UI judges: an address without a street in it. It counts commas, which outside of North America are
// fewer; a house number tells as well.
bool names_a_town(std::string_view address);

// False: there is nothing but "Online meeting" or the like.
bool names_a_place(const schedule::Place& place);

// Whether `written`, in a list, is the facility's `country` (ISO 3166), or nothing.
bool is_country(std::string_view written, std::string_view country);

// "yes", "true", "1", "x".
bool is_yes(std::string_view text);

// "37.76", "37,76": a number with a point or a comma, as spreadsheets of half the world write it.
std::optional<double> decimal(std::string text);

// A US postal code as five digits: spreadsheets take "02134" for the number 2134. `written_country`: of the
// row, may be empty; then it is in `country`.
std::string with_leading_zero(const std::string& postal_code, std::string_view written_country,
                              std::string_view country);

// Both empty, or zero: unknown.
void read_coordinates(const std::string& latitude, const Where& latitude_at, const std::string& longitude,
                      const Where& longitude_at, schedule::Place& place, TableReport& report);

// An end before the start is on the next day; one that equals it, or would be more than twelve hours into
// that day, is not shown.
void set_end(const ReadTime& end, ReadTime::Doubt doubt, const Where& at, schedule::Meeting& meeting,
             TableReport& report);

// Nothing, or longer than a week, is not shown: a mistake, and each look at "today" would search as far back.
void set_duration(minutes duration, const Where& at, schedule::Meeting& meeting, TableReport& report);

// "26:00" or "01:30:00": hours, minutes, seconds. Nothing when it is none.
std::optional<minutes> read_duration(std::string_view text);

// A meeting in another zone carries it. `own`: the facility's, which needs no mention.
void read_zone(const std::string& name, const Where& at, std::string_view own, schedule::Meeting& meeting,
               TableReport& report);

void report_unclear_date(const Where& at, const std::vector<schedule::Date>& dates, TableReport& report);

// Says what "13:00 AM" is shown as, where `read` is such a time.
void report_contradiction(const ReadTime& read, const Where& at, TableReport& report);

// Notices that some weekly meetings of a list stand there twice, the same in all that visitors read. Both are
// shown: which of them somebody keeps up is not known.
void report_twins(const std::vector<schedule::Meeting>& meetings, TableReport& report);

// How many are not held for now; `field`: where the list says so.
void report_inactive(const std::vector<schedule::Meeting>& meetings, std::string_view field,
                     TableReport& report);

// Reports wording in name and notes that contradicts a weekly rule; never changes the rule.
void suggest_repeats(const schedule::Meeting& meeting, const Where& at, TableReport& report);

}  // namespace porchlight::site
