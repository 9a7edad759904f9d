#include "schedule/packed_meetings.h"

#include <algorithm>
#include <concepts>
#include <cstring>
#include <functional>
#include <type_traits>
#include <unordered_set>
#include <utility>

namespace porchlight::schedule {

namespace {

// ---- Writing and Reading: the two ways of the same bytes. They never leave the process, so that plain
// values stand as they are in memory; none of those packed below has padding.

template <class Value>
concept Plain = std::is_trivially_copyable_v<Value> && !std::is_pointer_v<Value>;

class Writing {
 public:
  explicit Writing(std::string& bytes) : bytes_(bytes) {}

  void operator()(const Plain auto& value) {
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void operator()(const std::string& text) {
    length(text.size());
    bytes_ += text;
  }
  template <class Item>
  void operator()(const std::vector<Item>& items) {
    length(items.size());
    for (const Item& item : items) pass(*this, item);
  }
  template <class Value>
  void operator()(const std::optional<Value>& value) {
    (*this)(value.has_value());
    if (value) (*this)(*value);
  }
  template <class... Rules>
  void operator()(const std::variant<Rules...>& rule) {
    (*this)(static_cast<std::uint8_t>(rule.index()));
    std::visit([&](const auto& held) { pass(*this, held); }, rule);
  }

  // Seven bits a byte, the lowest first; the last byte is below 128.
  void length(std::size_t value) {
    for (; value >= 128; value >>= 7) bytes_ += static_cast<char>(value | 128);
    bytes_ += static_cast<char>(value);
  }

 private:
  std::string& bytes_;
};

class Reading {
 public:
  explicit Reading(std::string_view bytes) : rest_(bytes) {}

  void operator()(Plain auto& value) { std::memcpy(&value, take(sizeof value).data(), sizeof value); }
  void operator()(std::string& text) { text = take(length()); }
  template <class Item>
  void operator()(std::vector<Item>& items) {
    items.resize(length());
    for (Item& item : items) pass(*this, item);
  }
  template <class Value>
  void operator()(std::optional<Value>& value) {
    bool has_value = false;
    (*this)(has_value);
    if (has_value) (*this)(value.emplace());
  }
  template <class... Rules>
  void operator()(std::variant<Rules...>& rule) {
    std::uint8_t held = 0;
    (*this)(held);
    const auto read = [&]<std::size_t... Index>(std::index_sequence<Index...>) {
      ((held == Index ? pass(*this, rule.template emplace<Index>()) : void()), ...);
    };
    read(std::index_sequence_for<Rules...>());
  }

  std::size_t length() {
    std::size_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(take(1).front());
      value |= std::size_t{byte & 127u} << shift;
      if (byte < 128) return value;
    }
  }
  std::string_view take(std::size_t count) {
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }

 private:
  std::string_view rest_;
};

// ---- What each part consists of: `way` is Writing or Reading, and the part is const for Writing

template <class Held, class Value>
concept Is = std::same_as<std::remove_const_t<Held>, Value>;

void pass(auto& way, auto& value) {
  way(value);
}
void pass(auto& way, Is<Weekly> auto& rule) {
  way(rule.days);
}
void pass(auto& way, Is<Monthly> auto& rule) {
  way(rule.days), way(rule.which);
}
void pass(auto& way, Is<EveryWeeks> auto& rule) {
  way(rule.days), way(rule.weeks), way(rule.anchor);
}
void pass(auto& way, Is<OnDates> auto& rule) {
  way(rule.dates);
}
void pass(auto&, Is<ByAppointment> auto&) {}
void pass(auto& way, Is<LocalText::Version> auto& version) {
  way(version.language), way(version.text);
}

void pass_place(auto& way, auto& place) {
  way(place.name), way(place.address), way(place.room), way(place.region);
  way(place.coordinates), way(place.approximate);
}

void pass_time(auto& way, auto& meeting, auto& zone) {
  way(meeting.recurrence.rule), way(meeting.recurrence.from), way(meeting.recurrence.until);
  way(meeting.recurrence.except);
  way(meeting.start), way(meeting.duration), way(zone);
}

void pass_people(auto& way, auto& meeting) {
  way(meeting.fellowship), way(meeting.kinds), way(meeting.other_kinds), way(meeting.languages);
  way(meeting.attendance), way(meeting.here), way(meeting.source);
}

void pass_online(auto& way, auto& meeting) {
  way(meeting.conference_url), way(meeting.conference_phone);
}

// ---- Each different part once

std::string_view content_at(const std::string& contents, std::uint32_t at) {
  Reading reading(std::string_view(contents).substr(at));
  return reading.take(reading.length());
}

class Contents {
 public:
  explicit Contents(std::string& contents) : contents_(contents) {}

