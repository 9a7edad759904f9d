#include "schedule/kind.h"

#include <unordered_map>

#include "schedule/fellowship_kinds.h"

namespace porchlight::schedule {

const Kind* find_kind(std::string_view code) {
  static const auto by_code = [] {
    std::unordered_map<std::string_view, const Kind*> map;
    for (const Kind& kind : kinds()) map.emplace(kind.code, &kind);
    return map;
  }();
  const auto found = by_code.find(code);
  return found == by_code.end() ? nullptr : found->second;
}

const Kind* find_kind(std::string_view code, std::string_view fellowship) {
  if (const Kind* explained = explained_for(code, fellowship)) return explained;
  return find_kind(code);
}

}  // namespace porchlight::schedule
