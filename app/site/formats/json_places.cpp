#include "site/formats/json_places.h"

#include <algorithm>

namespace porchlight::site {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// Walks over JSON, calling at(offset, depth, in_key_position) for the first character of each value and key.
template <class At>
void walk(std::string_view json, std::size_t from, At at) {
  int depth = 0;
  bool expects = true;  // a value or key begins next
  for (std::size_t i = from; i < json.size(); ++i) {
    const char c = json[i];
    if (is_blank(c)) continue;
    if (c == ',' || c == ':') {
      expects = true;
      continue;
    }
    if (c == ']' || c == '}') {
      --depth;
      expects = false;
      continue;
    }
    if (expects && !at(i, depth)) return;
    expects = false;
    if (c == '[' || c == '{') {
      ++depth;
      expects = true;
    } else if (c == '"') {
      for (++i; i < json.size() && json[i] != '"'; ++i)
        if (json[i] == '\\') ++i;
    }
  }
}

// Whether `json` begins with "key" and a colon.
bool is_key(std::string_view json, std::string_view key) {
  if (!json.starts_with('"') || !json.substr(1).starts_with(key)) return false;
  json.remove_prefix(1 + key.size());
  if (!json.starts_with('"')) return false;
  json.remove_prefix(1);
  while (!json.empty() && is_blank(json[0])) json.remove_prefix(1);
  return json.starts_with(':');
}

}  // namespace

JsonPlaces::JsonPlaces(std::string_view json) : json_(json) {
  walk(json_, 0, [&](std::size_t offset, int depth) {
    if (depth == 1) elements_.push_back(offset);
    return depth >= 0;
  });
}

LineColumn JsonPlaces::counted_on(LineColumn place, std::size_t from, std::size_t to) const {
  for (const char c : json_.substr(from, to - from)) {
    if (c == '\n') {
      ++place.line;
      place.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++place.column;
    }
  }
  return place;
}

LineColumn JsonPlaces::at(std::size_t offset) {
  offset = std::min(offset, json_.size());
  return offset < offset_ ? counted_on({}, 0, offset) : counted_on(place_, offset_, offset);
}

LineColumn JsonPlaces::element(std::size_t n) {
  const std::size_t offset = n < elements_.size() ? elements_[n] : json_.size();
  place_ = at(offset);
  offset_ = offset;
  return place_;
}

LineColumn JsonPlaces::value(std::size_t n, std::string_view key) {
  const LineColumn begin = element(n);
  if (n >= elements_.size()) return begin;
  std::size_t found = elements_[n];
  bool next = false;
  walk(json_, elements_[n], [&](std::size_t offset, int depth) {
    if (next) {
      found = offset;
      return false;
    }
    next = depth == 1 && is_key(json_.substr(offset), key);
    return depth > 0 || offset == elements_[n];
  });
  return at(found);
}

}  // namespace porchlight::site
