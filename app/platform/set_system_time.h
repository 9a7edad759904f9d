// Sets the computer's clock through systemd-timedated, which asks polkit whether this user may: the package
// brings a rule for the kiosk's. Source: org.freedesktop.timedate1(5). Thread: any but the main one; waits up
// to 25 s for an answer. Error: in words for staff.
#pragma once

#include "base/clock.h"
#include "base/result.h"

namespace porchlight::platform {

Outcome set_system_time(Instant to);

}  // namespace porchlight::platform
