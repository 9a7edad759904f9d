// How long the schedule takes to answer, for a facility's list and for a country's: a search while it is
// typed, with filters and mistakes; what can still narrow; the list of a day. And how much memory the
// directory takes.   schedule_bench KIOSK-CONFIG FEEDS
#include <cstdio>
#include <cstdlib>
#include <random>

#include "figures.h"
#include "many_meetings.h"
#include "schedule/fold.h"

namespace porchlight::bench {
namespace {

using schedule::Directory;
using schedule::Filter;
using schedule::Meeting;
using schedule::Schedule;

constexpr int searches = 1'500;  // of some ten letters each
constexpr std::size_t shown_at_once = 12;

// Somebody who types what they know of a meeting, in a hurry.
class Typist {
 public:
  explicit Typist(const schedule::PackedMeetings& meetings) : meetings_(meetings) {}

  // One to three words of a meeting, some with a mistake.
  std::string line() {
    const Meeting meeting = meetings_[below(meetings_.size())];
    std::string kinds;
    for (const std::string& code : meeting.kinds)
      if (const schedule::Kind* kind = schedule::find_kind(code)) kinds += std::string(kind->label) + ' ';
    std::string line;
    for (std::size_t i = below(3) + 1; i > 0; --i) {
      const std::string* texts[] = {
          &meeting.name,          &meeting.name,         &meeting.group, &meeting.place.name,
          &meeting.place.address, &meeting.place.region, &kinds};
      const auto words = schedule::folded_words(*texts[below(std::size(texts))]);
      if (words.empty()) continue;
      std::string word = words[below(words.size())];
      if (word.size() >= 5 && below(5) < 2) mistype(word);
      line += (line.empty() ? "" : " ") + word;
    }
    return line;
  }

  std::vector<Filter> some_of(const std::vector<Filter>& offered) {
    std::vector<Filter> chosen;
    for (std::size_t i = below(3); i > 0 && !offered.empty(); --i)
      chosen.push_back(offered[below(offered.size())]);
    return chosen;
  }

 private:
  std::size_t below(std::size_t end) { return random_() % end; }

  void mistype(std::string& word) {
    const std::size_t at = below(word.size() - 1);
    const char letter = static_cast<char>('a' + below(26));
    switch (below(4)) {
      case 0:
        word[at] = letter;
        break;
      case 1:
        word.erase(at, 1);
        break;
      case 2:
        word.insert(at, 1, letter);
        break;
      default:
        std::swap(word[at], word[at + 1]);
    }
  }

