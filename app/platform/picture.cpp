#include "platform/picture.h"

#include <cairo.h>

#include <cstring>
#include <memory>

namespace porchlight::platform {

Outcome write_png(const Picture& picture, const std::filesystem::path& file) {
  using Surface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, picture.width, picture.height),
                        cairo_surface_destroy);
  if (unsigned char* row = cairo_image_surface_get_data(surface.get())) {
    const int stride = cairo_image_surface_get_stride(surface.get());
    const std::uint8_t* from = picture.rgba.data();
    for (int y = 0; y < picture.height; ++y, row += stride) {
      for (int x = 0; x < picture.width; ++x, from += 4) {
        const std::uint32_t pixel = std::uint32_t{from[0]} << 16 | std::uint32_t{from[1]} << 8 | from[2];
        std::memcpy(row + std::ptrdiff_t{4} * x, &pixel, sizeof pixel);
      }
    }
    cairo_surface_mark_dirty(surface.get());
  }
  const cairo_status_t status = cairo_surface_write_to_png(surface.get(), file.c_str());
  if (status == CAIRO_STATUS_SUCCESS) return Done{};
  return Error{file.string() + ": cannot be written: " + cairo_status_to_string(status)};
}

}  // namespace porchlight::platform
