// Filter: one thing a visitor can narrow the list of meetings by, with one tap.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schedule/kind.h"
#include "schedule/meeting.h"

namespace porchlight::schedule {

// Several at once narrow together.
struct Filter {
  enum class What { here, near, subject, kind, language, in_person, online } what = What::here;
  Subject subject = Subject::alcohol;  // What::subject
  std::string code;                    // What::kind: "W"; What::language: "es"
  friend bool operator==(const Filter&, const Filter&) = default;
};

// A hybrid meeting is both in person and online. "LGBTQ" also finds meetings for some of them: gay, lesbian,
// trans... A language is found with or without a country ("es" finds "es-MX"), also when only a kind says it.
// What::near depends on where the kiosk stands, which a meeting does not know: see Directory; here every
// meeting matches it.
bool matches(const Meeting& meeting, const Filter& filter);
bool matches(const Meeting& meeting, const std::vector<Filter>& filters);

// The languages a meeting is in, without countries, each once; from what it says and from its kinds.
std::vector<std::string_view> languages_of(const Meeting& meeting);

// In the order they are offered: what most people look for; then, outside of these two, the languages; then
// the rest.
std::span<const Filter> common_filters();
std::span<const Filter> further_filters();

}  // namespace porchlight::schedule
