#include "text/typesetter.h"

#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <array>
#include <climits>
#include <cmath>
#include <map>

namespace porchlight::text {
namespace {

// A glyph may stick out of its line by so much without being measured.
constexpr int least_bleed_px = 4;

// Where one Han character has several shapes, those of the language; Chinese as it is written in China for
// whoever reads neither.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> han_families{{
    {"zh-Hant", "Noto Sans CJK TC"},
    {"zh-TW", "Noto Sans CJK TC"},
    {"zh-HK", "Noto Sans CJK HK"},
    {"ja", "Noto Sans CJK JP"},
    {"ko", "Noto Sans CJK KR"},
    {"", "Noto Sans CJK SC"},
}};

// Inter, and for the letters that it does not have the families that go with it.
std::string families(Face face, std::string_view language) {
  std::string all = face == Face::display ? "Inter Display, Inter" : "Inter";
  all += ", Noto Sans, Noto Sans Arabic, Noto Sans Hebrew, ";
  all += std::ranges::find_if(han_families, [&](const auto& han) {
           return language.starts_with(han.first);
         })->second;
  return all + ", sans-serif";
}

// What ink there usually is above and below the baseline of a line, in em, of any script. Some fonts ask for
// much more (Noto Sans Arabic: 1.37 and 0.74), for marks that seldom come; those may stick out.
constexpr float most_ascent_em = 1.05f, most_descent_em = 0.45f;
// Arabic letters reach further down and carry marks above: closer lines would touch.
constexpr float least_arabic_line_height = 1.4f;

// In which directions the letters of a text run.
struct Letters {
  bool to_the_left = false, to_the_right = false;

  // Of the whole: that of its letters, and `reading` where they have both.
  PangoDirection direction(PangoDirection reading) const {
    if (to_the_left && to_the_right) return reading;
    return to_the_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR;
  }
};

Letters letters_of(const std::string& text) {
  Letters letters;
  for (const char* at = text.c_str(); *at != '\0'; at = g_utf8_next_char(at)) {
    const gunichar c = g_utf8_get_char(at);
    if (!g_unichar_isalpha(c)) continue;
    const hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), c);
    const bool to_the_left = hb_script_get_horizontal_direction(script) == HB_DIRECTION_RTL;
    (to_the_left ? letters.to_the_left : letters.to_the_right) = true;
  }
  return letters;
}

PangoAlignment alignment(const Style& style) {
  if (style.align == Align::center) return PANGO_ALIGN_CENTER;
  return (style.align == Align::end) == style.right_to_left ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT;
}

// Of one line, in pixels from its baseline and its left end; y grows downwards.
struct LineBox {
  float left, top, right, bottom;
};
LineBox in_pixels(const PangoRectangle& box) {
  const auto px = [](int length) { return static_cast<float>(length) / PANGO_SCALE; };
  return {px(box.x), px(box.y), px(box.x + box.width), px(box.y + box.height)};
}

struct Line {
  LineBox ink, logical;
};
std::vector<Line> lines_of(PangoLayout* layout) {
  std::vector<Line> lines;
  for (int i = 0; i < pango_layout_get_line_count(layout); ++i) {
    PangoRectangle ink, logical;
    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, i), &ink, &logical);
    lines.push_back({in_pixels(ink), in_pixels(logical)});
  }
  return lines;
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

PangoAttrList* attributes_for(const std::vector<Span>& spans, float tracking_px) {
  PangoAttrList* list = pango_attr_list_new();
  if (tracking_px != 0)
    pango_attr_list_insert(list, pango_attr_letter_spacing_new(static_cast<int>(tracking_px * PANGO_SCALE)));
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
  picture.bleed = bleed_;
  picture.width = static_cast<int>(std::ceil(box_width_px)) + 2 * bleed_;
  picture.height = static_cast<int>(std::ceil(height_)) + 2 * bleed_;

  const int stride = cairo_format_stride_for_width(CAIRO_FORMAT_A8, picture.width);
  std::vector<unsigned char> coverage(static_cast<std::size_t>(stride) * picture.height);
  cairo_surface_t* surface = cairo_image_surface_create_for_data(coverage.data(), CAIRO_FORMAT_A8,
                                                                 picture.width, picture.height, stride);
  cairo_t* cairo = cairo_create(surface);
  // Line by line: Pango would set a line of another script closer or further away.
  PangoLayoutIter* line = pango_layout_get_iter(layout_->pango.get());
  float baseline = static_cast<float>(bleed_) + first_baseline_;
  do {
    PangoRectangle place;
    pango_layout_iter_get_line_extents(line, nullptr, &place);
    cairo_move_to(cairo, static_cast<float>(bleed_) + in_pixels(place).left, baseline);
    pango_cairo_show_layout_line(cairo, pango_layout_iter_get_line_readonly(line));
    baseline += line_height_;
  } while (pango_layout_iter_next_line(line) != FALSE);
  pango_layout_iter_free(line);
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
  using Context = std::unique_ptr<PangoContext, Unref<PangoContext>>;

  std::unique_ptr<PangoFontMap, Unref<PangoFontMap>> fonts;
  // A layout asks its context again whenever its width changes: each language and direction has one of its
  // own.
  std::map<std::pair<std::string, PangoDirection>, Context> contexts;

  PangoContext* context(std::string_view language, PangoDirection direction) {
    auto [found, fresh] = contexts.try_emplace({std::string(language), direction});
    if (fresh) found->second = make_context(found->first.first, direction);
    return found->second.get();
  }

 private:
  Context make_context(const std::string& language, PangoDirection direction) {
    Context context(pango_font_map_create_context(fonts.get()));
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context.get(), options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context.get(), FALSE);
    pango_context_set_language(context.get(), pango_language_from_string(language.c_str()));
    pango_context_set_base_dir(context.get(), direction);
    return context;
  }
};

