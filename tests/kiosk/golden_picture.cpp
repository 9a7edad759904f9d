#include "kiosk/golden_picture.h"

#include <cairo.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace porchlight::kiosk::test {
namespace {

using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;

// In pixels of a picture in which one is a millimetre. Between the texts: mean distance in a block, of 255.
// Measured between Debian 12 and 13 with one font: less than 1; a button that lies 3 mm off makes 8 and more.
constexpr int block = 8, block_step = 4;
constexpr double edge_tolerance = 5;
// Within a text: by how much the ink in a row differs, of that in the darkest row.
constexpr double row_tolerance = 0.6;
// How much longer or shorter a line may be: letters stand closer in some versions of Inter. Its beginning,
// its end or its middle stays where it was.
constexpr int length_tolerance_px = 3;
constexpr double length_tolerance = 0.04, anchor_tolerance_px = 1.5;

int luminance(std::uint32_t pixel) {
  const int red = pixel >> 16 & 255, green = pixel >> 8 & 255, blue = pixel & 255;
  return (54 * red + 183 * green + 19 * blue) / 256;
}

// How far the value at a place is from the nearest one around the same place of the other picture: edges
// may lie a pixel off.
int distance(const Gray& picture, const Gray& other, int x, int y) {
  const int value = picture.at(x, y);
  int least = 255;
  for (int near_y = std::max(0, y - 1); near_y <= std::min(other.height - 1, y + 1); ++near_y)
    for (int near_x = std::max(0, x - 1); near_x <= std::min(other.width - 1, x + 1); ++near_x)
      least = std::min(least, std::abs(value - other.at(near_x, near_y)));
  return least;
}

struct Box {
  int left, top, right, bottom;
};

Box within(const Gray& picture, const ui::Rect& rect) {
  return {std::clamp(static_cast<int>(rect.x), 0, picture.width),
          std::clamp(static_cast<int>(rect.y), 0, picture.height),
          std::clamp(static_cast<int>(rect.right() + 1), 0, picture.width),
          std::clamp(static_cast<int>(rect.bottom() + 1), 0, picture.height)};
}

// The ground of a text: its most frequent value.
int ground_of(const Gray& picture, const Box& box) {
  std::array<int, 256> counts{};
  for (int y = box.top; y < box.bottom; ++y)
    for (int x = box.left; x < box.right; ++x) ++counts[static_cast<std::size_t>(picture.at(x, y))];
  return static_cast<int>(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

// How much ink stands in each row and where it begins and ends.
struct Lettering {
  std::vector<double> rows;
  int begin = -1, end = -1;
};

Lettering lettering_of(const Gray& picture, const Box& box) {
  constexpr int ink_from = 40;
  const int ground = ground_of(picture, box);
  Lettering lettering;
  for (int y = box.top; y < box.bottom; ++y) {
    int sum = 0;
    for (int x = box.left; x < box.right; ++x) {
      const int ink = std::abs(picture.at(x, y) - ground);
      sum += ink;
      if (ink < ink_from) continue;
      lettering.begin = lettering.begin < 0 ? x : std::min(lettering.begin, x);
      lettering.end = std::max(lettering.end, x);
    }
    lettering.rows.push_back(sum / static_cast<double>(box.right - box.left));
  }
  return lettering;
}

double farthest_row(const std::vector<double>& rows, const std::vector<double>& others) {
  double most = 0;
  for (std::size_t y = 0; y < rows.size(); ++y) {
    double least = 255;
    for (std::size_t near = y == 0 ? 0 : y - 1; near <= std::min(rows.size() - 1, y + 1); ++near)
      least = std::min(least, std::abs(rows[y] - others[near]));
    most = std::max(most, least);
  }
  return most;
}

// How far a text is from what stood in its place; 0: it is the same.
double text_differs(const Gray& expected, const Gray& found, const Box& box) {
  if (box.left >= box.right || box.top >= box.bottom) return 0;
  const Lettering was = lettering_of(expected, box), is = lettering_of(found, box);
  const int begin = is.begin - was.begin, end = is.end - was.end;
  const double anchor = std::min({std::abs(begin) + 0.0, std::abs(end) + 0.0, std::abs(begin + end) / 2.0});
  const double longer = std::abs(end - begin);
  if (anchor > anchor_tolerance_px ||
      longer > length_tolerance_px + length_tolerance * (box.right - box.left))
    return 255;
  const double darkest = *std::max_element(was.rows.begin(), was.rows.end());
  if (darkest == 0) return was.rows == is.rows ? 0 : 255;
  const double row = std::max(farthest_row(was.rows, is.rows), farthest_row(is.rows, was.rows)) / darkest;
  return row > row_tolerance ? 255 * row : 0;
}

}  // namespace

std::optional<Gray> read_gray(const std::filesystem::path& file) {
  const Surface surface(cairo_image_surface_create_from_png(file.c_str()), cairo_surface_destroy);
  if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return {};
  Gray picture{
      cairo_image_surface_get_width(surface.get()), cairo_image_surface_get_height(surface.get()), {}};
  const unsigned char* row = cairo_image_surface_get_data(surface.get());
  for (int y = 0; y < picture.height; ++y, row += cairo_image_surface_get_stride(surface.get()))
    for (int x = 0; x < picture.width; ++x) {
      std::uint32_t pixel = 0;
      std::memcpy(&pixel, row + std::ptrdiff_t{4} * x, sizeof pixel);
      picture.values.push_back(static_cast<std::uint8_t>(luminance(pixel)));
    }
  return picture;
}

bool write_gray(const Gray& picture, const std::filesystem::path& file) {
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, picture.width, picture.height),
                        cairo_surface_destroy);
  unsigned char* row = cairo_image_surface_get_data(surface.get());
  for (int y = 0; y < picture.height; ++y, row += cairo_image_surface_get_stride(surface.get()))
    for (int x = 0; x < picture.width; ++x) {
      const std::uint32_t pixel = static_cast<std::uint32_t>(picture.at(x, y)) * 0x010101u;
      std::memcpy(row + std::ptrdiff_t{4} * x, &pixel, sizeof pixel);
    }
  cairo_surface_mark_dirty(surface.get());
  return cairo_surface_write_to_png(surface.get(), file.c_str()) == CAIRO_STATUS_SUCCESS;
}

