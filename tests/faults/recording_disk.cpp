#include "recording_disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <optional>
#include <set>

namespace porchlight::faults {
namespace {

std::vector<DiskEvent> recorded;
std::optional<DiskFault> fault;
std::size_t operations = 0;  // since the fault was set
sqlite3_vfs* system_disk = nullptr;

// SQLite allocates this and, behind it, the file of the system's disk.
struct RecordedFile {
  sqlite3_file base{};
  std::string* name = nullptr;  // nullptr: a temporary file, of no account

  sqlite3_file* system() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  const sqlite3_io_methods& methods() { return *system()->pMethods; }
};

RecordedFile& recorded_file(sqlite3_file* file) {
  return *reinterpret_cast<RecordedFile*>(file);
}

void record(RecordedFile& file, DiskEvent event) {
  if (file.name == nullptr) return;
  event.file = *file.name;
  recorded.push_back(std::move(event));
}

int close(sqlite3_file* f) {
  RecordedFile& file = recorded_file(f);
  delete file.name;
  return file.methods().xClose(file.system());
}
int read(sqlite3_file* f, void* into, int count, sqlite3_int64 offset) {
  return recorded_file(f).methods().xRead(recorded_file(f).system(), into, count, offset);
}
bool fails() {
  if (!fault) return false;
  const std::size_t operation = operations++;
  return fault->lasting ? operation >= fault->operation : operation == fault->operation;
}

int write(sqlite3_file* f, const void* from, int count, sqlite3_int64 offset) {
  RecordedFile& file = recorded_file(f);
  if (file.name != nullptr && fails()) {
    if (fault->how == DiskFault::How::half) file.methods().xWrite(file.system(), from, count / 2, offset);
    return fault->how == DiskFault::How::unreadable ? SQLITE_IOERR_WRITE : SQLITE_FULL;
  }
  record(file, {DiskEvent::Kind::write,
                {},
                offset,
                std::string(static_cast<const char*>(from), static_cast<std::size_t>(count))});
  return file.methods().xWrite(file.system(), from, count, offset);
}
int truncate(sqlite3_file* f, sqlite3_int64 size) {
  RecordedFile& file = recorded_file(f);
  if (file.name != nullptr && fails()) return SQLITE_IOERR_TRUNCATE;
  record(file, {DiskEvent::Kind::truncate, {}, size, {}});
  return file.methods().xTruncate(file.system(), size);
}
// The disk of the test need not sync; what it writes down is what counts.
int sync(sqlite3_file* f, int) {
  if (recorded_file(f).name != nullptr && fails()) return SQLITE_IOERR_FSYNC;
  record(recorded_file(f), {DiskEvent::Kind::sync, {}, 0, {}});
  return SQLITE_OK;
}
int size(sqlite3_file* f, sqlite3_int64* bytes) {
  return recorded_file(f).methods().xFileSize(recorded_file(f).system(), bytes);
}
int lock(sqlite3_file* f, int level) {
  return recorded_file(f).methods().xLock(recorded_file(f).system(), level);
}
int unlock(sqlite3_file* f, int level) {
  return recorded_file(f).methods().xUnlock(recorded_file(f).system(), level);
}
int check_lock(sqlite3_file* f, int* held) {
  return recorded_file(f).methods().xCheckReservedLock(recorded_file(f).system(), held);
}
int control(sqlite3_file* f, int what, void* argument) {
  return recorded_file(f).methods().xFileControl(recorded_file(f).system(), what, argument);
}
int sector_size(sqlite3_file*) {
  return sector_bytes;
}
// Nothing of what a good disk may promise.
int characteristics(sqlite3_file*) {
  return 0;
}
// The shared memory of the write-ahead log is made anew after a power cut: nothing of it is recorded.
int map_shared(sqlite3_file* f, int page, int bytes, int extend, void volatile** memory) {
  return recorded_file(f).methods().xShmMap(recorded_file(f).system(), page, bytes, extend, memory);
}
int lock_shared(sqlite3_file* f, int offset, int count, int flags) {
  return recorded_file(f).methods().xShmLock(recorded_file(f).system(), offset, count, flags);
}
void barrier(sqlite3_file* f) {
  recorded_file(f).methods().xShmBarrier(recorded_file(f).system());
}
int unmap_shared(sqlite3_file* f, int remove) {
  return recorded_file(f).methods().xShmUnmap(recorded_file(f).system(), remove);
}

constexpr sqlite3_io_methods recording_methods{2,
                                               close,
                                               read,
                                               write,
                                               truncate,
                                               sync,
                                               size,
                                               lock,
                                               unlock,
                                               check_lock,
                                               control,
                                               sector_size,
                                               characteristics,
                                               map_shared,
                                               lock_shared,
                                               barrier,
                                               unmap_shared,
                                               nullptr,
                                               nullptr};

int open(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* f, int flags, int* got) {
  RecordedFile& file = *new (f) RecordedFile;
  const int code = system_disk->xOpen(system_disk, name, file.system(), flags, got);
  if (code != SQLITE_OK) return code;
  file.base.pMethods = &recording_methods;
  if (name != nullptr) file.name = new std::string(std::filesystem::path(name).filename());
  return SQLITE_OK;
}

int remove(sqlite3_vfs*, const char* name, int sync_folder) {
  recorded.push_back({DiskEvent::Kind::remove, std::filesystem::path(name).filename(), 0, {}});
  return system_disk->xDelete(system_disk, name, sync_folder);
}

// Runs as a connection is opened: what the program sets afterwards counts for nothing.
int make_lazy(sqlite3* connection, char**, const sqlite3_api_routines*) {
  sqlite3_exec(connection, "PRAGMA synchronous=NORMAL", nullptr, nullptr, nullptr);
  sqlite3_set_authorizer(
      connection,
      [](void*, int action, const char* what, const char*, const char*, const char*) {
        const bool sets = action == SQLITE_PRAGMA && std::strcmp(what, "synchronous") == 0;
        return sets ? SQLITE_IGNORE : SQLITE_OK;
      },
      nullptr);
  return SQLITE_OK;
}
const auto lazy_extension = reinterpret_cast<void (*)()>(make_lazy);

sqlite3_vfs recording_vfs() {
  sqlite3_vfs vfs = *system_disk;
  vfs.szOsFile += static_cast<int>(sizeof(RecordedFile));
  vfs.zName = "recording";
  vfs.xOpen = open;
  vfs.xDelete = remove;
  return vfs;
}
sqlite3_vfs vfs;

// What of a write reaches the disk: whole sectors.
void tear(const DiskEvent& event, std::string& content, std::mt19937_64& random) {
  const auto offset = static_cast<std::size_t>(event.offset);
  for (std::size_t at = 0; at < event.bytes.size();) {
    const std::size_t sector_end = ((offset + at) / sector_bytes + 1) * sector_bytes;
    const std::size_t count = std::min(event.bytes.size() - at, sector_end - (offset + at));
    if (random() % 2 == 0) {
      if (content.size() < offset + at + count) content.resize(offset + at + count);
      content.replace(offset + at, count, event.bytes, at, count);
    }
    at += count;
  }
}

void apply(const DiskEvent& event, std::string& content) {
  const auto offset = static_cast<std::size_t>(event.offset);
  if (event.kind == DiskEvent::Kind::truncate) {
    content.resize(offset);
  } else {
    if (content.size() < offset + event.bytes.size()) content.resize(offset + event.bytes.size());
    content.replace(offset, event.bytes.size(), event.bytes);
  }
}

}  // namespace

RecordingDisk::RecordingDisk(bool lazy) {
  recorded.clear();
  fault.reset();
  system_disk = sqlite3_vfs_find(nullptr);
  vfs = recording_vfs();
  sqlite3_vfs_register(&vfs, 1);
  if (lazy) sqlite3_auto_extension(lazy_extension);
}

RecordingDisk::~RecordingDisk() {
  sqlite3_cancel_auto_extension(lazy_extension);
  sqlite3_vfs_unregister(&vfs);
  sqlite3_vfs_register(system_disk, 1);
}

const std::vector<DiskEvent>& RecordingDisk::events() const {
  return recorded;
}

void RecordingDisk::fail(const DiskFault& what) {
  fault = what;
  operations = 0;
}

void RecordingDisk::heal() {
  fault.reset();
}

void replay(const std::vector<DiskEvent>& events, std::size_t moment, std::mt19937_64& random,
            const std::filesystem::path& folder) {
  struct File {
    std::string synced;
    std::vector<const DiskEvent*> since;
  };
  std::map<std::string, File> files;
  for (std::size_t i = 0; i < moment; ++i) {
    const DiskEvent& event = events[i];
    if (event.kind == DiskEvent::Kind::remove) {
      files.erase(event.file);
      continue;
    }
    File& file = files[event.file];
    if (event.kind == DiskEvent::Kind::sync) {
      for (const DiskEvent* written : file.since) apply(*written, file.synced);
      file.since.clear();
    } else {
      file.since.push_back(&event);
    }
  }
  for (auto& [name, file] : files) {
    // A disk may do nothing, everything, the first of it, or any of it in any order.
    const auto mode = random() % 4;
    const std::size_t first = file.since.empty() ? 0 : random() % (file.since.size() + 1);
    for (std::size_t i = 0; i < file.since.size(); ++i) {
      const DiskEvent& event = *file.since[i];
      const bool whole = mode == 1 || (mode == 2 && i < first) || (mode == 3 && random() % 3 == 0);
      const bool torn = (mode == 2 && i == first) || (mode == 3 && random() % 2 == 0);
      if (whole)
        apply(event, file.synced);
      else if (torn && event.kind == DiskEvent::Kind::write)
        tear(event, file.synced, random);
    }
    std::ofstream(folder / name, std::ios::binary) << file.synced;
  }
}

std::string damaged(std::string bytes, std::mt19937_64& random, int round) {
  if (round % 3 == 0) {
    bytes.resize(random() % bytes.size());
    return bytes;
  }
  const std::size_t at = random() % bytes.size(), count = 1 + random() % 600;
  for (std::size_t i = at; i < std::min(bytes.size(), at + count); ++i)
    bytes[i] = static_cast<char>(random());
  return bytes;
}

}  // namespace porchlight::faults
