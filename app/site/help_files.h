// helplines.toml and services.toml: who can be called, who answers, and who pays. An entry that does not say
// both is refused: a number without "who answers" is never shown.
#pragma once

#include <string_view>
#include <vector>

#include "base/local_text.h"
#include "guide/help.h"
#include "site/problem.h"

namespace porchlight::site {

struct ReadHelplines {
  std::vector<guide::Helpline> helplines;
  std::vector<Problem> problems;
};
ReadHelplines read_helplines(std::string_view text, const std::vector<Language>& languages);

struct ReadServices {
  std::vector<guide::Service> services;
  std::vector<Problem> problems;
};
ReadServices read_services(std::string_view text, const std::vector<Language>& languages);

// 911, 988 and the national referral line (1-800-662-4357), for when staff's own list cannot be read. Of the
// United States; in every language that has a catalog.
std::vector<guide::Helpline> built_in_helplines();

}  // namespace porchlight::site
