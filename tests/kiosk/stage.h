// Stage: one whole kiosk for a test, with a clock moved by hand and a state folder that goes with the test.
// Everything is the real thing but the display: taps go in where a finger's do.
//   Stage stage;
//   REQUIRE(stage.visitor.tap("Find a meeting").ok());
// Only one can stand at a time: ImGui has one context.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/clock.h"
#include "intake/random.h"
#include "kiosk/desk.h"
#include "kiosk/kiosk.h"
#include "kiosk/mailbox.h"
#include "kiosk/print_desk.h"
#include "kiosk/scripted_visitor.h"
#include "kiosk/stick_desk.h"
#include "platform/gui.h"
#include "platform/offscreen.h"
#include "platform/renderer.h"
#include "site/site.h"
#include "storage/storage.h"

namespace porchlight::kiosk::test {

// The example facility, kiosk-config/ of the source tree; read once.
std::shared_ptr<const site::Site> example_site();
std::string example_config();

// Tuesday evening, a quarter hour after some meetings began, with others still to come; in the facility's
// time.
inline constexpr const char* tuesday_evening = "2026-11-24T18:35";
Instant facility_time(const std::string& iso);

struct TemporaryFolder {
  std::filesystem::path path;
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
};

// Frames on the way to what is to be looked at need no pixels.
struct Blind final : platform::Renderer {
  void draw(ImDrawData*) override {}
};

struct Setting {
  platform::PixelSize size{1080, 1920};
  std::optional<Language> language;  // nothing: the facility's first
  ui::TextSize text_size = ui::TextSize::m;
  ui::ThemeName theme = ui::ThemeName::standard;
  std::string at = tuesday_evening;
  std::shared_ptr<const site::Site> site;                       // nothing: the example facility
  std::string outbox_folder;                                    // empty: the state folder
  std::function<std::unique_ptr<platform::Printer>()> printer;  // makes it; nothing: there is none
  std::function<std::unique_ptr<disk::Stick>()> stick;          // makes it; nothing: nobody ever puts one in
  bool pixels = false;  // draws; check `offscreen`, there may be no EGL here
  // What staff can ask of the rest of the program.
  struct Program {
    std::function<void()> read_again, restart, take_stick;
    std::function<Outcome(Instant)> set_clock;
  } staff;
};

struct Stage {
  explicit Stage(Setting setting = {});

  // What a message reads in the visitor's language.
  std::string say(std::string_view message);
  // Taps the target with this message on it. A test that fails names what there was instead.
  void tap(std::string_view message);
  // By the bottom bar; where the facility has two languages its button is the language itself.
  void choose_language(const Language& language);
  // By the name it is offered with: "Large text". Comes back from there.
  void choose_text_size(std::string_view message);
  void type(std::string_view text);
  // From any screen with "Ask us to call you".
  void to_the_name();
  // Types a name and a number and goes on to the review; from any screen with "Ask us to call you".
  void fill_in(std::string_view name = "Sam", std::string_view number = "4155550137");

  screens::Visit& visit() { return *kiosk.visit(); }
  std::string name_typed() { return std::string(visit().draft.name.view()); }
  ui::Rect box_of(std::string_view message);
  storage::Counts counts();

  TemporaryFolder folder;
  FakeClock clock;
  platform::Gui gui;
  std::unique_ptr<platform::Renderer> renderer;
  platform::Offscreen* offscreen = nullptr;  // only with `pixels`; draw with it what is to be looked at
  Blind blind;
  intake::SeededRandom random{20261124};
  Mailbox mailbox;
  storage::Storage storage;
  PxPerMm px;
  Desk desk;
  ui::FakeSpeech speech;
  StaffDesk staff;
  std::unique_ptr<PrintDesk> printing;
  std::unique_ptr<StickDesk> sticks;
  Kiosk kiosk;
  ScriptedVisitor visitor;
};

}  // namespace porchlight::kiosk::test
