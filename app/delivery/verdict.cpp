#include "delivery/verdict.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

namespace porchlight::delivery {
namespace {

// A server that wants to be left alone for longer is asked all the same: no request waits for a mistake.
constexpr seconds longest_retry_after{3600};
// The year 9999: what is later is no time.
constexpr std::int64_t last_second = 253'402'300'799;

std::span<const std::byte> bytes_of(const std::string& body) {
  return std::as_bytes(std::span(body));
}

seconds retry_after(const HttpAnswer& answer) {
  const auto found = answer.headers.find("retry-after");
  if (found == answer.headers.end()) return seconds(0);
  std::uint32_t number = 0;
  const std::string& text = found->second;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc::result_out_of_range) return longest_retry_after;
  if (error != std::errc() || end != text.data() + text.size()) return seconds(0);
  return std::min(seconds(number), longest_retry_after);
}

// What a collector says of itself: nothing, when no collector said it.
struct Said {
  std::string error;
  std::optional<Instant> now;
};

std::optional<Said> said(const HttpAnswer& answer) {
  const auto json = nlohmann::json::parse(answer.body, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  const auto error = json.find("error");
  if (error == json.end() || !error->is_string()) return std::nullopt;
  Said said{error->get<std::string>(), std::nullopt};
  const auto now = json.find("now");
  if (now != json.end() && now->is_number_integer()) {
    const auto second = now->get<std::int64_t>();
    if (second > 0 && second <= last_second) said.now = Instant(seconds(second));
  }
  return said;
}

struct Row {
  long status;
  std::string_view error;
  Trouble trouble;
  bool only_this = false, clock = false, hourly = false;
};
constexpr Row rows[] = {
    {400, "not_http", Trouble::changed_on_the_way},
    {401, "clock", Trouble::wrong_clock, false, true, false},
    {401, "signature", Trouble::signature},
    {403, "unknown_kiosk", Trouble::unknown_kiosk, false, false, true},
    {403, "revoked", Trouble::revoked, false, false, true},
    {404, "no_such_address", Trouble::not_a_collector},
    {405, "method", Trouble::not_a_collector},
    {408, "slow", Trouble::busy},
    {409, "other_bytes", Trouble::refused, true},
    {413, "too_large", Trouble::too_large, true},
    {422, "not_an_envelope", Trouble::refused, true},
    {422, "not_a_status", Trouble::other_version, true},
    {429, "too_many", Trouble::busy},
    {431, "too_large", Trouble::too_large, true},
    {503, "busy", Trouble::busy},
    {507, "full", Trouble::full},
};

// Not in the words of a collector: a proxy before it, a network before that, or something else altogether.
Trouble trouble_of(long status) {
  switch (status) {
    case 407:  // the proxy wants a log-in
    case 511:  // RFC 6585: the network does
      return Trouble::login_page;
    case 408:
    case 429:
    case 500:
    case 502:
    case 503:
    case 504:
      return Trouble::busy;
    case 507:
      return Trouble::full;
    default:
      return status < 400 ? Trouble::login_page : Trouble::not_a_collector;
  }
}

// `ours`: what of a verified receipt must fit. `same`: it is of this request or withdrawal, whatever bytes.
template <class Ours, class Same>
Verdict judge(const HttpAnswer& answer, const intake::SigningPublic& key, Ours ours, Same same) {
  Verdict verdict;
  const auto receipt = intake::verify_receipt(bytes_of(answer.body), key);
  if (receipt && ours(*receipt)) {
    verdict.receipt = *receipt;
    return verdict;
  }
  if (receipt)
    verdict.trouble = same(*receipt) ? Trouble::changed_on_the_way : Trouble::another_request;
  else if (answer.body.size() == intake::receipt_size && answer.body.starts_with("porchrct"))
    verdict.trouble = Trouble::changed_on_the_way;
  else
    return judge_refusal(answer);
  return verdict;
}

}  // namespace

Verdict judge_request(const HttpAnswer& answer, std::string_view id, std::span<const std::byte> envelope,
                      const intake::SigningPublic& receipt_key) {
  return judge(
      answer, receipt_key,
      [&](const intake::Receipt& receipt) { return intake::is_for(receipt, id, envelope); },
      [&](const intake::Receipt& receipt) { return receipt.id == id; });
}

Verdict judge_withdrawal(const HttpAnswer& answer, const intake::Hash& hash,
                         const intake::SigningPublic& receipt_key) {
  return judge(
      answer, receipt_key,
      [&](const intake::Receipt& receipt) {
        return receipt.of == intake::Receipt::Of::withdrawal && receipt.hash == hash;
      },
      [](const intake::Receipt&) { return false; });
}

Verdict judge_refusal(const HttpAnswer& answer) {
  Verdict verdict;
  verdict.retry_after = retry_after(answer);
  if (const auto word = said(answer)) {
    verdict.now = word->now;
    for (const Row& row : rows) {
      if (row.status != answer.status || row.error != word->error) continue;
      verdict.trouble = row.trouble;
      verdict.only_this = row.only_this;
      verdict.clock = row.clock;
      verdict.hourly = row.hourly;
      return verdict;
    }
  }
  verdict.trouble = trouble_of(answer.status);
  return verdict;
}

Verdict judge_failure(HttpTrouble trouble) {
  Verdict verdict;
  switch (trouble) {
    case HttpTrouble::no_network:
      verdict.trouble = Trouble::no_network;
      break;
    case HttpTrouble::timeout:
      verdict.trouble = Trouble::timeout;
      break;
    case HttpTrouble::not_secure:
      verdict.trouble = Trouble::wrong_certificate;
      break;
    case HttpTrouble::not_https:
      verdict.trouble = Trouble::not_a_collector;
      break;
    case HttpTrouble::redirected_elsewhere:
    case HttpTrouble::too_large:  // no answer of a collector has as many bytes
      verdict.trouble = Trouble::login_page;
      break;
  }
  return verdict;
}

}  // namespace porchlight::delivery
