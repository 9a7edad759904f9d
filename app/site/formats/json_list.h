// JsonListReader: reads a JSON list element by element. One that is broken costs no other, and each format
// says so in the same words.
#pragma once

#include <string>
#include <string_view>

#include "site/formats/table.h"
#include "site/formats/text_places.h"
#include "site/json_cursor.h"

namespace porchlight::site {

class JsonListReader {
 public:
  struct Words {
    std::string_view one = "meeting", many = "meetings", not_shown = "This meeting is not shown.";
  };

  // `text`: UTF-8, outlives this, as `report` does. Fields are looked for in the element that is read.
  JsonListReader(std::string_view text, TableReport& report, Words words);
  virtual ~JsonListReader() = default;
  JsonListReader(const JsonListReader&) = delete;
  JsonListReader& operator=(const JsonListReader&) = delete;

 protected:
  using Next = JsonCursor::Next;

  // Reads the list that begins at `list`, a row for each element; `has_keys`: of an object whose values are
  // the elements. False: it breaks off.
  bool read_list(JsonCursor::Place list, bool has_keys = false);

  void report_no_list() { about_file("This is not a list of " + std::string(words_.many) + "."); }
  void report_what_follows();  // behind the list

  JsonCursor& cursor() { return cursor_; }

  // Moves the cursor over an element; false: it is no record.
  virtual bool take(Next coming) = 0;
  // The record just taken, which is not broken.
  virtual void judge() = 0;
  // Moves the cursor over a first element that is the head of a table.
  virtual bool take_head(Next) { return false; }
  // Where the value of a field stands, in bytes; 0: nowhere.
  virtual std::size_t offset_of(const std::string& field) const = 0;

 private:
  bool read_element(Next coming);
  bool leave_out_broken();
  void report_mended(std::size_t offset);
  void about_file(std::string what);
  LineColumn place_of(std::size_t offset);

  TableReport& report_;
  const Words words_;
  JsonCursor cursor_;
  TextPlaces places_;
  JsonCursor::Place element_;
};

}  // namespace porchlight::site
