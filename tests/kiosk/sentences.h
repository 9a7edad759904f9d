// Finding a message of the program in what stands on a screen.
#pragma once

#include <string>
#include <string_view>

namespace porchlight::kiosk::test {

// Whether `text` holds `sentence`, whole words only, in capital or small letters; in its holes "{time}"
// anything may stand.
bool says(std::string_view text, std::string_view sentence);

// "Tap **Help now**" as it stands on the screen.
std::string without_stars(std::string text);

}  // namespace porchlight::kiosk::test
