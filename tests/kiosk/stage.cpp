#include "kiosk/stage.h"

#include <stdlib.h>

#include <catch2/catch_test_macros.hpp>
#include <future>

#include "base/log.h"
#include "kiosk/panel.h"
#include "site/load.h"
#include "support/project_folder.h"

namespace porchlight::kiosk::test {
namespace {

std::unique_ptr<platform::Renderer> renderer_for(const Setting& setting) {
  if (setting.pixels)
    if (auto opened = platform::Offscreen::open(setting.size); opened.ok()) return std::move(*opened);
  return std::make_unique<platform::NullRenderer>();
}

}  // namespace

std::string example_config() {
  return support::project_folder() + "/kiosk-config";
}

std::shared_ptr<const site::Site> example_site() {
  static const std::shared_ptr<const site::Site> site = [] {
    const site::Loaded loaded = site::load(site::read_files(example_config()).value());
    REQUIRE(loaded.site);
    return loaded.site;
  }();
  return site;
}

Instant facility_time(const std::string& iso) {
  return schedule::parse_instant(iso, example_site()->schedule->zone()).value();
}

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "porchlight-test-XXXXXX").string();
  const char* made = ::mkdtemp(name.data());
  REQUIRE(made != nullptr);
  path = made;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path, ignored);
}

Stage::Stage(Setting setting)
    : clock(facility_time(setting.at)),
      gui(clock, setting.size),
      renderer(renderer_for(setting)),
      offscreen(dynamic_cast<platform::Offscreen*>(renderer.get())),
      storage(setting.outbox_folder.empty() ? folder.path.string() : setting.outbox_folder, clock),
      px(px_per_mm(setting.size, std::nullopt, std::nullopt)),
      desk(folder.path.string(), clock, random, storage, mailbox),
      staff({folder.path.string(), clock, storage, mailbox, &speech, setting.staff.read_again,
             setting.staff.restart, setting.staff.take_stick, setting.staff.set_clock,
             [this](text::Slip slip, auto then) { printing->print(std::move(slip), std::move(then)); },
             [this](std::string name, std::string bytes, auto then) {
               sticks->put(std::move(name), std::move(bytes), std::move(then));
             }}),
      printing(setting.printer
                   ? std::make_unique<PrintDesk>(setting.printer(), mailbox,
                                                 [this](PrintDesk::State state) { kiosk.set_printer(state); })
                   : nullptr),
      sticks(setting.stick ? std::make_unique<StickDesk>(StickDesk::Parts{
                                 setting.stick(), example_config(), folder.path.string(), clock, mailbox,
                                 [this](screens::StickReport report) { staff.stick_is(std::move(report)); }})
                           : nullptr),
      kiosk({clock, gui, desk, mailbox, px, &speech, printing.get(), &staff},
            setting.site ? setting.site : example_site()),
      visitor(clock, gui, kiosk, offscreen ? static_cast<platform::Renderer&>(blind) : *renderer, mailbox) {
  log::silence();
  kiosk.set_defaults({setting.language, setting.text_size, setting.theme});
  if (printing) {
    printing->use({.queue = "slips", .kind = site::PrinterSettings::Kind::receipt}, "US");
    REQUIRE(mailbox.wait(std::chrono::seconds(10)));
  }
  visitor.settle();
}

std::string Stage::say(std::string_view message) {
  return kiosk.catalog(visit().language).tr(message);
}

void Stage::tap(std::string_view message) {
  const Outcome tapped = visitor.tap(say(message));
  if (!tapped.ok()) FAIL(tapped.error().what);
}

void Stage::choose_language(const Language& language) {
  if (kiosk.site().languages.size() > 2) tap("Language");
  // In itself, whatever the visitor's language calls it.
  if (const Outcome tapped = visitor.tap(language::own_name(language)); !tapped.ok())
    FAIL(tapped.error().what);
}

void Stage::choose_text_size(std::string_view message) {
  tap("Text and colors");
  tap(message);
  tap("‹ Back");
}

void Stage::type(std::string_view text) {
  const Outcome typed = visitor.type(text);
  if (!typed.ok()) FAIL(typed.error().what);
}

void Stage::to_the_name() {
  tap("Ask us to call you");
  tap("Go on");
  REQUIRE(visit().here().screen == screens::ScreenId::name);
}

ui::Rect Stage::box_of(std::string_view message) {
  const ui::Node* node = visitor.find(say(message));
  REQUIRE(node != nullptr);
  return node->box;
}

storage::Counts Stage::counts() {
  std::promise<storage::Counts> promise;
  storage.counts([&](const Result<storage::Counts>& result) { promise.set_value(result.value()); });
  return promise.get_future().get();
}

void Stage::fill_in(std::string_view name, std::string_view number) {
  tap("Ask us to call you");
  if (const Outcome gone_on = visitor.tap(visitor.go_on_name()); !gone_on.ok()) FAIL(gone_on.error().what);
  type(name);
  tap("Next");
  type(number);
  tap("Next");
  tap("As soon as someone can");
  tap("Next");
}

}  // namespace porchlight::kiosk::test
