#include <curl/curl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "collector/mail.h"

namespace porchlight::collector {
namespace {

// Nothing else is done meanwhile, not even stopping.
constexpr long send_within_s = 10;

// What could begin another header or another command.
bool is_address(const std::string& text) {
  return text.size() >= 3 && text.size() < 255 && text.find('@') != std::string::npos &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return c > ' ' && c < 127 && !std::strchr("<>,;", c); });
}

std::vector<std::string> addresses_in(const std::string& list) {
  std::vector<std::string> addresses;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    std::string one = list.substr(at, end - at);
    one.erase(0, std::min(one.find_first_not_of(' '), one.size()));
    one.erase(one.find_last_not_of(' ') + 1);
    if (!one.empty()) addresses.push_back(std::move(one));
    at = end + 1;
  }
  return addresses;
}

struct FreeCurl {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

struct Source {
  std::string message;
  std::size_t sent = 0;
};

std::size_t read_source(char* into, std::size_t size, std::size_t count, void* from) {
  Source& source = *static_cast<Source*>(from);
  const std::size_t bytes = std::min(size * count, source.message.size() - source.sent);
  std::memcpy(into, source.message.data() + source.sent, bytes);
  source.sent += bytes;
  return bytes;
}

class SmtpMail final : public Mail {
 public:
  SmtpMail(MailServer server, std::vector<std::string> to) : server_(std::move(server)), to_(std::move(to)) {}

  Outcome send(const std::string& subject, const std::string& text, Instant now) override {
    const std::unique_ptr<CURL, FreeCurl> curl(curl_easy_init());
    if (!curl) return Error{"no memory to send a mail"};
    std::unique_ptr<curl_slist, FreeCurl> recipients;
    for (const std::string& to : to_)
      recipients.reset(curl_slist_append(recipients.release(), ('<' + to + '>').c_str()));
    Source source{message(subject, text, now)};
    const std::string from = '<' + server_.from + '>';
    const auto set = [&](CURLoption option, auto value) { curl_easy_setopt(curl.get(), option, value); };
    set(CURLOPT_URL, server_.url.c_str());
    set(CURLOPT_MAIL_FROM, from.c_str());
    set(CURLOPT_MAIL_RCPT, recipients.get());
    set(CURLOPT_READFUNCTION, &read_source);
    set(CURLOPT_READDATA, static_cast<void*>(&source));
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_USE_SSL, static_cast<long>(server_.plain ? CURLUSESSL_TRY : CURLUSESSL_ALL));
    set(CURLOPT_TIMEOUT, send_within_s);
    set(CURLOPT_NOSIGNAL, 1L);
    if (!server_.user.empty()) {
      set(CURLOPT_USERNAME, server_.user.c_str());
      set(CURLOPT_PASSWORD, server_.password.c_str());
    }
    if (const CURLcode code = curl_easy_perform(curl.get()); code != CURLE_OK)
      return Error{fmt::format(
          "The mail server did not take the mail: {}. Check --mail-server, and the password file.",
          curl_easy_strerror(code))};
    return Done{};
  }

 private:
  // RFC 5322. Every line ends in CR LF.
  std::string message(const std::string& subject, const std::string& text, Instant now) const {
    std::string message = fmt::format(
        "Date: {:%a, %d %b %Y %H:%M:%S} +0000\nFrom: Porchlight <{}>\nTo: {}\nSubject: {}\n"
        "Auto-Submitted: auto-generated\nMIME-Version: 1.0\nContent-Type: text/plain; charset=us-ascii\n\n{}",
        fmt::gmtime(std::chrono::system_clock::to_time_t(now)), server_.from, fmt::join(to_, ", "), subject,
        text);
    for (std::size_t at = 0; (at = message.find('\n', at)) != std::string::npos; at += 2)
      message.insert(at, 1, '\r');
    return message;
  }

  const MailServer server_;
  const std::vector<std::string> to_;
};

}  // namespace

Result<std::unique_ptr<Mail>> smtp_mail(MailServer server) {
  std::vector<std::string> to = addresses_in(server.to);
  if (!server.url.starts_with("smtp://") && !server.url.starts_with("smtps://"))
    return Error{"The mail server is written as smtps://mail.example.org, or smtp://mail.example.org:587."};
  if (!is_address(server.from))
    return Error{"“" + server.from + "” is no mail address. Give one with --mail-from."};
  if (to.empty()) return Error{"Nobody is to get the mail. Give an address with --mail-to."};
  for (const std::string& one : to)
    if (!is_address(one)) return Error{"“" + one + "” is no mail address. Correct --mail-to."};
  return std::unique_ptr<Mail>(std::make_unique<SmtpMail>(std::move(server), std::move(to)));
}

}  // namespace porchlight::collector
