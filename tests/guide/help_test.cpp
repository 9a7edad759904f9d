#include "guide/help.h"

#include <catch2/catch_test_macros.hpp>

using namespace porchlight;
using namespace porchlight::guide;

namespace {

Helpline line(std::string id, Pays pays, bool emergency = false) {
  Helpline result;
  result.id = std::move(id);
  result.pays = pays;
  result.emergency = emergency;
  return result;
}

Service service(std::string id, Service::Kind kind, Pays pays) {
  Service result;
  result.id = std::move(id);
  result.kind = kind;
  result.pays = pays;
  return result;
}

template <class Entries>
std::string ids(const Entries& entries) {
  std::string text;
  for (const auto* entry : entries) text += entry->id + " ";
  return text;
}

}  // namespace

TEST_CASE("On the help screen 911 comes first and nobody who pays is listed", "[help]") {
  const std::vector lines{
      line("988", Pays::none),       line("rehab-sales", Pays::per_call),   line("local", Pays::none),
      line("911", Pays::none, true), line("paid-911", Pays::listing, true), line("treatment", Pays::none)};
  CHECK(ids(for_help_screen(lines)) == "911 988 local treatment ");
  CHECK(for_help_screen({}).empty());
}

TEST_CASE("Among services of one kind, who pays for being listed stands last", "[help]") {
  using Kind = Service::Kind;
  const std::vector services{
      service("paid", Kind::detox, Pays::per_admission), service("county", Kind::detox, Pays::none),
      service("shelter", Kind::shelter, Pays::none),     service("listed", Kind::detox, Pays::listing),
      service("hospital", Kind::detox, Pays::none),
  };
  CHECK(ids(of_kind(services, Kind::detox)) == "county hospital paid listed ");
  CHECK(ids(of_kind(services, Kind::shelter)) == "shelter ");
  CHECK(of_kind(services, Kind::family).empty());
}
