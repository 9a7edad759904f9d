// A kiosk-config of a test's own, that it may edit.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "support/temporary_folder.h"

namespace porchlight::delivery {

struct ConfigFolder {
  TemporaryFolder folder;
  std::string path = (folder.path / "kiosk-config").string();

  ConfigFolder() {
    std::filesystem::create_directory(path);
    write("kiosk.toml",
          "languages = [\"en\"]\n[facility]\nname = \"The Hall\"\ncountry = \"US\"\n"
          "time_zone = \"America/Chicago\"\n");
    write("meetings.csv", "Name,Day,Time\nSerenity,Tuesday,7:00 PM\n");
  }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path + "/" + name, std::ios::binary) << text;
  }
};

}  // namespace porchlight::delivery
