// What the types of one fellowship's lists mean. The same letters mean other things elsewhere: "SP" is a
// speaker in AA and Spanish in ACA, "AR" Arabic or artists. The codes are those of TSML's programs
// (https://github.com/code4recovery/12-step-meeting-list, includes/variables.php), where they differ from the
// Meeting Guide specification's.
#pragma once

#include <optional>
#include <string_view>

namespace porchlight::site {

struct FellowshipType {
  std::string_view kind;   // a code of schedule/kind.h; empty: none says it
  std::string_view words;  // then: what it means, in English
};

// `word`: a code or a name, any case. Nothing: it means what it means everywhere.
std::optional<FellowshipType> fellowship_type(std::string_view word, std::string_view fellowship);

}  // namespace porchlight::site
