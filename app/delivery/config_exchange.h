// What somebody brings on a stick goes into kiosk-config/, and what was there before can be put back. The
// kiosk sees either as any other edit. Thread: any; waits for the disk.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "site/load.h"

namespace porchlight::delivery {

// Files to be written into kiosk-config/, and names of files to be taken out of it.
struct Exchange {
  site::Files files;
  std::vector<std::string> without;
};

// What taking `brought` over `current` does. A table in another format takes the place of the old one:
// meetings.xlsx that of meetings.csv. Files that the kiosk does not read are left aside.
Exchange exchange_for(const site::Files& current, const site::Files& brought);
site::Files after(site::Files current, const Exchange& exchange);

// Keeps what it replaces in the state folder first. A power cut leaves each file old or new, never half.
Outcome take(const std::string& config, const std::string& state_folder, const Exchange& exchange);

// Puts back what the last take() replaced; once more undoes that. Gives the names of the files. Error: there
// is nothing to put back, or the disk.
Result<std::vector<std::string>> put_back(const std::string& config, const std::string& state_folder);

// Also as a take() that can be put back.
Outcome take_one(const std::string& config, const std::string& state_folder, const std::string& name,
                 std::string bytes);

}  // namespace porchlight::delivery
