// Tally: counts to which pages visitors come, for the staff's numbers. It knows no visit: only how often, on
// which day, in which language. Kept in memory for at most an hour, then added to the disk's: so no file
// shows what followed what. Thread: main.
#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "screens/visit.h"
#include "storage/page_counts.h"

namespace porchlight::kiosk {

class Tally {
 public:
  // Somebody came to this page.
  void arrived(const screens::Stop& stop, const Language& language, schedule::Date day);

  // What was counted since the last time.
  std::vector<storage::PageCount> take();

 private:
  std::map<std::tuple<schedule::Date, std::string, Language>, std::int64_t> numbers_;
};

}  // namespace porchlight::kiosk
