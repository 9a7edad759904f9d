// FlatRecords: a JSON list of objects whose values are single texts or numbers, as BMLT serves its meetings
// and formats: the whole file, or the value of a key in an object around it.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "site/formats/json_list.h"

namespace porchlight::site {

class FlatRecord {
 public:
  struct Value {
    std::string text;  // as written; of what is null, a list or an object: empty
    std::size_t offset = 0;
  };

  std::string text(std::string_view key) const;   // trimmed, without HTML; empty: not there
  std::string shown(std::string_view key) const;  // for a message
  const std::map<std::string, Value, std::less<>>& values() const { return values_; }

  // The cursor may be broken after it.
  void read(JsonCursor& cursor);

 private:
  std::map<std::string, Value, std::less<>> values_;
};

class FlatRecords : public JsonListReader {
 public:
  // `key`: of the list, where an object is around it.
  FlatRecords(std::string_view text, std::string_view key, TableReport& report, Words words);

  void read();

 protected:
  const FlatRecord& record() const { return record_; }

 private:
  bool find_list();
  bool take(Next coming) override;
  std::size_t offset_of(const std::string& field) const override;

  std::string_view key_;
  FlatRecord record_;
};

}  // namespace porchlight::site
