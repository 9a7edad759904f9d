// What must hold when the power goes, the disk is full or damaged, or somebody reads the disk.
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <functional>

#include "storage/outbox.h"
#include "support/temporary_folder.h"

using namespace porchlight;
using namespace porchlight::storage;

namespace {

// Runs `work` in a process of its own; its result, or 128 and the signal that ended it.
int in_child(const std::function<int()>& work) {
  const pid_t child = fork();
  if (child == 0) _exit(work());
  int status = 0;
  waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

constexpr int skipped = 77;

}  // namespace

TEST_CASE("A request that was acknowledged is there after kill -9, a hundred times") {
  const TemporaryFolder folder;
  const FakeClock clock(intake::test_now);
  std::vector<std::string> ids;
  for (std::uint64_t i = 0; i < 100; ++i) {
    const auto sealed = sealed_request(i);
    ids.push_back(sealed.id);
    const int ended = in_child([&] {
      auto outbox = Outbox::open(folder.state(), clock);
      if (!outbox || !outbox->save(sealed.id, sealed.bytes)) return 1;
      return kill(getpid(), SIGKILL);
    });
    REQUIRE(ended == 128 + SIGKILL);
  }
  auto outbox = Outbox::open(folder.state(), clock);
  REQUIRE(outbox);
  CHECK_FALSE(outbox->set_aside());
  CHECK(*outbox->waiting() == ids);
}

TEST_CASE("kill -9 at any moment loses nothing acknowledged and damages nothing") {
  const TemporaryFolder folder;
  const FakeClock clock(intake::test_now);
  std::uint64_t next = 0;
  std::vector<std::string> acknowledged;
  for (int round = 0; round < 30; ++round) {
    int channel[2];
    REQUIRE(pipe(channel) == 0);
    const pid_t child = fork();
    if (child == 0) {
      auto outbox = Outbox::open(folder.state(), clock);
      for (std::uint64_t i = next; outbox; ++i) {
        const auto sealed = sealed_request(i);
        if (!outbox->save(sealed.id, sealed.bytes) || write(channel[1], "x", 1) != 1) break;
      }
      _exit(1);
    }
    close(channel[1]);
    // After a different number of acknowledgements each time the next save is under way.
    char x = 0;
    for (int i = 0; i <= round % 7; ++i) {
      REQUIRE(read(channel[0], &x, 1) == 1);
      acknowledged.push_back(sealed_request(next++).id);
    }
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    while (read(channel[0], &x, 1) == 1) acknowledged.push_back(sealed_request(next++).id);
    close(channel[0]);
    // One that was saved and not acknowledged any more may be there too.
    auto outbox = Outbox::open(folder.state(), clock);
    REQUIRE(outbox);
    REQUIRE_FALSE(outbox->set_aside());
    const auto last = sealed_request(next);
    if (*outbox->bytes_of(last.id)) {
      acknowledged.push_back(last.id);
      ++next;
    }
    REQUIRE(*outbox->waiting() == acknowledged);
  }
}

TEST_CASE("Of what was typed no byte is in the state folder") {
  const TemporaryFolder folder;
  const FakeClock clock(intake::test_now);
  const auto sealed = sealed_request(1, "Canaryname", "4155550137");
  auto outbox = Outbox::open(folder.state(), clock);
  REQUIRE(outbox);
  REQUIRE(outbox->save(sealed.id, sealed.bytes));
  REQUIRE(any_file_holds(folder.state(), sealed.id));  // the search does find what is there
  for (const std::string_view text :
       {std::string_view("Canaryna"), std::string_view("aryname"), std::string_view("41555501"),
        std::string_view("55550137"), sealed.digits.view()})
    CHECK_FALSE(any_file_holds(folder.state(), text));
}

TEST_CASE("Of a request that was erased, withdrawn or has expired no byte is left") {
  const TemporaryFolder folder;
  FakeClock clock(intake::test_now);
  auto outbox = Outbox::open(folder.state(), clock);
  REQUIRE(outbox);
  const auto a = sealed_request(1), b = sealed_request(2), c = sealed_request(3), stays = sealed_request(4);
  for (const auto* sealed : {&a, &b, &c}) REQUIRE(outbox->save(sealed->id, sealed->bytes));
  clock.advance(std::chrono::days(10));
  REQUIRE(outbox->save(stays.id, stays.bytes));
  const auto is_there = [&](const intake::Sealed& sealed) {
    return any_file_holds(folder.state(), as_text(sealed.bytes).substr(300, 16)) ||
           any_file_holds(folder.state(), sealed.id) ||
           any_file_holds(folder.state(), as_text(hash_of(sealed)));
  };
  for (const auto* sealed : {&a, &b, &c, &stays}) REQUIRE(is_there(*sealed));
  REQUIRE(outbox->erase(a.id));
  CHECK_FALSE(is_there(a));
  REQUIRE(*outbox->withdraw(hash_of(b)) == Withdrawn::erased);
  CHECK_FALSE(is_there(b));
  clock.advance(std::chrono::days(4));
  REQUIRE(*outbox->expire() == 1);
  CHECK_FALSE(is_there(c));
  CHECK(is_there(stays));
}

TEST_CASE("On a full disk saving says so, nothing is lost, and erasing still works") {
  const TemporaryFolder folder;
  const int result = in_child([&]() -> int {
    // A small disk of our own, seen by this process alone.
    if (unshare(CLONE_NEWNS) != 0 && unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return skipped;
    mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
    if (mount("tmpfs", folder.path.c_str(), "tmpfs", 0, "size=6m") != 0) return skipped;

    const FakeClock clock(intake::test_now);
    auto opened = Outbox::open(folder.state(), clock);
    if (!opened) return 1;
    Outbox& outbox = *opened;
    const std::string ballast = folder.state() + "/ballast";
    if (std::filesystem::file_size(ballast) != Ballast::size_bytes) return 2;

    std::vector<std::string> saved;
    std::uint64_t next = 0;
    for (; next < 3; ++next) {
      const auto sealed = sealed_request(next);
      if (!outbox.save(sealed.id, sealed.bytes)) return 3;
      saved.push_back(sealed.id);
    }
    {  // Somebody fills the rest.
      std::ofstream filler(folder.path / "filler", std::ios::binary);
      const std::string block(4096, 'x');
      while (filler.write(block.data(), 4096).flush()) {
      }
    }
    for (bool full = false; !full; ++next) {
      const auto sealed = sealed_request(next);
      const auto outcome = outbox.save(sealed.id, sealed.bytes);
      full = !outcome.ok();
      if (!full) saved.push_back(sealed.id);
      if (full && outcome.error().what.find("is full") == std::string::npos) return 4;
      if (next > 10'000) return 5;
    }
    if (*outbox.waiting() != saved) return 6;
    if (std::filesystem::file_size(ballast) != Ballast::size_bytes) return 7;  // not for saving

    if (!outbox.erase(saved.front())) return 8;
    if (std::filesystem::file_size(ballast) != 0)
      return 9;  // it was needed, and there is no room to take it again
    saved.erase(saved.begin());
    if (*outbox.waiting() != saved) return 10;

    // Opening again on the full disk works, and so does all else once there is room.
    { const Outbox gone = std::move(outbox); }
    outbox = Outbox::open(folder.state(), clock).value();
    if (*outbox.waiting() != saved) return 11;
    std::filesystem::remove(folder.path / "filler");
    const auto sealed = sealed_request(next + 1);
    if (!outbox.save(sealed.id, sealed.bytes) || !outbox.erase(sealed.id)) return 12;
    if (std::filesystem::file_size(ballast) != Ballast::size_bytes) return 13;
    return 0;
  });
  if (result == skipped) SKIP("this system does not let a test mount a small disk");
  CHECK(result == 0);
}

TEST_CASE("At a size limit saving says that the disk is full and keeps what waits") {
  const TemporaryFolder folder;
  const FakeClock clock(intake::test_now);
  const int result = in_child([&]() -> int {
    auto outbox = Outbox::open(folder.state(), clock);
    const auto first = sealed_request(0);
    if (!outbox || !outbox->save(first.id, first.bytes)) return 1;
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{128 * 1024, 128 * 1024};
    setrlimit(RLIMIT_FSIZE, &limit);
    std::vector<std::string> saved{first.id};
    for (std::uint64_t i = 1; i < 1'000; ++i) {
      const auto sealed = sealed_request(i);
      const auto outcome = outbox->save(sealed.id, sealed.bytes);
      if (outcome)
        saved.push_back(sealed.id);
      else
        return outcome.error().what.find("is full") != std::string::npos && *outbox->waiting() == saved ? 0
                                                                                                        : 2;
    }
    return 3;
  });
  REQUIRE(result == 0);
  CHECK(Outbox::open(folder.state(), clock)->counts()->waiting > 1);
}

TEST_CASE("A damaged file is set aside, named, kept, and what can be read of it goes on waiting") {
  const TemporaryFolder folder;
  const FakeClock clock(intake::test_now);
  const std::string file = folder.state() + "/outbox.db";
  constexpr int requests = 200;
  {
    auto outbox = Outbox::open(folder.state(), clock);
    for (std::uint64_t i = 0; i < requests; ++i) {
      const auto sealed = sealed_request(i);
      REQUIRE(outbox->save(sealed.id, sealed.bytes));
    }
  }
  {  // Two pages in the middle.
    std::fstream damaged(file, std::ios::in | std::ios::out | std::ios::binary);
    damaged.seekp(static_cast<std::streamoff>(std::filesystem::file_size(file) / 2 / 4096 * 4096));
    damaged.write(std::string(8192, '\x5a').data(), 8192);
  }
  const std::string bytes = content_of(file);
  auto outbox = Outbox::open(folder.state(), clock);
  REQUIRE(outbox);
  REQUIRE(outbox->set_aside());
  CHECK(outbox->set_aside()->path == folder.state() + "/outbox-corrupt-2026-09-21.db");
  CHECK(content_of(outbox->set_aside()->path) == bytes);
  CHECK(outbox->set_aside()->saved_requests == outbox->counts()->waiting);
  CHECK(outbox->counts()->waiting > requests / 2);
  CHECK(outbox->counts()->waiting < requests);
  const auto fresh = sealed_request(1'000);
  CHECK(outbox->save(fresh.id, fresh.bytes));
}

TEST_CASE("A file that is no database is set aside each time, under a new name") {
  const TemporaryFolder folder;
  const FakeClock clock(intake::test_now);
  std::filesystem::create_directory(folder.state());
  const auto aside = [&](int n) {
    return folder.state() + "/outbox-corrupt-2026-09-21" + (n == 1 ? "" : "-" + std::to_string(n)) + ".db";
  };
  for (int n = 1; n <= 3; ++n) {
    std::ofstream(folder.state() + "/outbox.db") << std::string(10'000, static_cast<char>('a' + n));
    const auto outbox = Outbox::open(folder.state(), clock);
    REQUIRE(outbox);
    REQUIRE(outbox->set_aside());
    CHECK(outbox->set_aside()->path == aside(n));
  }
  for (int n = 1; n <= 3; ++n) CHECK(content_of(aside(n)) == std::string(10'000, static_cast<char>('a' + n)));
}

TEST_CASE("A state folder that cannot be written is an error that says what to do") {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.state());
  std::filesystem::permissions(folder.path, std::filesystem::perms(0755));
  const FakeClock clock(intake::test_now);
  const int result = in_child([&]() -> int {
    if (getuid() == 0 && setuid(65534) != 0) return skipped;
    if (getuid() != 65534) {
      chmod(folder.state().c_str(), 0500);
      chmod(folder.path.c_str(), 0500);
    }
    const auto outbox = Outbox::open(folder.state(), clock);
    const auto below = Outbox::open(folder.path.string() + "/new/state", clock);
    if (outbox || below) return getuid() != 65534 ? skipped : 1;
    for (const auto* what : {&outbox.error().what, &below.error().what})
      if (what->find(folder.path) == std::string::npos || what->find("chown") == std::string::npos) return 2;
    return 0;
  });
  chmod(folder.path.c_str(), 0700);
  if (result == skipped) SKIP("cannot become a user without rights");
  CHECK(result == 0);
}

TEST_CASE("A file in the way of the state folder is an error that says so") {
  const TemporaryFolder folder;
  std::ofstream(folder.state()) << "notes";
  const FakeClock clock(intake::test_now);
  const auto outbox = Outbox::open(folder.state(), clock);
  REQUIRE_FALSE(outbox);
  CHECK(outbox.error().what.find("in the way") != std::string::npos);
  CHECK(content_of(folder.state()) == "notes");
}
