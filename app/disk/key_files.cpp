#include "disk/key_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "disk/descriptor.h"
#include "disk/state_folder.h"

namespace porchlight::disk {
namespace {

constexpr std::size_t max_file_bytes = 4096;

std::string_view first_key_line(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    if (line.starts_with("porchlight-")) return line;
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
  return {};
}

enum class Rights { only_owner, anybody };

Result<intake::SecretBytes> read_file(const std::string& path, Rights rights) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  struct stat status {};
  if (!file || fstat(file.number(), &status) != 0) return disk_error("Cannot read", path, errno);
  if (!S_ISREG(status.st_mode)) return Error{fmt::format("{} is no file.", path)};
  if (rights == Rights::only_owner && (status.st_mode & 077) != 0)
    return Error{
        fmt::format("Others may read {}. Take their right away: chmod 600 {}. If anybody else uses this "
                    "computer, make a new key.",
                    path, path)};
  intake::SecretBytes content(max_file_bytes);
  const ssize_t size = read(file.number(), content.bytes().data(), max_file_bytes);
  if (size < 0) return disk_error("Cannot read", path, errno);
  return content;
}

template <class Parse>
auto read_key(const std::string& path, Parse parse, Rights rights = Rights::only_owner)
    -> decltype(parse(std::string_view())) {
  const auto content = read_file(path, rights);
  if (!content) return content.error();
  const auto bytes = content->bytes();
  auto key = parse(first_key_line({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
  if (!key) return Error{path + ": " + key.error().what};
  return key;
}

bool write_whole(const Descriptor& file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(file.number(), text.data(), text.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

std::string folder_of(const std::string& path) {
  const auto parent = std::filesystem::path(path).parent_path();
  return parent.empty() ? "." : parent.string();
}

// Written beside and linked to its name, which fails if somebody was faster: a key is never half there, never
// replaced.
Outcome write_new(const std::string& path, std::string_view line, mode_t mode) {
  const std::string beside = fmt::format("{}.new-{}", path, getpid());
  unlink(beside.c_str());
  const Descriptor file(open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file) return disk_error("Cannot write", path, errno);
  const bool written = fchmod(file.number(), mode) == 0 && write_whole(file, line) &&
                       write_whole(file, "\n") && fsync(file.number()) == 0 &&
                       link(beside.c_str(), path.c_str()) == 0;
  const int error = errno;
  unlink(beside.c_str());
  if (!written && error == EEXIST)
    return Error{fmt::format("{} is there already. A key is never written over; move the file first.", path)};
  if (!written) return disk_error("Cannot write", path, error);
  return sync_folder(folder_of(path));
}

template <class Read, class Make>
auto read_or_make(const std::string& state_folder, const char* name, Read read, Make make)
    -> decltype(read("")) {
  if (auto prepared = prepare_state_folder(state_folder); !prepared) return prepared.error();
  const std::string path = state_folder + "/" + name;
  if (!std::filesystem::exists(std::filesystem::symlink_status(path)))
    if (auto written = write_secret_file(path, make()); !written) return written.error();
  return read(path);
}

Result<intake::SigningPair> signing_pair(const std::string& folder, const char* name, Random& random) {
  auto secret = read_or_make(folder, name, read_signing_secret,
                             [&] { return intake::to_text(intake::make_signing_pair(random).secret); });
  if (!secret) return secret.error();
  const intake::SigningPublic key = intake::public_of(*secret);
  return intake::SigningPair{key, std::move(*secret)};
}

}  // namespace

Result<intake::SealingSecret> read_sealing_secret(const std::string& path) {
  return read_key(path, intake::parse_sealing_secret);
}

Result<intake::SigningSecret> read_signing_secret(const std::string& path) {
  return read_key(path, intake::parse_signing_secret);
}

Result<intake::WithdrawKey> read_withdraw_key(const std::string& path) {
  return read_key(path, intake::parse_withdraw_key);
}

Result<intake::SigningPublic> read_signing_public(const std::string& path) {
  return read_key(path, intake::parse_signing_public, Rights::anybody);
}

Result<intake::SigningPair> kiosk_key(const std::string& state_folder, Random& random) {
  return signing_pair(state_folder, kiosk_key_name, random);
}

Result<intake::SigningPair> receipt_key(const std::string& keys_folder, Random& random) {
  return signing_pair(keys_folder, receipt_key_name, random);
}

Result<intake::WithdrawKey> withdraw_key(const std::string& state_folder, Random& random) {
  return read_or_make(state_folder, withdraw_key_name, read_withdraw_key,
                      [&] { return intake::to_text(intake::make_withdraw_key(random)); });
}

Outcome write_secret_file(const std::string& path, const intake::SecretText& line) {
  return write_new(path, line.view(), 0600);
}

Outcome write_public_file(const std::string& path, const std::string& line) {
  return write_new(path, line, 0644);
}

}  // namespace porchlight::disk
