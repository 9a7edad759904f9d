// The formats of lists of meetings that Porchlight reads: the one list of them. A file is recognised by what
// is in it; its name only decides where nothing else does.
#pragma once

#include <span>
#include <string_view>

#include "site/formats/table.h"

namespace porchlight::site {

struct Format {
  std::string_view name;  // "bmlt": in reports, and for --format
  bool (*recognise)(std::string_view bytes);
  ReadTable (*read)(std::string_view bytes, const TableContext& context);
};

// In the order in which they are tried: the narrower before the wider.
std::span<const Format> formats();

const Format* find_format(std::string_view name);

// `file_name`: its ending counts for a file that no format recognises, so that what is wrong with it is said
// by the reader it was meant for. nullptr: no list of meetings.
const Format* recognised_format(std::string_view bytes, std::string_view file_name);

// Reads a list of meetings in the format of this name; empty: in the one that is recognised. Never fails;
// what it cannot read is among the problems.
ReadTable read_list(std::string_view bytes, const TableContext& context, std::string_view format_name = {});

}  // namespace porchlight::site
