// BehindTheSoak: what goes on behind a kiosk that stands for a year: staff save good and broken files, a list
// on the network is there, changes, and is away, and the backstage thread brings all of it to the screen.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "delivery/backstage.h"
#include "kiosk/stage.h"

namespace porchlight::kiosk::test {

class BehindTheSoak {
 public:
  // Begins with a copy of the example facility, with one list on the network.
  explicit BehindTheSoak(Stage& stage);

  // Staff save something, by turns a good file and a broken one; what comes of it has reached the screen
  // when this returns.
  void save_something();

  int taken() const { return taken_; }
  int refused() const { return refused_; }

 private:
  void take(delivery::Backstage::Built built);
  void wait_for_another();

  Stage& stage_;
  TemporaryFolder folder_;
  std::string config_, kiosk_toml_, changes_;
  intake::SeededRandom random_{1};
  int saves_ = 0, taken_ = 0, refused_ = 0;
  std::unique_ptr<delivery::Backstage> backstage_;
};

}  // namespace porchlight::kiosk::test