Gray halved(const Gray& picture) {
  Gray half{picture.width / 2, picture.height / 2, {}};
  for (int y = 0; y < half.height; ++y)
    for (int x = 0; x < half.width; ++x) {
      const int sum = picture.at(2 * x, 2 * y) + picture.at(2 * x + 1, 2 * y) + picture.at(2 * x, 2 * y + 1) +
                      picture.at(2 * x + 1, 2 * y + 1);
      half.values.push_back(static_cast<std::uint8_t>((sum / 4 + 8) / 17 * 17));
    }
  return half;
}

std::vector<Difference> differences(const Gray& expected, const Gray& found,
                                    const std::vector<ui::Rect>& texts) {
  if (expected.width != found.width || expected.height != found.height)
    return {{0, 0, found.width, found.height, 255}};
  std::vector<int> far;
  for (int y = 0; y < found.height; ++y)
    for (int x = 0; x < found.width; ++x)
      far.push_back(std::max(distance(expected, found, x, y), distance(found, expected, x, y)));
  std::vector<Difference> all;
  for (const ui::Rect& text : texts) {
    const Box box = within(found, text);
    if (const double by = text_differs(expected, found, box); by > 0)
      all.push_back({box.left, box.top, box.right - box.left, box.bottom - box.top, by});
    for (int y = box.top; y < box.bottom; ++y)
      for (int x = box.left; x < box.right; ++x) far[static_cast<std::size_t>(y) * found.width + x] = 0;
  }
  for (int top = 0; top + block <= found.height; top += block_step)
    for (int left = 0; left + block <= found.width; left += block_step) {
      int sum = 0;
      for (int y = top; y < top + block; ++y)
        for (int x = left; x < left + block; ++x) sum += far[static_cast<std::size_t>(y) * found.width + x];
      if (const double mean = sum / static_cast<double>(block * block); mean > edge_tolerance)
        all.push_back({left, top, block, block, mean});
    }
  std::stable_sort(all.begin(), all.end(),
                   [](const Difference& a, const Difference& b) { return a.by > b.by; });
  return all;
}

}  // namespace porchlight::kiosk::test
