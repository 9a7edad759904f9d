#include "delivery/base_store.h"

#include <fstream>
#include <iterator>

#include "disk/state_folder.h"

namespace porchlight::delivery {
namespace {

std::string path_in(const std::string& state_folder) {
  return state_folder + "/" + base_file_name;
}

Result<intake::BaseConfig> verified(const Enrolment& enrolment, std::span<const std::byte> bytes) {
  auto config = intake::verify_base_config(bytes, enrolment.root_key);
  if (config && config->team != enrolment.team) return Error{"This base configuration is of another team."};
  return config;
}

}  // namespace

std::optional<intake::BaseConfig> kept_base(const Enrolment& enrolment, const std::string& state_folder) {
  std::ifstream file(path_in(state_folder), std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  auto config = verified(enrolment, std::as_bytes(std::span(bytes)));
  return config ? std::optional(std::move(*config)) : std::nullopt;
}

Result<std::optional<intake::BaseConfig>> newer_base(const Enrolment& enrolment,
                                                     const std::string& state_folder,
                                                     std::span<const std::byte> base) {
  auto next = verified(enrolment, base);
  if (!next) return next.error();
  const auto current = kept_base(enrolment, state_folder);
  if (current && next->number <= current->number) return std::optional<intake::BaseConfig>();
  return std::optional(std::move(*next));
}

Outcome keep_base(std::span<const std::byte> base, const std::string& state_folder) {
  const std::string_view bytes{reinterpret_cast<const char*>(base.data()), base.size()};
  if (auto written = disk::write_whole_file(path_in(state_folder), bytes); !written) return written;
  return disk::sync_folder(state_folder);
}

site::Files with_base(site::Files files, const std::string& state_folder) {
  const auto enrolment = read_enrolment(state_folder);
  if (!enrolment || !*enrolment) return files;
  if (auto config = kept_base(**enrolment, state_folder))
    for (auto& [path, bytes] : config->files) files[std::string(site::base_prefix) + path] = std::move(bytes);
  return files;
}

Result<site::Files> read_config(const std::string& config, const std::string& state_folder) {
  auto files = site::read_files(config);
  if (!files) return files.error();
  return with_base(std::move(*files), state_folder);
}

}  // namespace porchlight::delivery
