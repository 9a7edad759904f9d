#include "platform/frame_pacer.h"

#include <algorithm>

namespace porchlight::platform {

bool FramePacer::due(Monotonic now, const Wants& wants) const {
  if (wants.events || wants.woken) return true;
  if (settle_left_ > 0 && !wants.animating) return true;
  const auto at = due_at(wants);
  return at && *at <= now;
}

void FramePacer::begin(Monotonic now, const Wants& wants) {
  const auto at = due_at(wants);
  const bool by_time = at && *at <= now;
  if (by_time && wants.timer && *wants.timer <= now) served_timer_ = wants.timer;
  if (wants.events || wants.woken || by_time) settle_left_ = kSettleFrames + 1;
  last_begin_ = now;
}

bool FramePacer::build_another(bool events, bool animating) {
  settle_left_ = events ? kSettleFrames + 1 : std::max(settle_left_ - 1, 0);
  return events || (settle_left_ > 0 && !animating);
}

std::chrono::nanoseconds FramePacer::sleep(Monotonic now, const Wants& wants) const {
  if (due(now, wants)) return {};
  const auto at = due_at(wants);
  return at ? std::min<std::chrono::nanoseconds>(*at - now, kLongestSleep) : kLongestSleep;
}

std::optional<Monotonic> FramePacer::due_at(const Wants& wants) const {
  const Monotonic next_step = last_begin_ ? *last_begin_ + kStep : Monotonic::min();
  if (wants.animating) return next_step;
  if (wants.timer && wants.timer != served_timer_) return std::max(*wants.timer, next_step);
  return std::nullopt;
}

}  // namespace porchlight::platform
