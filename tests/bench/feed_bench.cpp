// How long a large feed takes to be read: 150,000 meetings in Meeting Guide JSON, made of real ones with
// names and ids of their own.   feed_bench FEED.json...
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "figures.h"
#include "site/formats/meeting_guide.h"

namespace porchlight::bench {
namespace {

constexpr int meetings_wanted = 150'000;

std::string large_feed(const std::vector<nlohmann::json>& meetings) {
  std::string feed = "[";
  for (int i = 0; i < meetings_wanted; ++i) {
    nlohmann::json meeting = meetings[static_cast<std::size_t>(i) % meetings.size()];
    const std::string number = std::to_string(static_cast<std::size_t>(i) / meetings.size());
    meeting["name"] = meeting.value("name", "") + " " + number;
    meeting["slug"] = "meeting-" + std::to_string(i);
    feed += (i == 0 ? "" : ",") + meeting.dump();
  }
  return feed + "]";
}

double cpu_s() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

int run(int files, char** names) {
  std::vector<nlohmann::json> meetings;
  for (int i = 0; i < files; ++i) {
    std::ifstream file(names[i]);
    const nlohmann::json list = nlohmann::json::parse(file, nullptr, false);
    if (!list.is_array()) return fmt::print(stderr, "feed_bench: cannot read {}\n", names[i]), EXIT_FAILURE;
    for (const nlohmann::json& meeting : list)
      if (meeting.is_object()) meetings.push_back(meeting);
  }
  const std::string feed = large_feed(meetings);
  meetings.clear();

  Times seconds_each;
  site::ReadTable table;
  for (int i = 0; i < 3; ++i) {
    table = {};
    const double began = cpu_s();
    table = site::read_meeting_guide(feed, {.file = "feed.json", .source = "feed"});
    seconds_each.push_back(cpu_s() - began);
  }
  print_figure("feed_text", static_cast<double>(feed.size()) / 1e6, "MB");
  print_figure("feed_meetings", static_cast<double>(table.meetings.size()), "meetings");
  print_figure("feed_problems", static_cast<double>(table.problems.size()), "problems");
  print_figure("feed_read", quantile(seconds_each, 0.5), "s", "<= 2.0 on one core");
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace porchlight::bench

int main(int argc, char** argv) {
  if (argc < 2) return std::fprintf(stderr, "feed_bench FEED.json...\n"), EXIT_FAILURE;
  return porchlight::bench::run(argc - 1, argv + 1);
}
