#include "site/printer_table.h"

#include <algorithm>
#include <array>

#include "site/words.h"

namespace porchlight::site {
namespace {

using Kind = PrinterSettings::Kind;

constexpr std::array<std::pair<std::string_view, Kind>, 2> kinds{
    {{"receipt", Kind::receipt}, {"page", Kind::page}}};

// What CUPS allows in the name of a queue: no space, no "/", no "#".
bool is_queue_name(std::string_view name) {
  constexpr std::size_t longest = 127;
  return name.size() <= longest && std::all_of(name.begin(), name.end(), [](char c) {
           return c > ' ' && c != '/' && c != '#' && c != '\x7F';
         });
}

}  // namespace

PrinterSettings read_printer(TomlReader table) {
  if (!table.present()) return {};
  table.when_missing(Problem::Severity::left_out, "Nothing can be printed.");
  PrinterSettings printer;
  printer.queue = table.required_text("queue", "queue = \"slips\", the name that lpstat -e prints");
  if (!is_queue_name(printer.queue))
    table.refuse("queue", in_quotes(printer.queue) + " cannot be the name of a printer.",
                 "Write the name that lpstat -e prints.");
  printer.kind = table.choice<Kind>("kind", kinds).value_or(printer.kind);
  // The two widths that such rolls are made in.
  constexpr int wide_mm = 80, narrow_mm = 58;
  const int width = table.whole_number("paper_mm", narrow_mm, wide_mm).value_or(wide_mm);
  if (width != wide_mm && width != narrow_mm)
    table.note(Problem::Severity::repair, "paper_mm", "Rolls are 80 or 58 mm wide.",
               "Write paper_mm = 80 or 58.", "It prints as for 58.");
  printer.paper_width = {static_cast<float>(width == wide_mm ? wide_mm : narrow_mm)};
  table.finish();
  return table.failed() ? PrinterSettings{} : printer;
}

}  // namespace porchlight::site
