#include "delivery/site_builder.h"

#include <algorithm>

#include "delivery/base_store.h"

namespace porchlight::delivery {
namespace {

std::optional<site::FileStamps> stamps_of(const std::string& config) {
  Result<site::FileStamps> stamps = site::stamp_files(config);
  if (!stamps) return std::nullopt;
  return std::move(*stamps);
}

site::Problem unreadable(const std::string& config, const Error& error) {
  site::Problem problem;
  problem.severity = site::Problem::Severity::fatal;
  problem.file = config;
  problem.what = error.what;
  problem.to_do = "Put the folder back, or name another one with --config.";
  problem.meanwhile = "The kiosk goes on with the last configuration that was good.";
  return problem;
}

}  // namespace

SiteBuilder::SiteBuilder(std::string config, std::string state_folder, const Clock& clock)
    : config_(std::move(config)),
      state_folder_(std::move(state_folder)),
      clock_(clock),
      watch_(config_),
      next_look_(clock.monotonic()) {}

SiteBuilder::Built SiteBuilder::build(const site::FeedStates& fetched) {
  first_change_.reset();
  last_change_.reset();
  // Stamped before they are read: what changes in between differs, and is read again.
  read_ = stamps_of(config_);
  next_look_ = clock_.monotonic() + watch_.look_every();
  Result<site::Files> files = read_config(config_, state_folder_);
  if (!files.ok()) return {{}, nullptr, {unreadable(config_, files.error())}, {}};
  site::Loaded loaded =
      site::load(*files, clock_.trusted() ? std::optional(clock_.now()) : std::nullopt, fetched);
  return {std::move(*files), std::move(loaded.site), std::move(loaded.problems), std::move(loaded.feeds)};
}

std::optional<SiteBuilder::Built> SiteBuilder::poll(const site::FeedStates& fetched) {
  const Monotonic now = clock_.monotonic();
  const bool told = watch_.changed();
  if (told || (!last_change_ && now >= next_look_)) {
    next_look_ = now + watch_.look_every();
    if (told || stamps_of(config_) != read_) {
      last_change_ = now;
      if (!first_change_) first_change_ = now;
    }
  }
  if (!last_change_ || now < next()) return std::nullopt;
  if (stamps_of(config_) != read_) return build(fetched);
  // Only looked at, or written as it was.
  first_change_.reset();
  last_change_.reset();
  return std::nullopt;
}

Monotonic SiteBuilder::next() const {
  if (!last_change_) return next_look_;
  return std::min(*last_change_ + settles_after, *first_change_ + settles_at_most);
}

}  // namespace porchlight::delivery
