#include "platform/voice_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

namespace porchlight::platform {
namespace {

// Where nothing outlives the machine being switched off, if there is such a place.
std::string new_folder() {
  const char* runtime = ::getenv("XDG_RUNTIME_DIR");
  std::error_code ignored;
  const std::filesystem::path parent = runtime != nullptr && std::filesystem::is_directory(runtime, ignored)
                                           ? std::filesystem::path(runtime)
                                           : std::filesystem::temp_directory_path(ignored);
  std::string path = (parent / "porchlight-voice-XXXXXX").string();
  return ::mkdtemp(path.data()) != nullptr ? path : std::string();
}

// In a process group of its own, with the socket as its input and output and nothing else of ours. The
// number of the process; < 0: none.
pid_t spawn(const std::string& program, const std::string& folder, bool silent, int socket) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, socket, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setpgroup(&attributes, 0);
  std::string name = program, where = folder, how = "--silent";
  char* arguments[] = {name.data(), where.data(), silent ? how.data() : nullptr, nullptr};
  pid_t process = -1;
  const int failed = ::posix_spawn(&process, program.c_str(), &actions, &attributes, arguments, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return failed == 0 ? process : -1;
}

}  // namespace

std::unique_ptr<VoiceProcess> VoiceProcess::start(const std::string& program, bool silent) {
  std::unique_ptr<VoiceProcess> voice(new VoiceProcess);
  voice->folder_ = new_folder();
  int ends[2];
  if (voice->folder_.empty() || ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return nullptr;
  voice->socket_ = ends[0];
  voice->process_ = spawn(program, voice->folder_, silent, ends[1]);
  ::close(ends[1]);
  return voice->process_ < 0 ? nullptr : std::move(voice);
}

VoiceProcess::~VoiceProcess() {
  if (process_ > 0) {
    ::kill(-process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  if (socket_ >= 0) ::close(socket_);
  std::error_code ignored;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

bool VoiceProcess::order(std::string_view bytes) {
  // A text is shorter than what a socket takes at once; one that is full belongs to a process that hangs.
  const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  return sent == static_cast<ssize_t>(bytes.size());
}

std::optional<std::vector<std::string>> VoiceProcess::told() {
  char some[1024];
  const ssize_t count = ::recv(socket_, some, sizeof some, MSG_DONTWAIT);
  if (count == 0) return std::nullopt;
  if (count > 0) input_.append(some, static_cast<std::size_t>(count));
  std::vector<std::string> lines;
  for (std::size_t end; (end = input_.find('\n')) != std::string::npos; input_.erase(0, end + 1))
    lines.push_back(input_.substr(0, end));
  return lines;
}

}  // namespace porchlight::platform
