// Http: how delivery speaks to other computers, behind a small interface with a fake. Only https, unless a
// request says otherwise or goes to this computer itself. A redirect is followed only for a GET, and only on
// the same host: of anything else it is the answer. Thread: one, the one that waits.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "base/clock.h"

namespace porchlight::delivery {

enum class HttpMethod { get, put, post, erase };  // erase: DELETE

struct HttpRequest {
  HttpMethod method = HttpMethod::get;
  std::string url;
  std::map<std::string, std::string> headers;  // "If-None-Match": "\"abc\""
  std::string body, content_type;              // of put and post
  bool plain_http = false;                     // staff said so: http:// is allowed too
  std::size_t most_bytes = 0;                  // of the answer's body, unpacked; more is an end
  seconds at_most{60};                         // for all of it
};

// Why there is no answer. What a server says by its status is an answer.
enum class HttpTrouble {
  no_network,            // no name, no route, refused, cut off
  timeout,               // no answer, or not all of it, in time
  not_secure,            // the certificate is not that of this host, or not valid at this hour
  not_https,             // http:// without staff's word for it, or no address at all
  redirected_elsewhere,  // to another host, or from https to http; or without end
  too_large,
};

struct HttpAnswer {
  long status = 0;
  std::string body;
  std::map<std::string, std::string> headers;  // names in lower case; the last of the same name
};

class Http {
 public:
  struct Failed {
    HttpTrouble trouble;
    std::string where;  // redirected_elsewhere: the host
  };
  using Then = std::function<void(const HttpAnswer*, const Failed*)>;  // one of both

  virtual ~Http() = default;

  // `then` is called from a later wait(), once.
  virtual void ask(HttpRequest request, Then then) = 0;

  // Waits until something has come, `descriptor` is readable, or wake() was called; at most so long.
  virtual void wait(int descriptor, milliseconds at_most) = 0;

  // Ends a wait(). Thread: any.
  virtual void wake() = 0;
};

// By libcurl. `authorities`: a PEM file with those whose certificates are believed; empty: the system's.
std::unique_ptr<Http> curl_http(std::string authorities = {});

}  // namespace porchlight::delivery
