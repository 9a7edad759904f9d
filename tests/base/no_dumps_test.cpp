// What the programs themselves do is in tests/faults/no_dumps_test.py.
#include "base/no_dumps.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <filesystem>
#include <string>

using namespace porchlight;

namespace {

struct EmptyFolder {
  std::filesystem::path path;
  EmptyFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "porchlight-dump-XXXXXX").string();
    path = ::mkdtemp(name.data());
  }
  EmptyFolder(const EmptyFolder&) = delete;
  EmptyFolder& operator=(const EmptyFolder&) = delete;
  ~EmptyFolder() { std::filesystem::remove_all(path); }
};

// A child that ends by a fault in `folder`, where its dump would be; whether the system says that there was
// one.
bool dumps(const std::filesystem::path& folder, bool forbidden) {
  const pid_t child = fork();
  if (child == 0) {
    signal(SIGABRT, SIG_DFL);  // Catch2 would print a report
    const rlimit all{RLIM_INFINITY, RLIM_INFINITY};
    setrlimit(RLIMIT_CORE, &all);
    if (chdir(folder.c_str()) != 0 || (forbidden && !write_no_dumps())) _exit(EXIT_FAILURE);
    abort();
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE((WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT));
  return WCOREDUMP(status);
}

}  // namespace

TEST_CASE("A program that faults leaves no dump of its memory") {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  SKIP("sanitizers write no dumps anyway");
#endif
  const EmptyFolder folder;
  CHECK_FALSE(dumps(folder.path, true));
  CHECK(std::filesystem::is_empty(folder.path));
  if (!dumps(folder.path, false)) SKIP("this system writes no dumps of any program");
}
