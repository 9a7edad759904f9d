// Parts that show one occurrence, shared by the home screen, the lists and the rest screen.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "screens/scene.h"

namespace porchlight::screens {

// "AA (alcohol)", "NA (drugs)".
std::string fellowship_text(const Scene& scene, const schedule::Meeting& meeting);

// "On now", "In 25 minutes", "Cancelled", "Moved from 7:00 PM"; empty: nothing to say. Claims a "now" only
// with a trusted clock.
std::string standing_text(const Scene& scene, const schedule::Occurrence& occurrence);
bool is_live(const Scene& scene, const schedule::Occurrence& occurrence);

// "7:00 PM", "Midnight, Mon into Tue".
std::string start_text(const Scene& scene, const schedule::Occurrence& occurrence);
// "to 8:00 PM"; empty when nobody says.
std::string end_text(const Scene& scene, const schedule::Occurrence& occurrence);

// "No meeting on Tuesday, December 1: boiler repair.": what is different on that date; empty: nothing is.
std::string exception_text(const Scene& scene, const schedule::Occurrence& occurrence);

// "Room 2 · St. Brendan’s", "Grace Lutheran Church · 0.6 mi".
std::string place_text(const Scene& scene, const schedule::Occurrence& occurrence);

// The few kinds that fit on a card, most telling first.
std::vector<std::string> kind_labels(const Scene& scene, const schedule::Meeting& meeting, std::size_t most);

// "AA (alcohol)", "Open: anyone may come", "Room 2": the few words under the name of the next meeting.
std::vector<std::string> about_meeting(const Scene& scene, const schedule::Occurrence& occurrence);

// The meeting to show first: of those that have not begun today, or within so many days, the first in this
// building, else anywhere. Nothing: there is none, or the clock is not trusted.
std::optional<schedule::Occurrence> next_meeting(const Scene& scene, int days);

// "Tuesday, November 24" at the beginning of a line; with a clock that may be wrong "Tuesday" alone.
std::string day_text(const Scene& scene, schedule::Date date);

// A card of a list; a tap opens the meeting. `narrow`: the time stands above the name instead of beside it.
ui::View meeting_card(Scene& scene, const schedule::Occurrence& occurrence, bool narrow);

// A row of a list in which days differ: the name, then when it is.
ui::View meeting_row(Scene& scene, const schedule::Occurrence& occurrence);

// The meeting where it usually is, on no date: for what is said of a meeting without one.
schedule::Occurrence undated(const schedule::Meeting& meeting);

// A card for a meeting that has no date ahead, with its rule: "by appointment".
ui::View undated_meeting_card(Scene& scene, const schedule::Meeting& meeting);

}  // namespace porchlight::screens
