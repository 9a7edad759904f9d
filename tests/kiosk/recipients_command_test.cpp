#include <catch2/catch_test_macros.hpp>

#include "disk/key_files.h"
#include "intake/recipient_set.h"
#include "kiosk/commands/commands.h"
#include "support/temporary_folder.h"

using namespace porchlight;
using namespace porchlight::kiosk;

namespace {

struct Office {
  TemporaryFolder folder;
  std::string path(const std::string& name) const { return (folder.path / name).string(); }
  RecipientOptions options() const {
    return {.out = path("set"),
            .root = path("root.key"),
            .team = "st-brendans",
            .epoch = 4,
            .days = 30,
            .callers = {"Callers=" + path("callers.key.pub")},
            .recovery = {"Safe=" + path("safe.key.pub")}};
  }
  Office() {
    REQUIRE(keygen(path("root.key"), true) == exit_ok);
    REQUIRE(keygen(path("callers.key"), false) == exit_ok);
    REQUIRE(keygen(path("safe.key"), false) == exit_ok);
  }
};

}  // namespace

TEST_CASE("the operator signs a set of the keys that keygen made") {
  const Office office;
  REQUIRE(recipients(office.options()) == exit_ok);
  const std::string bytes = content_of(office.path("set"));
  const auto root = intake::parse_signing_public(content_of(office.path("root.key.pub")));
  REQUIRE(root);
  const auto set = intake::verify_recipient_set(std::as_bytes(std::span(bytes)), *root);
  REQUIRE(set);
  CHECK(set->team == "st-brendans");
  CHECK(set->epoch == 4);
  CHECK(set->expires - set->issued == std::chrono::days(30));
  REQUIRE(set->recipients.size() == 2);
  CHECK(set->recipients[0].name == "Callers");
  CHECK(intake::to_text(set->recipients[0].key) + "\n" == content_of(office.path("callers.key.pub")));
  CHECK(set->recipients[1].recovery);
}

TEST_CASE("what cannot be signed leaves no file") {
  const Office office;
  const auto refused = [&](auto change) {
    RecipientOptions options = office.options();
    change(options);
    return recipients(options) == exit_failed && !std::filesystem::exists(office.path("set"));
  };
  CHECK(refused([](RecipientOptions& options) { options.callers = {"Callers"}; }));
  CHECK(refused([](RecipientOptions& options) { options.callers = {"Callers=/nowhere"}; }));
  CHECK(refused([](RecipientOptions& options) { options.callers.clear(); }));
  CHECK(refused(
      [&](RecipientOptions& options) { options.callers = {"Callers=" + office.path("root.key.pub")}; }));
  CHECK(refused([&](RecipientOptions& options) { options.root = office.path("callers.key"); }));
}
