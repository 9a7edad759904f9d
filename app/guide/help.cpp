#include "guide/help.h"

#include <algorithm>

namespace porchlight::guide {

bool OpenHours::open_at(std::chrono::weekday day, std::chrono::minutes time) const {
  if (always) return true;
  return std::ranges::any_of(spans, [&](const Span& span) {
    const bool past_midnight = span.to <= span.from;
    if (span.day == day && time >= span.from) return past_midnight || time < span.to;
    return past_midnight && span.day + std::chrono::days(1) == day && time < span.to;
  });
}

std::vector<const Helpline*> for_help_screen(const std::vector<Helpline>& lines) {
  std::vector<const Helpline*> shown;
  for (const Helpline& line : lines)
    if (line.pays == Pays::none) shown.push_back(&line);
  std::ranges::stable_partition(shown, &Helpline::emergency);
  return shown;
}

std::vector<const Service*> of_kind(const std::vector<Service>& services, Service::Kind kind) {
  std::vector<const Service*> found;
  for (const Service& service : services)
    if (service.kind == kind) found.push_back(&service);
  std::ranges::stable_partition(found, [](const Service* service) { return service->pays == Pays::none; });
  return found;
}

}  // namespace porchlight::guide
