#include "kiosk/behind_the_soak.h"

#include <fmt/format.h>

#include <catch2/catch_test_macros.hpp>
#include <condition_variable>
#include <deque>
#include <fstream>
#include <mutex>

namespace porchlight::kiosk::test {
namespace {

namespace fs = std::filesystem;

// A network that is there two times of three, with a list whose places are others each time. What is asked is
// answered in the next wait(), which lasts a moment of real time: nobody's clock tells when to wake.
class Weather final : public delivery::Http {
 public:
  void ask(delivery::HttpRequest, Then then) override { asked_.push_back(std::move(then)); }

  void wait(int, milliseconds at_most) override {
    constexpr milliseconds moment{20};
    {
      std::unique_lock lock(mutex_);
      woken_.wait_for(lock, std::min(at_most, moment), [this] { return wake_; });
      wake_ = false;
    }
    std::deque<Then> asked;
    asked.swap(asked_);
    for (const Then& then : asked) answer(then);
  }

  void wake() override {
    const std::lock_guard lock(mutex_);
    wake_ = true;
    woken_.notify_one();
  }

 private:
  void answer(const Then& then) {
    ++answers_;
    if (answers_ % 3 == 0) {
      const Failed failed{delivery::HttpTrouble::no_network, {}};
      return then(nullptr, &failed);
    }
    std::string list = "[";
    for (int i = 0; i < 20; ++i)
      list += fmt::format(
          R"({}{{"name":"Harbor {}","day":{},"time":"1{}:30","slug":"harbor-{}","location":"Pier {}"}})",
          i == 0 ? "" : ",", i, i % 7, i % 10, i, answers_ % 5);
    const delivery::HttpAnswer answer{200, list + "]", {}};
    then(&answer, nullptr);
  }

  std::deque<Then> asked_;  // of the backstage thread
  int answers_ = 0;
  std::mutex mutex_;
  std::condition_variable woken_;
  bool wake_ = false;  // guarded by mutex_
};

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void save(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

}  // namespace

BehindTheSoak::BehindTheSoak(Stage& stage)
    : stage_(stage), config_((folder_.path / "kiosk-config").string()) {
  fs::copy(example_config(), config_, fs::copy_options::recursive);
  kiosk_toml_ = text_of(config_ + "/kiosk.toml") +
                "\n[[feeds]]\nname = \"Harbor Intergroup\"\nurl = \"https://harbor.example.org/list.json\"\n"
                "fellowship = \"AA\"\nevery_hours = 24\n";
  changes_ = text_of(config_ + "/changes.csv");
  save(config_ + "/kiosk.toml", kiosk_toml_);
  backstage_ = std::make_unique<delivery::Backstage>(
      delivery::Backstage::Parts{config_, stage.folder.path.string(), stage.clock, random_,
                                 std::make_unique<Weather>(), stage.storage},
      [this](delivery::Backstage::Built built) {
        stage_.mailbox.post([this, built = std::move(built)]() mutable { take(std::move(built)); });
      });
  wait_for_another();
}

void BehindTheSoak::take(delivery::Backstage::Built built) {
  if (!built.site) {
    ++refused_;
    return;
  }
  ++taken_;
  stage_.storage.keep_last_good(std::move(built.files), [](const Result<Done>&) {});
  backstage_->dispose(stage_.kiosk.take(std::move(built.site)));
}

void BehindTheSoak::wait_for_another() {
  for (const int before = taken_ + refused_; taken_ + refused_ == before;) {
    REQUIRE(stage_.mailbox.wait(std::chrono::seconds(30)));
    stage_.mailbox.deliver();
  }
}

void BehindTheSoak::save_something() {
  const int what = saves_++ % 4;
  if (what == 0) save(config_ + "/changes.csv", changes_ + fmt::format("\n# the {} time\n", saves_));
  if (what == 1) save(config_ + "/kiosk.toml", "[facility\nname = \"half a fi");
  if (what == 2) save(config_ + "/kiosk.toml", kiosk_toml_);
  if (what == 3) save(config_ + "/changes.csv", changes_);
  backstage_->read_again();
  wait_for_another();
}

}  // namespace porchlight::kiosk::test
