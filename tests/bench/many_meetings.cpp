#include "many_meetings.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string_view>
#include <unordered_map>

#include "schedule/fold.h"
#include "site/load.h"

namespace porchlight::bench {
namespace {

namespace fs = std::filesystem;
using schedule::Meeting;

constexpr std::uint64_t seed = 0x9E3779B97F4A7C15;

std::uint64_t mixed(std::uint64_t value) {
  value ^= value >> 33;
  value *= 0xFF51AFD7ED558CCD;
  value ^= value >> 33;
  value *= 0xC4CEB9FE1A85EC53;
  return value ^ value >> 33;
}

// “Tamborel”, “Quinva”: a name that sounds like one, the same for the same number.
std::string invented_name(std::uint64_t number) {
  static constexpr std::string_view syllables[] = {
      "ta", "mon", "ri", "vel", "dor", "sha", "lin", "ber", "qui", "na",  "os",  "wen", "har", "ley", "ton",
      "ga", "fen", "ro", "mi",  "lak", "st",  "ver", "ell", "an",  "dra", "cor", "ing", "pel", "us",  "mar"};
  constexpr std::uint64_t count = std::size(syllables);
  std::string name;
  for (std::uint64_t i = 0, rest = number; i < 2 || rest != 0; ++i, rest /= count)
    name += syllables[rest % count];
  name.front() = static_cast<char>(name.front() - 'a' + 'A');
  return name;
}

class Varied {
 public:
  explicit Varied(std::span<const Meeting> real) {
    for (const Meeting& meeting : real)
      for (const std::string* text :
           {&meeting.name, &meeting.group, &meeting.place.name, &meeting.place.address})
        for (const std::string& word : schedule::folded_words(*text)) ++uses_[word];
  }

  // A word that few meetings have becomes another name, digits become other digits.
  std::string text(const std::string& original, std::uint64_t round) const {
    if (round == 0) return original;
    std::string result, word;
    const auto end_word = [&] {
      if (!word.empty()) result += this->word(word, round);
      word.clear();
    };
    for (const char letter : original) {
      if (std::isalnum(static_cast<unsigned char>(letter)) || (letter & 0x80) != 0) {
        word += letter;
        continue;
      }
      end_word();
      result += letter;
    }
    end_word();
    return result;
  }

 private:
  std::string word(const std::string& original, std::uint64_t round) const {
    constexpr int shared_by_many = 40;
    constexpr std::uint64_t names = 60'000;  // as many as a country has of streets and towns, about
    const std::uint64_t number = mixed(std::hash<std::string>{}(original) + round * seed);
    if (std::isdigit(static_cast<unsigned char>(original.front()))) {
      std::string digits = std::to_string(number);
      return digits.substr(0, std::min(digits.size(), original.size()));
    }
    const auto folded = schedule::fold(original);
    const auto uses = uses_.find(folded);
    if (uses == uses_.end() || uses->second >= shared_by_many || folded.size() < 3) return original;
    // Some names are everywhere, most are rare.
    const double part = static_cast<double>(number % 1'000'003) / 1'000'003;
    return invented_name(static_cast<std::uint64_t>(part * part * static_cast<double>(names)));
  }

  std::unordered_map<std::string, int> uses_;
};

}  // namespace

std::shared_ptr<const site::Site> real_site(const std::string& config, const std::string& feeds) {
  Result<site::Files> files = site::read_files(config);
  if (!files.ok()) return nullptr;
  std::error_code none;
  std::vector<fs::path> lists;
  for (const fs::directory_entry& entry : fs::directory_iterator(feeds, none)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(".json") && (name.starts_with("mg-") || name.starts_with("tsml-")))
      lists.push_back(entry.path());
  }
  std::sort(lists.begin(), lists.end());
  for (const fs::path& list : lists) {
    std::ifstream file(list, std::ios::binary);
    const std::string name = list.filename().string();
    (*files)[name] = std::string(std::istreambuf_iterator<char>(file), {});
    (*files)["kiosk.toml"] +=
        "\n[[feeds]]\nname = \"" + name + "\"\nfile = \"" + name + "\"\nfellowship = \"AA\"\n";
  }
  return site::load(*files).site;
}

std::vector<Meeting> many_meetings(std::span<const Meeting> real, std::size_t count) {
  const Varied varied(real);
  std::vector<Meeting> meetings;
  meetings.reserve(count);
  while (meetings.size() < count && !real.empty()) {
    const std::uint64_t round = meetings.size() / real.size();
    Meeting meeting = real[meetings.size() % real.size()];
    meeting.id += '-' + std::to_string(round);
    meeting.name = varied.text(meeting.name, round);
    meeting.group = varied.text(meeting.group, round);
    meeting.place.name = varied.text(meeting.place.name, round);
    meeting.place.address = varied.text(meeting.place.address, round);
    meeting.place.region = varied.text(meeting.place.region, round);
    if (round > 0) meeting.here = false;
    if (meeting.place.coordinates && round > 0) {
      meeting.place.coordinates->latitude += static_cast<double>(round % 7) - 3;
      meeting.place.coordinates->longitude += static_cast<double>(round % 11);
    }
    meetings.push_back(std::move(meeting));
  }
  return meetings;
}

}  // namespace porchlight::bench
