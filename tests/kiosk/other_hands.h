// Hands that do not touch where they like: on the keys of a keypad, and from a wheelchair. What they look at
// on one screen they leave as it was; what they cannot reach they write down.
#pragma once

#include <string>
#include <vector>

#include "kiosk/stage.h"

namespace porchlight::kiosk::test {

// Right goes through all that a keypad can stop at, everything that can be tapped among it, in the order in
// which it is read: down the page, and in a row as the language is read.
void walk_by_keys(Stage& stage, const std::string& place, std::vector<std::string>& troubles);

// Where the screen hangs so high that its top is out of reach, everything that can be tapped is between 15
// and 48 inches from the floor, at once or after one tap on "Lower page".
void reach_from_a_wheelchair(Stage& stage, const std::string& place, std::vector<std::string>& troubles);

}  // namespace porchlight::kiosk::test
