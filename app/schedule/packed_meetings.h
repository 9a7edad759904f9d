// PackedMeetings: the meetings of a Schedule in few bytes. What several have in common – a place, a time,
// whom it is for, a text – is kept once; a Meeting is made of it anew whenever one is asked for. Immutable;
// read from any thread. A country's list is 150,000 meetings, in a kiosk's memory.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schedule/meeting.h"

namespace porchlight::schedule {

class PackedMeetings {
 public:
  class Iterator;

  explicit PackedMeetings(std::span<const Meeting> meetings);

  std::size_t size() const { return meetings_.size(); }
  bool empty() const { return meetings_.empty(); }
  Meeting operator[](std::size_t number) const;
  Iterator begin() const;
  Iterator end() const;

  // Without making the whole meeting. They live as long as this.
  std::string_view id(std::size_t number) const { return bytes_of(number, Part::id); }
  std::string_view name(std::size_t number) const { return bytes_of(number, Part::name); }
  std::string_view group(std::size_t number) const { return bytes_of(number, Part::group); }

  // Two meetings with the same key have the same place, room and all, and are for the same people: equal in
  // fellowship, kinds, languages, attendance, here and source.
  using Key = std::uint64_t;
  Key place_and_people(std::size_t number) const {
    return Key{meetings_[number].of(Part::place)} << 32 | meetings_[number].of(Part::people);
  }

  std::size_t bytes() const;  // of memory, texts and all

 private:
  enum class Part : std::size_t { id, name, group, place, time, people, online, directions, notes, count };
  // Of each part where it begins in contents_.
  struct Parts : std::array<std::uint32_t, static_cast<std::size_t>(Part::count)> {
    std::uint32_t& of(Part part) { return (*this)[static_cast<std::size_t>(part)]; }
    std::uint32_t of(Part part) const { return (*this)[static_cast<std::size_t>(part)]; }
  };

  std::string_view bytes_of(std::size_t number, Part part) const;
  std::uint32_t number_of(const std::optional<Zone>& zone);  // 0: none of its own; else from 1 in zones_

  std::vector<Parts> meetings_;
  std::string contents_;     // each different part once: its length, then its bytes
  std::vector<Zone> zones_;  // of meetings that have one of their own
};

class PackedMeetings::Iterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = Meeting;
  using difference_type = std::ptrdiff_t;
  using pointer = void;
  using reference = Meeting;

  Iterator(const PackedMeetings& of, std::size_t number) : of_(&of), number_(number) {}
  Meeting operator*() const { return (*of_)[number_]; }
  Iterator& operator++() {
    ++number_;
    return *this;
  }
  Iterator operator++(int) {
    Iterator before = *this;
    ++number_;
    return before;
  }
  friend bool operator==(const Iterator&, const Iterator&) = default;

 private:
  const PackedMeetings* of_;
  std::size_t number_;
};

inline PackedMeetings::Iterator PackedMeetings::begin() const {
  return {*this, 0};
}

inline PackedMeetings::Iterator PackedMeetings::end() const {
  return {*this, size()};
}

}  // namespace porchlight::schedule
