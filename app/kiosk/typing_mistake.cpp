#include "kiosk/typing_mistake.h"

#include <algorithm>

#include "schedule/fold.h"
#include "schedule/spelling.h"

namespace porchlight::kiosk {

std::string typing_mistake(const site::Site& site) {
  for (const schedule::Meeting& meeting : site.schedule->meetings())
    for (std::string& word : schedule::folded_words(meeting.name)) {
      const bool plain =
          std::all_of(word.begin(), word.end(), [](char letter) { return letter >= 'a' && letter <= 'z'; });
      if (!plain || word.size() < schedule::Spelling::shortest_for_one) continue;
      word.insert(2, 1, word[2]);
      const schedule::Found found = site.directory->search({word, {}});
      if (found.exact_count == 0 && found.similar_count > 0) return word;
    }
  return {};
}

}  // namespace porchlight::kiosk
