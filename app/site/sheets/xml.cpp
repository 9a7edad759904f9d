#include "site/sheets/xml.h"

#include <algorithm>
#include <charconv>
#include <pugixml.hpp>

#include "site/encoding.h"
#include "site/sheets/zip_archive.h"

namespace porchlight::site {
namespace {

// Walks without recursion: a damaged file may nest a million levels deep.
struct TextWalker : pugi::xml_tree_walker {
  std::string_view skip;
  std::string text;
  int skipped_depth = -1;

  bool for_each(pugi::xml_node& node) override {
    if (skipped_depth >= 0 && depth() > skipped_depth) return true;
    skipped_depth = !skip.empty() && local_name(node) == skip ? depth() : -1;
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) text += node.value();
    return true;
  }
};

}  // namespace

Result<XmlTree, Unreadable> parse_xml(const std::string& text) {
  auto tree = std::make_shared<pugi::xml_document>();
  constexpr unsigned how = pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_doctype;
  if (!tree->load_buffer(text.data(), text.size(), how)) return broken_workbook();
  for (const pugi::xml_node& node : tree->children())
    if (node.type() == pugi::node_doctype)
      return Unreadable{"This file holds something that no spreadsheet writes (a DOCTYPE).",
                        "Open it in your spreadsheet and save it again."};
  return tree;
}

std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& each : node.children())
    if (local_name(each) == name) return each;
  return {};
}

std::string_view attribute(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_attribute& each : node.attributes()) {
    const std::string_view full = each.name();
    if (full.ends_with(name) && (full.size() == name.size() || full[full.size() - name.size() - 1] == ':'))
      return each.value();
  }
  return {};
}

int count_attribute(const pugi::xml_node& node, std::string_view name, int otherwise) {
  constexpr int most = 1 << 20;
  const std::string_view text = attribute(node, name);
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc::result_out_of_range && !text.starts_with('-')) return most;
  if (text.empty() || error != std::errc() || number < 1) return otherwise;
  return std::min(number, most);
}

std::string text_below(const pugi::xml_node& node, std::string_view skip) {
  TextWalker walker;
  walker.skip = skip;
  pugi::xml_node start = node;
  start.traverse(walker);
  return std::move(walker.text);
}

std::string clean_text(std::string text) {
  if (!is_utf8(text)) text = decode(text).text;
  std::erase(text, '\0');
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r')
      clean += text[i];
    else if (i + 1 >= text.size() || text[i + 1] != '\n')
      clean += '\n';
  }
  return clean;
}

}  // namespace porchlight::site
