// Texts: every block of text on the screen, shaped once and kept as a texture while it is in use. A private
// block (what a visitor typed) is known by a keyed hash only, is dropped in the first frame that does not
// show it, and its pixels are overwritten. Thread: main, inside a frame.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/typesetter.h"
#include "ui/textures.h"

namespace porchlight::ui {

class Texts {
 public:
  struct Entry {
    text::Block block;
    ImTextureData* picture = nullptr;  // made when it is first drawn
    float picture_width_px = 0;
    int bleed_px = 0;  // by which it is larger than the lines, on each side
    std::uint64_t last_frame = 0;
    bool is_private = false;
    std::size_t bytes() const;
  };

  explicit Texts(Textures& textures);

  // The block for these words; kept as long as frames go on asking for it, and a while longer unless it is
  // private.
  Entry& find(const std::vector<text::Span>& spans, const text::Style& style, std::string_view language,
              float max_width_px, bool is_private);

  // Its picture, drawn for lines aligned within `box_width_px`.
  ImTextureData* picture(Entry& entry, float box_width_px);

  // Frees all of it: the end of a visit.
  void forget();

  // Once a frame, after drawing: frees what is no longer needed.
  void end_frame();

  bool fonts_installed() const { return typesetter_.fonts_installed(); }

 private:
  void drop(Entry& entry);

  Textures& textures_;
  text::Typesetter typesetter_;
  std::unordered_map<std::string, Entry> public_;
  std::unordered_map<std::uint64_t, Entry> private_;
  std::uint64_t private_key_;
  std::uint64_t frame_ = 0;
};

}  // namespace porchlight::ui
