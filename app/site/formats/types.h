// Types: the codes or names of a meeting's types, as the Meeting Guide specification has them
// (https://github.com/code4recovery/spec, "Meeting Types"), and what they say about language and attendance.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schedule/meeting.h"
#include "site/formats/table.h"

namespace porchlight::site {

// Puts each of `words` where it belongs: kinds, other_kinds, languages, fellowship. Codes are read as the
// meeting's fellowship means them. What is unknown is kept in its own words and reported to `report` at
// `where`.
void read_types(const std::vector<std::string>& words, schedule::Meeting& meeting, const Where& where,
                TableReport& report);

// How a kind is written so that the list of `fellowship` reads it back: its code, or its label where that
// list means something else by the code.
std::string written_type(std::string_view code, std::string_view fellowship);

// The English names of the languages that are known, for what was probably meant.
std::vector<std::string> language_names_in_english();

// "Spanish", "Español" or "es" as BCP 47; empty: unknown.
std::string language_code(std::string_view text);

// From TC ("location temporarily closed"), ONL, an online address and an approximate place, as the TSML
// plug-in does: closed and online -> online; closed or approximate, and not online -> inactive. Online and
// not `somewhere`, with no place that it names -> online. `option`: the feed's own attendance_option, which
// wins when it is one of the four.
void set_attendance(schedule::Meeting& meeting, std::string_view option, bool somewhere);

}  // namespace porchlight::site
