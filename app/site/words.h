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

// The candidate that `word` is most likely a typing error of, blind to case; nothing when none is close.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);

// For an id: "Women’s Step Study" -> "women-s-step-study", "Reunión" -> "reunion". Never empty.
std::string slug(std::string_view name);

// "1 meeting", "3 meetings".
std::string counted(int count, std::string_view one, std::string_view many);

}  // namespace porchlight::site
