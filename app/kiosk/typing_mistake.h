// A word that a visitor might mistype, so that the tour shows what is found all the same.
#pragma once

#include <string>

#include "site/site.h"

namespace porchlight::kiosk {

// A word of some meeting with a letter typed twice, which finds nothing but similar ones. Empty: there is
// none that the keyboard of every language has.
std::string typing_mistake(const site::Site& site);

}  // namespace porchlight::kiosk
