#include "intake/base_config.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <optional>

#include "intake/layout.h"
#include "intake/sodium.h"
#include "intake/wire.h"

namespace porchlight::intake {
namespace {

constexpr std::string_view base_magic = "porchbas";
constexpr std::uint8_t base_version = 1;
constexpr std::size_t spare_bytes = 3;
constexpr std::size_t team_bytes = 32;
constexpr std::size_t header_bytes = 52;      // up to the first file
constexpr std::size_t file_header_bytes = 6;  // the lengths of its path and of its bytes

std::string_view text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Never a path that leads out of the folder, or to a hidden file.
bool is_path(std::string_view path) {
  if (path.empty() || path.size() > max_base_path_bytes) return false;
  for (std::size_t from = 0; from <= path.size();) {
    const std::size_t end = std::min(path.find('/', from), path.size());
    const std::string_view part = path.substr(from, end - from);
    if (!layout::is_plain_name(part, max_base_path_bytes) || part.front() == '.') return false;
    from = end + 1;
  }
  return true;
}

std::size_t size_of(const BaseConfig& config) {
  std::size_t size = header_bytes + layout::signature_bytes;
  for (const auto& [path, bytes] : config.files) size += file_header_bytes + path.size() + bytes.size();
  return size;
}

// Nothing: the lengths lead out of the bytes, or two files have one path.
std::optional<std::map<std::string, std::string>> read_files(std::span<const std::byte> bytes,
                                                             std::size_t count) {
  wire::Reader reader(bytes);
  std::size_t left = bytes.size();
  const auto take = [&](std::size_t size) -> std::optional<std::string_view> {
    if (size > left) return std::nullopt;
    left -= size;
    return text_of(reader.bytes(size));
  };
  std::map<std::string, std::string> files;
  for (std::size_t i = 0; i < count; ++i) {
    if (left < file_header_bytes) return std::nullopt;
    left -= file_header_bytes;
    const std::size_t path_size = reader.number<std::uint16_t>(), size = reader.number<std::uint32_t>();
    const auto path = take(path_size), content = take(size);
    if (!path || !content || !is_path(*path) || !files.emplace(*path, *content).second) return std::nullopt;
  }
  if (left > 0) return std::nullopt;
  return files;
}

}  // namespace

Result<Bytes> sign(const BaseConfig& config, const SigningSecret& root) {
  sodium_ready();
  if (config.files.empty()) return Error{"There is no file to be signed."};
  if (!layout::is_plain_name(config.team, team_bytes))
    return Error{"The team’s name has up to 32 letters, digits, hyphens, underscores and dots."};
  for (const auto& [path, bytes] : config.files)
    if (!is_path(path))
      return Error{"“" + path +
                   "” cannot be sent to kiosks. Name files with letters, digits, hyphens and dots alone."};
  if (size_of(config) > max_base_config_bytes)
    return Error{"The files are more than 1 MB together. Leave lists of meetings to [[feeds]]."};

  Bytes bytes(size_of(config));
  wire::Writer writer(bytes);
  writer.bytes(std::as_bytes(std::span(base_magic)));
  writer.number(base_version);
  writer.zeros(spare_bytes);
  writer.number(config.number);
  writer.padded(config.team, team_bytes);
  writer.number(static_cast<std::uint32_t>(config.files.size()));
  for (const auto& [path, content] : config.files) {
    writer.number(static_cast<std::uint16_t>(path.size()));
    writer.number(static_cast<std::uint32_t>(content.size()));
    writer.bytes(std::as_bytes(std::span(path)));
    writer.bytes(std::as_bytes(std::span(content)));
  }
  std::array<unsigned char, crypto_sign_BYTES> signature;
  crypto_sign_detached(signature.data(), nullptr, in(bytes), bytes.size() - layout::signature_bytes,
                       in(root.bytes()));
  writer.bytes(std::as_bytes(std::span(signature)));
  return bytes;
}

Result<BaseConfig> verify_base_config(std::span<const std::byte> bytes, const SigningPublic& root) {
  sodium_ready();
  const Error refused{"This is not a base configuration that our root key has signed."};
  if (bytes.size() < header_bytes + layout::signature_bytes || bytes.size() > max_base_config_bytes)
    return refused;
  const auto signed_part = bytes.first(bytes.size() - layout::signature_bytes);
  if (crypto_sign_verify_detached(in(bytes.last(layout::signature_bytes)), in(signed_part),
                                  signed_part.size(), in(root.bytes)) != 0)
    return refused;

  wire::Reader reader(signed_part);
  if (text_of(reader.bytes(base_magic.size())) != base_magic) return refused;
  if (reader.number<std::uint8_t>() != base_version)
    return Error{"This base configuration was made by a newer version. Update the kiosk."};
  reader.zeros(spare_bytes);
  BaseConfig config;
  config.number = reader.number<std::uint32_t>();
  config.team = reader.padded(team_bytes);
  const std::size_t count = reader.number<std::uint32_t>();
  auto files = read_files(signed_part.subspan(header_bytes), count);
  if (!reader.clean() || !layout::is_plain_name(config.team, team_bytes) || !files || files->empty())
    return refused;
  config.files = std::move(*files);
  return config;
}

}  // namespace porchlight::intake
