// Help lines and services: who can be called or visited, and, for each, who answers and who pays. A number
// without "who answers" is never shown; what pays is marked and stands below what does not.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/local_text.h"
#include "base/result.h"

namespace porchlight::guide {

// What the one who answers pays, and to whom, for being listed.
enum class Pays { none, listing, per_call, per_admission };

// When somebody is there, in the facility's local time.
struct OpenHours {
  struct Span {
    std::chrono::weekday day;
    std::chrono::minutes from{0}, to{0};  // since midnight; to <= from ends on the next day; 0..1440
  };
  bool always = false;
  std::vector<Span> spans;  // sorted by day, then from

  // `time` since midnight of `day`, 0..1439.
  bool open_at(std::chrono::weekday day, std::chrono::minutes time) const;
  bool known() const { return always || !spans.empty(); }
};

// "24/7", "9:00-21:00", "Mon-Fri 9:00-17:00; Sat 10:00-12:00", "9 AM to 9 PM", "Mon, Wed 9-12 AM, 2-5 PM; Sun
// closed". Without days: every day. Seven whole days are `always`. What could be meant in two ways ("9-5",
// "9:00-5:00") is an error, since a wrong "open now" sends somebody to a locked door. Error: what was not
// understood and an example of what to write.
Result<OpenHours> parse_hours(std::string_view text);

struct Helpline {
  std::string id;            // "988"
  LocalText name;            // "988 Suicide & Crisis Lifeline"
  LocalText when_to_call;    // "Thinking about suicide, or worried about someone?"
  std::string number;        // as it is dialled: "988", "1-800-662-4357"
  std::string text_number;   // to write to; empty: none
  std::string text_keyword;  // what to write there; empty: anything
  OpenHours hours;
  std::vector<std::string> languages;  // BCP 47
  LocalText language_hint;             // "Español: 2"; may be empty
  bool free = false;
  LocalText answered_by;   // required: "Trained counselors at over 200 crisis centers"
  Pays pays = Pays::none;  // required
  bool emergency = false;  // 911: shown first, in the help color
};

struct Service {
  enum class Kind { detox, treatment, medication, counselling, family, shelter, other };
  std::string id;
  Kind kind = Kind::other;
  LocalText name;
  LocalText about;                   // what they do, one or two sentences
  std::string number, address, url;  // at least one
  OpenHours hours;
  std::vector<std::string> languages;
  LocalText cost;          // "Free", "Medicaid and most insurance"; empty: nobody says
  LocalText answered_by;   // required
  Pays pays = Pays::none;  // required
};

// The help lines in the order of the help screen: emergency first, then as written; those that pay are left
// out.
std::vector<const Helpline*> for_help_screen(const std::vector<Helpline>& lines);

// Services of one kind: what pays nothing first, in the order written.
std::vector<const Service*> of_kind(const std::vector<Service>& services, Service::Kind kind);

}  // namespace porchlight::guide
