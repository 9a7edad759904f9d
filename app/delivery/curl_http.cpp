#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <list>

#include "base/build_time.h"
#include "delivery/address.h"
#include "delivery/http.h"

namespace porchlight::delivery {
namespace {

constexpr long connect_within_s = 15;
// Slower than this for so long is no connection: less than the oldest modem.
constexpr long least_bytes_per_s = 200, slow_for_s = 20;
constexpr int most_redirects = 5;
// More than any server of ours sends, and than most will take.
constexpr std::size_t most_header_bytes = 64 * 1024;

const char* name_of(HttpMethod method) {
  switch (method) {
    case HttpMethod::get:
      return "GET";
    case HttpMethod::put:
      return "PUT";
    case HttpMethod::post:
      return "POST";
    case HttpMethod::erase:
      return "DELETE";
  }
  return "GET";
}

// One request on its way, over all its redirects.
struct Transfer {
  HttpRequest request;
  Http::Then then;
  CURL* easy = nullptr;
  curl_slist* headers = nullptr;
  HttpAnswer answer;
  std::size_t header_bytes = 0;
  int redirects = 0;
  bool too_large = false;

  ~Transfer() {
    curl_easy_cleanup(easy);
    curl_slist_free_all(headers);
  }
};

std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* into) {
  auto& transfer = *static_cast<Transfer*>(into);
  transfer.too_large = transfer.answer.body.size() + size * count > transfer.request.most_bytes;
  if (transfer.too_large) return 0;  // ends the transfer
  transfer.answer.body.append(bytes, size * count);
  return size * count;
}

std::size_t take_header(char* bytes, std::size_t size, std::size_t count, void* into) {
  auto& transfer = *static_cast<Transfer*>(into);
  const std::string_view line(bytes, size * count);
  transfer.header_bytes += line.size();
  transfer.too_large = transfer.header_bytes > most_header_bytes;
  if (transfer.too_large) return 0;  // ends the transfer
  const auto colon = line.find(':');
  if (line.starts_with("HTTP/")) transfer.answer.headers.clear();
  if (colon == std::string_view::npos) return size * count;
  std::string name(line.substr(0, colon));
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  std::string_view value = line.substr(colon + 1);
  constexpr std::string_view blanks = " \t\r\n";
  value.remove_prefix(std::min(value.find_first_not_of(blanks), value.size()));
  value = value.substr(0, value.find_last_not_of(blanks) + 1);
  transfer.answer.headers[name] = value;
  return size * count;
}

HttpTrouble trouble_of(CURLcode code, bool too_large) {
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return HttpTrouble::timeout;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
      return HttpTrouble::not_secure;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
      return HttpTrouble::not_https;
    case CURLE_FILESIZE_EXCEEDED:
      return HttpTrouble::too_large;
    default:
      return too_large ? HttpTrouble::too_large : HttpTrouble::no_network;
  }
}

class CurlHttp final : public Http {
 public:
  explicit CurlHttp(std::string authorities) : authorities_(std::move(authorities)) {
    curl_global_init(CURL_GLOBAL_DEFAULT);
    multi_ = curl_multi_init();
  }
  ~CurlHttp() override {
    for (const auto& transfer : transfers_) curl_multi_remove_handle(multi_, transfer->easy);
    transfers_.clear();
    curl_multi_cleanup(multi_);
    curl_global_cleanup();
  }
  CurlHttp(const CurlHttp&) = delete;
  CurlHttp& operator=(const CurlHttp&) = delete;

  void ask(HttpRequest request, Then then) override {
    auto transfer = std::make_unique<Transfer>();
    transfer->request = std::move(request);
    transfer->then = std::move(then);
    prepare(*transfer);
    curl_multi_add_handle(multi_, transfer->easy);
    transfers_.push_back(std::move(transfer));
  }

  void wait(int descriptor, milliseconds at_most) override {
    curl_waitfd extra{descriptor, CURL_WAIT_POLLIN, 0};
    const auto ms = std::clamp<std::int64_t>(at_most.count(), 0, 3'600'000);
    curl_multi_poll(multi_, &extra, descriptor >= 0 ? 1 : 0, static_cast<int>(ms), nullptr);
    int running = 0;
    curl_multi_perform(multi_, &running);
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_, &left))
      if (message->msg == CURLMSG_DONE) finish(message->easy_handle, message->data.result);
  }

  void wake() override { curl_multi_wakeup(multi_); }

 private:
  void prepare(Transfer& transfer) const {
    CURL* easy = transfer.easy = curl_easy_init();
    const HttpRequest& request = transfer.request;
    curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
    const bool stays_here = is_loopback(request.url);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, request.plain_http || stays_here ? "https,http" : "https");
    if (stays_here) curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
    if (!authorities_.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, authorities_.c_str());
    if (request.method != HttpMethod::get) {
      if (request.method != HttpMethod::erase) {
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.c_str());  // borrowed: lives as long
        transfer.headers =
            curl_slist_append(transfer.headers, ("Content-Type: " + request.content_type).c_str());
      }
      curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, name_of(request.method));
    }
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);  // each is looked at first
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, connect_within_s);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, static_cast<long>(request.at_most.count()));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, least_bytes_per_s);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, slow_for_s);
    curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request.most_bytes));
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(easy, CURLOPT_USERAGENT, (std::string("Porchlight/") + version()).c_str());
    for (const auto& [name, value] : request.headers)
      transfer.headers = curl_slist_append(transfer.headers, (name + ": " + value).c_str());
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer.headers);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &take_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &take_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &transfer);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, &transfer);
  }

  void finish(CURL* easy, CURLcode code) {
    curl_multi_remove_handle(multi_, easy);
    const auto found = std::find_if(transfers_.begin(), transfers_.end(),
                                    [easy](const auto& transfer) { return transfer->easy == easy; });
    const std::unique_ptr<Transfer> transfer = std::move(*found);
    transfers_.erase(found);
    if (code != CURLE_OK) return fail(*transfer, {trouble_of(code, transfer->too_large), {}});
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &transfer->answer.status);
    char* elsewhere = nullptr;
    curl_easy_getinfo(easy, CURLINFO_REDIRECT_URL, &elsewhere);
    // What was sent to one address is not sent to another because somebody on the way says so.
    if (elsewhere != nullptr && transfer->request.method == HttpMethod::get)
      return follow(*transfer, elsewhere);
    transfer->then(&transfer->answer, nullptr);
  }

  // A captive portal sends everybody to its own host; a feed that moves is for staff to see.
  void follow(Transfer& from, const std::string& url) {
    const std::string& old = from.request.url;
    const bool same =
        host_of(url) == host_of(old) && (scheme_of(url) == "https" || scheme_of(url) == scheme_of(old));
    if (!same || from.redirects >= most_redirects)
      return fail(from, {HttpTrouble::redirected_elsewhere, host_of(url)});
    const int redirects = from.redirects + 1;
    HttpRequest request = std::move(from.request);
    request.url = url;
    ask(std::move(request), std::move(from.then));
    transfers_.back()->redirects = redirects;
  }

  static void fail(Transfer& transfer, const Failed& failed) { transfer.then(nullptr, &failed); }

  const std::string authorities_;
  CURLM* multi_;
  std::list<std::unique_ptr<Transfer>> transfers_;
};

}  // namespace

std::unique_ptr<Http> curl_http(std::string authorities) {
  return std::make_unique<CurlHttp>(std::move(authorities));
}

}  // namespace porchlight::delivery
