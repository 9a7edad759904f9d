// Line: whether the way to the collector is open. While it is not, one call at a time tries it, more and more
// rarely. Thread: one.
#pragma once

#include <algorithm>
#include <optional>

#include "delivery/backoff.h"
#include "delivery/verdict.h"

namespace porchlight::delivery {

class Line {
 public:
  // Nothing has gone wrong since it last worked.
  bool open() const { return !backoff_.failing(); }
  bool heard() const { return heard_; }  // anything at all, since it was made
  const std::optional<Trouble>& trouble() const { return trouble_; }

  // When a closed one may be tried next.
  Monotonic due() const { return due_; }

  void worked() {
    backoff_.succeeded();
    trouble_.reset();
    heard_ = true;
  }

  void failed(Trouble trouble, const Verdict& verdict, Monotonic now, Random& random) {
    const milliseconds backoff = backoff_.wait(now, random);
    trouble_ = trouble;
    heard_ = true;
    not_before_ = now + verdict.retry_after;
    due_ = std::max(not_before_, now + (verdict.hourly ? about_an_hour(random) : backoff));
  }

  // Somebody stands there and has just asked for a call: sooner than else, but not sooner than the server
  // wants.
  void hurry(Monotonic now) { due_ = std::min(due_, std::max(now, not_before_)); }

 private:
  Backoff backoff_;
  std::optional<Trouble> trouble_;
  Monotonic due_{}, not_before_{};
  bool heard_ = false;
};

}  // namespace porchlight::delivery
