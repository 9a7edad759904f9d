// What comes back from the network in the place of a collector: no bytes but a receipt's are believed.
#include "delivery/status.h"
#include "delivery/verdict.h"
#include "fuzz.h"
#include "intake/random.h"

using namespace porchlight;

// The first two bytes are the status, the rest is the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static intake::SeededRandom random(1);
  static const intake::SigningPair collector = intake::make_signing_pair(random);
  if (size < 2) return 0;
  delivery::HttpAnswer answer;
  answer.status = (data[0] << 8 | data[1]) % 600;
  answer.body = fuzz::as_text(data + 2, size - 2);
  answer.headers["retry-after"] = answer.body.substr(0, 20);

  const Bytes envelope(704);
  const auto request = delivery::judge_request(answer, std::string(32, '0'), envelope, collector.key);
  fuzz::promise(!request.receipt && request.trouble.has_value());
  fuzz::promise(request.retry_after >= seconds(0) && request.retry_after <= std::chrono::hours(1));
  const auto withdrawal = delivery::judge_withdrawal(answer, intake::Hash{}, collector.key);
  fuzz::promise(!withdrawal.receipt && withdrawal.trouble.has_value());
  for (const auto& word : {delivery::words_for(*request.trouble), delivery::words_for(*withdrawal.trouble)})
    fuzz::promise(!word.what.empty() && !word.to_do.empty() && !word.meanwhile.empty());
  if (const auto status = delivery::parse_status_answer(answer.body))
    fuzz::promise(!status->usual_wait || *status->usual_wait >= seconds(0));
  return 0;
}
