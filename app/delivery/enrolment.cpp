#include "delivery/enrolment.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "delivery/address.h"
#include "delivery/verdict.h"
#include "disk/state_folder.h"

namespace porchlight::delivery {
namespace {

using nlohmann::json;

// A set of 16 recipients has 1,408 bytes; all of it fits many times.
constexpr std::size_t most_answer_bytes = 16 * 1024;
constexpr seconds enrol_within{30};

// Empty: it is not there, or no text.
std::string text_of(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// As envelopes and sets have them.
bool is_plain(const std::string& name) {
  constexpr std::size_t most_bytes = 32;
  constexpr const char* allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
  // It stands in addresses, where "." and ".." mean something else.
  return !name.empty() && name != "." && name != ".." && name.size() <= most_bytes &&
         name.find_first_not_of(allowed) == std::string::npos;
}

// The same members in the collector's answer and in the file. Error: which of them is wrong.
Result<Enrolment> parse(const json& object, const std::string& url) {
  Enrolment enrolment;
  enrolment.url = url;
  enrolment.kiosk_id = text_of(object, "kiosk");
  enrolment.team = text_of(object, "team");
  if (!is_plain(enrolment.kiosk_id)) return Error{"kiosk"};
  if (!is_plain(enrolment.team)) return Error{"team"};
  const auto receipt_key = intake::parse_signing_public(text_of(object, "receipt_key"));
  if (!receipt_key) return Error{"receipt_key"};
  const auto root_key = intake::parse_signing_public(text_of(object, "root_key"));
  if (!root_key) return Error{"root_key"};
  enrolment.receipt_key = *receipt_key;
  enrolment.root_key = *root_key;
  const auto recipients = from_base64(text_of(object, "recipients"));
  if (!recipients) return Error{"recipients"};
  if (!recipients->empty())
    if (const auto taken = take_recipients(enrolment, *recipients); !taken) return Error{"recipients"};
  return enrolment;
}

Error no_answer(const std::string& url, HttpTrouble trouble) {
  const std::string host = host_of(url);
  switch (trouble) {
    case HttpTrouble::not_secure:
      return {fmt::format(
          "Whoever answers at {} cannot show that it is the collector: its certificate is not valid. Look "
          "at the address, and whether date and time of this kiosk are right. The code was not sent.",
          host)};
    case HttpTrouble::timeout:
      return {
          fmt::format("{} did not answer in time. Try again; the code may be used up, then ask for a new "
                      "one.",
                      host)};
    case HttpTrouble::redirected_elsewhere:
    case HttpTrouble::too_large:
      return {fmt::format("What answers at {} is not a collector.", host)};
    case HttpTrouble::no_network:
    case HttpTrouble::not_https:
      break;
  }
  return {fmt::format("{} cannot be reached. Look at the address and at the network of this kiosk.", host)};
}

Error refused(const std::string& url, const HttpAnswer& answer) {
  const json object = json::parse(answer.body, nullptr, false);
  const std::string host = host_of(url), word = object.is_object() ? text_of(object, "error") : "";
  if (answer.status == 403 && word == "code")
    return {
        "This code was used before, is older than 15 minutes, or has a wrong letter. Ask who runs the "
        "collector for a new one: porchlight-collector kiosk add"};
  const Verdict verdict = judge_refusal(answer);
  if (verdict.trouble == Trouble::busy || verdict.trouble == Trouble::full)
    return {fmt::format("The collector at {} is too busy or full. Try again in {} minutes.", host,
                        std::max<std::int64_t>(1, verdict.retry_after.count() / 60))};
  if (verdict.trouble == Trouble::login_page)
    return {
        fmt::format("Something else answers in the place of {}: most often a network that wants you to "
                    "log in, or the address is that of another page.",
                    host)};
  return {fmt::format("What answers at {} is not a collector (status {}{}{}).", host, answer.status,
                      word.empty() ? "" : ", ", word)};
}

Result<Enrolment> judge(const std::string& url, const HttpAnswer& answer) {
  constexpr long created = 201;
  if (answer.status != created) return refused(url, answer);
  const json object = json::parse(answer.body, nullptr, false);
  if (!object.is_object()) return refused(url, HttpAnswer{200, answer.body, answer.headers});
  auto enrolment = parse(object, url);
  if (enrolment) return enrolment;
  return Error{
      fmt::format("The answer of {} is not that of a collector: “{}” in it is missing or wrong. "
                  "Nothing was changed.",
                  host_of(url), enrolment.error().what)};
}

}  // namespace

std::optional<intake::RecipientSet> Enrolment::recipient_set() const {
  auto set = intake::verify_recipient_set(recipients, root_key);
  return set ? std::optional(std::move(*set)) : std::nullopt;
}

Result<bool> take_recipients(Enrolment& enrolment, std::span<const std::byte> recipients) {
  const auto next = intake::verify_recipient_set(recipients, enrolment.root_key);
  if (!next) return next.error();
  if (next->team != enrolment.team) return Error{"This set of recipients is of another team."};
  if (const auto current = enrolment.recipient_set(); current && !intake::may_follow(*next, *current))
    return false;
  enrolment.recipients.assign(recipients.begin(), recipients.end());
  return true;
}

Result<std::optional<Enrolment>> read_enrolment(const std::string& state_folder) {
  const std::string path = state_folder + "/" + enrolment_file_name;
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return std::optional<Enrolment>();
  std::ifstream file(path, std::ios::binary);
  const json object = json::parse(std::string(std::istreambuf_iterator<char>(file), {}), nullptr, false);
  const auto broken = [&](const std::string& member) {
    return Error{fmt::format("{} is damaged ({}). Enroll the kiosk again: porchlight enroll.", path, member)};
  };
  if (!file) return Error{fmt::format("Cannot read {}. Make it belong to the user of Porchlight.", path)};
  if (!object.is_object()) return broken("no JSON");
  const auto url = collector_address(text_of(object, "url"));
  if (!url) return broken("url");
  auto enrolment = parse(object, *url);
  if (!enrolment) return broken(enrolment.error().what);
  return std::optional(std::move(*enrolment));
}

Outcome keep_enrolment(const Enrolment& enrolment, const std::string& state_folder) {
  if (auto prepared = disk::prepare_state_folder(state_folder); !prepared) return prepared;
  const nlohmann::ordered_json object{{"url", enrolment.url},
                                      {"kiosk", enrolment.kiosk_id},
                                      {"team", enrolment.team},
                                      {"receipt_key", intake::to_text(enrolment.receipt_key)},
                                      {"root_key", intake::to_text(enrolment.root_key)},
                                      {"recipients", to_base64(enrolment.recipients)}};
  const std::string path = state_folder + "/" + enrolment_file_name;
  if (auto written = disk::write_whole_file(path, object.dump(1) + "\n"); !written) return written;
  return disk::sync_folder(state_folder);
}

void enrol(Http& http, const std::string& url, const std::string& code, const intake::SigningPublic& kiosk,
           std::function<void(Result<Enrolment>)> then) {
  const auto address = collector_address(url);
  if (!address) return then(address.error());
  HttpRequest request;
  request.method = HttpMethod::post;
  request.url = *address + "/v1/enrollments";
  request.content_type = "application/json";
  request.body = json{{"code", code}, {"key", intake::to_text(kiosk)}}.dump(-1, ' ', false,
                                                                            json::error_handler_t::replace);
  request.most_bytes = most_answer_bytes;
  request.at_most = enrol_within;
  http.ask(std::move(request), [address = *address, then = std::move(then)](const HttpAnswer* answer,
                                                                            const Http::Failed* failed) {
    then(failed != nullptr ? Result<Enrolment>(no_answer(address, failed->trouble))
                           : judge(address, *answer));
  });
}

}  // namespace porchlight::delivery
