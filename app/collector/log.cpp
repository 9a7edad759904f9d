#include "collector/log.h"

#include <fmt/format.h>
#include <unistd.h>

#include "collector/address.h"

namespace porchlight::collector {
namespace {

const char* name_of(Address address) {
  switch (address) {
    case Address::request:
      return "request";
    case Address::withdrawal:
      return "withdrawal";
    case Address::status:
      return "status";
    case Address::recipients:
      return "recipients";
    case Address::base:
      return "base";
    case Address::enrollments:
      return "enrollment";
    case Address::health:
      return "health";
    case Address::inbox:
      return "inbox";
    case Address::unknown:
      break;
  }
  return "unknown";
}

const char* name_of(Log::Event event) {
  switch (event) {
    case Log::Event::started:
      return "started";
    case Log::Event::stopping:
      return "stopping";
    case Log::Event::stopped:
      return "stopped";
    case Log::Event::turned_away:
      return "turned_away";
    case Log::Event::no_descriptor:
      return "no_descriptor";
    case Log::Event::tidied:
      return "tidied";
    case Log::Event::store_mended:
      return "store_mended";
    case Log::Event::store_lost:
      return "store_lost";
    case Log::Event::mail_refused:
      return "mail_refused";
  }
  return "unknown";
}

const char* name_of(StoreTrouble::Kind kind) {
  switch (kind) {
    case StoreTrouble::Kind::full:
      return "full";
    case StoreTrouble::Kind::unavailable:
      return "unavailable";
    case StoreTrouble::Kind::damaged:
      return "damaged";
  }
  return "unknown";
}

// In one call, so that lines of several threads and processes do not mix.
void write_line(int descriptor, const std::string& line) {
  [[maybe_unused]] const ssize_t written = ::write(descriptor, line.data(), line.size());
}

}  // namespace

void Log::answered(const Answered& answered) noexcept try {
  std::string line =
      fmt::format(R"({{"time":{},"event":"answered","call":"{}","status":{},"ms":{},"received":{},"sent":{})",
                  clock_.now().time_since_epoch().count(), name_of(answered.address), answered.status,
                  answered.took.count(), answered.received_bytes, answered.sent_bytes);
  if (answered.kiosk && is_name(answered.kiosk->id))
    line += fmt::format(R"(,"kiosk":"{}")", answered.kiosk->id);
  if (answered.trouble) line += fmt::format(R"(,"store":"{}")", name_of(*answered.trouble));
  write_line(descriptor_, line + "}\n");
} catch (...) {
  // Nowhere left to say it.
}

void Log::event(Event event, std::int64_t number) noexcept try {
  write_line(descriptor_, fmt::format("{{\"time\":{},\"event\":\"{}\",\"number\":{}}}\n",
                                      clock_.now().time_since_epoch().count(), name_of(event), number));
} catch (...) {
  // Nowhere left to say it.
}

}  // namespace porchlight::collector
