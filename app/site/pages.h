// The pages of the guide: those built into the program, replaced or joined by those of
// kiosk-config/pages/<lang>/.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/local_text.h"
#include "guide/page.h"
#include "site/problem.h"

namespace porchlight::site {

using Pages = std::map<Language, std::vector<guide::Page>>;

struct ReadPages {
  Pages pages;  // in each language by shelf, order, id
  std::vector<Problem> problems;
};

// `files`: as of load.h; only those below "pages/" and "base/pages/" count.
ReadPages read_pages(const std::map<std::string, std::string>& files, const std::vector<Language>& languages);

}  // namespace porchlight::site
