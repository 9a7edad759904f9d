#include "site/kiosk_file.h"

#include <algorithm>

#include "language/catalog.h"
#include "schedule/kind.h"
#include "site/formats/formats.h"
#include "site/formats/types.h"
#include "site/load.h"
#include "site/pays.h"
#include "site/printer_table.h"
#include "site/screen_table.h"
#include "site/toml_file.h"
#include "site/toml_reader.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

using Severity = Problem::Severity;

// Lower-case letters, digits and hyphens: they stand in clear in every envelope and in the collector's
// addresses.
bool is_plain_id(std::string_view id) {
  constexpr std::size_t longest = 32;
  return !id.empty() && id.size() <= longest && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

class KioskReader {
 public:
  KioskReader(const TomlValue& root, std::optional<Instant> now)
      : now_(now), report_("kiosk.toml"), root_(&root, "kiosk.toml", {"en"}, report_) {}

  KioskFile read() {
    read_languages();
    file_.counts = root_.yes_or_no("counts").value_or(true);
    read_facility(reader("facility", "[facility]"));
    file_.screen = read_screen(reader("screen", "[screen]"));
    file_.printer = read_printer(reader("printer", "[printer]"));
    read_session(reader("session", "[session]"));
    read_call_backs(reader("call_backs", "[call_backs]"));
    read_checked(reader("schedule", "[schedule]"));
    read_feeds();
    root_.finish();
    file_.problems = report_.take();
    return std::move(file_);
  }

 private:
  TomlReader reader(std::string_view key, std::string name) {
    return TomlReader(root_.value(key), std::move(name), file_.languages, report_);
  }

  void read_languages() {
    const std::vector<std::string> written = root_.texts("languages");
    const std::vector<Language> available = language::available_languages();
    std::string codes;
    for (const Language& language : available) codes += (codes.empty() ? "\"" : ", \"") + language + "\"";
    std::vector<Language> languages;
    for (const std::string& language : written) {
      if (std::ranges::find(languages, language) != languages.end()) continue;
      if (std::ranges::find(available, language) != available.end())
        languages.push_back(language);
      else
        root_.note(
            Severity::left_out, "languages", "There is no translation for " + in_quotes(language) + ".",
            "Write the codes of languages the kiosk has: " + codes + ".", "This language is not offered.");
    }
    if (!languages.empty()) file_.languages = std::move(languages);
    file_.languages_line = root_.at("languages").line;
  }

  void read_facility(TomlReader table) {
    table.when_missing(Severity::left_out, "The screen does not name the place.");
    Facility& facility = file_.facility;
    facility.name = table.required_text("name", "name = \"St. Brendan’s Outreach Center\"");
    facility.short_name = table.text("short_name").value_or(facility.name);
    facility.address = table.text("address").value_or("");
    if (const auto country = table.text("country")) {
      facility.country = *country;
      if (country->size() != 2 || lower(*country) == *country)
        table.note(Severity::left_out, "country", in_quotes(*country) + " is not a country code.",
                   "Write two capital letters: US, MX, CA, GB.", "The kiosk takes it for the US."),
            facility.country = "US";
    }
    const auto latitude = table.number("latitude", -90, 90), longitude = table.number("longitude", -180, 180);
    if (latitude && longitude)
      facility.coordinates = schedule::Coordinates{*latitude, *longitude};
    else if (latitude || longitude)
      table.note(Severity::left_out, latitude ? "latitude" : "longitude",
                 "One half of the place on the map is missing.",
                 "Write both: latitude = 37.7599 and longitude = -122.4148.", "No distances are shown.");
    facility.desk = table.hours("desk_hours");
    facility.no_cost = table.yes_or_no("no_cost").value_or(false);
    read_time_zone(table);
    table.finish();
  }

  void read_time_zone(TomlReader& table) {
    table.when_missing(Severity::fatal,
                       "The kiosk cannot show this configuration, since every time would be wrong.");
    const std::string name = table.required_text("time_zone", "time_zone = \"America/Los_Angeles\"");
    if (name.empty()) return;
    auto zone = schedule::Zone::named(name);
    if (zone)
      file_.zone = std::move(*zone);
    else
      table.refuse("time_zone", in_quotes(name) + " is not a time zone.",
                   "Write one like \"America/Los_Angeles\".");
  }

  void read_session(TomlReader table) {
    table.when_missing(Severity::left_out, "The kiosk takes its usual time.");
    SessionTimes& session = file_.session;
    const auto read = [&](std::string_view key, seconds& time, int least, int most) {
      if (const auto value = table.whole_number(key, least, most)) time = seconds(*value);
    };
    read("idle_s", session.idle, 30, 1800);
    read("idle_form_s", session.idle_form, 30, 1800);
    // WCAG 2.2, success criterion 2.2.1: at least 20 seconds to answer a warning.
    read("countdown_s", session.countdown, 20, 300);
    read("rest_after_s", session.rest_after, 5, 3600);
    read("dim_after_s", session.dim_after, 5, 24 * 3600);
    table.finish();
  }

  void read_call_backs(TomlReader table) {
    CallBacks& calls = file_.call_backs;
    if (!table.present()) return;
    table.when_missing(Severity::left_out, "Visitors cannot ask for a call.");
    const bool offered = table.yes_or_no("offered").value_or(true);
    calls.who = table.required_local_text("who", "who = \"A volunteer of St. Brendan’s\"");
    calls.who_many = table.local_text("who_many");
    if (calls.who_many.empty()) calls.who_many = calls.who;
    calls.hours = table.hours("hours");
    for (const std::string& written : table.texts("languages"))
      if (std::string code = language_code(written); !code.empty())
        calls.languages.push_back(std::move(code));
    if (calls.languages.empty())
      table.refuse("languages", "It does not say which languages the callers speak.",
                   "Write languages = [\"en\", \"es\"].");
    if (!table.has("shows_as"))
      table.refuse("shows_as", "It does not say which number a call shows.",
                   "Write shows_as = \"(415) 555-0100\".");
    calls.shows_as = table.phone_number("shows_as");
    calls.says = table.required_local_text("says", "says = \"Hi, it’s Alex, returning a call.\"");
    calls.works_for_treatment_company = required_yes_or_no(table, "works_for_treatment_company");
    if (!table.has("pays"))
      table.refuse("pays", "It does not say whether anyone pays for these calls.", "Write pays = \"none\".");
    calls.pays = table.choice<guide::Pays>("pays", pays_words).value_or(guide::Pays::none);
    calls.kiosk_id = plain_id(table, "kiosk_id", "lobby");
    calls.team = plain_id(table, "team", slug(file_.facility.short_name));
    calls.erased_after_days =
        table.whole_number("erased_after_days", 0, 90).value_or(calls.erased_after_days);
    calls.erased_at_most_days =
        table.whole_number("erased_at_most_days", 1, 90).value_or(calls.erased_at_most_days);
    calls.consent_version = table.whole_number("consent_version", 1, 1000).value_or(calls.consent_version);
    if (calls.erased_after_days > calls.erased_at_most_days)
      table.refuse("erased_after_days", "It is more than erased_at_most_days.", "Write a smaller number.");
    read_recipients(table, offered);
    table.finish();
    calls.offered = offered && !table.failed();
  }

  static bool required_yes_or_no(TomlReader& table, std::string_view key) {
    if (!table.has(key))
      table.refuse(key, "“" + std::string(key) + "” is missing in [call_backs].",
                   "Write " + std::string(key) + " = false, if so.");
    return table.yes_or_no(key).value_or(true);
  }

  static std::string plain_id(TomlReader& table, std::string_view key, const std::string& otherwise) {
    const std::string id = table.text(key).value_or(otherwise);
    if (is_plain_id(id)) return id;
    const std::string plain = slug(id).substr(0, 32);
    table.refuse(key, in_quotes(id) + " has characters that are not allowed here.",
                 "Write small letters, digits and hyphens, 32 at most: \"" + plain + "\".", plain);
    return {};
  }

  void read_recipients(TomlReader& table, bool offered) {
    CallBacks& calls = file_.call_backs;
    const TomlValue* written = table.value("recipients");
    if (written && written->text() && lower(*written->text()) == "demo") {
      calls.demo_recipients = true;
      table.note(Severity::notice, "recipients",
                 "The keys of the callers are demo keys that the kiosk makes itself.",
                 "Before visitors use it: run porchlight keygen for two people and put both keys here.",
                 "Requests can be opened with a key that lies on this kiosk.");
      return;
    }
    if (written && written->list())
      for (const TomlValue& each : *written->list()) read_recipient(each);
    else if (written)
      return table.refuse(
          "recipients", "These are not recipients.",
          "Write [[call_backs.recipients]] with name and key below, twice; or recipients = \"demo\".");
    if (!offered && calls.recipients.empty()) return;
    if (calls.recipients.size() < 2)
      table.refuse(
          "recipients",
          "A request needs two keys that can open it; here " +
              std::string(calls.recipients.empty() ? "is none." : "is one."),
          "Write two entries [[call_backs.recipients]], one with recovery = true for the key in the safe.");
    else if (std::none_of(calls.recipients.begin(), calls.recipients.end(),
                          [](const auto& r) { return r.recovery; }))
      table.note(Severity::repair, "recipients", "No recipient is the recovery key.",
                 "Write recovery = true below the key that is kept offline, in a safe.",
                 "If the callers lose their key, requests can be lost.");
  }

  void read_recipient(const TomlValue& value) {
    TomlReader table(&value, "[[call_backs.recipients]]", file_.languages, report_);
    table.when_missing(Severity::left_out, "Nobody can open requests with this key.");
    table.hide("key");
    intake::Recipient recipient;
    recipient.name = table.required_text("name", "name = \"Callers\"");
    recipient.recovery = table.yes_or_no("recovery").value_or(false);
    recipient.demo = table.yes_or_no("demo").value_or(false);
    const std::string text =
        table.required_text("key", "key = \"…\", the line that porchlight keygen printed");
    if (!text.empty()) {
      const auto key = intake::parse_sealing_key(text);
      if (!key)
        table.refuse("key", key.error().what, "Copy the line that porchlight keygen printed.");
      else
        recipient.key = *key;
    }
    table.finish();
    std::vector<intake::Recipient>& all = file_.call_backs.recipients;
    if (!table.failed() &&
        std::any_of(all.begin(), all.end(), [&](const auto& other) { return other.key == recipient.key; }))
      table.refuse("key", "Two recipients have the same key.", "Make a second one with porchlight keygen.");
    if (table.failed()) return;
    if (recipient.demo)
      table.note(Severity::notice, "demo", "This is a demo key: everybody could have it.",
                 "Before visitors use it, make a key of your own with porchlight keygen.",
                 "Whoever has it can open requests.");
    all.push_back(std::move(recipient));
  }

  void read_checked(TomlReader table) {
    table.when_missing(Severity::left_out, "Visitors do not read who checked the schedule.");
    const auto on = table.date("checked_on");
    const std::string by = table.text("checked_by").value_or(file_.facility.short_name);
    // "Checked on a day to come" is a claim that nobody can have made.
    const bool to_come = on && now_ && file_.zone && *on > file_.zone->local(*now_).date;
    if (to_come)
      table.refuse("checked_on", "This day is still to come.",
                   "Write the day on which somebody went through the schedule.");
    else if (on)
      file_.checked = Checked{by, *on};
    table.finish();
  }

  void read_feeds() {
    const TomlValue* feeds = root_.value("feeds");
    if (!feeds) return;
    if (!feeds->list())
      return root_.note(Severity::left_out, "feeds", "These are not feeds.",
                        "Write [[feeds]] with url = \"https://…\" or file = \"list.json\" below.",
                        "No feed is shown.");
    for (const TomlValue& each : *feeds->list()) {
      TomlReader table(&each, "[[feeds]]", file_.languages, report_);
      table.when_missing(Severity::left_out, "This feed is not shown.");
      Feed feed;
      feed.line = each.line;
      read_source(table, feed);
      read_format(table, feed);
      if (const auto fellowship = table.text("fellowship")) {
        if (const auto* known = schedule::parse_fellowship(*fellowship))
          feed.fellowship = known->code;
        else
          table.refuse("fellowship", in_quotes(*fellowship) + " is not a fellowship this kiosk knows.",
                       "Write \"AA\" or \"NA\".");
      }
      table.finish();
      if (!table.failed()) file_.feeds.push_back(std::move(feed));
    }
  }

  void read_format(TomlReader& table, Feed& feed) {
    feed.formats = table.text("formats").value_or("");
    const auto format = table.text("format");
    if (!format) return;
    std::vector<std::string> names;
    for (const Format& each : formats()) names.emplace_back(each.name);
    if (find_format(*format))
      feed.format = *format;
    else
      table.refuse("format", in_quotes(*format) + " is not a format the kiosk reads.",
                   "Leave it out: the kiosk sees by itself what the list is.", nearest(*format, names));
  }

  // Where it comes from: an address, or a file in this folder.
  void read_source(TomlReader& table, Feed& feed) {
    if (!table.has("url")) {
      feed.file = table.required_text("file", "url = \"https://…\", or file = \"list.json\"");
      feed.name = table.text("name").value_or(feed.file);
      return;
    }
    feed.url = table.required_text("url", "url = \"https://…\"");
    feed.plain_http = table.yes_or_no("plain_http").value_or(false);
    feed.every_hours = table.whole_number("every_hours", 1, 24 * 7).value_or(feed.every_hours);
    feed.least_meetings = table.whole_number("least_meetings", 1, 1'000'000).value_or(0);
    const bool secure = feed.url.starts_with("https://");
    if (!secure && !(feed.plain_http && feed.url.starts_with("http://")))
      table.refuse("url", in_quotes(feed.url) + " does not begin with https://.",
                   "Write https://, or also plain_http = true if that site has no other.");
    const auto name = table.text("name");
    feed.name = name.value_or(feed.url);
    if (!name)
      table.note(Severity::notice, "url", "This feed has no name.",
                 "Write name = \"AA Intergroup\": visitors read whose list it is.",
                 "Visitors read the address.");
    if (table.has("file"))
      table.note(Severity::repair, "file", "A feed has a url or a file, not both.", "Delete one of them.",
                 "The url is used.");
    (void)table.text("file");
  }

  std::optional<Instant> now_;
  FileReport report_;
  TomlReader root_;
  KioskFile file_;
};

void report_broken(FileReport& report, const TomlError& error, Severity severity, std::string meanwhile) {
  report.add(severity, {error.line, error.column, "", ""}, "This line cannot be read: " + error.what + ".",
             "Look for a missing quotation mark, bracket or equals sign here or just above. A text looks "
             "like name = \"St. Brendan’s\".",
             std::move(meanwhile));
}

}  // namespace

KioskFile read_kiosk_file(std::string_view text, std::optional<Instant> now, std::string_view base) {
  auto root = read_toml(text);
  if (!root) {
    KioskFile broken;
    FileReport report("kiosk.toml");
    report_broken(report, root.error(), Severity::fatal,
                  "The kiosk goes on with the last configuration that was good.");
    broken.problems = report.take();
    return broken;
  }
  FileReport report(std::string(base_prefix) + "kiosk.toml");
  if (auto below = read_toml(base))
    lay_under(*root, std::move(*below));
  else
    report_broken(report, below.error(), Severity::left_out, "Only the kiosk.toml of this kiosk is read.");
  KioskFile file = KioskReader(*root, now).read();
  for (Problem& problem : report.take()) file.problems.push_back(std::move(problem));
  return file;
}

}  // namespace porchlight::site
