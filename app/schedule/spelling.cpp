#include "schedule/spelling.h"

#include <algorithm>

namespace porchlight::schedule {

namespace {

// How many bytes follow the first one of a letter; folded words are UTF-8.
std::uint8_t bytes_following(std::uint8_t first) {
  return first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
}

}  // namespace

Spelling::Spelling(std::string_view typed) {
  bool has_digit = false;
  for (std::size_t i = 0; i < typed.size() && letters_ < longest;) {
    const auto first = static_cast<std::uint8_t>(typed[i++]);
    std::uint32_t letter = first;
    for (auto more = bytes_following(first); more > 0 && i < typed.size(); --more)
      letter = letter << 8 | static_cast<std::uint8_t>(typed[i++]);
    has_digit |= first >= '0' && first <= '9';
    const std::uint64_t place = std::uint64_t{1} << ++letters_;
    if (letter < ascii_.size()) {
      ascii_[letter] |= place;
      continue;
    }
    const auto known = std::find_if(others_.begin(), others_.end(),
                                    [&](const Letter& other) { return other.letter == letter; });
    if (known != others_.end())
      known->places |= place;
    else
      others_.push_back({letter, place});
  }
  all_ = (std::uint64_t{2} << letters_) - 1;
  if (!has_digit)
    edits_allowed_ = letters_ >= shortest_for_two ? 2 : letters_ + 1 >= shortest_for_one ? 1 : 0;
}

std::uint64_t Spelling::places_of(std::uint32_t letter) const {
  if (letter < ascii_.size()) return ascii_[letter];
  for (const Letter& other : others_)
    if (other.letter == letter) return other.places;
  return 0;
}

Spelling::State Spelling::start() const {
  State state{};
  // Letters typed too many before the word begins.
  for (int e = 0; e <= edits_allowed_; ++e) state.typed_read[e] = (std::uint64_t{2} << e) - 1;
  state.beginning_edits = none;
  return state;
}

Spelling::State Spelling::after(const State& state, char byte) const {
  State next = state;
  const auto bits = static_cast<std::uint8_t>(byte);
  if (state.bytes_to_come == 0) {
    next.letter = bits;
    next.bytes_to_come = bytes_following(bits);
  } else {
    next.letter = state.letter << 8 | bits;
    --next.bytes_to_come;
  }
  if (next.bytes_to_come > 0) return next;

  const std::uint64_t here = places_of(next.letter);
  next.typed_read[0] = state.typed_read[0] << 1 & here;
  for (int e = 1; e <= edits_allowed_; ++e) {
    const std::uint64_t before = state.typed_read[e - 1];
    next.typed_read[e] = (state.typed_read[e] << 1 & here)         // the same letter
                         | before                                  // missing in what was typed
                         | before << 1                             // wrong
                         | next.typed_read[e - 1] << 1             // typed too many
                         | (state.swap_begun[e - 1] & here << 1);  // the second of two swapped
    next.typed_read[e] &= all_;
  }
  for (int e = 0; e < edits_allowed_; ++e) next.swap_begun[e] = state.typed_read[e] << 2 & here;

  if (const int now = edits(next); now < next.beginning_edits)
    next.beginning_edits = static_cast<std::uint8_t>(now);
  return next;
}

int Spelling::edits(const State& state) const {
  for (int e = 0; e <= edits_allowed_; ++e)
    if (state.typed_read[e] >> letters_ & 1) return e;
  return none;
}

}  // namespace porchlight::schedule
