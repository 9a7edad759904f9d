// What the format keys of a BMLT server mean. Each server has a list of its own, GetFormats
// (https://bmlt.app/semantic/): "B" is Beginners on one and something else on the next, so that nothing is
// known of a key without the list.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "site/formats/table.h"

namespace porchlight::site {

struct BmltFormat {
  std::string id, key, world_id, language;
  std::string name;  // in the words of those who run the server: "Rotating Format"
  // Where it belongs in a meeting: a kind, languages, or else its own words.
  std::string_view kind;
  std::vector<std::string> languages;
};

class BmltFormats {
 public:
  // `text`: a list of formats, or an object that holds one as "formats"; a row of `report` each. `language`:
  // preferred where the list has several.
  static BmltFormats read(std::string_view text, const Language& language, TableReport& report);

  bool empty() const { return formats_.empty(); }
  const BmltFormat* by_id(std::string_view id) const;    // nullptr: not in the list
  const BmltFormat* by_key(std::string_view key) const;  // nullptr: not in the list, or several that differ

 private:
  class Reader;
  void add(BmltFormat format, const Language& language);

  std::vector<BmltFormat> formats_;
  std::map<std::string, std::size_t, std::less<>> by_id_, by_key_;
  std::set<std::string, std::less<>> unclear_keys_;  // of several that differ
};

// The list as a file of its own: a row for each format, no meetings.
ReadTable read_bmlt_formats(std::string_view bytes, const TableContext& context);

}  // namespace porchlight::site