  // Where these bytes stand, from now on at least.
  std::uint32_t place_of(std::string_view bytes) {
    if (const auto known = known_.find(bytes); known != known_.end()) return *known;
    const auto at = static_cast<std::uint32_t>(contents_.size());
    Writing(contents_).length(bytes.size());
    contents_ += bytes;
    known_.insert(at);
    return at;
  }

 private:
  struct Hash {
    using is_transparent = void;
    const std::string& contents;
    std::size_t operator()(std::string_view bytes) const { return std::hash<std::string_view>{}(bytes); }
    std::size_t operator()(std::uint32_t at) const { return (*this)(content_at(contents, at)); }
  };
  struct Equal {
    using is_transparent = void;
    const std::string& contents;
    bool operator()(std::uint32_t a, std::uint32_t b) const { return a == b; }
    bool operator()(std::string_view bytes, std::uint32_t at) const {
      return content_at(contents, at) == bytes;
    }
    bool operator()(std::uint32_t at, std::string_view bytes) const { return (*this)(bytes, at); }
  };

  std::string& contents_;
  std::unordered_set<std::uint32_t, Hash, Equal> known_{64, Hash{contents_}, Equal{contents_}};
};

}  // namespace

PackedMeetings::PackedMeetings(std::span<const Meeting> meetings) : meetings_(meetings.size()) {
  Contents contents(contents_);
  std::string bytes;
  const auto packed = [&](auto pack) {
    bytes.clear();
    Writing way(bytes);
    pack(way);
    return contents.place_of(bytes);
  };
  for (std::size_t i = 0; i < meetings.size(); ++i) {
    const Meeting& meeting = meetings[i];
    Parts& parts = meetings_[i];
    parts.of(Part::id) = contents.place_of(meeting.id);
    parts.of(Part::name) = contents.place_of(meeting.name);
    parts.of(Part::group) = contents.place_of(meeting.group);
    parts.of(Part::place) = packed([&](auto& way) { pass_place(way, meeting.place); });
    const std::uint32_t zone = number_of(meeting.zone);
    parts.of(Part::time) = packed([&](auto& way) { pass_time(way, meeting, zone); });
    parts.of(Part::people) = packed([&](auto& way) { pass_people(way, meeting); });
    parts.of(Part::online) = packed([&](auto& way) { pass_online(way, meeting); });
    parts.of(Part::directions) = packed([&](auto& way) { way(meeting.directions.versions); });
    parts.of(Part::notes) = packed([&](auto& way) { way(meeting.notes.versions); });
  }
  contents_.shrink_to_fit();
}

Meeting PackedMeetings::operator[](std::size_t number) const {
  Meeting meeting;
  meeting.id = id(number);
  meeting.name = name(number);
  meeting.group = group(number);
  const auto reading = [&](Part part) { return Reading(bytes_of(number, part)); };
  Reading place = reading(Part::place), time = reading(Part::time), people = reading(Part::people),
          online = reading(Part::online);
  pass_place(place, meeting.place);
  std::uint32_t zone = 0;
  pass_time(time, meeting, zone);
  if (zone > 0) meeting.zone = zones_[zone - 1];
  pass_people(people, meeting);
  pass_online(online, meeting);
  reading(Part::directions)(meeting.directions.versions);
  reading(Part::notes)(meeting.notes.versions);
  return meeting;
}

std::string_view PackedMeetings::bytes_of(std::size_t number, Part part) const {
  return content_at(contents_, meetings_[number].of(part));
}

std::uint32_t PackedMeetings::number_of(const std::optional<Zone>& zone) {
  if (!zone) return 0;
  const auto known = std::find_if(zones_.begin(), zones_.end(),
                                  [&](const Zone& other) { return other.name() == zone->name(); });
  const auto number = static_cast<std::uint32_t>(known - zones_.begin()) + 1;
  if (known == zones_.end()) zones_.push_back(*zone);
  return number;
}

std::size_t PackedMeetings::bytes() const {
  return sizeof *this + meetings_.capacity() * sizeof(Parts) + contents_.capacity() +
         zones_.capacity() * sizeof(Zone);
}

}  // namespace porchlight::schedule
