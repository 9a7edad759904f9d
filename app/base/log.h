// The log takes enumerated events with numbers, never a string: what a visitor typed has no way in.
// Thread: any. Where it goes: standard error, which the service manager keeps.
#pragma once

#include <cstdint>

namespace porchlight::log {

enum class Event {
  started,            // a: milliseconds until the first frame
  stopped,            // a: exit code, b: frames drawn
  site_taken,         // a: meetings, b: problems
  site_refused,       // a: problems; the last good one stays
  request_saved,      // a: requests waiting
  request_not_saved,  // a: SQLite's result code
  request_withdrawn,  // a: requests waiting
  delivered,          // a request, or a withdrawal: there is a receipt, and it is erased here
  delivery_trouble,   // a: delivery::Trouble, b: requests that are held
  storage_set_aside,  // a: SQLite's result code; the corrupt file was kept beside a new one
  memory_not_locked,  // a: errno; what is typed may be swapped out
  memory_not_wiped,   // this C library has no heap that we can wipe
  font_missing,       // the theme's font is not installed; another one is used
  speech_trouble,     // a: ui::SpeechTrouble
  monitor_lost,
  monitor_found,
  visit_began,
  visit_ended,    // a: 0 done, 1 start over, 2 ran out, 3 left
  printer_state,  // a: platform::Printer::State
};

// Writes one line. Never throws; a log that cannot be written is not worth a visitor's screen.
void write(Event event, std::int64_t a = 0, std::int64_t b = 0) noexcept;

// Turns the log off: for commands whose output is read by a person or a machine.
void silence() noexcept;

}  // namespace porchlight::log