  const schedule::PackedMeetings& meetings_;
  std::mt19937 random_{1};
};

void measure_search(const Directory& directory, const Schedule& schedule, const std::string& count,
                    std::string_view budget) {
  Typist typist(schedule.meetings());
  Times times, offering;
  std::size_t found = 0, similar = 0;
  for (int i = 0; i < searches; ++i) {
    const std::string line = typist.line();
    std::vector<Filter> chosen = typist.some_of(directory.offered({}));
    offering.push_back(time_ms([&] { found += directory.offered(chosen).size(); }));
    for (std::size_t typed = 1; typed <= line.size(); ++typed) {
      schedule::Found answer;
      times.push_back(time_ms([&] {
        answer = directory.search(
            {std::string_view(line).substr(0, typed), chosen, schedule::Wanted::Order::best, shown_at_once});
      }));
      found += answer.exact_count;
      similar += answer.similar_count;
    }
  }
  print_figure("search_letters_" + count, static_cast<double>(times.size()), "searches");
  print_figure("search_p50_" + count, quantile(times, 0.5), "ms");
  print_figure("search_p99_" + count, quantile(times, 0.99), "ms", budget);
  print_figure("search_slowest_" + count, quantile(times, 1), "ms");
  print_figure("offered_p99_" + count, quantile(offering, 0.99), "ms",
               "which filters still narrow, each frame");
  if (found == 0 || similar == 0) fmt::print(stderr, "schedule_bench: nothing was found\n");
}

// At every hour of two weeks around a clock change, so that each weekday and hour has its turn.
void measure_days(const Schedule& schedule, const std::string& count, std::string_view budget) {
  constexpr Instant before_the_change{seconds(1'793'404'800)};  // 2026-10-31; the clocks change on November 1
  const int step_hours = schedule.meetings().size() > 10'000 ? 5 : 1;
  Times today, day;
  std::size_t listed = 0;
  for (int hour = 0; hour < 14 * 24; hour += step_hours) {
    const Instant now = before_the_change + std::chrono::hours(hour);
    today.push_back(time_ms([&] { listed += schedule.today(now).size(); }));
    const schedule::Date date = schedule.zone().local(now).date;
    day.push_back(time_ms([&] { listed += schedule.occurrences(date, 1).size(); }));
  }
  print_figure("today_p99_" + count, quantile(today, 0.99), "ms", budget);
  print_figure("day_p99_" + count, quantile(day, 0.99), "ms", budget);
  if (listed == 0) fmt::print(stderr, "schedule_bench: no day has a meeting\n");
}

// Of what a list says of its meetings in words, each text as often as it is said.
double bytes_of_text(std::span<const Meeting> meetings) {
  std::size_t bytes = 0;
  for (const Meeting& meeting : meetings) {
    for (const std::string* text :
         {&meeting.id, &meeting.name, &meeting.group, &meeting.place.name, &meeting.place.address,
          &meeting.place.room, &meeting.place.region, &meeting.conference_url, &meeting.conference_phone})
      bytes += text->size();
    for (const auto* local : {&meeting.directions, &meeting.notes})
      for (const LocalText::Version& version : local->versions) bytes += version.text.size();
  }
  return static_cast<double>(bytes);
}

void measure(const site::Site& site, std::size_t number, std::string_view search_budget,
             std::string_view day_budget) {
  const std::string count = std::to_string(number);
  std::vector<Meeting> meetings =
      many_meetings(std::vector(site.schedule->meetings().begin(), site.schedule->meetings().end()), number);
  const double text_bytes = bytes_of_text(meetings);
  const std::vector<language::Catalog> catalogs(site.languages.begin(), site.languages.end());
  std::shared_ptr<const Schedule> schedule;
  std::shared_ptr<const Directory> directory;
  const double schedule_ms = time_ms([&] {
    schedule = std::make_shared<const Schedule>(
        std::move(meetings), std::vector(site.schedule->changes().begin(), site.schedule->changes().end()),
        site.schedule->zone());
  });
  const double directory_ms = time_ms(
      [&] { directory = std::make_shared<const Directory>(schedule, catalogs, site.facility.coordinates); });
  print_figure("schedule_made_" + count, schedule_ms, "ms");
  print_figure("directory_made_" + count, directory_ms, "ms");
  print_figure("directory_bytes_per_meeting_" + count,
               static_cast<double>(directory->bytes()) / static_cast<double>(number), "bytes");
  print_figure("text_bytes_per_meeting_" + count, text_bytes / static_cast<double>(number), "bytes");
  print_figure("bytes_per_meeting_" + count,
               static_cast<double>(schedule->bytes() + directory->bytes()) / static_cast<double>(number),
               "bytes", "schedule and directory; <= 100 beyond the text");
  measure_search(*directory, *schedule, count, search_budget);
  measure_days(*schedule, count, day_budget);
}

int run(const std::string& config, const std::string& feeds) {
  const auto site = real_site(config, feeds);
  if (!site) return fmt::print(stderr, "schedule_bench: {} cannot be shown\n", config), EXIT_FAILURE;
  measure(*site, 2000, "<= 0.2: a letter more, with filters", "<= 1");
  measure(*site, 150'000, "<= 2: a letter more, with filters", "");
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace porchlight::bench

int main(int argc, char** argv) {
  if (argc != 3) return std::fprintf(stderr, "schedule_bench KIOSK-CONFIG FEEDS\n"), EXIT_FAILURE;
  return porchlight::bench::run(argv[1], argv[2]);
}
