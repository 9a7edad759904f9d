// The words of `pays` in our files.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "guide/help.h"

namespace porchlight::site {

inline constexpr std::array<std::pair<std::string_view, guide::Pays>, 4> pays_words{
    {{"none", guide::Pays::none},
     {"listing", guide::Pays::listing},
     {"per call", guide::Pays::per_call},
     {"per admission", guide::Pays::per_admission}}};

}  // namespace porchlight::site
