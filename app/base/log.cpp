#include "base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>

namespace porchlight::log {
namespace {

std::atomic<bool> silent{false};

const char* name_of(Event event) {
  switch (event) {
    case Event::started:
      return "started";
    case Event::stopped:
      return "stopped";
    case Event::site_taken:
      return "site_taken";
    case Event::site_refused:
      return "site_refused";
    case Event::request_saved:
      return "request_saved";
    case Event::request_not_saved:
      return "request_not_saved";
    case Event::request_withdrawn:
      return "request_withdrawn";
    case Event::delivered:
      return "delivered";
    case Event::delivery_trouble:
      return "delivery_trouble";
    case Event::storage_set_aside:
      return "storage_set_aside";
    case Event::memory_not_locked:
      return "memory_not_locked";
    case Event::memory_not_wiped:
      return "memory_not_wiped";
    case Event::font_missing:
      return "font_missing";
    case Event::speech_trouble:
      return "speech_trouble";
    case Event::monitor_lost:
      return "monitor_lost";
    case Event::monitor_found:
      return "monitor_found";
    case Event::visit_began:
      return "visit_began";
    case Event::visit_ended:
      return "visit_ended";
    case Event::printer_state:
      return "printer_state";
  }
  return "unknown";
}

spdlog::logger& logger() {
  static const auto made = [] {
    auto result =
        std::make_shared<spdlog::logger>("porchlight", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    result->set_pattern("%Y-%m-%dT%H:%M:%S%z %v");
    return result;
  }();
  return *made;
}

}  // namespace

void write(Event event, std::int64_t a, std::int64_t b) noexcept {
  if (silent) return;
  try {
    logger().info("{} {} {}", name_of(event), a, b);
  } catch (...) {
    // Nowhere left to say it.
  }
}

void silence() noexcept {
  silent = true;
}

}  // namespace porchlight::log
