#include "site/formats/flat_records.h"

#include "site/encoding.h"
#include "site/words.h"

namespace porchlight::site {

std::string FlatRecord::text(std::string_view key) const {
  const auto found = values_.find(key);
  return found == values_.end() ? std::string() : trimmed(without_html(found->second.text));
}

std::string FlatRecord::shown(std::string_view key) const {
  const auto found = values_.find(key);
  return found == values_.end() ? std::string() : trimmed(found->second.text);
}

void FlatRecord::read(JsonCursor& cursor) {
  values_.clear();
  cursor.enter();
  std::string key;
  while (cursor.key(key)) {
    const JsonCursor::Next coming = cursor.next();
    Value value{{}, cursor.offset()};
    if (coming == JsonCursor::Next::text)
      cursor.text(value.text);
    else if (coming == JsonCursor::Next::bare)
      value.text = cursor.bare();
    else if (coming == JsonCursor::Next::object || coming == JsonCursor::Next::list)
      cursor.skip();
    if (cursor.broken() || coming == JsonCursor::Next::end) return;
    if (value.text == "null" && coming == JsonCursor::Next::bare) value.text.clear();
    values_[key] = std::move(value);
  }
  if (!cursor.broken()) cursor.leave();
}

FlatRecords::FlatRecords(std::string_view text, std::string_view key, TableReport& report, Words words)
    : JsonListReader(text, report, words), key_(key) {}

void FlatRecords::read() {
  const bool whole_file = cursor().next() == Next::list;
  if (!whole_file && !find_list()) return report_no_list();
  if (read_list(cursor().place()) && whole_file) {
    cursor().leave();
    report_what_follows();
  }
}

bool FlatRecords::find_list() {
  if (cursor().next() != Next::object) return false;
  cursor().enter();
  std::string key;
  while (cursor().key(key)) {
    const Next coming = cursor().next();
    if (coming == Next::list && key == key_) return true;
    if (coming == Next::end || coming == Next::broken) return false;
    if (coming == Next::bare)
      cursor().bare();
    else
      cursor().skip();
  }
  return false;
}

bool FlatRecords::take(Next coming) {
  if (coming == Next::object)
    record_.read(cursor());
  else if (coming != Next::broken)
    cursor().skip();
  return coming == Next::object;
}

std::size_t FlatRecords::offset_of(const std::string& field) const {
  const auto found = record_.values().find(field);
  return found == record_.values().end() ? 0 : found->second.offset;
}

}  // namespace porchlight::site
