#include "platform/receipt.h"

#include <catch2/catch_test_macros.hpp>

#include "platform/sheets_of_paper.h"

namespace porchlight::platform {
namespace {

text::Bitmap bitmap(int width, int height, std::uint8_t byte = 0) {
  text::Bitmap made{width, height, {}};
  made.rows.assign(static_cast<std::size_t>(made.row_bytes()) * static_cast<std::size_t>(height), byte);
  return made;
}

TEST_CASE("a receipt is the picture between the start and the cut, to the byte") {
  text::Bitmap picture = bitmap(12, 2);
  picture.rows = {0x80, 0x10, 0xFF, 0xF0};  // its corners, then a line
  CHECK(to_hex(receipt(picture)) ==
        "1b40"          // ESC @
        "1d7630000200"  // GS v 0, plain size, 2 bytes wide
        "0200"          // 2 rows
        "8010fff0"
        "1d564200");  // GS V B 0
}

TEST_CASE("a long slip goes in strips that a small memory holds, with not a row lost") {
  const text::Bitmap picture = bitmap(576, 300, 0xA5);
  const Bytes bytes = receipt(picture);
  CHECK(bytes.size() == 2 + 3 * 8 + 300 * 72 + 4);
  const std::string hex = to_hex(bytes);
  CHECK(hex.find("1d76300048008000") == 4);
  CHECK(hex.find("1d76300048002c00") != std::string::npos);  // the last 44
}

int count(const Bytes& document, std::string_view word) {
  const std::string_view text(reinterpret_cast<const char*>(document.data()), document.size());
  int found = 0;
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) ++found;
  return found;
}

TEST_CASE("a slip longer than a sheet goes on on the next") {
  constexpr PxPerMm dots{4};
  text::Bitmap picture = bitmap(400, 1500);
  // Lines of text of 10 dots, as far apart: a sheet of letter paper has 973 rows, and there is a line in the
  // last of them.
  for (int y = 0; y < picture.height; ++y)
    if (y % 20 > 10) picture.rows[static_cast<std::size_t>(y * picture.row_bytes())] = 0xFF;
  const Bytes two = sheets_of_paper(picture, letter, dots).value();
  CHECK(count(two, "%PDF-") == 1);
  CHECK(count(two, "/Type /Page %") == 2);
  // The first ends at the last white row, so that the line goes on to the next whole.
  CHECK(count(two, "/Height 970") == 1);
  CHECK(count(two, "/Height 530") == 1);
  CHECK(count(two, "/Interpolate true") == 0);
  CHECK(count(sheets_of_paper(bitmap(400, 900), a4, dots).value(), "/Type /Page %") == 1);
}

}  // namespace
}  // namespace porchlight::platform
