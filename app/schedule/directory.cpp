#include "schedule/directory.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "schedule/directory_search.h"

namespace porchlight::schedule {

using What = Filter::What;

Directory::Directory(std::shared_ptr<const Schedule> schedule, std::span<const language::Catalog> catalogs,
                     std::optional<Coordinates> kiosk)
    : index_(std::make_shared<const DirectoryIndex>(std::move(schedule), catalogs, kiosk)) {}

Found Directory::search(const Wanted& wanted) const {
  return schedule::search(*index_, wanted);
}

std::vector<Filter> Directory::offered(const std::vector<Filter>& chosen) const {
  const std::vector<char> matching = index_->matching_profiles(chosen);
  const bool only_near = has(chosen, What::near);
  Narrowing narrowing(*index_);
  for (std::size_t i = 0; i < matching.size(); ++i) {
    const DirectoryIndex::Profile& profile = index_->profiles[i];
    const bool far = profile.some_far && !only_near;
    if (matching[i] && (profile.some_near || far)) narrowing.add(profile, profile.some_near, far);
  }
  return narrowing.offered();
}

bool Directory::matches(const Occurrence& occurrence, const std::vector<Filter>& filters) const {
  return std::all_of(filters.begin(), filters.end(), [&](const Filter& filter) {
    if (filter.what == What::here) return occurrence.here;
    if (filter.what != What::near) return schedule::matches(*occurrence.meeting, filter);
    const auto distance = distance_m(occurrence);
    return distance && *distance <= near_m;
  });
}

std::optional<double> Directory::distance_m(const Occurrence& occurrence) const {
  if (occurrence.meeting->attendance == Attendance::online) return {};
  return index_->distance_m(occurrence.place);
}

std::vector<Meeting> Directory::at(const Place& place) const {
  std::vector<Meeting> there;
  const std::uint32_t name = name_key(place), street = street_key(place);
  for (std::size_t i = 0; i + 1 < index_->venues.size(); ++i) {
    const DirectoryIndex::Venue& venue = index_->venues[i];
    const bool maybe = (name != 0 && venue.name == name) || (street != 0 && venue.street == street);
    if (!maybe || !same_place(place, index_->meeting(venue.first).place)) continue;
    for (std::uint32_t number = venue.first; number < index_->venues[i + 1].first; ++number)
      there.push_back(index_->meeting(number));
  }
  std::stable_sort(there.begin(), there.end(),
                   [](const Meeting& a, const Meeting& b) { return a.name < b.name; });
  return there;
}

std::size_t Directory::bytes() const {
  return index_->bytes();
}

double distance_m(Coordinates a, Coordinates b) {
  constexpr double earth_radius_m = 6'371'008.8;  // the mean radius R1 of WGS 84
  constexpr double radians = std::numbers::pi / 180;
  const double latitudes = std::sin((b.latitude - a.latitude) * radians / 2);
  const double longitudes = std::sin((b.longitude - a.longitude) * radians / 2);
  const double haversine = latitudes * latitudes + std::cos(a.latitude * radians) *
                                                       std::cos(b.latitude * radians) * longitudes *
                                                       longitudes;
  return 2 * earth_radius_m * std::asin(std::min(1.0, std::sqrt(haversine)));
}

}  // namespace porchlight::schedule
