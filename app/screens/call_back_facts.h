// What is said about calling back, on every screen the same. Each sentence is made from a field that says so;
// a field that is empty says nothing.
#pragma once

#include <optional>
#include <string>

#include "screens/scene.h"

namespace porchlight::screens {

// "St. Brendan’s": whose callers they are.
const std::string& place_name(const Scene&);

// Whether a caller speaks the visitor's language.
bool caller_for_visitor(const Scene&);

// "A volunteer of St. Brendan’s. Not a treatment company. Nobody pays us to send you anywhere."
ui::View who_will_call(Scene&);

// "A volunteer of St. Brendan’s calls." Empty: nobody says so in the visitor's language.
std::string who_calls(const Scene&);

// Their hours: what is open now or when they are back, only where a request can leave now and the clock is
// true; else the hours of the week. Empty: nobody says.
std::string caller_hours(const Scene&);

// "They speak English, Español." Empty: nobody says.
std::string caller_languages(const Scene&);

// "The call shows as (415) 555-0100. We say only: “Hi, it’s Alex.”" Empty: nobody says.
std::string what_the_phone_shows(const Scene&);

// "Usually within 2 hours": the measured time, only while the screen is online and callers are there. Never
// beside another promise: nothing says nothing.
std::optional<std::string> usual_wait(const Scene&);

// That the request waits here, where it must; else empty. Marked for emphasised().
std::string waiting_to_be_sent(const Scene&);

}  // namespace porchlight::screens
