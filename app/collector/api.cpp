#include "collector/api.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "collector/answers.h"
#include "collector/inbox/inbox.h"
#include "collector/signed_call.h"
#include "collector/status.h"
#include "intake/base_config.h"
#include "intake/envelope.h"
#include "intake/receipt.h"
#include "intake/recipient_set.h"

namespace porchlight::collector {
namespace {

constexpr seconds health_believed_for{1};

using Json = nlohmann::ordered_json;

std::string_view text_of(const Bytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::int64_t number_of(Instant instant) {
  return instant.time_since_epoch().count();
}

Answer no_envelope(const char* message) {
  return refusal(422, "not_an_envelope", message);
}

struct Application {
  std::string code;
  intake::SigningPublic key;
};

std::optional<Application> read_application(const Bytes& body) {
  const auto json = nlohmann::json::parse(text_of(body), nullptr, false);
  if (!json.is_object()) return std::nullopt;
  const auto code = json.find("code"), key = json.find("key");
  if (code == json.end() || key == json.end() || !code->is_string() || !key->is_string()) return std::nullopt;
  const auto parsed = intake::parse_signing_public(key->get_ref<const std::string&>());
  if (!parsed) return std::nullopt;
  return Application{code->get<std::string>(), parsed.value()};
}

}  // namespace

Api::Api(Writer& writer, const Clock& clock, const intake::SigningSecret& receipt_key,
         const intake::SigningPublic& root_key)
    : writer_(writer),
      clock_(clock),
      receipt_key_(receipt_key),
      root_key_(root_key),
      directory_(writer, clock),
      usual_wait_(writer, clock) {}

void Api::Asked::answer(Answer answer) const {
  answer.address = addressed.address;
  answer.kiosk = kiosk;
  then(std::move(answer));
}

void Api::handle(Call call, Then then) {
  if (inbox_ != nullptr && Inbox::has(call.target)) return inbox_->handle(std::move(call), std::move(then));
  const auto asked = std::make_shared<Asked>(
      Asked{.addressed = read_address(call.target), .call = std::move(call), .then = std::move(then)});
  const Address address = asked->addressed.address;
  if (address == Address::unknown)
    return asked->answer(refusal(404, "no_such_address",
                                 "There is no such address here. Check the collector’s address, and that "
                                 "kiosk and collector are of the same version."));
  if (asked->call.method != method_of(address)) {
    Answer answer = refusal(405, "method", "This address is not used in this way.");
    answer.allow = method_of(address);
    return asked->answer(std::move(answer));
  }
  if (asked->call.body.size() > max_body_bytes) return asked->answer(too_large(413));
  if (address == Address::health) return check_health(asked);
  if (address == Address::enrollments) return enrol(asked);
  handle_signed(asked);
}

void Api::handle_signed(const OnItsWay& asked) {
  const auto claim = read_claim(asked->call, asked->addressed, clock_.now());
  if (!claim) return asked->answer(claim.error());
  directory_.find(claim.value().kiosk, [this, asked, claim = claim.value()](KioskDirectory::Found found) {
    if (!found) return asked->answer(answer_of(found.error()));
    if (auto refused = refuse(claim, asked->call, found->get())) return asked->answer(std::move(*refused));
    asked->kiosk = *found;
    switch (asked->addressed.address) {
      case Address::request:
        return take_request(asked);
      case Address::withdrawal:
        return withdraw(asked);
      case Address::status:
        return take_status(asked);
      case Address::base:
        return give_base(asked);
      default:
        return give_recipients(asked);
    }
  });
}

void Api::take_request(const OnItsWay& asked) {
  const Bytes& envelope = asked->call.body;
  const auto header = intake::read_header(envelope);
  if (!header) return asked->answer(no_envelope("This is no request of a kiosk, or one of a later version."));
  if (header.value().id != asked->addressed.name)
    return asked->answer(no_envelope("The request has another id than its address."));
  if (header.value().kiosk_id != asked->kiosk->id)
    return asked->answer(no_envelope("The request was made at another kiosk."));
  if (!intake::verify(envelope, asked->kiosk->key))
    return asked->answer(no_envelope("This kiosk did not sign the request, or it was changed on its way."));

  const Instant now = clock_.now();
  const intake::Receipt receipt{.of = intake::Receipt::Of::request,
                                .id = header.value().id,
                                .hash = intake::envelope_hash(envelope),
                                .received = now};
  NewRequest request{.id = receipt.id,
                     .kiosk = asked->kiosk->id,
                     .team = asked->kiosk->team,
                     .hash = receipt.hash,
                     .withdraw = header.value().withdraw,
                     .received = now,
                     .envelope = std::move(asked->call.body)};
  const bool taken = writer_.put(std::move(request), [this, asked, receipt](Stored<Kept> kept) {
    if (!kept) return asked->answer(answer_of(kept.error()));
    if (*kept == Kept::other_bytes)
      return asked->answer(refusal(409, "other_bytes", "Another request has this id already."));
    give_receipt(asked, *kept == Kept::is_new ? 201 : 200, receipt);
  });
  if (!taken) asked->answer(busy());
}

void Api::give_receipt(const OnItsWay& asked, unsigned status, const intake::Receipt& receipt) {
  usual_wait_.of(asked->kiosk->team,
                 [this, asked, status, given = receipt](std::optional<seconds> wait) mutable {
                   given.wait = wait;
                   asked->answer(bytes_answer(status, intake::sign(given, receipt_key_)));
                 });
}

void Api::withdraw(const OnItsWay& asked) {
  ask(asked, [this, asked](Store& store) {
    intake::Receipt receipt{.of = intake::Receipt::Of::withdrawal, .received = clock_.now()};
    std::ranges::copy(from_hex(asked->addressed.name).value(), receipt.hash.begin());
    const auto done = store.withdraw(asked->kiosk->team, receipt.hash, receipt.received);
    if (!done) return asked->answer(answer_of(done.error()));
    give_receipt(asked, 200, receipt);
  });
}

void Api::take_status(const OnItsWay& asked) {
  if (asked->call.body.size() > max_status_bytes) return asked->answer(too_large(413));
  const auto status = read_status(text_of(asked->call.body));
  if (!status)
    return asked->answer(refusal(422, "not_a_status",
                                 "This is not the status of a kiosk. Check that kiosk and collector are of "
                                 "the same version."));
  ask(asked, [this, asked, json = to_json(status.value())](Store& store) {
    const auto saved = store.save_status(asked->kiosk->id, json, clock_.now());
    if (!saved) return asked->answer(answer_of(saved.error()));
    const auto recipients = store.recipients(asked->kiosk->team);
    if (!recipients) return asked->answer(answer_of(recipients.error()));
    const auto base = store.base(asked->kiosk->team);
    if (!base) return asked->answer(answer_of(base.error()));
    usual_wait_.of(asked->kiosk->team, [this, asked, epoch = epoch_of(recipients.value()),
                                        base = number_of_base(base.value())](std::optional<seconds> wait) {
      const Json answer{{"now", number_of(clock_.now())},
                        {"recipients_epoch", epoch},
                        {"base_number", base},
                        {"usual_wait_s", wait ? Json(wait->count()) : Json(nullptr)}};
      asked->answer(json_answer(200, answer.dump()));
    });
  });
}

std::uint32_t Api::epoch_of(const std::optional<Bytes>& recipient_set) const {
  if (!recipient_set) return 0;
  const auto set = intake::verify_recipient_set(*recipient_set, root_key_);
  return set ? set.value().epoch : 0;
}

std::uint32_t Api::number_of_base(const std::optional<Bytes>& base) const {
  if (!base) return 0;
  const auto config = intake::verify_base_config(*base, root_key_);
  return config ? config.value().number : 0;
}

void Api::give_base(const OnItsWay& asked) {
  ask(asked, [asked](Store& store) {
    const auto base = store.base(asked->kiosk->team);
    if (!base) return asked->answer(answer_of(base.error()));
    if (!base.value())
      return asked->answer(refusal(404, "no_base",
                                   "There are no files that kiosks of this team have in common. The operator "
                                   "publishes them: porchlight-collector base FILE."));
    asked->answer(bytes_answer(200, *base.value()));
  });
}

void Api::give_recipients(const OnItsWay& asked) {
  ask(asked, [asked](Store& store) {
    const auto recipients = store.recipients(asked->kiosk->team);
    if (!recipients) return asked->answer(answer_of(recipients.error()));
    if (!recipients.value())
      return asked->answer(refusal(404, "no_recipients",
                                   "Nobody is known yet who could open requests of this team. The operator "
                                   "publishes them: porchlight-collector recipients FILE."));
    asked->answer(bytes_answer(200, *recipients.value()));
  });
}

void Api::enrol(const OnItsWay& asked) {
  if (const seconds wait = attempts_.take(clock_.monotonic()); wait > seconds(0)) {
    Answer answer = refusal(429, "too_many", "Too many codes were tried in this minute. Try again soon.");
    answer.retry_after = wait;
    return asked->answer(std::move(answer));
  }
  const auto application = read_application(asked->call.body);
  if (!application)
    return asked->answer(refusal(422, "not_an_enrollment",
                                 "This is no enrollment: it needs a code, and the kiosk’s public key."));
  const Answer wrong_code =
      refusal(403, "code", "The code is unknown, was used, or is older than 15 minutes. Ask for a new one.");
  const auto code = code_hash(application->code);
  if (!code) return asked->answer(wrong_code);
  ask(asked, [this, asked, wrong_code, code = *code, key = application->key](Store& store) {
    const auto kiosk = store.enrol(code, key, clock_.now());
    if (!kiosk) return asked->answer(answer_of(kiosk.error()));
    if (!kiosk.value()) return asked->answer(wrong_code);
    const Kiosk& enrolled = *kiosk.value();
    directory_.forget(enrolled.id);
    // The code is used up: what cannot be read now the kiosk asks for later.
    const auto recipients = store.recipients(enrolled.team);
    const bool known = recipients && recipients.value();
    const Json answer{{"kiosk", enrolled.id},
                      {"team", enrolled.team},
                      {"receipt_key", intake::to_text(intake::public_of(receipt_key_))},
                      {"root_key", intake::to_text(root_key_)},
                      {"recipients", known ? Json(to_base64(*recipients.value())) : Json(nullptr)}};
    asked->kiosk = std::make_shared<const Kiosk>(enrolled);
    asked->answer(json_answer(201, answer.dump()));
  });
}

void Api::check_health(const OnItsWay& asked) {
  std::optional<Answer> known;
  {
    const std::lock_guard lock(health_mutex_);
    if (health_read_ && clock_.monotonic() - *health_read_ < health_believed_for) known = health_;
  }
  if (known) return asked->answer(std::move(*known));
  ask(asked, [this, asked](Store& store) {
    const auto checked = store.check();
    Answer answer = checked ? Answer{.status = 200, .content_type = "text/plain", .body = "ok\n"}
                            : answer_of(checked.error());
    answer.status = checked ? 200 : 503;  // as PROTOCOL.md has it, also for a full disk
    {
      const std::lock_guard lock(health_mutex_);
      health_read_ = clock_.monotonic();
      health_ = answer;
    }
    asked->answer(std::move(answer));
  });
}

void Api::ask(const OnItsWay& asked, std::function<void(Store&)> what) {
  if (!writer_.ask(std::move(what))) asked->answer(busy());
}

}  // namespace porchlight::collector
