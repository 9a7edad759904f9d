// What a visitor can take along: codes for a phone, made here and read without a network, and slips of paper.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "screens/scene.h"

namespace porchlight::screens {

// The entry for a phone's calendar. It says "Appointment" and nothing else, for whoever looks at that phone,
// unless the visitor has chosen that it says which meeting it is.
std::string calendar_code(const Scene& scene, const schedule::Occurrence& occurrence);

// Calls when a phone reads it. `number`: as it is written.
std::string call_code(std::string_view number);

// Shows the way, or the address where nobody says where on the map that is. Empty: not even that is known.
// Source: RFC 5870.
std::string way_code(const schedule::Place& place);

// A code with a few words below it; `spoken` says what it does.
ui::View captioned_code(const Scene& scene, const std::string& code, std::string spoken, std::string caption);

// A button that prints, or in its place what became of the slip and what is wrong with the printer. nullptr:
// there is no printer.
ui::View print_part(Scene& scene, std::string label, std::function<text::Slip(const Scene&)> slip);

}  // namespace porchlight::screens
