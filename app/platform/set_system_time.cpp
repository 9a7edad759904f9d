#include "platform/set_system_time.h"

#include <systemd/sd-bus.h>

#include <memory>
#include <string>

namespace porchlight::platform {
namespace {

struct CloseBus {
  void operator()(sd_bus* bus) const { sd_bus_flush_close_unref(bus); }
};

struct BusError {
  sd_bus_error error = SD_BUS_ERROR_NULL;
  BusError() = default;
  BusError(const BusError&) = delete;
  BusError& operator=(const BusError&) = delete;
  ~BusError() { sd_bus_error_free(&error); }
};

Error in_words(const BusError& failed) {
  const std::string name = failed.error.name != nullptr ? failed.error.name : "";
  if (name == "org.freedesktop.timedate1.AutomaticTimeSyncEnabled")
    return Error{"The network sets this clock, so it cannot be set by hand. Connect the network."};
  if (name == SD_BUS_ERROR_ACCESS_DENIED || name == SD_BUS_ERROR_INTERACTIVE_AUTHORIZATION_REQUIRED)
    return Error{"The kiosk may not set the clock. Set it on this computer: timedatectl set-time"};
  return Error{"The clock could not be set" + (name.empty() ? std::string() : " (" + name + ")") +
               ". Set it on this computer: timedatectl set-time"};
}

}  // namespace

Outcome set_system_time(Instant to) {
  sd_bus* opened = nullptr;
  BusError failed;
  if (sd_bus_open_system(&opened) < 0) return in_words(failed);
  const std::unique_ptr<sd_bus, CloseBus> bus(opened);
  const std::int64_t to_us = std::chrono::microseconds(to.time_since_epoch()).count();
  const int by_the_clock = 0, ask_nobody = 0;
  const int done = sd_bus_call_method(bus.get(), "org.freedesktop.timedate1", "/org/freedesktop/timedate1",
                                      "org.freedesktop.timedate1", "SetTime", &failed.error, nullptr, "xbb",
                                      to_us, by_the_clock, ask_nobody);
  if (done < 0) return in_words(failed);
  return Done{};
}

}  // namespace porchlight::platform