Typesetter::Typesetter() : pango_(std::make_unique<Pango>()) {
  pango_->fonts.reset(pango_cairo_font_map_new());
  // One point is one pixel: sizes come in pixels that are already right for the panel.
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(pango_->fonts.get()), 72);
}

Typesetter::~Typesetter() = default;

bool Typesetter::fonts_installed() const {
  return matched_family("Inter") == "Inter" && matched_family("Inter Display") == "Inter Display";
}

Block Typesetter::shape(const std::vector<Span>& spans, const Style& style, std::string_view language,
                        float max_width_px) {
  std::string all;
  for (const Span& span : spans) all += span.text;

  const Letters letters = letters_of(all);
  const PangoDirection direction =
      letters.direction(style.right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  Block block;
  block.layout_ = std::make_unique<Block::Layout>();
  block.layout_->pango.reset(pango_layout_new(pango_->context(language, direction)));
  PangoLayout* layout = block.layout_->pango.get();
  pango_layout_set_auto_dir(layout, FALSE);

  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family(font, families(style.face, language).c_str());
  pango_font_description_set_weight(font, static_cast<PangoWeight>(style.weight));
  pango_font_description_set_absolute_size(font, style.size_px * PANGO_SCALE);
  pango_layout_set_font_description(layout, font);
  pango_font_description_free(font);

  pango_layout_set_text(layout, all.data(), static_cast<int>(all.size()));
  // Pango copies; the heap's own wiping takes care of its copies, this one is ours.
  explicit_bzero(all.data(), all.size());
  // Space between letters that are joined would tear them apart.
  PangoAttrList* attributes = attributes_for(spans, letters.to_the_left ? 0 : style.tracking_px);
  pango_layout_set_attributes(layout, attributes);
  pango_attr_list_unref(attributes);
  pango_layout_set_alignment(layout, alignment(style));
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width(layout, max_width_px > 0 ? static_cast<int>(max_width_px * PANGO_SCALE) : -1);
  block.broke_a_word_ = breaks_a_word(layout);
  block.line_height_ =
      style.size_px *
      (letters.to_the_left ? std::max(style.line_height, least_arabic_line_height) : style.line_height);
  block.measure(style.size_px);
  return block;
}

float Block::longest_word() const {
  if (!layout_) return 0;
  if (!longest_word_) longest_word_ = measure_longest_word();
  return *longest_word_;
}

float Block::measure_longest_word() const {
  PangoLayout* layout = layout_->pango.get();
  const std::string_view text = pango_layout_get_text(layout);
  int count = 0;
  const PangoLogAttr* attributes = pango_layout_get_log_attrs_readonly(layout, &count);
  // From the letter that is furthest left to the one furthest right, whichever way they run. Spaces behind a
  // word are none of it.
  int longest = 0, left = INT_MAX, right = INT_MIN;
  const char* letter = text.data();
  for (int i = 0; i < count; ++i) {
    const bool last = letter >= text.data() + text.size();
    if (last || attributes[i].is_line_break) {
      if (left < right) longest = std::max(longest, right - left);
      left = INT_MAX;
      right = INT_MIN;
    }
    if (last) break;
    if (!attributes[i].is_white) {
      PangoRectangle place;
      pango_layout_index_to_pos(layout, static_cast<int>(letter - text.data()), &place);
      left = std::min({left, place.x, place.x + place.width});
      right = std::max({right, place.x, place.x + place.width});
    }
    letter = g_utf8_next_char(letter);
  }
  return static_cast<float>(longest) / PANGO_SCALE;
}

void Block::measure(float size_px) {
  const std::vector<Line> lines = lines_of(layout_->pango.get());
  const float descent = std::min(lines.back().logical.bottom, most_descent_em * size_px);
  first_baseline_ = std::min(-lines.front().logical.top, most_ascent_em * size_px);
  lines_ = static_cast<int>(lines.size());
  height_ = first_baseline_ + line_height_ * static_cast<float>(lines_ - 1) + descent;
  width_ = 0;
  float out = 0, baseline = first_baseline_;  // how far the ink sticks out of the block
  for (const Line& line : lines) {
    width_ = std::max(width_, line.logical.right);
    out = std::max({out, -line.ink.left, line.ink.right - line.logical.right, -(baseline + line.ink.top),
                    baseline + line.ink.bottom - height_});
    baseline += line_height_;
  }
  constexpr float soft_edge_px = 1;
  bleed_ = std::max(least_bleed_px, static_cast<int>(std::ceil(out + soft_edge_px)));
}

}  // namespace porchlight::text
