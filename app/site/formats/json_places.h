// JsonPlaces: where the elements of a JSON list stand in their file. The JSON library tells values, but not
// lines.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "site/formats/table.h"

namespace porchlight::site {

class JsonPlaces {
 public:
  // `json`: outlives this; a list, or anything at all.
  explicit JsonPlaces(std::string_view json);

  // Of the n-th element of the list, from 0. Quick when asked in ascending order.
  LineColumn element(std::size_t n);

  // Of the value of `key` in the n-th element, when that is an object; else of the element.
  LineColumn value(std::size_t n, std::string_view key);

  LineColumn at(std::size_t offset);

 private:
  LineColumn counted_on(LineColumn place, std::size_t from, std::size_t to) const;

  std::string_view json_;
  std::vector<std::size_t> elements_;
  // The last element asked for: counting goes on from there.
  std::size_t offset_ = 0;
  LineColumn place_;
};

}  // namespace porchlight::site
