// What the courier does with what comes back.
#include "base/build_time.h"
#include "base/log.h"
#include "delivery/base_store.h"
#include "delivery/courier.h"
#include "intake/webhook.h"

namespace porchlight::delivery {
namespace {

// A clock that shows a time so long after the program was built is wrong: no kiosk goes without a new one as
// long.
constexpr std::chrono::years longest_in_use{10};

}  // namespace

void Courier::answered(const std::string& name, const Verdict& verdict) {
  const auto found = calls_.find(name);
  if (found == calls_.end()) return;  // the same answer a second time
  Call& call = found->second;
  if (verdict.now) heard_time(*verdict.now);
  if (!verdict.trouble) return delivered(name, call, verdict.receipt ? &*verdict.receipt : nullptr);
  call.under_way = false;
  if (verdict.clock && verdict.now && !call.signed_again) {
    call.signed_again = true;  // once, with the time that the collector believes; then it is trouble
    return;
  }
  call.signed_again = false;
  refused(call, verdict);
}

void Courier::delivered(const std::string& name, Call& call, const intake::Receipt* receipt) {
  line_.worked();
  call.backoff.succeeded();
  call.trouble.reset();
  call.held = call.signed_again = false;
  if (receipt != nullptr) usual_wait_ = receipt->wait;
  const auto then = [this, name](const Result<Done>& done) { erased(name, done); };
  switch (call.what) {
    case Call::What::request:
      on_outbox<Done>([id = call.id](storage::Outbox& outbox) { return outbox.erase(id); }, then);
      if (news_.received) news_.received(call.id);
      break;
    case Call::What::withdrawal:
      on_outbox<Done>(
          [hash = call.hash](storage::Outbox& outbox) { return outbox.withdrawal_confirmed(hash); }, then);
      break;
    case Call::What::status:
      call.under_way = false;
      call.due = parts_.clock.monotonic() + status_every;
      break;
    case Call::What::recipients:
    case Call::What::base:
      calls_.erase(name);
      break;
  }
}

void Courier::erased(const std::string& name, const Result<Done>& done) {
  if (!done) return disk_failed(name);
  if (calls_.erase(name) > 0) log::write(log::Event::delivered);
}

void Courier::refused(Call& call, const Verdict& verdict) {
  const Monotonic now = parts_.clock.monotonic();
  const Trouble trouble = what_it_is(verdict);
  call.trouble = trouble;
  call.held = verdict.only_this;
  if (verdict.only_this) {
    call.due = now + about_an_hour(parts_.random);
    return line_.worked();
  }
  // On a line that is closed anyway it is not its fault.
  if (call.line_was_open) call.due = now + call.backoff.wait(now, parts_.random);
  line_.failed(trouble, verdict, now, parts_.random);
}

// With a wrong clock every certificate looks as if it had run out, or were not valid yet.
Trouble Courier::what_it_is(const Verdict& verdict) const {
  if (verdict.trouble != Trouble::wrong_certificate) return *verdict.trouble;
  const bool off = std::chrono::abs(clock_offset_) > intake::webhook_tolerance ||
                   parts_.clock.now() > build_time() + longest_in_use;
  return off || !parts_.clock.trusted() ? Trouble::wrong_clock : Trouble::wrong_certificate;
}

void Courier::disk_failed(const std::string& name) {
  const auto found = calls_.find(name);
  if (found == calls_.end()) return;
  Call& call = found->second;
  const Monotonic now = parts_.clock.monotonic();
  call.under_way = false;
  call.trouble = Trouble::disk;
  call.due = now + call.backoff.wait(now, parts_.random);
}

Verdict Courier::heard_status(const HttpAnswer& answer) {
  constexpr long ok = 200;
  const auto said = answer.status == ok ? parse_status_answer(answer.body) : std::nullopt;
  if (!said) return judge_refusal(answer);
  Verdict verdict;
  verdict.now = said->now;
  usual_wait_ = said->usual_wait;
  const auto set = enrolment_->recipient_set();
  if (said->recipients_epoch > (set ? set->epoch : 0))
    add(name_of_recipients(*enrolment_), {.what = Call::What::recipients});
  if (said->base_number > base_number_) add(name_of_base(*enrolment_), {.what = Call::What::base});
  return verdict;
}

Verdict Courier::heard_recipients(const HttpAnswer& answer) {
  constexpr long ok = 200, not_found = 404;
  Verdict verdict;
  if (answer.status == not_found && answer.body.find("no_recipients") != std::string::npos) return verdict;
  if (answer.status != ok || !answer.body.starts_with("porchset")) return judge_refusal(answer);
  // Somebody may have enrolled the kiosk anew a moment ago; that counts.
  auto kept = read_enrolment(parts_.state_folder);
  if (!kept || *kept != enrolment_) return verdict;
  const auto taken = take_recipients(**kept, std::as_bytes(std::span(answer.body)));
  verdict.only_this = true;
  if (!taken) {
    verdict.trouble = Trouble::recipients;
  } else if (*taken) {
    if (!keep_enrolment(**kept, parts_.state_folder)) {
      verdict.trouble = Trouble::disk;
    } else {
      enrolment_ = *kept;
      if (news_.enrolment) news_.enrolment(enrolment_);
    }
  }
  return verdict;
}

Verdict Courier::heard_base(const HttpAnswer& answer) {
  constexpr long ok = 200, not_found = 404;
  Verdict verdict;
  if (answer.status == not_found && answer.body.find("no_base") != std::string::npos) return verdict;
  if (answer.status != ok || !answer.body.starts_with("porchbas")) return judge_refusal(answer);
  const auto bytes = std::as_bytes(std::span(answer.body));
  const auto newer = newer_base(*enrolment_, parts_.state_folder, bytes);
  verdict.only_this = true;
  if (!newer) {
    verdict.trouble = Trouble::base;
  } else if (*newer) {
    if (!keep_base(bytes, parts_.state_folder)) {
      verdict.trouble = Trouble::disk;
    } else {
      base_number_ = (*newer)->number;
      if (news_.base) news_.base();
    }
  }
  return verdict;
}

void Courier::heard_time(Instant now) {
  clock_offset_ = now - parts_.clock.now();
}

}  // namespace porchlight::delivery
