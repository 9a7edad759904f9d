#include "kiosk/tally.h"

namespace porchlight::kiosk {
namespace {

// Which meeting or which kind of help somebody looked for is not counted: in a small place it would tell too
// much.
std::string name_of(const screens::Stop& stop) {
  std::string name(screens::name_of(stop.screen));
  if (stop.screen == screens::ScreenId::page || stop.screen == screens::ScreenId::step)
    name += " " + stop.about;
  return name;
}

}  // namespace

void Tally::arrived(const screens::Stop& stop, const Language& language, schedule::Date day) {
  if (stop.screen != screens::ScreenId::rest) ++numbers_[{day, name_of(stop), language}];
}

std::vector<storage::PageCount> Tally::take() {
  std::vector<storage::PageCount> counts;
  for (const auto& [what, number] : numbers_)
    counts.push_back({std::get<0>(what), std::get<1>(what), std::get<2>(what), number});
  numbers_.clear();
  return counts;
}

}  // namespace porchlight::kiosk
