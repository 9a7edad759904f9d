#include <catch2/catch_test_macros.hpp>
#include <optional>

#include "delivery/http.h"
#include "delivery/loopback_server.h"

namespace porchlight::delivery {
namespace {

struct Got {
  std::optional<HttpAnswer> answer;
  std::optional<Http::Failed> failed;
};

HttpRequest request_for(std::string url) {
  HttpRequest request;
  request.url = std::move(url);
  request.plain_http = true;
  request.most_bytes = 100'000;
  request.at_most = seconds(20);
  return request;
}

Got get(HttpRequest request) {
  const auto http = curl_http();
  Got got;
  http->ask(std::move(request), [&](const HttpAnswer* answer, const Http::Failed* failed) {
    if (answer != nullptr) got.answer = *answer;
    if (failed != nullptr) got.failed = *failed;
  });
  for (int i = 0; i < 1000 && !got.answer && !got.failed; ++i) http->wait(-1, milliseconds(100));
  REQUIRE((got.answer.has_value() != got.failed.has_value()));
  return got;
}

std::string answer(const std::string& status, const std::string& headers, const std::string& body = {}) {
  return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\nConnection: close\r\n" + headers + "\r\n" + body;
}

TEST_CASE("an answer comes with its status, its headers and its whole body") {
  std::string asked;
  {
    LoopbackServer server({answer("200 OK", "ETag:  \"a1\" \r\nX-Empty:\r\n", "[1, 2]")});
    HttpRequest request = request_for(server.url());
    request.headers["If-None-Match"] = "\"a0\"";
    const Got got = get(request);
    REQUIRE(got.answer);
    CHECK(got.answer->status == 200);
    CHECK(got.answer->body == "[1, 2]");
    CHECK(got.answer->headers.at("etag") == "\"a1\"");
    asked = server.requests().front();
  }
  CHECK(asked.find("If-None-Match: \"a0\"\r\n") != std::string::npos);
  CHECK(asked.find("User-Agent: Porchlight/") != std::string::npos);
}

TEST_CASE("an error of the server is an answer") {
  LoopbackServer server({answer("503 Service Unavailable", "Retry-After: 30\r\n", "busy")});
  const Got got = get(request_for(server.url()));
  REQUIRE(got.answer);
  CHECK(got.answer->status == 503);
  CHECK(got.answer->headers.at("retry-after") == "30");
}

TEST_CASE("plain http needs staff's word for it, unless it stays on this computer") {
  HttpRequest request = request_for("http://collector.example.invalid/list.json");
  request.plain_http = false;
  const Got got = get(request);
  REQUIRE(got.failed);
  CHECK(got.failed->trouble == HttpTrouble::not_https);

  LoopbackServer server({answer("200 OK", "", "here")});
  request.url = server.url();
  CHECK(get(request).answer);
}

TEST_CASE("a body goes out whole, whatever bytes are in it, with its type and its method") {
  const std::string body = std::string("a\0b\r\n\r\n\xff", 9);
  for (const auto& [method, name] : {std::pair{HttpMethod::put, "PUT"}, {HttpMethod::post, "POST"}}) {
    LoopbackServer server({answer("201 Created", "", "kept")});
    HttpRequest request = request_for(server.url());
    request.method = method;
    request.body = body;
    request.content_type = "application/octet-stream";
    const Got got = get(request);
    REQUIRE(got.answer);
    CHECK(got.answer->status == 201);
    const std::string asked = server.requests().front();
    CHECK(asked.starts_with(name + std::string(" /list.json HTTP/1.1\r\n")));
    CHECK(asked.find("Content-Type: application/octet-stream\r\n") != std::string::npos);
    CHECK(asked.find("Content-Length: 9\r\n") != std::string::npos);
    CHECK(asked.ends_with("\r\n\r\n" + body));
  }
}

TEST_CASE("erasing sends no body") {
  LoopbackServer server({answer("200 OK", "", "gone")});
  HttpRequest request = request_for(server.url());
  request.method = HttpMethod::erase;
  CHECK(get(request).answer);
  const std::string asked = server.requests().front();
  CHECK(asked.starts_with("DELETE /list.json HTTP/1.1\r\n"));
  CHECK(asked.ends_with("\r\n\r\n"));
  CHECK(asked.find("Content-") == std::string::npos);
}

TEST_CASE("what is put somewhere is not put elsewhere because of a redirect: that is the answer") {
  for (const char* status : {"301 Moved Permanently", "302 Found", "307 Temporary Redirect"})
    for (const char* where : {"/new.json", "http://login.hotel.example/welcome"}) {
      LoopbackServer server({answer(status, std::string("Location: ") + where + "\r\n")});
      HttpRequest request = request_for(server.url());
      request.method = HttpMethod::put;
      request.body = "sealed";
      const Got got = get(request);
      REQUIRE(got.answer);
      CHECK(got.answer->status / 100 == 3);
    }
}

TEST_CASE("headers without end are an end") {
  std::string headers;
  for (int i = 0; i < 2'000; ++i) headers += "X-" + std::to_string(i) + ": " + std::string(100, 'x') + "\r\n";
  LoopbackServer server({answer("200 OK", headers, "here")});
  const Got got = get(request_for(server.url()));
  REQUIRE(got.failed);
  CHECK(got.failed->trouble == HttpTrouble::too_large);
}

TEST_CASE("a redirect on the same host is followed, with the same headers") {
  LoopbackServer server(
      {answer("301 Moved Permanently", "Location: /new.json\r\n"), answer("200 OK", "", "here")});
  const Got got = get(request_for(server.url()));
  REQUIRE(got.answer);
  CHECK(got.answer->body == "here");
  CHECK(server.requests().back().starts_with("GET /new.json "));
}

TEST_CASE("a redirect to another host is not followed") {
  LoopbackServer server({answer("302 Found", "Location: http://login.hotel.example/welcome\r\n")});
  const Got got = get(request_for(server.url()));
  REQUIRE(got.failed);
  CHECK(got.failed->trouble == HttpTrouble::redirected_elsewhere);
  CHECK(got.failed->where == "login.hotel.example");
}

TEST_CASE("redirects come to an end") {
  LoopbackServer server(std::vector<std::string>(20, answer("302 Found", "Location: /list.json\r\n")));
  const Got got = get(request_for(server.url()));
  REQUIRE(got.failed);
  CHECK(got.failed->trouble == HttpTrouble::redirected_elsewhere);
}

TEST_CASE("a body that is too large is not taken, whether it says so or not") {
  const std::string body(200'000, 'x');
  const std::string endless = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body;
  for (const std::string& each : {answer("200 OK", "", body), endless}) {
    LoopbackServer server({each});
    const Got got = get(request_for(server.url()));
    REQUIRE(got.failed);
    CHECK(got.failed->trouble == HttpTrouble::too_large);
  }
}

TEST_CASE("an answer that is cut off is none") {
  LoopbackServer server({"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n[1, 2"});
  const Got got = get(request_for(server.url()));
  REQUIRE(got.failed);
  CHECK(got.failed->trouble == HttpTrouble::no_network);
}

TEST_CASE("where nobody listens there is no network") {
  std::string url;
  {
    const LoopbackServer server({});
    url = server.url();
  }
  const Got got = get(request_for(url));
  REQUIRE(got.failed);
  CHECK(got.failed->trouble == HttpTrouble::no_network);
}

TEST_CASE("a server that speaks no TLS is not secure") {
  LoopbackServer server({"HTTP/1.1 400 Bad Request\r\n\r\n"});
  std::string url = server.url();
  url.replace(0, 4, "https");
  const Got got = get(request_for(url));
  REQUIRE(got.failed);
  CHECK(got.failed->trouble == HttpTrouble::not_secure);
}

}  // namespace
}  // namespace porchlight::delivery
