#include "kiosk/no_dumps.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>

#include "intake/secret.h"
#include "kiosk/stage.h"

namespace porchlight::kiosk::test {
namespace {

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

TEST_CASE("a program that faults leaves no dump of its memory") {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  SKIP("sanitizers write no dumps anyway");
#endif
  const TemporaryFolder folder;
  CHECK_FALSE(dumps(folder.path, true));
  CHECK(std::filesystem::is_empty(folder.path));
  if (!dumps(folder.path, false)) SKIP("this system writes no dumps of any program");
}

// What the kernel says of the pages that hold what is typed (proc(5), VmFlags): lo is locked, dd is left out
// of dumps.
TEST_CASE("the memory of what is typed is never swapped and in no dump") {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  SKIP("sanitizers turn mlock off");
#endif
  intake::SecretText text;
  REQUIRE(text.append("4155550137"));
  const auto address = reinterpret_cast<std::uintptr_t>(text.view().data());
  std::ifstream smaps("/proc/self/smaps");
  std::string line;
  bool here = false, found = false;
  while (std::getline(smaps, line)) {
    std::uintptr_t from = 0, to = 0;
    if (std::sscanf(line.c_str(), "%lx-%lx ", &from, &to) == 2) here = from <= address && address < to;
    if (!here || !line.starts_with("VmFlags:")) continue;
    found = true;
    CAPTURE(line);
    CHECK(line.find(" lo") != std::string::npos);
    CHECK(line.find(" dd") != std::string::npos);
  }
  CHECK(found);
}

}  // namespace
}  // namespace porchlight::kiosk::test
