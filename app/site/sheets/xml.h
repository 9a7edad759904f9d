// What both readers of workbooks do with XML. Names are compared without their prefix, which each program
// chooses itself.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "site/sheet.h"

namespace pugi {
class xml_document;
class xml_node;
}  // namespace pugi

namespace porchlight::site {

using XmlTree = std::shared_ptr<pugi::xml_document>;

// Error: it is no XML, breaks off, or declares a document type: no spreadsheet writes one, and it is how
// entities are made to grow or to reach outside.
Result<XmlTree, Unreadable> parse_xml(const std::string& text);

std::string_view local_name(const pugi::xml_node& node);

// The first child of this name; an empty node: there is none.
pugi::xml_node child(const pugi::xml_node& node, std::string_view name);

// The value of an attribute; empty: there is none.
std::string_view attribute(const pugi::xml_node& node, std::string_view name);

// A number attribute of at least 1; `otherwise` where it is missing or no number. At most a million, which is
// what a sheet has of rows.
int count_attribute(const pugi::xml_node& node, std::string_view name, int otherwise);

// All text below a node, of elements that `skip` does not name (empty: none is skipped).
std::string text_below(const pugi::xml_node& node, std::string_view skip = {});

// Always valid UTF-8, without NUL, line ends as \n.
std::string clean_text(std::string text);

}  // namespace porchlight::site
