// Simulated sight: what an eye of 20/70 still reads at 50 cm, in the largest text. Each text is cut from the
// pixels of a screen as blurred as that eye has it, and read by OCR (tesseract), which knows no more of it
// than what it sees. In English a handful of screens; every screen, in Spanish too, when there is time.
//
// The blur. 20/20 resolves 1 minute of arc and 20/70 resolves 70/20 = 3.5 of them (ISO 8596). An eye whose
// picture is blurred by a Gaussian wider than its own resolves about one sigma of it (Levi and Klein,
// "Equivalent intrinsic blur in spatial vision", Vision Research 30, 1990), so
//   sigma = 500 mm * tan(3.5') = 0.51 mm, times the panel's 4.03 px/mm: 2.05 px.
// Light adds up in the eye, not the numbers of pixels: it is blurred as light (IEC 61966-2-1).
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <numbers>
#include <numeric>

#include "kiosk/stage.h"
#include "platform/picture.h"

namespace porchlight::kiosk::test {
namespace {

using screens::ScreenId;

constexpr double resolved_arcmin = 70.0 / 20, distance_mm = 500;
constexpr double least_read = 0.98;  // of all characters

double sigma_px(PxPerMm px) {
  return distance_mm * std::tan(resolved_arcmin / 60 * std::numbers::pi / 180) * px.value;
}

// --- What the eye gets ---

struct Light {
  int width = 0, height = 0;
  std::vector<float> values;  // 0 black to 1 white, by rows
};

float linear(std::uint8_t value) {
  const float v = static_cast<float>(value) / 255;
  return v <= 0.04045f ? v / 12.92f : std::pow((v + 0.055f) / 1.055f, 2.4f);
}

int shown(float light) {
  const float v = light <= 0.0031308f ? 12.92f * light : 1.055f * std::pow(light, 1 / 2.4f) - 0.055f;
  return std::clamp(static_cast<int>(std::lround(v * 255)), 0, 255);
}

Light light_of(const platform::Picture& picture) {
  std::vector<float> table(256);
  for (int i = 0; i < 256; ++i) table[static_cast<std::size_t>(i)] = linear(static_cast<std::uint8_t>(i));
  Light light{picture.width, picture.height, {}};
  for (std::size_t at = 0; at < picture.rgba.size(); at += 4)
    light.values.push_back(0.2126f * table[picture.rgba[at]] + 0.7152f * table[picture.rgba[at + 1]] +
                           0.0722f * table[picture.rgba[at + 2]]);
  return light;
}

// Along rows, and turned over: twice is a blur in both directions.
Light blurred_and_turned(const Light& light, const std::vector<float>& kernel) {
  const int reach = static_cast<int>(kernel.size()) / 2;
  Light turned{light.height, light.width, std::vector<float>(light.values.size())};
  for (int y = 0; y < light.height; ++y) {
    const float* row = &light.values[static_cast<std::size_t>(y) * light.width];
    for (int x = 0; x < light.width; ++x) {
      float sum = 0;
      for (int k = -reach; k <= reach; ++k)
        sum += kernel[static_cast<std::size_t>(k + reach)] * row[std::clamp(x + k, 0, light.width - 1)];
      turned.values[static_cast<std::size_t>(x) * light.height + y] = sum;
    }
  }
  return turned;
}

Light blurred(const Light& light, double sigma) {
  const int reach = static_cast<int>(std::ceil(3 * sigma));
  std::vector<float> kernel;
  for (int k = -reach; k <= reach; ++k)
    kernel.push_back(static_cast<float>(std::exp(-k * k / (2 * sigma * sigma))));
  const float all = std::accumulate(kernel.begin(), kernel.end(), 0.0f);
  for (float& weight : kernel) weight /= all;
  return blurred_and_turned(blurred_and_turned(light, kernel), kernel);
}

// Dark on light, as OCR expects it, with an empty margin around; PGM.
void write_crop(const Light& light, const ui::Rect& box, const std::filesystem::path& file) {
  constexpr int margin_px = 24;
  const int left = std::clamp(static_cast<int>(box.x), 0, light.width - 1),
            right = std::clamp(static_cast<int>(box.right()) + 1, left + 1, light.width),
            top = std::clamp(static_cast<int>(box.y), 0, light.height - 1),
            bottom = std::clamp(static_cast<int>(box.bottom()) + 1, top + 1, light.height);
  std::vector<int> values;
  std::vector<int> counts(256);
  for (int y = top; y < bottom; ++y)
    for (int x = left; x < right; ++x) {
      values.push_back(shown(light.values[static_cast<std::size_t>(y) * light.width + x]));
      ++counts[static_cast<std::size_t>(values.back())];
    }
  const int ground = static_cast<int>(std::max_element(counts.begin(), counts.end()) - counts.begin());
  const auto dark_on_light = [&](int value) { return ground < 128 ? 255 - value : value; };
  const int wide = right - left, high = bottom - top;
  std::ofstream pgm(file, std::ios::binary);
  pgm << "P5 " << wide + 2 * margin_px << " " << high + 2 * margin_px << " 255\n";
  for (int y = -margin_px; y < high + margin_px; ++y)
    for (int x = -margin_px; x < wide + margin_px; ++x) {
      const bool inside = x >= 0 && y >= 0 && x < wide && y < high;
      pgm.put(
          static_cast<char>(dark_on_light(inside ? values[static_cast<std::size_t>(y) * wide + x] : ground)));
    }
}

// --- What is read of it ---

// One character each, without blanks; typographer's marks as OCR writes them.
std::u32string letters(std::string_view text) {
  std::u32string all;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    char32_t c = length == 1 ? byte : byte & (0x7Fu >> length);
    for (std::size_t k = 1; k < length && i + k < text.size(); ++k)
      c = c << 6 | (static_cast<std::uint8_t>(text[i + k]) & 0x3Fu);
    i += length;
    if (c == U'’' || c == U'‘') c = U'\'';
    if (c == U'“' || c == U'”') c = U'"';
    if (c == U'—' || c == U'–') c = U'-';
    if (c > U' ' && c != U'\u00a0' && c != U'\u202f') all += c;
  }
  return all;
}

std::size_t edit_distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j)
      diagonal = std::exchange(
          row[j], std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0u : 1u)}));
  }
  return row.back();
}

