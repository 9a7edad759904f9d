#include "site/formats/text_places.h"

#include <algorithm>

namespace porchlight::site {

LineColumn TextPlaces::at(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const bool from_mark = offset >= marked_;
  LineColumn place = from_mark ? place_ : LineColumn();
  const std::size_t from = from_mark ? marked_ : 0;
  for (const char c : text_.substr(from, offset - from)) {
    if (c == '\n') {
      ++place.line;
      place.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++place.column;
    }
  }
  return place;
}

}  // namespace porchlight::site
