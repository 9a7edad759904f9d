#include "text/icon.h"

#include <cairo.h>

#include <algorithm>
#include <cstring>
#include <string>

#include "base/assets.h"

namespace porchlight::text {
namespace {

cairo_status_t read_from(void* left, unsigned char* data, unsigned length) {
  auto& rest = *static_cast<std::string_view*>(left);
  if (rest.size() < length) return CAIRO_STATUS_READ_ERROR;
  std::memcpy(data, rest.data(), length);
  rest.remove_prefix(length);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

Picture icon_mask(std::string_view name, int size_px) {
  Picture picture;
  const auto png = asset("icons/" + std::string(name) + ".png");
  if (!png || size_px <= 0) return picture;
  std::string_view rest = *png;
  cairo_surface_t* master = cairo_image_surface_create_from_png_stream(read_from, &rest);
  if (cairo_surface_status(master) == CAIRO_STATUS_SUCCESS) {
    // Scaled here and not by the graphics card, whose bilinear filter skips pixels.
    picture.width = picture.height = size_px;
    const int stride = cairo_format_stride_for_width(CAIRO_FORMAT_A8, size_px);
    std::vector<unsigned char> coverage(static_cast<std::size_t>(stride) * size_px);
    cairo_surface_t* scaled =
        cairo_image_surface_create_for_data(coverage.data(), CAIRO_FORMAT_A8, size_px, size_px, stride);
    cairo_t* cairo = cairo_create(scaled);
    const double factor = static_cast<double>(size_px) / cairo_image_surface_get_width(master);
    cairo_scale(cairo, factor, factor);
    cairo_set_source_surface(cairo, master, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_BEST);
    cairo_paint(cairo);
    cairo_destroy(cairo);
    cairo_surface_finish(scaled);
    cairo_surface_destroy(scaled);
    for (int y = 0; y < size_px; ++y)
      for (int x = 0; x < size_px; ++x)
        picture.pixels.push_back(std::uint32_t{coverage[static_cast<std::size_t>(y) * stride + x]} << 24 |
                                 0xFFFFFFu);
  }
  cairo_surface_destroy(master);
  return picture;
}

}  // namespace porchlight::text
