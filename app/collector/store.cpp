#include "collector/store.h"

#include "collector/postgres_store.h"
#include "collector/sqlite_store.h"

namespace porchlight::collector {

Result<std::unique_ptr<Store>> open_store(const std::string& url) {
  constexpr std::string_view file = "sqlite:";
  if (url.starts_with(file) && url.size() > file.size()) return open_sqlite_store(url.substr(file.size()));
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) return open_postgres_store(url);
  return Error{
      "This is no place for a store. Write sqlite:PATH, or postgresql://USER@HOST/DATABASE where there are "
      "many kiosks."};
}

}  // namespace porchlight::collector
