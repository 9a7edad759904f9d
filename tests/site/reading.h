// Reads a small meetings.csv, as a test writes it.
#pragma once

#include <catch2/catch_test_macros.hpp>

#include "example.h"
#include "site/formats/own_csv.h"

namespace porchlight::site {

inline TableContext own_context() {
  TableContext result;
  result.file = "meetings.csv";
  result.source = "meetings.csv";
  result.zone = "America/Los_Angeles";
  result.here = "St. Brendan’s Outreach Center";
  result.languages = {"en", "es"};
  return result;
}

inline ReadTable read_own(const std::string& text) {
  ReadTable table = read_own_csv(text, own_context());
  CHECK(adds_up(table.count));
  return table;
}

}  // namespace porchlight::site
