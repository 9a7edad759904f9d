// A network of a test's own: what is asked waits until the test answers it.
#pragma once

#include <poll.h>

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "delivery/http.h"

namespace porchlight::delivery {

struct FakeHttp final : Http {
  struct Asked {
    HttpRequest request;
    Then then;
  };
  std::vector<Asked> asked;

  void ask(HttpRequest request, Then then) override {
    asked.push_back({std::move(request), std::move(then)});
  }
  void wait(int, milliseconds) override {}
  void wake() override {}

  void answer(const HttpAnswer& answer) { take().then(&answer, nullptr); }
  void answer(long status, std::string body, std::map<std::string, std::string> headers = {}) {
    answer(HttpAnswer{status, std::move(body), std::move(headers)});
  }
  void fail(HttpTrouble trouble, std::string where = {}) {
    const Failed failed{trouble, std::move(where)};
    take().then(nullptr, &failed);
  }

 private:
  Asked take() {
    REQUIRE(asked.size() == 1);
    Asked first = std::move(asked.front());
    asked.clear();
    return first;
  }
};

}  // namespace porchlight::delivery
