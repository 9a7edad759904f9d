#include <functional>
#include <string>

#include "schedule/directory_index.h"
#include "schedule/fold.h"

namespace porchlight::schedule {

namespace {

// Two lists put the same house about so far apart; two churches of one name are further.
constexpr double same_house_m = 150, another_house_m = 1'000;

// "3 elm" of "3 Elm St, Alder Bay": how a street goes on is written in too many ways. Empty: no house number.
std::string house_in_street(const Place& place) {
  FoldedWords words(place.address);
  std::string house, street;
  if (!words.next(house) || house[0] < '0' || house[0] > '9' || !words.next(street)) return {};
  return house + ' ' + street;
}

std::uint32_t key(const std::string& text) {
  return text.empty() ? 0 : static_cast<std::uint32_t>(std::hash<std::string>{}(text)) | 1;
}

}  // namespace

std::uint32_t name_key(const Place& place) {
  return key(fold(place.name));
}

std::uint32_t street_key(const Place& place) {
  return key(house_in_street(place));
}

bool same_place(const Place& a, const Place& b) {
  bool near = false;
  if (a.coordinates && b.coordinates && !a.approximate && !b.approximate) {
    const double apart_m = distance_m(*a.coordinates, *b.coordinates);
    if (apart_m > another_house_m) return false;
    near = apart_m <= same_house_m;
  }
  const std::string street_a = house_in_street(a), street_b = house_in_street(b);
  const bool same_house = !street_a.empty() && street_a == street_b;
  const std::string name = fold(a.name);
  if (!name.empty() && name == fold(b.name))
    return near || same_house || street_a.empty() || street_b.empty();
  return same_house && (near || fold(a.address) == fold(b.address));
}

}  // namespace porchlight::schedule
