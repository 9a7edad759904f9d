// Searches of random directories, against a walk through all their meetings.
#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include "making.h"
#include "schedule/directory.h"
#include "schedule/fold.h"
#include "schedule/spelling.h"

using namespace porchlight;
using namespace porchlight::schedule;
using What = Filter::What;

namespace {

constexpr Coordinates kiosk{37.0, -122.0};

std::string some_word() {
  return *rc::gen::element<std::string>("grace", "graces", "grave", "serenity", "serenita", "elm", "elmwood",
                                        "st", "step", "église", "meditation", "mediation", "12", "women");
}

std::string some_words(int most) {
  std::string words;
  for (int i = *rc::gen::inRange(0, most + 1); i > 0; --i) words += some_word() + ' ';
  return words;
}

Meeting some_meeting(int number) {
  Meeting meeting = tuesday_meeting("m" + std::to_string(number));
  meeting.name = some_words(3);
  meeting.group = some_words(2);
  meeting.kinds = *rc::gen::elementOf(std::vector<std::vector<std::string>>{{}, {"W"}, {"O", "W"}, {"M"}});
  meeting.place = {some_words(2), some_words(2), "", some_words(1), {}, *rc::gen::inRange(0, 5) == 0};
  if (*rc::gen::arbitrary<bool>())
    meeting.place.coordinates = Coordinates{37.0 + *rc::gen::inRange(0, 60) / 1'000.0, -122.0};
  meeting.attendance = *rc::gen::element(Attendance::in_person, Attendance::in_person, Attendance::online,
                                         Attendance::hybrid, Attendance::inactive);
  meeting.here = *rc::gen::inRange(0, 6) == 0;
  return meeting;
}

std::string some_typing() {
  std::string typed = some_words(2);
  for (int mistakes = *rc::gen::inRange(0, 3); mistakes > 0 && !typed.empty(); --mistakes)
    typed[*rc::gen::inRange<std::size_t>(0, typed.size())] = *rc::gen::element('a', 'e', 's', 'x');
  return typed.substr(0, *rc::gen::inRange<std::size_t>(0, typed.size() + 1));
}

std::vector<Filter> some_filters() {
  const Filter all[] = {{What::near, {}, {}},  {What::here, {}, {}},   {What::kind, {}, "W"},
                        {What::kind, {}, "O"}, {What::online, {}, {}}, {What::in_person, {}, {}}};
  std::vector<Filter> chosen;
  for (const Filter& filter : all)
    if (*rc::gen::inRange(0, 4) == 0) chosen.push_back(filter);
  return chosen;
}

bool is_near(const Meeting& meeting) {
  return meeting.attendance != Attendance::online && meeting.place.coordinates &&
         !meeting.place.approximate && distance_m(kiosk, *meeting.place.coordinates) <= near_m;
}

bool passes(const Meeting& meeting, const Filter& filter) {
  return filter.what == What::near ? is_near(meeting) : matches(meeting, filter);
}

std::vector<std::string> words_of(const Meeting& meeting) {
  std::string text = meeting.name + ' ' + meeting.group + ' ' + meeting.place.name + ' ' +
                     meeting.place.address + ' ' + meeting.place.region;
  for (const std::string& code : meeting.kinds) {
    text += ' ' + std::string(find_kind(code)->label);
    for (const std::string_view name : usual_names(*find_kind(code)))
      if (name.find(' ') == std::string_view::npos) (text += ' ') += name;
  }
  return folded_words(text);
}

// 0: exactly; else the fewest edits of its words, or none.
int edits_to(const Meeting& meeting, const std::string& typed) {
  Spelling spelling(typed);
  int fewest = Spelling::none;
  for (const std::string& word : words_of(meeting)) {
    if (word.starts_with(typed)) return 0;
    Spelling::State state = spelling.start();
    for (const char byte : word) state = spelling.after(state, byte);
    const bool one_missing = spelling.edits(state) == 1 && word.size() > typed.size();
    if (!spelling.only_one_missing() || one_missing) fewest = std::min<int>(fewest, state.beginning_edits);
  }
  return fewest;
}

}  // namespace

TEST_CASE("a search finds what a walk through all meetings finds, and offers what narrows it") {
  REQUIRE(rc::check([] {
    std::vector<Meeting> meetings;
    for (int i = *rc::gen::inRange(0, 25); i > 0; --i) meetings.push_back(some_meeting(i));
    const auto schedule = std::make_shared<const Schedule>(schedule_of(meetings));
    const Directory directory(schedule, {}, kiosk);
    const std::string typed = some_typing();
    const std::vector<Filter> chosen = some_filters();

    // Two mistakes in a word count where no meeting has it with fewer.
    const auto words = folded_words(typed);
    std::vector<int> allowed(words.size(), 2);
    for (std::size_t i = 0; i < words.size(); ++i)
      for (const Meeting& meeting : meetings)
        if (meeting.attendance != Attendance::inactive && edits_to(meeting, words[i]) < 2) allowed[i] = 1;

    std::set<std::string> exact, similar;
    std::vector<Meeting> all;
    for (const Meeting& meeting : schedule->meetings()) {
      if (meeting.attendance == Attendance::inactive) continue;
      if (!std::all_of(chosen.begin(), chosen.end(), [&](const Filter& f) { return passes(meeting, f); }))
        continue;
      bool there = true, as_typed = true;
      for (std::size_t i = 0; i < words.size(); ++i) {
        const int edits = edits_to(meeting, words[i]);
        there &= edits <= allowed[i];
        as_typed &= edits == 0;
      }
      if (!there) continue;
      (as_typed ? exact : similar).insert(meeting.id);
      all.push_back(meeting);
    }

    const Found found = directory.search({typed, chosen, Wanted::Order::best, 100});
    std::set<std::string> found_exact, found_similar;
    for (const Meeting& meeting : found.exact) found_exact.insert(meeting.id);
    for (const Meeting& meeting : found.similar) found_similar.insert(meeting.id);
    RC_ASSERT(found_exact == exact);
    RC_ASSERT(found_similar == similar);
    RC_ASSERT(found.exact_count == exact.size());
    RC_ASSERT(found.similar_count == similar.size());

    for (const Filter& filter : {Filter{What::near, {}, {}}, Filter{What::here, {}, {}},
                                 Filter{What::kind, {}, "W"}, Filter{What::online, {}, {}}}) {
      const auto passing =
          std::count_if(all.begin(), all.end(), [&](const Meeting& m) { return passes(m, filter); });
      const bool narrows = passing > 0 && static_cast<std::size_t>(passing) < all.size();
      RC_ASSERT((std::count(found.offered.begin(), found.offered.end(), filter) == 1) == narrows);
    }
    if (words.empty()) RC_ASSERT(directory.offered(chosen) == found.offered);
  }));
}
