// TextPlaces: line and column of places in a long text. Asked from front to back, each character is counted
// once.
#pragma once

#include <cstddef>
#include <string_view>

#include "site/formats/table.h"

namespace porchlight::site {

class TextPlaces {
 public:
  explicit TextPlaces(std::string_view text) : text_(text) {}  // outlives this

  // Of a byte behind the last one that was set as a mark, quickly; of any other, by counting from the
  // beginning.
  LineColumn at(std::size_t offset) const;

  void mark(std::size_t offset) {
    const LineColumn place = at(offset);
    marked_ = offset;
    place_ = place;
  }

 private:
  std::string_view text_;
  std::size_t marked_ = 0;
  LineColumn place_;
};

}  // namespace porchlight::site
