// Words: what every reader of staff's files does with text. ASCII rules; other characters pass through
// unchanged.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace porchlight::site {

// Without blanks, tabs, line breaks and no-break spaces at both ends.
std::string trimmed(std::string_view text);

std::string lower(std::string_view text);

// Equal for names that a person would call the same: lower case, plain apostrophes and dashes, single blanks.
std::string matching_key(std::string_view name);

// The pieces between any of `separators` (single bytes), trimmed; empty ones are dropped.
std::vector<std::string> split(std::string_view text, std::string_view separators);

// For a message: “Tuseday”; control characters become blanks, and a long value ends in “…”.
std::string in_quotes(std::string_view value);

// The candidate that `word` is most likely a typing error of, blind to case; nothing when none is close, or
// two are as close as each other.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);

// All that are as close as the closest one. `shortest`: shorter words are near to too many.
std::vector<std::string> all_nearest(std::string_view word, std::span<const std::string> candidates,
                                     std::size_t shortest = 3);

// A cell with one of its pieces (between any of `separators`) replaced; `piece` is compared by matching_key.
// Nothing: there is no such piece.
std::optional<std::string> with_piece(std::string_view cell, std::string_view separators,
                                      std::string_view piece, std::string_view replacement);

// Letters that were typed for the digit they look like, beside a digit: "7:O0", "2026-l1-26".
std::string with_digits(std::string_view text);

// For an id: "Women’s Step Study" -> "women-s-step-study", "Reunión" -> "reunion". Never empty.
std::string slug(std::string_view name);

// "1 meeting", "3 meetings".
std::string counted(int count, std::string_view one, std::string_view many);

}  // namespace porchlight::site
