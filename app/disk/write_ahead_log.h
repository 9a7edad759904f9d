// The write-ahead log of a SQLite file, looked at for damage that SQLite itself passes over: it reads the log
// up to the first page that does not fit and drops the rest without a word, as is right after a power cut.
// Source: sqlite.org/fileformat2.html, section 4 "The Write-Ahead Log". Thread: any; waits for the disk.
#pragma once

#include <string>

namespace porchlight::disk {

// How many commits, at least, were once on the disk, synced, and cannot be read any more, because the log
// was changed behind SQLite's back. 0: none, or nobody can know: a log that was cut off looks like a shorter
// one, and the last commit may be one that was under way at a power cut. The file must not be in use.
int commits_lost_in_log(const std::string& database_path);

}  // namespace porchlight::disk
