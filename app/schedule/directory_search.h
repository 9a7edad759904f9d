// How a Directory answers.
#pragma once

#include "schedule/directory_index.h"

namespace porchlight::schedule {

Found search(const DirectoryIndex& index, const Wanted& wanted);

bool has(const std::vector<Filter>& filters, Filter::What what);

// What would narrow a number of meetings: gathered over their profiles.
class Narrowing {
 public:
  explicit Narrowing(const DirectoryIndex& index) : index_(index) {}

  void add(const DirectoryIndex::Profile& profile, bool near, bool far) {
    some_ |= profile.matching;
    all_ &= profile.matching;
    near_ |= near;
    far_ |= far;
  }

  std::vector<Filter> offered() const {
    std::vector<Filter> filters;
    for (std::size_t i = 0; i < index_.filters.size(); ++i) {
      const bool is_near = index_.filters[i].what == Filter::What::near;
      if (is_near ? near_ && far_ : some_[i] && !all_[i]) filters.push_back(index_.filters[i]);
    }
    return filters;
  }

 private:
  const DirectoryIndex& index_;
  DirectoryIndex::Matching some_, all_ = DirectoryIndex::Matching().set();
  bool near_ = false, far_ = false;
};

}  // namespace porchlight::schedule
