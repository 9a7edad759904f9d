#include "platform/sheets_of_paper.h"

#include <cairo-pdf.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <memory>

namespace porchlight::platform {
namespace {

constexpr float points_per_mm = 72 / 25.4f;

using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
using Dots = std::unique_ptr<cairo_pattern_t, decltype(&cairo_pattern_destroy)>;
using Pen = std::unique_ptr<cairo_t, decltype(&cairo_destroy)>;

cairo_status_t append(void* document, const unsigned char* data, unsigned length) {
  const auto* bytes = reinterpret_cast<const std::byte*>(data);
  static_cast<Bytes*>(document)->insert(static_cast<Bytes*>(document)->end(), bytes, bytes + length);
  return CAIRO_STATUS_SUCCESS;
}

bool is_white(const text::Bitmap& picture, int row) {
  const auto begin = picture.rows.begin() + std::ptrdiff_t{row} * picture.row_bytes();
  return std::all_of(begin, begin + picture.row_bytes(), [](std::uint8_t byte) { return byte == 0; });
}

// Where the sheet that begins at `top` ends: at the last white row that fits.
int end_of_sheet(const text::Bitmap& picture, int top, int rows_a_sheet) {
  if (picture.height - top <= rows_a_sheet) return picture.height;
  for (int row = top + rows_a_sheet; row > top + rows_a_sheet / 2; --row)
    if (is_white(picture, row)) return row;
  return top + rows_a_sheet;
}

std::uint8_t mirrored(std::uint8_t byte) {
  std::uint8_t result = 0;
  for (int bit = 0; bit < 8; ++bit) result |= static_cast<std::uint8_t>((byte >> bit & 1) << (7 - bit));
  return result;
}

// Cairo's leftmost dot lies in the lowest bit, where the lowest byte comes first.
Surface mask_of(const text::Bitmap& picture, int top, int end) {
  Surface mask(cairo_image_surface_create(CAIRO_FORMAT_A1, picture.width, end - top), cairo_surface_destroy);
  unsigned char* row = cairo_image_surface_get_data(mask.get());
  if (row == nullptr) return mask;
  const std::uint8_t* from = picture.rows.data() + std::ptrdiff_t{top} * picture.row_bytes();
  for (int y = top; y < end; ++y, row += cairo_image_surface_get_stride(mask.get()))
    for (int x = 0; x < picture.row_bytes(); ++x, ++from)
      row[x] = std::endian::native == std::endian::little ? mirrored(*from) : *from;
  cairo_surface_mark_dirty(mask.get());
  return mask;
}

}  // namespace

Result<Bytes> sheets_of_paper(const text::Bitmap& picture, SheetSize size, PxPerMm dots) {
  Bytes document;
  const float wide = size.width.value * points_per_mm, high = size.height.value * points_per_mm;
  const Surface pdf(cairo_pdf_surface_create_for_stream(append, &document, wide, high),
                    cairo_surface_destroy);
  const int rows_a_sheet = static_cast<int>(dots(size.height - sheet_margin * 2));
  for (int top = 0; top < picture.height;) {
    const int end = end_of_sheet(picture, top, rows_a_sheet);
    const Surface mask = mask_of(picture, top, end);
    const Pen pen(cairo_create(pdf.get()), cairo_destroy);
    cairo_translate(pen.get(), sheet_margin.value * points_per_mm, sheet_margin.value * points_per_mm);
    cairo_scale(pen.get(), points_per_mm / dots.value, points_per_mm / dots.value);
    // Dots stay dots: nothing between them is made up.
    const Dots dots_of_mask(cairo_pattern_create_for_surface(mask.get()), cairo_pattern_destroy);
    cairo_pattern_set_filter(dots_of_mask.get(), CAIRO_FILTER_NEAREST);
    cairo_mask(pen.get(), dots_of_mask.get());
    cairo_show_page(pen.get());
    top = end;
  }
  cairo_surface_finish(pdf.get());
  if (const cairo_status_t status = cairo_surface_status(pdf.get()); status != CAIRO_STATUS_SUCCESS)
    return Error{std::string("the slip cannot be made: ") + cairo_status_to_string(status)};
  return document;
}

}  // namespace porchlight::platform
