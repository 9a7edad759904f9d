#include "site/load.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "base/build_time.h"
#include "site/encoding.h"
#include "site/formats/bmlt_formats.h"
#include "site/formats/changes_csv.h"
#include "site/formats/formats.h"
#include "site/formats/own_csv.h"
#include "site/help_files.h"
#include "site/kiosk_file.h"
#include "site/known_texts.h"
#include "site/pages.h"
#include "site/toml_reader.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

using Severity = Problem::Severity;

// What a spreadsheet may save a table as, in the order in which one is preferred to another. The reader
// decides by the bytes: what an ".xls" really is, is said there.
constexpr std::array<std::string_view, 4> table_endings{".csv", ".xlsx", ".ods", ".xls"};

bool is_table(std::string_view path) {
  const std::string name = lower(path);
  return std::any_of(table_endings.begin(), table_endings.end(),
                     [&](std::string_view ending) { return name.ends_with(ending); });
}

bool is_table_named(std::string_view path, std::string_view stem) {
  const std::string name = lower(path);
  return is_table(name) && name.substr(0, name.rfind('.')) == stem;
}

class Loader {
 public:
  Loader(const Files& files, std::optional<Instant> now, const FeedStates& fetched)
      : files_(files), now_(now), fetched_(fetched) {}

  Loaded load() {
    read_kiosk();
    ReadPages pages;
    // The other files are read in the light of kiosk.toml: its languages, its time zone. Where that is
    // missing, what they would be said to lack is not theirs.
    if (kiosk_.zone) {
      read_meetings();
      read_changes();
      read_help();
      pages = read_pages(files_, kiosk_.languages);
      take(std::move(pages.problems));
      report_unread_translations(pages.pages);
    }
    report_unknown_files();
    name_files_of_base();
    sort_problems();

    Loaded loaded;
    loaded.tables = tables_;
    loaded.feeds = kiosk_.feeds;
    const bool fatal = std::any_of(problems_.begin(), problems_.end(), [](const Problem& problem) {
      return problem.severity == Severity::fatal;
    });
    if (!fatal && kiosk_.zone) loaded.site = make_site(std::move(pages.pages));
    loaded.problems = std::move(problems_);
    return loaded;
  }

 private:
  const std::string* file(const std::string& path) const {
    for (const std::string& each : {path, std::string(base_prefix) + path})
      if (const auto found = files_.find(each); found != files_.end()) return &found->second;
    return nullptr;
  }

  // meetings.csv, or meetings.xlsx, Meetings.ods ...; nullptr: there is none.
  const Files::value_type* table(std::string_view stem) {
    const Files::value_type* own = table_at("", stem);
    return own ? own : table_at(base_prefix, stem);
  }

  const Files::value_type* table_at(std::string_view prefix, std::string_view stem) {
    std::vector<const Files::value_type*> found;
    for (const std::string_view ending : table_endings)
      for (const Files::value_type& each : files_)
        if (each.first.starts_with(prefix) && is_table_named(each.first.substr(prefix.size()), stem) &&
            lower(each.first).ends_with(ending))
          found.push_back(&each);
    for (std::size_t i = 1; i < found.size(); ++i) {
      const std::string& used = found[0]->first;
      FileReport report(found[i]->first);
      report.add(Severity::left_out, {}, "There is " + used + " too.",
                 "Keep the one you edit, and take the other out of this folder.",
                 "Only " + used + " is read; nothing of this file is shown.");
      take(report.take());
    }
    return found.empty() ? nullptr : found[0];
  }

  void take(std::vector<Problem> problems) {
    for (Problem& problem : problems) problems_.push_back(std::move(problem));
  }

