#include "text/typesetter.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>

namespace porchlight::text {
namespace {

constexpr const char* family_of(Face face) {
  return face == Face::display ? "Inter Display, Inter, sans-serif" : "Inter, sans-serif";
}

template <class T>
struct Unref {
  void operator()(T* object) const { g_object_unref(object); }
};

// The family of the font that stands for this one; empty: there is no font at all.
std::string matched_family(const char* family) {
  FcPattern* pattern = FcNameParse(reinterpret_cast<const FcChar8*>(family));
  FcConfigSubstitute(nullptr, pattern, FcMatchPattern);
  FcDefaultSubstitute(pattern);
  FcResult result = FcResultNoMatch;
  FcPattern* match = FcFontMatch(nullptr, pattern, &result);
  // Without any font the match is the question itself; only a font has a file.
  FcChar8 *found = nullptr, *file = nullptr;
  std::string name;
  if (match != nullptr && FcPatternGetString(match, FC_FILE, 0, &file) == FcResultMatch &&
      FcPatternGetString(match, FC_FAMILY, 0, &found) == FcResultMatch)
    name = reinterpret_cast<const char*>(found);
  if (match != nullptr) FcPatternDestroy(match);
  FcPatternDestroy(pattern);
  return name;
}

// Whether a line begins where no line may: Pango had to break inside a word.
bool breaks_a_word(PangoLayout* layout) {
  int count = 0;
  const PangoLogAttr* attributes = pango_layout_get_log_attrs_readonly(layout, &count);
  const char* text = pango_layout_get_text(layout);
  for (int i = 1; i < pango_layout_get_line_count(layout); ++i) {
    const long at =
        g_utf8_pointer_to_offset(text, text + pango_layout_get_line_readonly(layout, i)->start_index);
    if (at < count && !attributes[at].is_line_break && !attributes[at].is_mandatory_break) return true;
  }
  return false;
}

PangoAttrList* attributes_for(const std::vector<Span>& spans, const Style& style) {
  PangoAttrList* list = pango_attr_list_new();
  if (style.tracking_px != 0)
    pango_attr_list_insert(list,
                           pango_attr_letter_spacing_new(static_cast<int>(style.tracking_px * PANGO_SCALE)));
  unsigned begin = 0;
  for (const Span& span : spans) {
    const unsigned end = begin + static_cast<unsigned>(span.text.size());
    if (span.bold) {
      PangoAttribute* bold = pango_attr_weight_new(PANGO_WEIGHT_BOLD);
      bold->start_index = begin;
      bold->end_index = end;
      pango_attr_list_insert(list, bold);
    }
    begin = end;
  }
  return list;
}

}  // namespace

struct Block::Layout {
  std::unique_ptr<PangoLayout, Unref<PangoLayout>> pango;
};

Block::Block() = default;
Block::Block(Block&&) noexcept = default;
Block& Block::operator=(Block&&) noexcept = default;
Block::~Block() = default;

Picture Block::draw(float box_width_px) const {
  Picture picture;
  if (!layout_) return picture;
  pango_layout_set_width(layout_->pango.get(), static_cast<int>(std::ceil(box_width_px) * PANGO_SCALE));
  picture.width = static_cast<int>(std::ceil(box_width_px)) + 2 * bleed_px;
  picture.height = static_cast<int>(std::ceil(height_)) + 2 * bleed_px;

  const int stride = cairo_format_stride_for_width(CAIRO_FORMAT_A8, picture.width);
  std::vector<unsigned char> coverage(static_cast<std::size_t>(stride) * picture.height);
  cairo_surface_t* surface = cairo_image_surface_create_for_data(coverage.data(), CAIRO_FORMAT_A8,
                                                                 picture.width, picture.height, stride);
  cairo_t* cairo = cairo_create(surface);
  cairo_move_to(cairo, bleed_px, bleed_px);
  pango_cairo_show_layout(cairo, layout_->pango.get());
  cairo_destroy(cairo);
  cairo_surface_finish(surface);
  cairo_surface_destroy(surface);

  picture.pixels.reserve(static_cast<std::size_t>(picture.width) * picture.height);
  for (int y = 0; y < picture.height; ++y) {
    const unsigned char* row = coverage.data() + static_cast<std::size_t>(y) * stride;
    for (int x = 0; x < picture.width; ++x) picture.pixels.push_back(std::uint32_t{row[x]} << 24 | 0xFFFFFFu);
  }
  return picture;
}

struct Typesetter::Pango {
  std::unique_ptr<PangoFontMap, Unref<PangoFontMap>> fonts;
  std::unique_ptr<PangoContext, Unref<PangoContext>> context;
};

Typesetter::Typesetter() : pango_(std::make_unique<Pango>()) {
  pango_->fonts.reset(pango_cairo_font_map_new());
  // One point is one pixel: sizes come in pixels that are already right for the panel.
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(pango_->fonts.get()), 72);
  pango_->context.reset(pango_font_map_create_context(pango_->fonts.get()));
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(pango_->context.get(), options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(pango_->context.get(), FALSE);
}

Typesetter::~Typesetter() = default;

bool Typesetter::fonts_installed() const {
  return matched_family("Inter") == "Inter" && matched_family("Inter Display") == "Inter Display";
}

Block Typesetter::shape(const std::vector<Span>& spans, const Style& style, std::string_view language,
                        float max_width_px) {
  std::string all;
  for (const Span& span : spans) all += span.text;

  pango_context_set_language(pango_->context.get(),
                             pango_language_from_string(std::string(language).c_str()));
  Block block;
  block.layout_ = std::make_unique<Block::Layout>();
  block.layout_->pango.reset(pango_layout_new(pango_->context.get()));
  PangoLayout* layout = block.layout_->pango.get();

  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family_static(font, family_of(style.face));
  pango_font_description_set_weight(font, static_cast<PangoWeight>(style.weight));
  pango_font_description_set_absolute_size(font, style.size_px * PANGO_SCALE);
  pango_layout_set_font_description(layout, font);
  pango_font_description_free(font);

  pango_layout_set_text(layout, all.data(), static_cast<int>(all.size()));
  // Pango copies; the heap's own wiping takes care of its copies, this one is ours.
  explicit_bzero(all.data(), all.size());
  PangoAttrList* attributes = attributes_for(spans, style);
  pango_layout_set_attributes(layout, attributes);
  pango_attr_list_unref(attributes);
  if (style.align != Align::start)
    pango_layout_set_alignment(layout, style.align == Align::center ? PANGO_ALIGN_CENTER : PANGO_ALIGN_RIGHT);
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width(layout, max_width_px > 0 ? static_cast<int>(max_width_px * PANGO_SCALE) : -1);
  block.broke_a_word_ = breaks_a_word(layout);
  // Pango's factor multiplies the font's own line height; ours is in em, as in the design.
  PangoRectangle line;
  pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), nullptr, &line);
  const float own_height_px = static_cast<float>(line.height) / PANGO_SCALE;
  if (own_height_px > 0)
    pango_layout_set_line_spacing(layout, style.line_height * style.size_px / own_height_px);

  PangoRectangle logical;
  pango_layout_get_extents(layout, nullptr, &logical);
  block.width_ = static_cast<float>(logical.width) / PANGO_SCALE;
  block.height_ = static_cast<float>(logical.height) / PANGO_SCALE;
  block.lines_ = pango_layout_get_line_count(layout);
  block.first_baseline_ = static_cast<float>(pango_layout_get_baseline(layout)) / PANGO_SCALE;
  return block;
}

}  // namespace porchlight::text
