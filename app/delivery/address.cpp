#include "delivery/address.h"

#include <curl/curl.h>

#include <algorithm>
#include <cctype>
#include <memory>

namespace porchlight::delivery {
namespace {

struct FreeUrl {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using ParsedUrl = std::unique_ptr<CURLU, FreeUrl>;

ParsedUrl parse(const std::string& url) {
  ParsedUrl parsed(curl_url());
  if (parsed && curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) parsed.reset();
  return parsed;
}

std::string part_of(const ParsedUrl& url, CURLUPart part) {
  char* text = nullptr;
  if (!url || curl_url_get(url.get(), part, &text, 0) != CURLUE_OK) return {};
  std::string result = text;
  curl_free(text);
  return result;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

bool is_loopback_host(const std::string& host) {
  if (host == "localhost" || host == "[::1]") return true;
  // "127.evil.example" is a name.
  return host.starts_with("127.") && std::ranges::count(host, '.') == 3 &&
         host.find_first_not_of("0123456789.") == std::string::npos;
}

}  // namespace

std::string scheme_of(const std::string& url) {
  return lower(part_of(parse(url), CURLUPART_SCHEME));
}

std::string host_of(const std::string& url) {
  return lower(part_of(parse(url), CURLUPART_HOST));
}

bool is_loopback(const std::string& url) {
  return is_loopback_host(host_of(url));
}

Result<std::string> collector_address(const std::string& text) {
  const ParsedUrl url = parse(text);
  const std::string scheme = lower(part_of(url, CURLUPART_SCHEME)),
                    host = lower(part_of(url, CURLUPART_HOST)), port = part_of(url, CURLUPART_PORT),
                    path = part_of(url, CURLUPART_PATH);
  const std::string example = "Write it as https://collector.example.org";
  if (host.empty() || (scheme != "https" && scheme != "http"))
    return Error{"This is not the address of a collector. " + example + "."};
  if (!part_of(url, CURLUPART_USER).empty() || !part_of(url, CURLUPART_PASSWORD).empty() ||
      !part_of(url, CURLUPART_QUERY).empty() || !part_of(url, CURLUPART_FRAGMENT).empty() ||
      (!path.empty() && path != "/"))
    return Error{"The address of a collector has nothing behind its name. " + example + "."};
  if (scheme == "http" && !is_loopback_host(host))
    return Error{"Anybody on the way could change what is sent to " + host +
                 ". Write https:// in the place of http://."};
  return scheme + "://" + host + (port.empty() ? "" : ":" + port);
}

}  // namespace porchlight::delivery