  // One line for each language, not for each page: somebody has to be found who reads it.
  void report_unread_translations(const Pages& pages) {
    FileReport report("kiosk.toml");
    for (const Language& language : kiosk_.languages) {
      if (language == "en") continue;
      std::vector<std::string> unread;
      if (!language::Catalog(language).native_review()) unread.emplace_back("the words on the screen");
      const auto found = pages.find(language);
      const auto count =
          found == pages.end() ? 0 : std::ranges::count(found->second, false, &guide::Page::native_review);
      if (count > 0) unread.push_back(std::to_string(count) + (count == 1 ? " page" : " pages"));
      if (unread.empty()) continue;
      report.add(
          Severity::notice, {kiosk_.languages_line, 0, "languages", language},
          "No native speaker has read the translation into " + std::string(language::own_name(language)) +
              " yet: " + unread.front() + (unread.size() > 1 ? " and " + unread.back() : "") + ".",
          "Have somebody read it who grew up with this language.", "It is shown, and its pages say so.");
    }
    take(report.take());
  }

  void report_missing(const std::string& path, Severity severity, std::string meanwhile) {
    std::vector<std::string> names;
    for (const auto& [name, bytes] : files_) names.push_back(name);
    auto other = nearest(path, names);
    // "meeting.xlsx" is far from "meetings.csv", but not its name.
    for (const std::string& name : names)
      if (!other && is_table(path) && is_table(name) && name.find('/') == std::string::npos)
        other = nearest(name, std::vector{path.substr(0, path.rfind('.')) + name.substr(name.rfind('.'))})
                    ? std::optional(name)
                    : std::nullopt;
    FileReport report(path);
    report.add(severity, {}, "There is no file " + path + ".",
               other ? "Rename " + in_quotes(*other) + "." : "Put it into the folder kiosk-config.",
               std::move(meanwhile));
    take(report.take());
  }

  void read_kiosk() {
    const std::string* bytes = file("kiosk.toml");
    if (!bytes)
      return report_missing("kiosk.toml", Severity::fatal,
                            "The kiosk goes on with the last configuration that was good.");
    const auto below = files_.find(std::string(base_prefix) + "kiosk.toml");
    kiosk_ = read_kiosk_file(decode(*bytes).text, now_,
                             below == files_.end() ? std::string() : decode(below->second).text);
    take(std::move(kiosk_.problems));
  }

  TableContext context(std::string path, std::string source) const {
    TableContext result;
    result.file = std::move(path);
    result.source = std::move(source);
    result.country = kiosk_.facility.country;
    result.languages = kiosk_.languages;
    result.zone = kiosk_.zone->name();
    result.here = kiosk_.facility.name;
    // Without a clock that can be trusted it is at least as late as when this program was made.
    result.today = kiosk_.zone->local(now_.value_or(build_time())).date;
    return result;
  }

  void read_meetings() {
    if (const auto* own = table("meetings"))
      add_table(read_own_csv(own->second, context(own->first, std::string(own_table_name))));
    else if (kiosk_.feeds.empty())
      report_missing("meetings.csv", Severity::left_out, "The kiosk shows no meetings.");
    for (const Feed& feed : kiosk_.feeds) feed.url.empty() ? read_feed_file(feed) : read_fetched(feed);
    for (schedule::Meeting& meeting : meetings_) mark_here(meeting);
  }

  void read_feed_file(const Feed& feed) {
    if (const std::string* bytes = file(feed.file)) return read_feed(feed, feed.file, *bytes);
    report_missing_of(feed, "file", feed.file, "This feed is not shown.");
  }

  void report_missing_of(const Feed& feed, std::string field, const std::string& path,
                         std::string meanwhile) {
    FileReport report("kiosk.toml");
    report.add(Severity::left_out, {feed.line, 0, std::move(field), path},
               "There is no file " + in_quotes(path) + ", or it has more than 16 MB.",
               "Put the file into the folder kiosk-config.", std::move(meanwhile));
    take(report.take());
  }

  void read_fetched(const Feed& feed) {
    const auto found = fetched_.find(feed.url);
    const FeedState state = found == fetched_.end() ? FeedState() : found->second;
    if (const auto problem = feed_problem(feed, state)) problems_.push_back(*problem);
    if (!state.bytes) return;
    read_feed(feed, feed.name, *state.bytes);
    lists_.push_back({feed.name, kiosk_.zone->local(state.fetched).date});
  }

