#include "kiosk/second_run.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>

#include "kiosk/stage.h"

extern char** environ;

namespace porchlight::kiosk::test {

SecondRun run_alone(const std::string& test,
                    const std::vector<std::pair<std::string, std::string>>& environment) {
  const TemporaryFolder folder;
  const std::string output = (folder.path / "output").string();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(), O_WRONLY | O_CREAT | O_APPEND,
                                   0600);
  posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);

  std::vector<std::string> texts{"test_kiosk", test};
  for (const auto& [name, value] : environment) texts.push_back(name + "=" + value);
  char* arguments[] = {texts[0].data(), texts[1].data(), nullptr};
  std::vector<char*> variables;
  for (std::size_t i = 2; i < texts.size(); ++i) variables.push_back(texts[i].data());
  for (char** variable = environ; *variable != nullptr; ++variable) variables.push_back(*variable);
  variables.push_back(nullptr);

  pid_t child = 0;
  REQUIRE(posix_spawn(&child, "/proc/self/exe", &actions, nullptr, arguments, variables.data()) == 0);
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  std::ifstream file(output);
  return {WIFEXITED(status) && WEXITSTATUS(status) == 0, {std::istreambuf_iterator<char>(file), {}}};
}

}  // namespace porchlight::kiosk::test
