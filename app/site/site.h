// Site: one immutable snapshot of all that staff decide. Built off the main thread from the files of
// kiosk-config/, and swapped in whole as shared_ptr<const Site>; hot reload, last known good and tests all
// fall out of this.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/millimetres.h"
#include "guide/help.h"
#include "guide/page.h"
#include "intake/keys.h"
#include "schedule/directory.h"
#include "schedule/schedule.h"
#include "site/feed.h"
#include "site/problem.h"

namespace porchlight::site {

struct Facility {
  std::string name;        // "St. Brendan's Outreach Center"
  std::string short_name;  // "St. Brendan's", where space is short
  std::string address;
  std::string country = "US";  // ISO 3166: phone numbers, miles, 12-hour time
  std::optional<schedule::Coordinates> coordinates;
  guide::OpenHours desk;  // when somebody is at the desk; may be unknown
  bool no_cost = false;   // staff say: nothing here costs money
};

struct CallBacks {
  bool offered = false;
  LocalText who;                       // "A volunteer of St. Brendan's"
  LocalText who_many;                  // "Volunteers of St. Brendan's"
  guide::OpenHours hours;              // when they call
  std::vector<std::string> languages;  // that some caller speaks
  std::string shows_as;                // the number the call shows
  LocalText says;                      // the only thing the caller says before knowing who it is
  bool works_for_treatment_company = false;
  guide::Pays pays = guide::Pays::none;
  std::string kiosk_id;  // in clear in every envelope
  std::string team;      // whose requests these are
  std::vector<intake::Recipient> recipients;
  // recipients = "demo" in kiosk.toml: the kiosk makes two in its own state folder. Only for trying it out.
  bool demo_recipients = false;
  int erased_after_days = 7;     // after they reached the visitor
  int erased_at_most_days = 30;  // however it went
  int consent_version = 1;
};

struct SessionTimes {
  seconds idle{120};       // without a touch, until "Are you still there?"
  seconds idle_form{180};  // the same while something is typed
  seconds countdown{45};   // of that question
  seconds rest_after{30};  // from the home screen without a visit to the rest screen
  seconds dim_after{600};  // from the rest screen to the same in less light
};

struct ScreenSettings {
  std::optional<float> panel_width_mm, panel_height_mm;  // nothing: the panel says (EDID)
  std::string monitor;                                   // a part of its name; empty: the primary one
  // From the floor to the lower edge of the picture; nothing: it hangs where all of it is in reach.
  std::optional<float> bottom_from_floor_mm;
  bool two_switches = false;  // Space goes on, Enter selects
  guide::OpenHours lit;       // when it may shine between visits; unknown: while the building is open
};

// Where slips are printed.
struct PrinterSettings {
  enum class Kind {
    receipt,  // a roll printer that takes ESC/POS, behind a raw queue
    page,     // any other one
  };
  std::string queue;  // its name in CUPS; empty: there is no printer
  Kind kind = Kind::page;
  Millimetres paper_width{80};  // of a roll
  friend bool operator==(const PrinterSettings&, const PrinterSettings&) = default;
};

// The schedule carries who checked it, and when.
struct Checked {
  std::string by;
  schedule::Date on;
};

// A list that came over the network, and the facility's date on which it did.
struct FetchedList {
  std::string name;  // also the Meeting::source of what is in it
  schedule::Date on;
};

struct Site {
  Facility facility;
  std::vector<Language> languages;  // offered, in this order; the first is the default
  std::shared_ptr<const schedule::Schedule> schedule;
  std::shared_ptr<const schedule::Directory> directory;
  std::optional<Checked> checked;
  std::vector<FetchedList> lists;
  std::vector<guide::Helpline> helplines;
  std::vector<guide::Service> services;
  std::map<Language, std::vector<guide::Page>> pages;  // built-in ones, replaced or joined by staff's
  CallBacks call_backs;
  SessionTimes session;
  ScreenSettings screen;
  PrinterSettings printer;
  bool counts = true;  // whether the kiosk counts how often each page is come to
  std::vector<Problem> problems;
  std::vector<RowCount> tables;

  // The page in `language`, else in English, else in the facility's first language; nullptr: there is none.
  const guide::Page* page(std::string_view id, std::string_view language) const;
  // The list a meeting is from, when it came over the network; nullptr: staff's own.
  const FetchedList* fetched_list(const schedule::Meeting& meeting) const;
  // The pages of a shelf in their order, each once, in the language that page() finds it in.
  std::vector<const guide::Page*> shelf(guide::Shelf shelf, std::string_view language) const;
};

// After this many days without a check visitors read "please confirm".
inline constexpr int checked_is_old_days = 60;

// What a visitor still gets when nothing can be read: the built-in help lines (911, 988, the national
// referral line) and pages, the safety pages among them; no meetings, no name, no claim about this place.
// Never fails.
std::shared_ptr<const Site> safe_site();

}  // namespace porchlight::site
