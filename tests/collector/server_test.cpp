#include "collector/server.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "collector/open_office.h"
#include "intake/receipt.h"
#include "support/temporary_folder.h"

using namespace porchlight;
using namespace porchlight::collector;

TEST_CASE("A request goes over the network and its receipt comes back, again and again on one connection") {
  const OpenOffice office;
  Client client = office.client();
  for (const unsigned status : {201u, 200u, 200u}) {
    REQUIRE(client.send(http(office.put(office.envelope))));
    const auto answer = client.answer();
    REQUIRE(answer);
    CHECK(answer->status == status);
    const auto receipt = intake::verify_receipt(bytes_of(answer->body), office.receipts.key);
    REQUIRE(receipt);
    CHECK(intake::is_for(receipt.value(), Office::id, office.envelope));
    CHECK(answer->headers.at("content-type") == "application/octet-stream");
    CHECK(answer->headers.at("cache-control") == "no-store");
  }
}

TEST_CASE("Calls that come all at once are answered one after the other") {
  const OpenOffice office;
  Client client = office.client();
  REQUIRE(client.send(http(office.put(office.envelope)) + http(office.withdrawal(office.withdraw_hash())) +
                      health + http(office.put(office.envelope))));
  for (const unsigned status : {201u, 200u, 200u, 200u}) {
    const auto answer = client.answer();
    REQUIRE(answer);
    CHECK(answer->status == status);
  }
}

TEST_CASE("A body may come in chunks, and byte by byte") {
  const OpenOffice office;
  Client client = office.client();
  const Call call = office.put(office.envelope);
  const auto body = as_text(call.body);
  const std::string text = line_of(call) + "Transfer-Encoding: chunked\r\n\r\n" + chunk(body.substr(0, 100)) +
                           chunk(body.substr(100)) + "0\r\n\r\n";
  REQUIRE(client.send(text));
  auto answer = client.answer();
  REQUIRE(answer);
  CHECK(answer->status == 201);
  for (const char byte : text) REQUIRE(client.send({&byte, 1}));
  answer = client.answer();
  REQUIRE(answer);
  CHECK(answer->status == 200);
}

TEST_CASE("Who asks first whether to send the body is told to go on, or that it is too large") {
  const OpenOffice office;
  const Call call = office.put(office.envelope);
  const std::string head = line_of(call) + "Expect: 100-continue\r\nContent-Length: ";
  Client client = office.client();
  REQUIRE(client.send(head + std::to_string(call.body.size()) + "\r\n\r\n"));
  auto answer = client.answer();
  REQUIRE(answer);
  CHECK(answer->status == 100);
  REQUIRE(client.send(as_text(call.body)));
  answer = client.answer();
  REQUIRE(answer);
  CHECK(answer->status == 201);

  REQUIRE(client.send(head + "8193\r\n\r\n"));
  answer = client.answer();
  REQUIRE(answer);
  CHECK(answer->status == 413);
  CHECK(client.ends());
}

TEST_CASE("Who has said all that it wanted still gets its answer") {
  const OpenOffice office;
  Client client = office.client();
  REQUIRE(client.send(http(office.put(office.envelope))));
  client.say_no_more();
  const auto answer = client.answer();
  REQUIRE(answer);
  CHECK(answer->status == 201);
  CHECK(client.ends());
}

TEST_CASE("A connection ends where its client wants it to") {
  const OpenOffice office;
  Client client = office.client();
  REQUIRE(client.send("GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n"));
  REQUIRE(client.answer());
  CHECK(client.ends());
  Client old = office.client();
  REQUIRE(old.send("GET /healthz HTTP/1.0\r\n\r\n"));
  const auto answer = old.answer();
  REQUIRE(answer);
  CHECK(answer->body == "ok\n");
  CHECK(old.ends());
}

TEST_CASE("A method that an address does not have is refused by name; HEAD gets no body") {
  const OpenOffice office;
  Client client = office.client();
  REQUIRE(client.send("HEAD /healthz HTTP/1.1\r\n\r\n"));
  auto answer = client.answer(false);
  REQUIRE(answer);
  CHECK(answer->status == 405);
  CHECK(answer->headers.at("allow") == "GET");
  REQUIRE(client.send(health));
  answer = client.answer();
  REQUIRE(answer);
  CHECK(answer->status == 200);
}

