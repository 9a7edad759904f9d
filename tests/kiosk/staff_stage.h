// StaffStage: a stage for tests of the staff panel: the way in by the facility's name and the PIN, and what
// the panel asks of the rest of the program, written down.
#pragma once

#include <catch2/catch_test_macros.hpp>

#include "disk/pin_file.h"
#include "intake/pin.h"
#include "kiosk/staff_desk.h"
#include "kiosk/stage.h"
#include "ui/touch.h"

namespace porchlight::kiosk::test {

inline constexpr const char* pin = "271828";

// A stage whose kiosk has a staff desk; what it asks of the rest of the program is written down.
struct StaffStage {
  explicit StaffStage(Setting setting = {}) : stage(with_desk(std::move(setting))) {}

  Setting with_desk(Setting setting) {
    setting.staff = {.read_again = [this] { asked += "read again;"; },
                     .restart = [this] { asked += "restart;"; },
                     .set_clock = [this](Instant to) -> Outcome {
                       if (clock_refuses) return Error{"The network sets this clock."};
                       clock_set_to = to;
                       return Done{};
                     }};
    return setting;
  }

  void set_pin() {
    REQUIRE(disk::keep_pin_hash(stage.folder.path.string(), intake::hash_pin(pin).value()).ok());
  }
  void hold_the_name(milliseconds held = ui::hold_for + milliseconds(50)) {
    stage.visitor.wait(ui::touch_guard);
    const ui::Node* name = stage.visitor.find(stage.kiosk.site().facility.name);
    REQUIRE(name != nullptr);
    stage.gui.touch_down(name->box.centre_x(), name->box.centre_y());
    stage.visitor.settle();
    stage.visitor.wait(held);
    stage.gui.touch_up();
    stage.visitor.settle();
  }
  void type_pin(std::string_view digits) {
    if (const Outcome typed = stage.visitor.type(digits); !typed.ok()) FAIL(typed.error().what);
    stage.tap("Open");
    while (stage.kiosk.awaits_answer()) REQUIRE(stage.visitor.answer().ok());
  }
  void come_in() {
    set_pin();
    hold_the_name();
    type_pin(pin);
    REQUIRE(screen() == screens::ScreenId::staff);
  }
  screens::ScreenId screen() { return stage.visit().here().screen; }
  const screens::StaffReport& report() { return stage.staff.report(); }
  bool shows(std::string_view beginning) { return stage.visitor.find(beginning) != nullptr; }
  // Other answers may come first: what the panel reads from the disk whenever it is shown.
  bool comes_to(const std::function<bool()>& what_is_awaited) {
    while (!what_is_awaited()) {
      if (!stage.mailbox.wait(milliseconds(10'000))) return false;
      stage.visitor.settle();
    }
    return true;
  }
  bool comes_to_show(std::string_view beginning) {
    return comes_to([&] { return shows(beginning); });
  }

  std::string asked;
  bool clock_refuses = false;
  std::optional<Instant> clock_set_to;
  Stage stage;
};

}  // namespace porchlight::kiosk::test
