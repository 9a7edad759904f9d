#include "delivery/courier.h"

#include <algorithm>
#include <tuple>

#include "base/log.h"
#include "delivery/base_store.h"
#include "disk/key_files.h"

namespace porchlight::delivery {
namespace {

std::optional<std::filesystem::file_time_type> written_at(const std::string& path) {
  std::error_code error;
  const auto time = std::filesystem::last_write_time(path, error);
  return error ? std::nullopt : std::optional(time);
}

std::int64_t free_mb(const std::string& folder) {
  std::error_code error;
  const auto space = std::filesystem::space(folder, error);
  return error ? 0 : static_cast<std::int64_t>(space.available >> 20);
}

}  // namespace

Courier::Courier(Parts parts, News news)
    : parts_(std::move(parts)),
      news_(std::move(news)),
      inbox_(std::make_shared<Inbox>([&http = parts_.http] { http.wake(); })),
      report_(parts_.state_folder) {
  parts_.storage.on_change([this, inbox = inbox_] {
    inbox->post([this] {
      look_due_ = parts_.clock.monotonic();
      line_.hurry(look_due_);
    });
  });
}

Courier::~Courier() {
  inbox_->close();
  parts_.storage.on_change({});
}

// --- What there is to do ---

void Courier::tick() {
  inbox_->deliver();
  const Monotonic now = parts_.clock.monotonic();
  if (now >= enrolment_due_) look_for_enrolment();
  if (enrolment_ && kiosk_key_) {
    if (!looking_ && now >= look_due_) look();
    send_what_is_due();
  }
  tell();
}

Monotonic Courier::next() const {
  Monotonic next = enrolment_due_;
  if (!enrolment_ || !kiosk_key_) return next;
  if (!looking_) next = std::min(next, look_due_);
  const auto under_way = std::ranges::count_if(calls_, [](const auto& c) { return c.second.under_way; });
  if (static_cast<std::size_t>(under_way) >= (line_.open() ? most_under_way : 1)) return next;
  for (const auto& [name, call] : calls_)
    if (!call.under_way) next = std::min(next, line_.open() ? call.due : std::max(call.due, line_.due()));
  return next;
}

void Courier::look_for_enrolment() {
  enrolment_due_ = parts_.clock.monotonic() + look_for_enrolment_every;
  const auto written = written_at(parts_.state_folder + "/" + enrolment_file_name);
  const bool complete = !enrolment_ || kiosk_key_;
  if (told_ && complete && written == enrolment_written_) return;
  enrolment_written_ = written;
  auto read = read_enrolment(parts_.state_folder);
  auto enrolment = read ? std::move(*read) : std::nullopt;
  // The same, when we wrote it: recipients that had come.
  if (!told_ || !complete || enrolment != enrolment_) use(std::move(enrolment));
}

void Courier::use(std::optional<Enrolment> enrolment) {
  const bool other = !told_ || enrolment != enrolment_;
  ++generation_;
  calls_.clear();
  line_ = Line();
  looking_ = false;
  usual_wait_.reset();
  kiosk_key_.reset();
  enrolment_ = std::move(enrolment);
  if (enrolment_) {
    auto key = disk::read_signing_secret(parts_.state_folder + "/" + disk::kiosk_key_name);
    if (key) kiosk_key_ = std::move(*key);
    const auto base = kept_base(*enrolment_, parts_.state_folder);
    base_number_ = base ? base->number : 0;
    const Monotonic now = parts_.clock.monotonic();
    look_due_ = now;
    // Many kiosks start at once after a power cut.
    add(name_of_status(*enrolment_),
        {.what = Call::What::status, .due = now + random_part(first_backoff, parts_.random)});
  }
  if (other && news_.enrolment) news_.enrolment(enrolment_);
}

void Courier::look() {
  looking_ = true;
  look_due_ = parts_.clock.monotonic() + look_every;
  on_outbox<Waiting>(
      [](storage::Outbox& outbox) -> Result<Waiting> {
        auto requests = outbox.waiting();
        if (!requests) return requests.error();
        auto withdrawals = outbox.withdrawals();
        if (!withdrawals) return withdrawals.error();
        return Waiting{std::move(*requests), std::move(*withdrawals)};
      },
      [this](const Result<Waiting>& waiting) { take(waiting); });
}

void Courier::take(const Result<Waiting>& waiting) {
  looking_ = false;
  if (!waiting || !enrolment_) return;  // the next look, in a minute
  Calls there;
  for (const std::string& id : waiting->requests)
    there[name_of_request(id)] = {.what = Call::What::request, .id = id, .place = next_place_++};
  for (const intake::WithdrawHash& hash : waiting->withdrawals)
    there[name_of_withdrawal(hash)] = {.what = Call::What::withdrawal, .hash = hash, .place = next_place_++};
  std::erase_if(calls_, [&](const auto& each) {
    const Call& call = each.second;
    const bool of_outbox = call.what == Call::What::request || call.what == Call::What::withdrawal;
    return of_outbox && !call.under_way && !there.contains(each.first);
  });
  calls_.merge(there);
}

void Courier::add(std::string name, Call call) {
  calls_.try_emplace(std::move(name), std::move(call));
}

// --- Sending ---

void Courier::send_what_is_due() {
  for (auto next = next_call(); next != calls_.end(); next = next_call()) begin(next->first, next->second);
}

// What was never tried comes first, in the order in which it was saved, or who waits would wait on while
// others come; then what was tried longest ago: one that always fails is not all that is ever tried.
Courier::Calls::iterator Courier::next_call() {
  const Monotonic now = parts_.clock.monotonic();
  if (!line_.open() && now < line_.due()) return calls_.end();
  std::size_t under_way = 0;
  auto next = calls_.end();
  for (auto each = calls_.begin(); each != calls_.end(); ++each) {
    const Call& call = each->second;
    under_way += call.under_way ? 1 : 0;
    if (call.under_way || call.due > now) continue;
    const auto turn = [](const Call& of) { return std::tie(of.tried, of.place); };
    if (next == calls_.end() || turn(call) < turn(next->second)) next = each;
  }
  return under_way < (line_.open() ? most_under_way : 1) ? next : calls_.end();
}

void Courier::begin(const std::string& name, Call& call) {
  call.under_way = true;
  call.tried = parts_.clock.monotonic();
  call.line_was_open = line_.open();
  switch (call.what) {
    case Call::What::request:
      // Before the first byte leaves: from now on it may be elsewhere too, and a withdrawal must travel.
      on_outbox<std::optional<Bytes>>(
          [id = call.id](storage::Outbox& outbox) -> Result<std::optional<Bytes>> {
            if (auto offered = outbox.offered(id); !offered) return offered.error();
            return outbox.bytes_of(id);
          },
          [this, name, id = call.id](const auto& bytes) { put_request(name, id, bytes); });
      break;
    case Call::What::withdrawal:
      send(name, signer().erase_withdrawn(call.hash),
           [hash = call.hash, key = enrolment_->receipt_key](const HttpAnswer& answer) {
             return judge_withdrawal(answer, hash, key);
           });
      break;
    case Call::What::status:
      on_outbox<storage::Counts>([](storage::Outbox& outbox) { return outbox.counts(); },
                                 [this, name](const auto& counts) { put_status(name, counts); });
      break;
    case Call::What::recipients:
      send(name, signer().get_recipients(),
           [this](const HttpAnswer& answer) { return heard_recipients(answer); });
      break;
    case Call::What::base:
      send(name, signer().get_base(), [this](const HttpAnswer& answer) { return heard_base(answer); });
      break;
  }
}

void Courier::put_request(const std::string& name, const std::string& id,
                          const Result<std::optional<Bytes>>& bytes) {
  if (!calls_.contains(name)) return;
  if (!bytes) return disk_failed(name);
  if (!*bytes) {  // withdrawn meanwhile, or it has expired
    calls_.erase(name);
    return;
  }
  auto envelope = std::make_shared<const Bytes>(**bytes);
  HttpRequest request = signer().put_request(id, *envelope);
  send(name, std::move(request),
       [id, envelope = std::move(envelope), key = enrolment_->receipt_key](const HttpAnswer& answer) {
         return judge_request(answer, id, *envelope, key);
       });
}

void Courier::put_status(const std::string& name, const Result<storage::Counts>& counts) {
  if (!calls_.contains(name)) return;
  if (!counts) return disk_failed(name);
  const auto set = enrolment_->recipient_set();
  const Status status{.outbox = *counts,
                      .disk_free_mb = free_mb(parts_.state_folder),
                      .clock_offset = clock_offset_,
                      .clock_trusted = parts_.clock.trusted(),
                      .config_problems = config_problems_,
                      .recipients_epoch = set ? set->epoch : 0,
                      .base_number = base_number_};
  send(name, signer().put_status(to_json(status)),
       [this](const HttpAnswer& answer) { return heard_status(answer); });
}

void Courier::send(const std::string& name, HttpRequest request, Judge judge) {
  parts_.http.ask(std::move(request), [this, name, generation = generation_, judge = std::move(judge)](
                                          const HttpAnswer* answer, const Http::Failed* failed) {
    if (generation != generation_) return;
    answered(name, answer != nullptr ? judge(*answer) : judge_failure(failed->trouble));
    tell();
  });
}

// --- Telling ---

Signer Courier::signer() const {
  return {*enrolment_, *kiosk_key_, parts_.clock.now() + clock_offset_};
}

void Courier::tell() {
  DeliveryState state;
  state.enrolled = enrolment_.has_value();
  state.clock_offset = clock_offset_;
  if (enrolment_ && !kiosk_key_) state.trouble = Trouble::no_key;
  if (line_.heard()) state.line = line_.open() ? DeliveryState::Line::up : DeliveryState::Line::down;
  if (line_.open()) state.usual_wait = usual_wait_;
  for (const auto& [name, call] : calls_) {
    state.held += call.held && call.what == Call::What::request ? 1 : 0;
    if (call.trouble && !state.trouble) state.trouble = call.trouble;
  }
  if (line_.trouble()) state.trouble = line_.trouble();
  if (told_ && state == state_) return;
  if (state.trouble != state_.trouble && state.trouble)
    log::write(log::Event::delivery_trouble, static_cast<std::int64_t>(*state.trouble), state.held);
  told_ = true;
  state_ = state;
  if (news_.state) news_.state(state_);
  report_.tell(state_, parts_.clock.now());
}

}  // namespace porchlight::delivery
