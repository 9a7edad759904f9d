#include "site/help_files.h"

#include <algorithm>

#include "site/formats/types.h"
#include "site/pays.h"
#include "site/toml_file.h"
#include "site/toml_reader.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

using Severity = Problem::Severity;
using guide::Service;

constexpr std::string_view answered_by_example =
    "answered_by = \"Trained volunteers\": who picks up the phone, and for whom they work";
constexpr std::string_view pays_example = "pays = \"none\", \"listing\", \"per call\" or \"per admission\"";

constexpr std::array<std::pair<std::string_view, Service::Kind>, 7> kind_words{
    {{"detox", Service::Kind::detox},
     {"treatment", Service::Kind::treatment},
     {"medication", Service::Kind::medication},
     {"counselling", Service::Kind::counselling},
     {"family", Service::Kind::family},
     {"shelter", Service::Kind::shelter},
     {"other", Service::Kind::other}}};

// Reads the list of tables `key` of a file with `read_one`; everything else in the file is reported.
template <class Read>
std::vector<Problem> read_entries(std::string_view text, const std::string& file, std::string_view key,
                                  const std::vector<Language>& languages, const std::string& nothing_shown,
                                  Read read_one) {
  FileReport report(file);
  auto root = read_toml(text);
  if (!root) {
    report.add(Severity::left_out, {root.error().line, root.error().column, "", ""},
               "This line cannot be read: " + root.error().what + ".",
               "Look for a missing quotation mark, bracket or equals sign here or just above.",
               nothing_shown);
    return report.take();
  }
  TomlReader table(&*root, file, languages, report);
  const std::string head = "[[" + std::string(key) + "]]";
  const TomlValue* entries = table.value(key);
  if (!entries || !entries->list())
    report.add(Severity::left_out, {1, 1, "", ""}, "There is no entry " + head + " in this file.",
               "Write " + head + " and the keys of one entry below.", nothing_shown);
  else
    for (const TomlValue& entry : *entries->list()) {
      TomlReader each(&entry, head, languages, report);
      each.when_missing(Severity::left_out, "This entry is not shown.");
      read_one(each);
    }
  table.finish();
  return report.take();
}

guide::Pays required_pays(TomlReader& entry) {
  if (!entry.has("pays"))
    entry.refuse("pays", "It does not say whether they pay to be listed.",
                 "Write " + std::string(pays_example) + ".");
  return entry.choice<guide::Pays>("pays", pays_words).value_or(guide::Pays::per_admission);
}

LocalText required_answered_by(TomlReader& entry) {
  LocalText text = entry.local_text("answered_by");
  if (text.empty())
    entry.refuse("answered_by", "It does not say who answers.",
                 "Write " + std::string(answered_by_example) + ".");
  return text;
}

std::string id_or_slug(TomlReader& entry, const LocalText& name) {
  const auto id = entry.text("id");
  if (id && !id->empty()) return slug(*id);
  return name.empty() ? std::string() : slug(name.versions.front().text);
}

// Codes or names: "es", "Spanish".
std::vector<Language> spoken(TomlReader& entry) {
  std::vector<Language> codes;
  for (const std::string& written : entry.texts("languages")) {
    if (std::string code = language_code(written); !code.empty())
      codes.push_back(std::move(code));
    else
      entry.note(Severity::left_out, "languages", in_quotes(written) + " is not a language this kiosk knows.",
                 "Write its name in English, or its code: \"es\".", "It is not shown.");
  }
  return codes;
}

// Refuses a second entry of the same id, since pages and saved places point to it.
template <class Entry>
void add(TomlReader& table, std::vector<Entry>& entries, Entry entry) {
  if (!table.failed() &&
      std::any_of(entries.begin(), entries.end(), [&](const Entry& other) { return other.id == entry.id; }))
    table.refuse("id", "Two entries are named " + in_quotes(entry.id) + ".", "Give one of them another id.");
  table.finish();
  if (!table.failed()) entries.push_back(std::move(entry));
}

}  // namespace

ReadHelplines read_helplines(std::string_view text, const std::vector<Language>& languages) {
  ReadHelplines read;
  read.problems = read_entries(
      text, "helplines.toml", "helplines", languages,
      "Only the built-in lines are shown: 911, 988 and 1-800-662-4357.", [&](TomlReader& table) {
        guide::Helpline line;
        line.name = table.required_local_text("name", "name = \"988 Suicide & Crisis Lifeline\"");
        line.id = id_or_slug(table, line.name);
        line.when_to_call = table.local_text("when_to_call");
        if (!table.has("number")) table.refuse("number", "There is no number.", "Write number = \"988\".");
        line.number = table.phone_number("number");
        line.text_number = table.phone_number("text_number");
        line.text_keyword = table.text("text_keyword").value_or("");
        line.hours = table.hours("hours");
        line.languages = spoken(table);
        line.language_hint = table.local_text("language_hint");
        line.free = table.yes_or_no("free").value_or(false);
        line.answered_by = required_answered_by(table);
        line.pays = required_pays(table);
        line.emergency = table.yes_or_no("emergency").value_or(line.number == "911");
        add(table, read.helplines, std::move(line));
      });
  return read;
}

ReadServices read_services(std::string_view text, const std::vector<Language>& languages) {
  ReadServices read;
  read.problems = read_entries(
      text, "services.toml", "services", languages, "No services are shown.", [&](TomlReader& table) {
        Service service;
        service.name = table.required_local_text("name", "name = \"County Detox Center\"");
        service.id = id_or_slug(table, service.name);
        if (!table.has("kind"))
          table.refuse("kind", "It does not say what kind of help it is.",
                       "Write kind = \"detox\", \"treatment\", \"medication\", \"counselling\", \"family\", "
                       "\"shelter\" or \"other\".");
        service.kind = table.choice<Service::Kind>("kind", kind_words).value_or(Service::Kind::other);
        service.about = table.local_text("about");
        service.number = table.phone_number("number");
        service.address = table.text("address").value_or("");
        service.url = table.text("url").value_or("");
        if (service.number.empty() && service.address.empty() && service.url.empty() && !table.failed())
          table.refuse("number", "Nobody can reach it: there is no number, address or url.",
                       "Write number = \"(415) 555-0112\".");
        service.hours = table.hours("hours");
        service.languages = spoken(table);
        service.cost = table.local_text("cost");
        service.answered_by = required_answered_by(table);
        service.pays = required_pays(table);
        add(table, read.services, std::move(service));
      });
  return read;
}

}  // namespace porchlight::site