  void read_feed(const Feed& feed, const std::string& path, std::string_view bytes) {
    TableContext in = context(path, feed.name);
    in.fellowship = feed.fellowship;
    if (!feed.formats.empty()) {
      if (const std::string* list = file(feed.formats)) {
        in.bmlt_formats = *list;
        add_table(read_bmlt_formats(*list, context(feed.formats, feed.name)));
      } else {
        report_missing_of(feed, "formats", feed.formats, "The types of these meetings are not shown.");
      }
    }
    add_table(read_list(bytes, in, feed.format));
  }

  // Ids are unique in a table; between two lists the later one adds its name.
  void add_table(ReadTable table) {
    std::set<std::string> taken;
    for (const schedule::Meeting& meeting : meetings_) taken.insert(meeting.id);
    for (schedule::Meeting& meeting : table.meetings) {
      const std::string id = meeting.id + "-" + slug(meeting.source);
      for (int number = 1; !taken.insert(meeting.id).second; ++number)
        meeting.id = number == 1 ? id : id + "-" + std::to_string(number);
      meetings_.push_back(std::move(meeting));
    }
    take(std::move(table.problems));
    tables_.push_back(std::move(table.count));
  }

  void mark_here(schedule::Meeting& meeting) const {
    const Facility& facility = kiosk_.facility;
    const std::string name = matching_key(meeting.place.name), address = matching_key(meeting.place.address);
    const auto is = [](const std::string& key, const std::string& text) {
      return !key.empty() && key == matching_key(text);
    };
    meeting.here = is(name, facility.name) || is(name, facility.short_name) || is(address, facility.address);
    if (!meeting.here) return;
    const bool same_name = name.empty() || is(name, facility.name) || is(name, facility.short_name);
    if (!same_name && meeting.place.room.empty())
      meeting.place.room = meeting.place.name;  // a hall of the building
    meeting.place.name = facility.name;
    if (meeting.place.address.empty()) meeting.place.address = facility.address;
    if (!meeting.place.coordinates) meeting.place.coordinates = facility.coordinates;
  }

  void read_changes() {
    const auto* found = table("changes");
    if (!found) return;
    ChangeContext in;
    in.file = found->first;
    in.country = kiosk_.facility.country;
    in.languages = kiosk_.languages;
    in.meetings = meetings_;
    in.here = kiosk_.facility.name;
    in.here_short = kiosk_.facility.short_name;
    ReadChanges read = read_changes_csv(found->second, in);
    changes_ = std::move(read.changes);
    take(std::move(read.problems));
    tables_.push_back(std::move(read.count));
  }

  void read_help() {
    if (const std::string* bytes = file("helplines.toml")) {
      ReadHelplines read = read_helplines(decode(*bytes).text, kiosk_.languages);
      helplines_ = std::move(read.helplines);
      const std::vector<language::Catalog> catalogs(kiosk_.languages.begin(), kiosk_.languages.end());
      for (guide::Helpline& line : helplines_) translate_known(line, catalogs);
      take(std::move(read.problems));
    } else {
      report_missing("helplines.toml", Severity::left_out,
                     "Only the built-in lines are shown: 911, 988 and 1-800-662-4357.");
    }
    add_emergency_line();
    if (const std::string* bytes = file("services.toml")) {
      ReadServices read = read_services(decode(*bytes).text, kiosk_.languages);
      services_ = std::move(read.services);
      take(std::move(read.problems));
    }
  }

  // A help screen without 911 is never shown in its country.
  void add_emergency_line() {
    if (helplines_.empty()) helplines_ = built_in_helplines();
    const bool there =
        std::any_of(helplines_.begin(), helplines_.end(), [](const auto& line) { return line.emergency; });
    if (there || kiosk_.facility.country != "US") return;
    FileReport report("helplines.toml");
    report.add(Severity::repair, {1, 0, "emergency", ""}, "No entry is the emergency number.",
               "Write emergency = true below number = \"911\".", "The kiosk shows 911 all the same.");
    take(report.take());
    helplines_.insert(helplines_.begin(), built_in_helplines().front());
  }

