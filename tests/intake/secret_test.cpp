#include "intake/secret.h"

#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <type_traits>

#include "making.h"

using namespace porchlight::intake;

TEST_CASE("What is typed can be read, taken back a character at a time, and cleared") {
  SecretText text;
  CHECK(text.empty());
  REQUIRE(text.append("Zoë"));
  REQUIRE(text.append("本"));
  CHECK(text.view() == "Zoë本");
  text.erase_last();
  CHECK(text.view() == "Zoë");
  text.erase_last();
  CHECK(text.view() == "Zo");
  text.erase_last();
  text.erase_last();
  text.erase_last();
  CHECK(text.empty());
  REQUIRE(text.append("Ana"));
  text.clear();
  CHECK(text.empty());
}

TEST_CASE("A text that does not fit is refused whole") {
  SecretText text;
  REQUIRE(text.append(std::string(SecretText::capacity_bytes - 1, 'a')));
  CHECK_FALSE(text.append("é"));
  CHECK(text.view().size() == SecretText::capacity_bytes - 1);
  CHECK(text.append("b"));
  CHECK_FALSE(text.append("c"));
}

TEST_CASE("A secret that was moved away is empty and can be used again") {
  SecretText from = secret_text("Ana");
  const SecretText to = std::move(from);
  CHECK(to.view() == "Ana");
  CHECK(from.empty());
  from.erase_last();
  from.clear();
  CHECK(from.append("Bo"));
  CHECK(from.view() == "Bo");
}

TEST_CASE("Secrets cannot be copied") {
  STATIC_CHECK_FALSE(std::is_copy_constructible_v<SecretText>);
  STATIC_CHECK_FALSE(std::is_copy_assignable_v<SecretBytes>);
  STATIC_CHECK_FALSE(std::is_copy_constructible_v<SigningSecret>);
}

TEST_CASE("Clearing and erasing leave zeros behind, not only a shorter text") {
  SecretText text = secret_text("canary-9");
  const char* memory = text.view().data();
  text.erase_last();
  CHECK(memory[7] == 0);
  text.clear();
  for (int i = 0; i < 8; ++i) CHECK(memory[i] == 0);
}

// What a freed page held cannot be looked at: it is gone from the process, and touching it ends it.
TEST_CASE("Reading a secret after its end stops the program") {
  const pid_t child = fork();
  if (child == 0) {
    const rlimit no_core{0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    signal(SIGSEGV, SIG_DFL);  // Catch2 would print a report
    const volatile char* memory = nullptr;
    {
      const SecretText text = secret_text("canary");
      memory = text.view().data();
    }
    _exit(memory[0] == 0 ? 1 : 2);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK((WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV));
}

TEST_CASE("A secret says whether its memory could be locked against swapping") {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  SKIP("sanitizers turn mlock off");
#endif
  const pid_t child = fork();
  if (child == 0) {
    const rlimit nothing{0, 0};
    setrlimit(RLIMIT_MEMLOCK, &nothing);
    if (setuid(65534) != 0) _exit(3);  // root may lock whatever the limit says
    const SecretText text;
    _exit(text.lock_error() != 0 ? 0 : 1);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  if (WEXITSTATUS(status) == 3) SKIP("cannot give up the right to lock memory");
  CHECK(WEXITSTATUS(status) == 0);
}

// What the kernel says of the pages that hold what is typed (proc(5), VmFlags): lo is locked, dd is left out
// of dumps.
TEST_CASE("The memory of what is typed is never swapped and in no dump") {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  SKIP("sanitizers turn mlock off");
#endif
  SecretText text;
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

TEST_CASE("A string that carried a secret is zero over its whole capacity after wiping") {
  std::string longer = "+14155550137 and more than fits inside the object", shorter = "4155550137";
  const char* memory = longer.data();
  const std::size_t size = longer.size();
  wipe(longer);
  wipe(shorter);
  CHECK(longer.empty());
  for (std::size_t i = 0; i < size; ++i) REQUIRE(memory[i] == 0);
  for (int i = 0; i < 10; ++i) REQUIRE(shorter.data()[i] == 0);
}
