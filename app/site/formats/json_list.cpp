#include "site/formats/json_list.h"

#include <algorithm>

namespace porchlight::site {

JsonListReader::JsonListReader(std::string_view text, TableReport& report, Words words)
    : report_(report), words_(words), cursor_(text), places_(text) {
  report_.find_fields_by(
      [this](const std::string& field) { return place_of(std::max(offset_of(field), element_.offset)); });
}

bool JsonListReader::read_list(JsonCursor::Place list, bool has_keys) {
  cursor_.go_to(list);
  cursor_.enter();
  std::string key;
  for (bool first = true;; first = false) {
    if (has_keys) cursor_.key(key);
    const Next coming = cursor_.next();
    if (coming == Next::end && first) about_file("The list of " + std::string(words_.many) + " is empty.");
    if (coming == Next::end) return true;
    element_ = cursor_.place();
    if (first && take_head(coming)) continue;
    if (!read_element(coming)) return false;
  }
}

// False: nothing can be read behind it.
bool JsonListReader::read_element(Next coming) {
  report_.begin_row(0);
  const bool is_record = take(coming);
  if (cursor_.broken()) return leave_out_broken();
  if (!is_record) {
    report_.leave_out({}, {"This is not a " + std::string(words_.one) + ".", "Take it out of the list.",
                           std::string(words_.not_shown)});
    return true;
  }
  if (const auto mended = cursor_.take_mended()) report_mended(*mended);
  judge();
  return true;
}

LineColumn JsonListReader::place_of(std::size_t offset) {
  places_.mark(element_.offset);
  return places_.at(offset);
}

bool JsonListReader::leave_out_broken() {
  const LineColumn at = place_of(cursor_.offset());
  cursor_.take_mended();
  const bool goes_on = cursor_.resume_behind(element_);
  const std::string one(words_.one);
  std::string many(words_.many);
  many[0] = static_cast<char>(many[0] - 'a' + 'A');
  report_.leave_out(
      {"", "", at.line, at.column},
      goes_on ? Advice{"This " + one + " cannot be read: here is something that JSON does not have.",
                       "Look for a quotation mark, a comma or a bracket that is missing.",
                       std::string(words_.not_shown)}
              : Advice{"The file cannot be read from here on.", "Fetch it again, or mend it here.",
                       many + " above this line are shown, those below are not."});
  return goes_on;
}

void JsonListReader::report_mended(std::size_t offset) {
  const LineColumn at = place_of(offset);
  report_.repair(
      {"", "", at.line, at.column},
      {"Here is something that JSON does not have.",
       "Have the program that writes this file write it as JSON: no line break within a text, no NaN.",
       "It is read all the same."});
}

void JsonListReader::report_what_follows() {
  if (cursor_.at_end_of_text()) return;
  const LineColumn at = places_.at(cursor_.offset());
  report_.about_file(Problem::Severity::notice, {"", "", at.line, at.column},
                     {"Something stands behind the end of the list.", "Take it away.",
                      "It is not read; the " + std::string(words_.many) + " of the list are shown."});
}

void JsonListReader::about_file(std::string what) {
  report_.about_file(Problem::Severity::left_out, {"", "", 1, 1},
                     {std::move(what), "Look at the address the file was fetched from.",
                      "The kiosk shows no " + std::string(words_.many) + " of this file."});
}

}  // namespace porchlight::site
