// One visitor, a thousand requests: help stays one tap away, nothing that was called saved is lost, and the
// disk holds no more than they need.
#include <signal.h>
#include <sys/resource.h>

#include <catch2/catch_test_macros.hpp>
#include <future>
#include <set>

#include "intake/envelope.h"
#include "intake/making.h"
#include "kiosk/stage.h"
#include "support/temporary_folder.h"

namespace porchlight::kiosk::test {
namespace {

using screens::ScreenId;
using storage::Ballast;

constexpr int flood = 1'000;
// An envelope with its row and its places in the indexes; and SQLite's log, which is copied into the file
// after a thousand pages of 4 kB and may be larger by the commit that is under way.
constexpr std::uintmax_t most_bytes_per_request = 2'048;
constexpr std::uintmax_t most_log_bytes = std::uintmax_t{5} << 20;

struct Answers {
  std::set<std::string> saved;  // ids
  int refused = 0;
  int all() const { return static_cast<int>(saved.size()) + refused; }
};

// As the form's last tap does, again and again without waiting for the disk.
void ask_once_more(Stage& stage, Answers& answers) {
  stage.desk.save(intake::draft("Sam", "4155550137"), *example_site(), "en",
                  [&answers](const Result<Desk::Saved>& saved) {
                    if (saved)
                      answers.saved.insert(saved->id);
                    else
                      ++answers.refused;
                  });
}

void await_all(Stage& stage, const Answers& answers) {
  while (answers.all() < flood) {
    REQUIRE(stage.mailbox.wait(seconds(10)));
    stage.mailbox.deliver();
  }
  stage.visitor.settle();
}

void check_help(Stage& stage) {
  stage.tap("Help now: call or text");
  CHECK(stage.visitor.find("988") != nullptr);
  stage.tap("‹ Back");
}

// What the disk holds, by id; REQUIREs that nothing is there twice.
std::map<std::string, Bytes> kept(Stage& stage) {
  using Kept = std::map<std::string, Bytes>;
  std::promise<Kept> promise;
  stage.storage.ask<Kept>(
      [](storage::Outbox& outbox) -> Result<Kept> {
        Kept all;
        const std::vector<std::string> ids = outbox.waiting().value();
        for (const std::string& id : ids) all[id] = outbox.bytes_of(id).value().value();
        if (all.size() != ids.size()) return Error{"twice"};
        return all;
      },
      [&](const Result<Kept>& result) { promise.set_value(result.value()); });
  return promise.get_future().get();
}

void check_that_all_are_there(Stage& stage, const Answers& answers) {
  const auto on_disk = kept(stage);
  CHECK(on_disk.size() == answers.saved.size());
  for (const std::string& id : answers.saved) {
    REQUIRE(on_disk.contains(id));
    const auto header = intake::read_header(on_disk.at(id));
    REQUIRE(header);
    CHECK(header->id == id);
  }
}

std::uintmax_t bytes_in(const std::filesystem::path& folder) {
  std::uintmax_t bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) bytes += entry.file_size();
  return bytes;
}

// No file of this process grows beyond it: a disk that is full, for files that are there.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) {
    ::signal(SIGXFSZ, SIG_IGN);
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &before_) == 0);
    const rlimit small{bytes, before_.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  }
  ~SmallDisk() { ::setrlimit(RLIMIT_FSIZE, &before_); }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

 private:
  rlimit before_{};
};

TEST_CASE(
    "a visitor who asks a thousand times gets a thousand answers, and help is one tap away all the while") {
  const porchlight::TemporaryFolder disk(in_memory());
  Stage stage({.outbox_folder = disk.state()});
  Answers answers;
  for (int i = 0; i < flood; ++i) {
    ask_once_more(stage, answers);
    if (i % 100 == 0) check_help(stage);
  }
  await_all(stage, answers);
  CHECK(answers.refused == 0);
  CHECK(answers.saved.size() == flood);
  check_that_all_are_there(stage, answers);
  CHECK(bytes_in(disk.state()) < Ballast::size_bytes + most_log_bytes + flood * most_bytes_per_request);

  // Their receipts come, and the next visitor asks as if nothing had been.
  for (const auto& [id, bytes] : kept(stage)) {
    std::promise<bool> erased;
    stage.storage.ask<Done>(
        [id = id](storage::Outbox& outbox) -> Result<Done> {
          if (auto done = outbox.erase(id); !done) return done.error();
          return Done{};
        },
        [&](const Result<Done>& done) { erased.set_value(done.ok()); });
    REQUIRE(erased.get_future().get());
  }
  CHECK(kept(stage).empty());
  CHECK(std::filesystem::file_size(disk.state() + "/outbox.db-wal") == 0);
  CHECK(std::filesystem::file_size(disk.state() + "/ballast") == Ballast::size_bytes);
  stage.fill_in();
  stage.tap("Yes, call me");
  REQUIRE(stage.visitor.answer().ok());
  CHECK(stage.visit().here().screen == ScreenId::thanks);
}

TEST_CASE(
    "where the disk takes some of a thousand requests, those are kept and the others are told where to "
    "call") {
  const porchlight::TemporaryFolder disk(in_memory());
  Stage stage({.outbox_folder = disk.state()});
  Answers answers;
  constexpr rlim_t most_bytes_per_file = 1 << 20;
  {
    const SmallDisk small(most_bytes_per_file);
    for (int i = 0; i < flood; ++i) {
      ask_once_more(stage, answers);
      if (i % 100 == 0) check_help(stage);
    }
    await_all(stage, answers);
    CHECK(answers.saved.size() > 50);
    CHECK(answers.refused > 50);
    check_that_all_are_there(stage, answers);

    stage.fill_in();
    stage.tap("Yes, call me");
    REQUIRE(stage.visitor.answer().ok());
    CHECK(stage.visit().here().screen == ScreenId::not_saved);
    CHECK(stage.visitor.find("988") != nullptr);
    CHECK(stage.visitor.find(stage.say("Saved here. Not sent yet.")) == nullptr);
  }
  CHECK(bytes_in(disk.state()) < Ballast::size_bytes + 3 * most_bytes_per_file);
  stage.tap("Try again");
  stage.tap("Yes, call me");
  REQUIRE(stage.visitor.answer().ok());
  CHECK(stage.visit().here().screen == ScreenId::thanks);
  check_that_all_are_there(stage, [&] {
    Answers all = answers;
    all.saved.insert(stage.visit().request_id);
    return all;
  }());
}

}  // namespace
}  // namespace porchlight::kiosk::test