// Gathers the texts of screens as crops, and reads all of them at once.
class Eye {
 public:
  explicit Eye(std::string ocr_language) : ocr_language_(std::move(ocr_language)) {}

  // The whole length of the screen, by the page, as somebody who taps More.
  void look(Stage& stage, const std::string& screen) {
    ui::Scroll& scroll = stage.visit().here().scroll;
    std::vector<bool> looked_at;
    for (scroll.offset_px = 0;; scroll.offset_px += scroll.viewport_px * 0.6f) {
      stage.visitor.settle();
      stage.renderer->draw(stage.gui.draw_data());
      const Light light = blurred(light_of(stage.offscreen->read()), sigma_px(stage.px));
      const ui::Semantics& seen = stage.visitor.see();
      looked_at.resize(seen.nodes.size());
      for (const ui::Ink& ink : seen.inks)
        if (is_text(seen, ink) && !looked_at[ink.node] && is_whole(stage, ink)) {
          looked_at[ink.node] = true;
          add(light, ink.box, screen, seen.nodes[ink.node].name);
        }
      if (scroll.offset_px >= scroll.reach_px - 0.5f) return;
    }
  }

  // The part of all characters that was read.
  double read() {
    {
      std::ofstream list(folder_.path / "list");
      for (std::size_t i = 0; i < texts_.size(); ++i) list << crop(i).string() << "\n";
    }
    const std::string out = (folder_.path / "read").string();
    const std::string command = "OMP_THREAD_LIMIT=1 tesseract " + (folder_.path / "list").string() + " " +
                                out + " -l " + ocr_language_ + " --psm 6 --dpi 100 2>/dev/null";
    REQUIRE(std::system(command.c_str()) == 0);
    std::ifstream file(out + ".txt");
    std::size_t characters = 0, wrong = 0;
    for (const Text& text : texts_) {
      std::string read;
      std::getline(file, read, '\f');
      const std::u32string expected = letters(text.name);
      const std::size_t distance = std::min(edit_distance(expected, letters(read)), expected.size());
      characters += expected.size();
      wrong += distance;
      if (distance > 0) misread_ += "\n" + text.screen + ": “" + text.name + "” read as “" + read + "”";
    }
    REQUIRE(characters > 0);
    return 1 - static_cast<double>(wrong) / static_cast<double>(characters);
  }

