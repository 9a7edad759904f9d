// Directory: finds meetings by words and filters. Immutable; made once per Schedule; read from any thread.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language/catalog.h"
#include "schedule/kind.h"
#include "schedule/schedule.h"

namespace porchlight::schedule {

// One tap each; several at once narrow together.
struct Filter {
  enum class What { here, subject, kind, language, in_person, online } what = What::here;
  Subject subject = Subject::alcohol;  // What::subject
  std::string code;                    // What::kind: "W"; What::language: "es"
  friend bool operator==(const Filter&, const Filter&) = default;
};

// A hybrid meeting is both in person and online. "LGBTQ" also finds meetings for some of them: gay, lesbian,
// trans... A language is found with or without a country ("es" finds "es-MX"), also when only a kind says it.
bool matches(const Meeting& meeting, const Filter& filter);
bool matches(const Meeting& meeting, const std::vector<Filter>& filters);

class Directory {
 public:
  // Labels of kinds are found in English and in the languages of `catalogs`, which are only used here.
  explicit Directory(std::shared_ptr<const Schedule> schedule,
                     std::span<const language::Catalog> catalogs = {});

  // Meetings that hold every word of `query` as the beginning of a word of their name, group, place, address,
  // region, fellowship, kinds or language; blind to case and accents. Best first: names before places. Empty
  // query: none. Inactive meetings are never found. They live as long as the schedule.
  std::vector<const Meeting*> search(std::string_view query) const;

  // Of the common filters, those that some meeting matches together with `chosen` but not all do; in a fixed
  // order.
  std::vector<Filter> offered(const std::vector<Filter>& chosen) const;

 private:
  struct Index;
  std::shared_ptr<const Index> index_;
};

// Great-circle distance in metres.
double distance_m(Coordinates a, Coordinates b);

}  // namespace porchlight::schedule
