#include "collector/notice.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>

namespace porchlight::collector {
namespace {

std::string subject_of(const Waiting& waiting) {
  return waiting.requests == 1 ? "Porchlight: 1 person waits for a call"
                               : fmt::format("Porchlight: {} people wait for a call", waiting.requests);
}

std::string text_of(const Waiting& waiting, Instant now, const std::string& inbox) {
  std::string text = subject_of(waiting).substr(std::string("Porchlight: ").size()) + ".\n";
  if (waiting.oldest) {
    const auto waits = std::chrono::duration_cast<minutes>(now - *waiting.oldest);
    const auto hours = waits / std::chrono::hours(1);
    text += hours > 0
                ? fmt::format("The first has waited for {} h {} min.\n", hours, waits.count() % 60)
                : fmt::format("The first has waited for {} min.\n", std::max<minutes::rep>(waits.count(), 0));
  }
  if (!inbox.empty()) text += "\nOpen the inbox: " + inbox + "\n";
  return text + "\nThis mail holds nothing of what was asked. Please do not answer it.\n";
}

// How many mails are due about a request that has waited for so long.
std::int64_t mails_due(seconds waited) {
  if (waited >= notice_after.back())
    return notice_after.size() + (waited - notice_after.back()) / notice_again_after;
  return std::ranges::count_if(notice_after, [&](minutes after) { return waited >= after; });
}

}  // namespace

Notice::Notice(Mail& mail, const Clock& clock, std::string inbox)
    : mail_(mail), clock_(clock), inbox_(std::move(inbox)) {}

Outcome Notice::look(Store& store) {
  const Instant now_utc = clock_.now();
  const Stored<Waiting> waiting = store.unattended(now_utc);
  if (!waiting) return Error{waiting.error().what};
  if (!waiting->oldest) {
    told_ = {};
    return Done{};
  }
  const Monotonic now = clock_.monotonic();
  const bool is_same = told_.oldest == waiting->oldest;
  const std::int64_t mails = mails_due(now_utc - *waiting->oldest);
  const bool due = mails > (is_same ? told_.mails : 0) && (is_same || !sent_ || now - *sent_ >= notice_every);
  if (!due) return Done{};
  // One that the server refused is tried again by the collector that has the claim.
  if (now_utc >= claimed_until_) {
    const Stored<bool> ours = store.claim("notice", now_utc, now_utc + notice_every);
    if (!ours) return Error{ours.error().what};
    if (*ours) claimed_until_ = now_utc + notice_every;
  }
  if (now_utc < claimed_until_)
    if (const Outcome sent = mail_.send(subject_of(*waiting), text_of(*waiting, now_utc, inbox_), now_utc);
        !sent)
      return sent;
  told_ = {waiting->oldest, mails};
  sent_ = now;
  return Done{};
}

}  // namespace porchlight::collector