  // A file that nothing reads was probably meant to be read.
  void report_unknown_files() {
    const std::vector<std::string> known{"kiosk.toml", "meetings.csv", "changes.csv", "helplines.toml",
                                         "services.toml"};
    for (const auto& [whole, bytes] : files_) {
      const std::string path = whole.starts_with(base_prefix) ? whole.substr(base_prefix.size()) : whole;
      const bool listed = std::any_of(kiosk_.feeds.begin(), kiosk_.feeds.end(), [&](const Feed& feed) {
        return feed.file == path || feed.formats == path;
      });
      const bool notes = lower(path).ends_with("readme.md");
      if (listed || notes || path.starts_with("pages/") || is_table_named(path, "meetings") ||
          is_table_named(path, "changes") || std::find(known.begin(), known.end(), path) != known.end())
        continue;
      const auto meant = nearest(path, known);
      FileReport report(whole);
      report.add(Severity::notice, {}, "The kiosk does not read this file.",
                 meant && !file(*meant) ? "Rename it to " + *meant + "."
                 : path.ends_with(".json") || path.ends_with(".ics")
                     ? "If it is a list of meetings, name it in kiosk.toml below [[feeds]]."
                     : "Nothing, if it is yours.",
                 "Nothing of it is shown.");
      take(report.take());
    }
  }

  // Readers know a file by the name that staff give it.
  void name_files_of_base() {
    for (Problem& problem : problems_)
      if (const std::string below = std::string(base_prefix) + problem.file;
          !files_.contains(problem.file) && files_.contains(below))
        problem.file = below;
  }

  void sort_problems() {
    std::stable_sort(problems_.begin(), problems_.end(), [](const Problem& a, const Problem& b) {
      return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
    });
  }

  std::shared_ptr<const Site> make_site(Pages pages) {
    auto site = std::make_shared<Site>();
    site->facility = std::move(kiosk_.facility);
    site->languages = std::move(kiosk_.languages);
    site->schedule =
        std::make_shared<schedule::Schedule>(std::move(meetings_), std::move(changes_), *kiosk_.zone);
    // A visitor may search for a kind by its name in any language that is offered.
    const std::vector<language::Catalog> catalogs(site->languages.begin(), site->languages.end());
    site->directory =
        std::make_shared<schedule::Directory>(site->schedule, catalogs, site->facility.coordinates);
    site->counts = kiosk_.counts;
    site->checked = std::move(kiosk_.checked);
    site->lists = std::move(lists_);
    site->helplines = std::move(helplines_);
    site->services = std::move(services_);
    site->pages = std::move(pages);
    site->call_backs = std::move(kiosk_.call_backs);
    site->session = kiosk_.session;
    site->printer = kiosk_.printer;
    site->screen = kiosk_.screen;
    site->problems = problems_;
    site->tables = tables_;
    return site;
  }

  const Files& files_;
  const std::optional<Instant> now_;
  const FeedStates& fetched_;
  KioskFile kiosk_;
  std::vector<schedule::Meeting> meetings_;
  std::vector<schedule::Change> changes_;
  std::vector<guide::Helpline> helplines_;
  std::vector<guide::Service> services_;
  std::vector<Problem> problems_;
  std::vector<RowCount> tables_;
  std::vector<FetchedList> lists_;
};

}  // namespace

Loaded load(const Files& files, std::optional<Instant> now, const FeedStates& fetched) {
  return Loader(files, now, fetched).load();
}

RowCount count_feed(std::string_view bytes, const Feed& feed) {
  TableContext context;
  context.file = feed.name;
  context.source = feed.name;
  context.fellowship = feed.fellowship;
  return read_list(bytes, context, feed.format).count;
}

}  // namespace porchlight::site
