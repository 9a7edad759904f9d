#include "ui/texts.h"

#include <imgui.h>

#include <bit>
#include <random>

namespace porchlight::ui {
namespace {

// A screen of text takes 2 to 8 MB of pixels. Above this the oldest unused blocks go.
constexpr std::size_t kept_limit_bytes = 24u << 20;
// A block that no screen has asked for in so many frames is not worth a place, however much there is.
constexpr std::uint64_t kept_frames = 600;

template <class T>
void append_raw(std::string& key, const T& value) {
  key.append(reinterpret_cast<const char*>(&value), sizeof value);
}

// FNV-1a over the words, begun with a random key: tells blocks apart within one run and nothing beyond it.
std::uint64_t keyed_hash(std::uint64_t key, const std::string& style, const std::vector<text::Span>& spans) {
  std::uint64_t hash = 0xcbf29ce484222325u ^ key;
  const auto mix = [&hash](std::string_view bytes) {
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  };
  mix(style);
  for (const text::Span& span : spans) mix(span.text);
  return std::rotl(hash, 23) ^ key;
}

}  // namespace

std::size_t Texts::Entry::bytes() const {
  return picture == nullptr
             ? 0
             : static_cast<std::size_t>(picture->Width) * static_cast<std::size_t>(picture->Height) * 4;
}

Texts::Texts(Textures& textures) : textures_(textures) {
  std::random_device device;
  private_key_ = std::uint64_t{device()} << 32 | device();
}

Texts::Entry& Texts::find(const std::vector<text::Span>& spans, const text::Style& style,
                          std::string_view language, float max_width_px, bool is_private) {
  std::string key(language);
  append_raw(key, style.face);
  append_raw(key, style.weight);
  append_raw(key, style.size_px);
  append_raw(key, style.line_height);
  append_raw(key, style.tracking_px);
  append_raw(key, style.align);
  append_raw(key, style.right_to_left);
  append_raw(key, max_width_px);

  Entry* entry = nullptr;
  bool fresh = false;
  if (is_private) {
    auto [place, made] = private_.try_emplace(keyed_hash(private_key_, key, spans));
    entry = &place->second;
    fresh = made;
  } else {
    for (const text::Span& span : spans) {
      key += span.bold ? '\1' : '\2';
      key += span.text;
    }
    auto [place, made] = public_.try_emplace(std::move(key));
    entry = &place->second;
    fresh = made;
  }
  if (fresh) {
    entry->block = typesetter_.shape(spans, style, language, max_width_px);
    entry->is_private = is_private;
  }
  entry->last_frame = frame_;
  return *entry;
}

ImTextureData* Texts::picture(Entry& entry, float box_width_px) {
  if (entry.picture != nullptr && entry.picture_width_px == box_width_px) return entry.picture;
  if (entry.picture != nullptr) textures_.release(entry.picture);
  text::Picture drawn = entry.block.draw(box_width_px);
  entry.picture = textures_.create(drawn.width, drawn.height, drawn.pixels);
  entry.picture_width_px = box_width_px;
  entry.bleed_px = drawn.bleed;
  if (entry.is_private) explicit_bzero(drawn.pixels.data(), drawn.pixels.size() * sizeof(drawn.pixels[0]));
  return entry.picture;
}

void Texts::drop(Entry& entry) {
  if (entry.picture != nullptr) textures_.release(entry.picture);
}

void Texts::forget() {
  for (auto& [key, entry] : public_) drop(entry);
  for (auto& [key, entry] : private_) drop(entry);
  public_.clear();
  private_.clear();
}

void Texts::end_frame() {
  const auto drop_unused = [this](auto& entries, std::uint64_t patience) {
    for (auto item = entries.begin(); item != entries.end();) {
      if (frame_ - item->second.last_frame > patience) {
        drop(item->second);
        item = entries.erase(item);
      } else {
        ++item;
      }
    }
  };
  drop_unused(private_, 0);
  std::size_t total = 0;
  for (const auto& [key, entry] : public_) total += entry.bytes();
  // Unused at all when space is short; otherwise only what is long unused.
  drop_unused(public_, total > kept_limit_bytes ? 0 : kept_frames);
  ++frame_;
}

}  // namespace porchlight::ui
