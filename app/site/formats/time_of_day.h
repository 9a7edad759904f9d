// A time of day, as people, spreadsheets and feeds write it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schedule/time.h"

namespace porchlight::site {

struct ReadTime {
  enum class Doubt {
    none,
    morning_or_evening,  // "7:00" of a file that may mean 7 PM; read as the morning
    contradicts_itself,  // "19:00 PM"; read as 19:00
    end_of_day,          // "24:00"; read as 0:00
  };
  schedule::TimeOfDay time{0};
  Doubt doubt = Doubt::none;
};

// "7pm", "7:30 PM", "7.30 p.m.", "19:00", "19:00:00", "19.00", "19h30", "1930", "noon", "midnight",
// "0.7916667" (a spreadsheet's fraction of a day). Nothing when it is none of these.
std::optional<ReadTime> read_time(std::string_view text);

struct ReadTimeRange {
  ReadTime from, to;
};

// "7:00 - 8:30 PM", "19-20:30", "7 to 8pm".
std::optional<ReadTimeRange> read_time_range(std::string_view text);

// What a text that is no time was probably meant to be, as people write it: "7;00 PM", "7:O0 PM", "700 PM"
// and "7:00 PN" -> "7:00 PM"; "1900" -> "19:00". Nothing when it may be several.
std::optional<std::string> suggested_time(std::string_view text);

// The same for the end of a meeting, where "8" alone can only be the 8 o'clock that comes next.
std::optional<std::string> suggested_end(std::string_view text, schedule::TimeOfDay start);

// "19:00", as our own files have it.
std::string written(schedule::TimeOfDay time);

// "7:00 PM".
std::string written_12(schedule::TimeOfDay time);

}  // namespace porchlight::site
