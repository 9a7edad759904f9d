#include "schedule/occurrence.h"

namespace porchlight::schedule {

Standing standing(const Occurrence& occurrence, Instant now) {
  const Instant ends = occurrence.ends.value_or(occurrence.starts + assumed_duration);
  if (now >= ends) return Standing::past;
  if (now >= occurrence.starts) return Standing::on_now;
  return occurrence.starts - now <= soon_within ? Standing::soon : Standing::later;
}

minutes starts_in(const Occurrence& occurrence, Instant now) {
  return std::max(minutes(0), std::chrono::ceil<minutes>(occurrence.starts - now));
}

}  // namespace porchlight::schedule