  std::size_t texts() const { return texts_.size(); }
  const std::string& misread() const { return misread_; }

 private:
  struct Text {
    std::string screen, name;
  };

  // What is drawn as it is called. Of a button often only a part is; its words stand as large as others do.
  static bool is_text(const ui::Semantics& seen, const ui::Ink& ink) {
    const ui::Node& node = seen.nodes[ink.node];
    return (node.role == ui::Role::heading || node.role == ui::Role::text) && letters(node.name).size() > 1 &&
           std::ranges::count(seen.inks, ink.node, &ui::Ink::node) == 1;
  }

  // What scrolls is drawn between the top bar and More.
  static bool is_whole(const Stage& stage, const ui::Ink& ink) {
    const ui::Semantics& seen = stage.visitor.see();
    const ui::Scroll* scroll = seen.nodes[ink.node].scroller;
    if (scroll == nullptr) return true;
    const auto more =
        std::ranges::find_if(seen.nodes, [](const ui::Node& node) { return node.scrolls != 0; });
    if (more == seen.nodes.end()) return true;
    const float bottom = more->box.y - stage.px(ui::size::gap);
    return ink.box.y >= bottom - scroll->viewport_px && ink.box.bottom() <= bottom;
  }

  std::filesystem::path crop(std::size_t i) const { return folder_.path / (std::to_string(i) + ".pgm"); }

  void add(const Light& light, const ui::Rect& box, const std::string& screen, const std::string& name) {
    write_crop(light, box, crop(texts_.size()));
    texts_.push_back({screen, name});
  }

  std::string ocr_language_;
  TemporaryFolder folder_;
  std::vector<Text> texts_;
  std::string misread_;
};

using Places = std::vector<std::pair<ScreenId, std::string>>;  // and what it is about

Places handful() {
  return {{ScreenId::home, ""},
          {ScreenId::meeting, "tuesday-night-beginners@2026-11-24"},
          {ScreenId::now, ""},
          {ScreenId::page, "overdose"},
          {ScreenId::check, ""}};
}

Places all_places(const site::Site& site) {
  Places all = handful();
  for (const ScreenId screen :
       {ScreenId::meetings, ScreenId::steps, ScreenId::who_answers, ScreenId::other_help, ScreenId::safety,
        ScreenId::ask, ScreenId::name, ScreenId::phone, ScreenId::when, ScreenId::text_and_colors,
        ScreenId::languages})
    all.emplace_back(screen, "");
  for (const guide::Page& page : site.pages.at("en"))
    all.emplace_back(page.id.starts_with("step-") ? ScreenId::step : ScreenId::page, page.id);
  return all;
}

void read_screens(const Language& language, const std::string& ocr_language, bool all_of_them) {
  if (std::system("tesseract --version >/dev/null 2>&1") != 0) SKIP("there is no tesseract here");
  Stage stage({.language = language, .text_size = ui::TextSize::xl, .pixels = true});
  if (stage.offscreen == nullptr) SKIP("no EGL here: nothing can be drawn without a screen");
  stage.fill_in();
  Eye eye(ocr_language);
  for (const auto& [screen, about] : all_of_them ? all_places(stage.kiosk.site()) : handful()) {
    stage.visit().go(screen, about);
    eye.look(stage, std::string(screens::name_of(screen)) + " " + about);
  }
  const double read = eye.read();
  INFO(eye.texts() << " texts, sigma " << sigma_px(stage.px) << " px, read " << read << eye.misread());
  CHECK(eye.texts() >= 60);
  CHECK(read >= least_read);
}

TEST_CASE("an eye of 20/70 reads the largest text at 50 cm", "[sight]") {
  const bool all_of_them = std::getenv("PORCHLIGHT_LONG") != nullptr;
  read_screens("en", "eng", all_of_them);
  if (all_of_them) read_screens("es", "spa", all_of_them);
}

}  // namespace
}  // namespace porchlight::kiosk::test