TEST_CASE("A client that trickles is told that it is too slow, and its connection ends") {
  const OpenOffice office(with([](Limits& limits) { limits.whole_call = milliseconds(100); }));
  const bool in_body = GENERATE(false, true);
  Client client = office.client();
  REQUIRE(client.send(in_body ? "PUT /v1/recipients HTTP/1.1\r\nContent-Length: 8000\r\n\r\n"
                              : "GET /healthz HTTP/1.1\r\nX: "));
  // Each byte in time, all of them never.
  while (!client.readable(20)) REQUIRE(client.send("a"));
  const auto answer = client.answer();
  REQUIRE(answer);
  CHECK(answer->status == 408);
  CHECK(error_of(*answer) == "slow");
  CHECK(answer->headers.contains("retry-after"));
  CHECK(client.ends());
}

TEST_CASE("A connection that says nothing is closed without a word") {
  const OpenOffice office(with([](Limits& limits) { limits.idle = milliseconds(50); }));
  Client client = office.client();
  CHECK(client.ends());
  Client second = office.client();
  REQUIRE(second.send(health));
  REQUIRE(second.answer());
  CHECK(second.ends());
}

TEST_CASE("Headers and bodies have their limits") {
  const OpenOffice office;
  const auto status_of = [&](const std::string& text) {
    Client client = office.client();
    REQUIRE(client.send(text));
    const auto answer = client.answer();
    REQUIRE(answer);
    return answer->status;
  };
  const auto with_header = [](std::size_t size) {
    const std::string head = "GET /healthz HTTP/1.1\r\nX: ", end = "\r\n\r\n";
    return head + std::string(size - head.size() - end.size(), 'a') + end;
  };
  CHECK(status_of(with_header(max_header_bytes)) == 200);
  // Beast counts without the first line.
  CHECK(status_of(with_header(max_header_bytes + 64)) == 431);
  std::string many = "GET /healthz HTTP/1.1\r\n";
  for (int i = 0; i < 5'000; ++i) many += "a:b\r\n";
  CHECK(status_of(many + "\r\n") == 431);

  const auto with_body = [](std::size_t size) {
    return "GET /healthz HTTP/1.1\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" +
           std::string(size, 'a');
  };
  CHECK(status_of(with_body(max_body_bytes)) == 200);
  CHECK(status_of(with_body(max_body_bytes + 1)) == 413);
  const std::string chunked = "GET /healthz HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
  CHECK(status_of(chunked + chunk(std::string(max_body_bytes, 'a')) + "0\r\n\r\n") == 200);
  CHECK(status_of(chunked + chunk(std::string(max_body_bytes, 'a')) + chunk("a")) == 413);
}

TEST_CASE("What is no HTTP is told so") {
  const OpenOffice office;
  for (const std::string text :
       {"hello\r\n\r\n", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 a TLS hello\r\n\r\n",
        "GET /healthz\r\n\r\n", "GET /healthz HTTP/1.1\r\nContent-Length: x\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nno colon\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"}) {
    INFO(text);
    Client client = office.client();
    REQUIRE(client.send(text));
    const auto answer = client.answer();
    REQUIRE(answer);
    CHECK(answer->status == 400);
    CHECK(error_of(*answer) == "not_http");
    CHECK(client.ends());
  }
}

TEST_CASE("More connections than there may be are told to come back, and others are served") {
  const OpenOffice office(with([](Limits& limits) { limits.connections = 2; }));
  std::vector<Client> open;
  for (int i = 0; i < 2; ++i) {
    open.push_back(office.client());
    REQUIRE(open.back().send(health));
    REQUIRE(open.back().answer());
  }
  Client third = office.client();
  const auto refused = third.answer();
  REQUIRE(refused);
  CHECK(refused->status == 503);
  CHECK(error_of(*refused) == "busy");
  CHECK(refused->headers.contains("retry-after"));
  CHECK(third.ends());

  REQUIRE(open.back().send(health));
  CHECK(open.back().answer());
  open.pop_back();
  for (int tries = 0; office.server->connections() > 1 && tries < 500; ++tries)
    std::this_thread::sleep_for(milliseconds(2));
  Client next = office.client();
  REQUIRE(next.send(health));
  CHECK(next.answer());
}

TEST_CASE("Told to stop, it finishes what is being committed, closes what is idle and takes nothing new") {
  OpenOffice office(with([](Limits& limits) { limits.parting = milliseconds(50); }));
  Client idle = office.client(), half = office.client(), committing = office.client();
  REQUIRE(idle.send(health));
  REQUIRE(idle.answer());
  REQUIRE(half.send("GET /healthz HTTP/1.1\r\n"));
  office.database.hold_up();
  REQUIRE(committing.send(http(office.put(office.envelope))));
  office.database.await_putting(1);

  std::thread stopping([&] { office.server->stop(); });
  CHECK(idle.ends());
  CHECK(half.ends());
  CHECK_FALSE(office.client().connected());
  office.database.let_go();
  const auto answer = committing.answer();
  REQUIRE(answer);
  CHECK(answer->status == 201);
  CHECK(committing.ends());
  stopping.join();
  CHECK(office.server->connections() == 0);
}

TEST_CASE("A store that hangs holds stopping up for so long only; nothing is acknowledged") {
  OpenOffice office(
      with([](Limits& limits) { limits.stop = milliseconds(50), limits.parting = milliseconds(50); }));
  Client client = office.client();
  office.database.hold_up();
  REQUIRE(client.send(http(office.put(office.envelope))));
  office.database.await_putting(1);
  office.server->stop();
  CHECK(client.ends());
  office.database.let_go();
}

TEST_CASE("A client that goes away while its request is committed harms nobody") {
  OpenOffice office;
  office.database.hold_up();
  {
    Client client = office.client();
    REQUIRE(client.send(http(office.put(office.envelope))));
    office.database.await_putting(1);
  }
  office.database.let_go();
  Client next = office.client();
  REQUIRE(next.send(http(office.put(office.envelope))));
  const auto answer = next.answer();
  REQUIRE(answer);
  CHECK(answer->status == 200);
}

TEST_CASE("Any bytes at all end in an answer or a closed connection, and others are served") {
  const OpenOffice office(with([](Limits& limits) { limits.idle = limits.whole_call = milliseconds(150); }));
  const std::string good = http(office.put(office.envelope)) + line_of(office.status("{}")) +
                           "Transfer-Encoding: chunked\r\n\r\n" + chunk("{}") + "0\r\n\r\n";
  intake::SeededRandom random(2026);
  const auto number = [&](std::size_t below) {
    std::array<std::byte, 4> bytes;
    random.fill(bytes);
    std::size_t value = 0;
    for (const std::byte byte : bytes) value = value << 8 | std::to_integer<std::size_t>(byte);
    return value % below;
  };
  const int tries = std::getenv("PORCHLIGHT_LONG") ? 5'000 : 300;
  for (int i = 0; i < tries; ++i) {
    std::string bytes = good;
    if (number(4) == 0) {
      bytes.resize(number(2'000));
      random.fill(std::as_writable_bytes(std::span(bytes)));
    } else {
      for (std::size_t changes = 1 + number(4); changes > 0; --changes) {
        const std::size_t at = number(bytes.size());
        if (number(3) == 0)
          bytes.erase(at, number(100));
        else
          bytes[at] = static_cast<char>(number(256));
        if (bytes.empty()) bytes = "\n";
      }
    }
    Client client = office.client();
    client.send(bytes);
    client.say_no_more();
    REQUIRE(client.ends_somehow());
  }
  Client client = office.client();
  REQUIRE(client.send(health));
  CHECK(client.answer());
}

TEST_CASE("Nothing of a call reaches the log: a line has numbers, words of its own and kiosks of the store") {
  static_assert(!std::is_invocable_v<decltype(&Log::event), Log&, std::string>);
  static_assert(!std::is_convertible_v<std::string, Log::Event> &&
                !std::is_convertible_v<const char*, Address>);
  static_assert(!std::is_convertible_v<std::string, const Kiosk*> &&
                !std::is_convertible_v<std::string, Kiosk>);
  static_assert(!std::is_convertible_v<Bytes, unsigned> && !std::is_convertible_v<std::string, std::size_t>);

  OpenOffice office;
  const std::string canary = "Zo4155550137";
  const Bytes body = bytes_of(canary);
  std::vector<std::string> calls;
  calls.push_back(http({.method = "GET", .target = "/" + canary}));
  calls.push_back(http({.method = canary, .target = "/healthz"}));
  calls.push_back(http({.method = "GET", .target = "/healthz", .headers = {{canary, canary}}, .body = body}));
  calls.push_back(http(office.put(body)));
  calls.push_back(http(office.status(R"({"version": ")" + canary + R"("})")));
  calls.push_back(http(office.status(R"({")" + canary + R"(": 1})")));
  calls.push_back(http(office.signed_call("PUT", std::string("/v1/requests/") + Office::id, "x",
                                          office.envelope, canary, office.facility.kiosk.secret)));
  calls.push_back(http({.method = "PUT", .target = "/v1/kiosks/" + canary + "/status", .body = body}));
  calls.push_back(http({.method = "POST", .target = "/v1/enrollments", .body = body}));
  calls.push_back(canary + "\r\n\r\n");
  calls.push_back(http(office.put(office.envelope)));
  for (const std::string& call : calls) {
    Client client = office.client();
    REQUIRE(client.send(call));
    REQUIRE(client.answer());
  }
  office.server->stop();

  const std::string log = office.log_file.text();
  CHECK(log.find(canary) == std::string::npos);
  CHECK(log.find("4155550137") == std::string::npos);
  CHECK(log.find(Office::id) == std::string::npos);
  CHECK(log.find(R"("call":"request","status":201,)") != std::string::npos);
  CHECK(log.find(R"("kiosk":"lobby-1")") != std::string::npos);
  std::istringstream lines(log);
  std::string line;
  int answered = 0;
  while (std::getline(lines, line)) {
    const auto json = nlohmann::json::parse(line, nullptr, false);
    REQUIRE(json.is_object());
    answered += json["event"] == "answered" ? 1 : 0;
  }
  CHECK(answered == static_cast<int>(calls.size()));
}

TEST_CASE("What cannot be listened on is said in words") {
  Office office;
  Log log(office.clock);
  const auto error = [&](Server::Options options) {
    const auto server = Server::start(options, office.api, log, office.clock);
    REQUIRE_FALSE(server);
    return server.error().what;
  };
  CHECK(error({.address = "localhost"}).find("127.0.0.1") != std::string::npos);
  CHECK(error({.certificate = "/nowhere.pem", .key = "/nowhere.key"}).find("/nowhere.pem") !=
        std::string::npos);
  const OpenOffice other;
  CHECK(error({.port = other.server->port()}).find("--listen") != std::string::npos);
}

TEST_CASE("Over TLS the same; nothing older than TLS 1.2") {
  if (std::system("openssl version > /dev/null 2>&1") != 0) SKIP("there is no openssl command");
  const TemporaryFolder folder;
  const std::string certificate = folder.path / "certificate.pem", key = folder.path / "key.pem";
  REQUIRE(
      std::system(("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "
                   "/CN=localhost -keyout " +
                   key + " -out " + certificate + " > /dev/null 2>&1")
                      .c_str()) == 0);
  const OpenOffice office({}, certificate, key);
  const auto said = [&](const std::string& text, const std::string& options = "") {
    const std::string asked = folder.path / "asked", answered = folder.path / "answered";
    std::ofstream(asked, std::ios::binary) << text;
    [[maybe_unused]] const int result =
        std::system(("openssl s_client -quiet -verify_return_error -CAfile " + certificate + " " + options +
                     " -connect 127.0.0.1:" + std::to_string(office.server->port()) + " < " + asked + " > " +
                     answered + " 2> /dev/null")
                        .c_str());
    return content_of(answered);
  };
  const std::string got = said(http(office.put(office.envelope), "Connection: close\r\n"));
  CHECK(got.starts_with("HTTP/1.1 201"));
  const auto receipt = got.substr(got.size() - std::min(got.size(), intake::receipt_size));
  CHECK(intake::verify_receipt(bytes_of(receipt), office.receipts.key));
  CHECK(said("GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n", "-tls1_2").starts_with("HTTP/1.1 200"));
  CHECK(
      said("GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n", "-tls1_1 -cipher ALL:@SECLEVEL=0").empty());

  // Who speaks no TLS is not answered, and not waited for.
  Client plain = office.client();
  REQUIRE(plain.send(health));
  CHECK(plain.ends_somehow());
}
