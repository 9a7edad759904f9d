// FolderWatch: tells when something may have changed below a folder. Inotify wakes whoever waits; on network
// shares, which tell nobody what another computer changed, it says how often to look instead. A hint only:
// the stamps of the files decide. Thread: one.
#pragma once

#include <cstdint>
#include <string>

#include "base/clock.h"
#include "disk/descriptor.h"

namespace porchlight::delivery {

class FolderWatch {
 public:
  // Never fails: a folder that is not there yet, or a system without inotify, is looked at from time to time.
  explicit FolderWatch(std::string folder);

  // Readable when something may have changed; -1: there is nothing to wait for.
  int descriptor() const { return inotify_.number(); }

  // Whether something may have changed since the last call. Never waits.
  bool changed();

  // How often to look, even though nothing was told.
  milliseconds look_every() const { return look_every_; }

 private:
  void watch_all();
  void watch(const std::string& path, std::uint32_t events);

  std::string folder_;
  disk::Descriptor inotify_;
  milliseconds look_every_;
};

}  // namespace porchlight::delivery
