#include "kiosk/screen_json.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "ui/spoken_node.h"

namespace porchlight::kiosk {
namespace {

using nlohmann::ordered_json;

ordered_json box_px(const ui::Rect& box) {
  const auto rounded = [](float value) { return std::round(value * 10) / 10; };
  return {rounded(box.x), rounded(box.y), rounded(box.width), rounded(box.height)};
}

ordered_json box_mm(const ui::Rect& box, PxPerMm px) {
  const auto mm = [px](float value) { return std::round(px.to_mm(value).value * 100) / 100; };
  return {mm(box.x), mm(box.y), mm(box.width), mm(box.height)};
}

// Parts that scroll are numbered from 1 in the order in which they are met.
using Scrollers = std::vector<const ui::Scroll*>;

std::size_t number_of(const ui::Scroll* scroller, Scrollers& met) {
  const auto found = std::find(met.begin(), met.end(), scroller);
  if (found != met.end()) return static_cast<std::size_t>(found - met.begin()) + 1;
  met.push_back(scroller);
  return met.size();
}

// What is heard of it through the loudspeaker.
std::string spoken(const ui::Node& node, const language::Catalog& catalog) {
  std::string all;
  for (const ui::Phrase& phrase : ui::spoken(node, catalog, catalog.language(), {}))
    all += (all.empty() ? "" : ", ") + phrase.text;
  return all;
}

ordered_json describe(const ui::Node& node, const language::Catalog& catalog, PxPerMm px, Scrollers& met) {
  ordered_json json{
      {"role", ui::name_of(node.role)},  {"name", node.name},          {"value", node.value},
      {"spoken", spoken(node, catalog)}, {"box_px", box_px(node.box)}, {"box_mm", box_mm(node.box, px)},
      {"tappable", node.tappable()},     {"clipped", node.clipped},    {"offscreen", node.offscreen}};
  if (!node.hint.empty()) json["hint"] = node.hint;
  if (!node.language.empty()) json["lang"] = node.language;
  if (node.role == ui::Role::toggle || node.role == ui::Role::radio) json["on"] = node.on;
  if (node.scroller != nullptr) json["scroll"] = number_of(node.scroller, met);
  if (node.disabled) json["disabled"] = true;
  if (node.sends_or_erases) json["sends_or_erases"] = true;
  return json;
}

}  // namespace

std::string screen_json(const std::string& id, const std::string& language, const language::Catalog& catalog,
                        platform::PixelSize size, PxPerMm px, const ui::Semantics& semantics) {
  ordered_json json{
      {"screen", id}, {"lang", language}, {"size_px", {size.width, size.height}}, {"px_per_mm", px.value}};
  json["nodes"] = ordered_json::array();
  Scrollers met;
  for (const ui::Node& node : semantics.nodes) json["nodes"].push_back(describe(node, catalog, px, met));
  // Where text lies, and in which node: for the test that no two lie over each other.
  json["texts"] = ordered_json::array();
  for (const ui::Ink& ink : semantics.inks)
    json["texts"].push_back({{"node", ink.node}, {"box_px", box_px(ink.box)}});
  return json.dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace porchlight::kiosk
