#include "screens/rest_light.h"

#include <algorithm>

namespace porchlight::screens {
namespace {

using schedule::Occurrence;
using schedule::Standing;

// People come before it begins.
bool meeting_here(const site::Site& site, Instant now) {
  const auto today = site.schedule->today(now);
  return std::any_of(today.begin(), today.end(), [now](const Occurrence& occurrence) {
    const Standing standing = schedule::standing(occurrence, now);
    return occurrence.here && occurrence.takes_place() &&
           (standing == Standing::on_now || standing == Standing::soon);
  });
}

bool closed(const site::Site& site, Instant now) {
  const schedule::LocalTime local = site.schedule->zone().local(now);
  const auto open = [&](const guide::OpenHours& hours) {
    return hours.open_at(schedule::weekday_of(local.date), local.time);
  };
  if (site.screen.lit.known()) return !open(site.screen.lit);
  if (!site.facility.desk.known()) return false;
  return !open(site.facility.desk) && !meeting_here(site, now);
}

}  // namespace

RestLight rest_light(const site::Site& site, Instant now, bool clock_trusted, Monotonic::duration rested) {
  if (clock_trusted && closed(site, now)) return RestLight::dark;
  return rested >= site.session.dim_after ? RestLight::dim : RestLight::lit;
}

}  // namespace porchlight::screens
