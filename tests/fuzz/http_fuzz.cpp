// Calls to the collector from anywhere: whatever stands in method, target, headers and body ends in one
// answer of the protocol, and only what an enrolled kiosk signed changes the store.
// As text: METHOD TARGET, headers, an empty line, the body. An empty first line: the kiosk signs it.
#include <future>
#include <set>

#include "collector/api.h"
#include "collector/memory_store.h"
#include "fuzz.h"
#include "intake/making.h"
#include "intake/receipt.h"
#include "intake/webhook.h"

using namespace porchlight;
using namespace porchlight::collector;

namespace {

constexpr Instant now{seconds(1'790'000'030)};

intake::SigningPair signing_pair(unsigned char seed) {
  intake::Repeated repeated(seed);
  return intake::make_signing_pair(repeated);
}

struct Collector {
  intake::SigningPair kiosk = signing_pair(0xb1), receipts = signing_pair(0xd1), root = signing_pair(0xe1);
  FakeClock clock{now};
  MemoryDatabase database;
  Writer writer{memory_stores(database)};
  Api api{writer, clock, receipts.secret, root.key};
};

std::string_view take_line(std::string_view& text) {
  const auto line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(text.size(), line.size() + 1));
  return line;
}

Call call_of(std::string_view text) {
  Call call;
  const auto first = take_line(text);
  const auto space = first.find(' ');
  call.method = first.substr(0, space);
  if (space != std::string_view::npos) call.target = first.substr(space + 1);
  for (auto line = take_line(text); !line.empty(); line = take_line(text)) {
    const auto colon = line.find(": ");
    if (colon != std::string_view::npos) call.headers.emplace(line.substr(0, colon), line.substr(colon + 2));
  }
  const auto body = std::as_bytes(std::span(text));
  call.body.assign(body.begin(), body.end());
  return call;
}

void sign(Call& call, const intake::SigningSecret& key) {
  const Addressed addressed = read_address(call.target);
  const std::string id = webhook_id_of(addressed, "lobby-1");
  call.headers["porchlight-kiosk"] = "lobby-1";
  call.headers["webhook-id"] = id;
  call.headers["webhook-timestamp"] = std::to_string(now.time_since_epoch().count());
  call.headers["webhook-signature"] = intake::sign_webhook(id, now, call.body, key);
}

Answer answer_to(Collector& collector, Call call) {
  const auto promise = std::make_shared<std::promise<Answer>>();
  collector.api.handle(std::move(call), [promise](Answer answer) { promise->set_value(std::move(answer)); });
  return promise->get_future().get();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Collector collector;
  collector.clock.advance(minutes(2));  // so that codes may be tried, and nothing is remembered
  collector.clock.set(now);
  {
    const std::lock_guard lock(collector.database.mutex);
    collector.database.requests.clear();
    collector.database.withdrawn.clear();
    collector.database.kiosks = {{"lobby-1", {.id = "lobby-1", .team = "team", .key = collector.kiosk.key}}};
  }

  auto text = fuzz::as_text(data, size);
  const bool is_signed = text.starts_with('\n');
  if (is_signed) text.remove_prefix(1);
  Call call = call_of(text);
  if (is_signed) sign(call, collector.kiosk.secret);
  const Addressed addressed = read_address(call.target);
  const Bytes body = call.body;
  const Answer answer = answer_to(collector, std::move(call));

  static const std::set<unsigned> possible{200, 201, 401, 403, 404, 405, 409, 413, 422};
  fuzz::promise(possible.contains(answer.status));
  const bool stored = !collector.database.requests.empty();
  const bool acknowledged = addressed.address == Address::request && answer.status < 300;
  fuzz::promise(stored == acknowledged);
  if (acknowledged) {
    const auto receipt =
        intake::verify_receipt(std::as_bytes(std::span(answer.body)), collector.receipts.key);
    fuzz::promise(receipt.ok() && intake::is_for(receipt.value(), addressed.name, body));
    fuzz::promise(collector.database.requests.at(addressed.name).envelope == body);
  }
  return 0;
}
