// The command line of porchlight, and nothing else.
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <cstdio>

#include "base/build_time.h"
#include "base/no_dumps.h"
#include "kiosk/commands/commands.h"
#include "site/formats/formats.h"

namespace {

using namespace porchlight;

// "1080x1920".
template <class Number>
std::optional<std::pair<Number, Number>> parse_pair(const std::string& text) {
  std::pair<Number, Number> pair;
  char cross = 0, rest = 0;
  std::istringstream in(text);
  if (!(in >> pair.first >> cross >> pair.second) || cross != 'x' || in >> rest || pair.first <= 0 ||
      pair.second <= 0)
    return std::nullopt;
  return pair;
}

platform::PixelSize pixels(const std::string& text) {
  const auto size = parse_pair<int>(text);
  // Larger ones no graphics card can draw.
  constexpr int most_px = 8192;
  if (!size || size->first > most_px || size->second > most_px)
    throw CLI::ValidationError("“" + text +
                               "” is no size; write width x height in pixels, such as 1080x1920");
  return {size->first, size->second};
}

}  // namespace

int main(int argc, char** argv) {
  if (const Outcome forbidden = write_no_dumps(); !forbidden)
    std::fprintf(stderr, "porchlight: %s\n", forbidden.error().what.c_str());
  CLI::App app{
      "Porchlight: a touch screen for churches and outreach centers that shows recovery meetings, explains "
      "the 12 steps and\n"
      "takes requests for a call, sealed and kept on the device.\n"};
  app.set_version_flag("--version", std::string("porchlight ") + version());
  app.footer(
      "Exit codes: 0 done; 1 check found problems, yet the screen can be shown; 2 it could not be done, "
      "standard error says\n"
      "why; above 100: the command line was not understood.");
  app.require_subcommand(1);

  std::string config = "kiosk-config", state = kiosk::default_state_folder(), at, size, panel, language,
              text = "m", theme = "standard";
  const auto with_config = [&](CLI::App* command) {
    command->add_option("--config", config, "Folder that staff edit")->capture_default_str();
  };
  const auto with_state = [&](CLI::App* command) {
    command->add_option("--state", state, "Folder for sealed requests, keys and fetched lists")
        ->capture_default_str();
  };
  const auto with_at = [&](CLI::App* command) {
    command->add_option("--at", at,
                        "Pretend it is this time: 2026-11-24T18:35, the facility's time, or with an offset");
  };
  const auto optional = [](const std::string& value) {
    return value.empty() ? std::nullopt : std::optional(value);
  };

  CLI::App* run =
      app.add_subcommand("run", "Open the kiosk: full screen, until it is told to stop (SIGTERM)");
  with_config(run), with_state(run), with_at(run);
  run->add_option("--window", size, "In a window of this size instead, such as 540x960");

  CLI::App* tour = app.add_subcommand(
      "tour", "Draw every screen as a picture (PNG) with its description (JSON); needs no display");
  kiosk::TourOptions tour_options;
  tour->add_option("--out", tour_options.out, "Folder for the pictures")->required();
  with_config(tour), with_state(tour), with_at(tour);
  tour->add_option("--size", size, "Of the panel in pixels: 1080x1920 (default), 1920x1080, 1280x800");
  tour->add_option("--panel-mm", panel, "Of the panel in millimetres: 268x476");
  tour->add_option("--lang", language, "A language of the facility: en, es");
  tour->add_option("--text", text, "Text size: s, m, l, xl")
      ->capture_default_str()
      ->check(CLI::IsMember({"s", "m", "l", "xl"}));
  tour->add_option("--theme", theme, "Colors")
      ->capture_default_str()
      ->check(CLI::IsMember({"standard", "dark", "white-on-black", "black-on-white"}));
  tour->add_flag("--json-only", tour_options.json_only, "Lay out without drawing: no PNG");

  CLI::App* schedule =
      app.add_subcommand("schedule", "Print the meetings that the kiosk would show, in order");
  kiosk::ScheduleOptions schedule_options;
  with_config(schedule), with_state(schedule), with_at(schedule);
  schedule->add_option("--days", schedule_options.days, "Calendar days, today included")
      ->capture_default_str()
      ->check(CLI::Range(1, 366));
  schedule->add_flag("--json", schedule_options.json, "As JSON");

  CLI::App* check = app.add_subcommand("check",
                                       "Say what should be mended in a kiosk-config: file:line:column, what "
                                       "is wrong, what to write, what the kiosk does meanwhile");
  bool json = false;
  check->add_option("DIR", config, "The kiosk-config")->capture_default_str();
  with_state(check);
  check->add_flag("--json", json, "As JSON");
  check->footer(
      "Exit codes: 0 nothing but notices; 1 the screen is shown, with problems; 2 it cannot be shown.");

  CLI::App* preview = app.add_subcommand(
      "preview",
      "Say what files on a stick would change: added, changed, removed, problems, and the next days");
  kiosk::PreviewOptions preview_options;
  preview->add_option("PATH", preview_options.brought, "A folder with files of kiosk-config, or one of them")
      ->required();
  with_config(preview), with_state(preview), with_at(preview);
  preview->add_option("--days", preview_options.days, "Calendar days to show, today included")
      ->capture_default_str()
      ->check(CLI::Range(1, 366));
  preview->add_flag("--take", preview_options.take,
                    "Take them into kiosk-config; restore puts back what was there");
  preview->add_flag("--json", preview_options.json, "As JSON");
  preview->footer(
      "What it finds is also written beside the files as problems.html, in words, for whoever made them.\n"
      "Exit codes: 0 nothing but notices; 1 problems, yet it can be shown; 2 it cannot, and is not taken.");

  CLI::App* restore =
      app.add_subcommand("restore", "Put back what the last preview --take, or confirm, replaced");
  with_config(restore), with_state(restore);

  CLI::App* confirm = app.add_subcommand(
      "confirm", "Say that the schedule is still right: visitors read that it was checked today");
  std::string checked_by;
  confirm->add_option("--by", checked_by, "Who checked it; nothing: as before");
  with_config(confirm), with_state(confirm), with_at(confirm);

  CLI::App* import = app.add_subcommand(
      "import", "Say what is in lists of meetings of any format, and what is wrong with them");
  kiosk::ImportOptions import_options;
  std::string import_format, import_out, import_config;
  import
      ->add_option("FILE", import_options.files,
                   "Lists of meetings; the list of a BMLT server's formats may be among them")
      ->required();
  std::vector<std::string> format_names;
  for (const site::Format& format : site::formats()) format_names.emplace_back(format.name);
  import->add_option("--format", import_format, "What the files are; otherwise that is recognised")
      ->check(CLI::IsMember(format_names));
  import->add_option("-o,--out", import_out, "Write all meetings into this file, as meetings.csv");
  import->add_option("--config", import_config,
                     "Read them as the kiosk of this folder would: its time zone, country and languages");
  import->add_flag("--json", import_options.json, "As JSON");
  import->footer(
      "Exit codes: 0 nothing but notices; 1 rows were repaired or left out; 2 a file cannot be read, or is "
      "no list.");

  CLI::App* keygen =
      app.add_subcommand("keygen", "Make a key for somebody who calls back; prints the line for kiosk.toml");
  std::string key_file;
  bool root_key = false;
  keygen->add_option("FILE", key_file, "Where to put the private key")->required();
  bool recovery_key = false, from_words = false;
  CLI::Option* root_flag = keygen->add_flag(
      "--root", root_key, "The operator's root key instead, which signs who the callers are");
  CLI::Option* recovery_flag = keygen->add_flag(
      "--recovery", recovery_key, "The recovery key: prints it as words and a QR code too, for the safe");
  CLI::Option* words_flag = keygen->add_flag(
      "--from-words", from_words, "Make the file again from the words of a recovery key, on standard input");
  recovery_flag->excludes(root_flag)->excludes(words_flag);
  words_flag->excludes(root_flag);

  CLI::App* recipients = app.add_subcommand(
      "recipients", "Sign who can open the requests of a team, on a computer that is offline");
  kiosk::RecipientOptions recipient_options;
  recipients->add_option("OUT", recipient_options.out, "The file to write, for porchlight-collector")
      ->required();
  recipients->add_option("--root", recipient_options.root, "The root key's file")->required();
  recipients->add_option("--team", recipient_options.team, "Whose requests: team in kiosk.toml")->required();
  recipients
      ->add_option("--number", recipient_options.epoch,
                   "Of this set; kiosks take only a higher one than they have")
      ->capture_default_str();
  recipients->add_option("--days", recipient_options.days, "Until it should have been made anew")
      ->check(CLI::Range(1, 3650))
      ->capture_default_str();
  recipients->add_option("--caller", recipient_options.callers, "NAME=FILE.pub; may be given again")
      ->required();
  recipients->add_option("--recovery", recipient_options.recovery, "NAME=FILE.pub of the key in the safe")
      ->required();

  CLI::App* open =
      app.add_subcommand("open", "Open sealed requests with a private key, on the caller's own computer");
  std::vector<std::string> files;
  open->add_option("--key", key_file, "The private key's file")->required();
  open->add_option("FILE", files, "Sealed requests, or the state folder of a kiosk")->required();
  open->add_flag("--json", json, "As JSON");

  CLI::App* enroll = app.add_subcommand(
      "enroll", "Tell the kiosk its collector, with a code that works once and for 15 minutes");
  std::string url, code;
  enroll->add_option("URL", url, "Of the collector: https://collector.example.org")->required();
  enroll->add_option("CODE", code, "That porchlight-collector kiosk add has printed")->required();
  with_state(enroll);
  enroll->footer(
      "The keys that the collector names are pinned: later it must prove with them that it is the same.\n"
      "A kiosk that runs knows it within seconds. Exit codes: 0 enrolled; 1 enrolled, but the collector has "
      "no set of\n"
      "recipients for this team yet, or one that has expired; 2 not enrolled, nothing was changed.");

  CLI::App* outbox = app.add_subcommand(
      "outbox", "Say how many requests wait, since when, and what holds them up; never what is in them");
  with_state(outbox);
  outbox->add_flag("--json", json, "As JSON");
  outbox->require_subcommand(0, 1);
  CLI::App* export_ = outbox->add_subcommand(
      "export",
      "Put all sealed requests and withdrawals that wait into a file, for a collector without network");
  std::string parcel;
  export_->add_option("FILE", parcel, "On a stick: requests.porchbox")->required();
  export_->footer(
      "They stay here, too, until their receipts come back: porchlight outbox import.\n"
      "Exit codes: 0 written; 2 it could not be done.");
  CLI::App* import_receipts =
      outbox->add_subcommand("import", "Take the receipts of the collector, and erase what it holds");
  import_receipts->add_option("FILE", parcel, "On a stick: receipts.porchrcs")->required();
  import_receipts->footer(
      "Exit codes: 0 all were good; 1 some were not, and what they are for stays here; 2 it could not be "
      "done.");
  for (CLI::App* each : {export_, import_receipts}) with_state(each);

  CLI::App* counts = app.add_subcommand(
      "counts",
      "Say how often each page was looked at, by day and language, as CSV; numbers below 5 are not told");
  std::string csv;
  with_state(counts);
  counts->add_option("--csv", csv, "Into this file instead, such as one on a stick");

  CLI::App* pin = app.add_subcommand(
      "pin", "Set the PIN of the staff panel, which opens by holding the facility’s name for five seconds");
  with_state(pin);

  CLI::App* base = app.add_subcommand(
      "base", "Sign the files that all kiosks of a team have in common, on a computer that is offline");
  kiosk::BaseOptions base_options;
  base->add_option("OUT", base_options.out, "The file to write, for porchlight-collector")->required();
  base->add_option("FOLDER", base_options.folder, "As kiosk-config, with what is the same everywhere")
      ->required();
  base->add_option("--root", base_options.root, "The root key’s file")->required();
  base->add_option("--team", base_options.team, "Whose kiosks")->required();
  base->add_option("--number", base_options.number,
                   "Of these files; kiosks take only a higher one than they have")
      ->capture_default_str();
  base->footer("Exit codes: 0 written; 1 written, with problems in the files; 2 it could not be done.");

  CLI::App* sign = app.add_subcommand(
      "sign", "Sign the folder kiosk-config on a stick, so that kiosks which trust the key take it over");
  std::string signed_folder;
  sign->add_option("FOLDER", signed_folder, "Where kiosk-config is: the stick")->required();
  sign->add_option("--key", key_file, "The private key’s file, of porchlight keygen --root")->required();

  CLI::App* trust =
      app.add_subcommand("trust", "Take over sticks that are signed with this key, without a PIN");
  trust->add_option("KEY", key_file, "The public key’s file, .pub")->required();
  with_state(trust);

  try {
    app.parse(argc, argv);
    if (*run) {
      const int ended = kiosk::run(
          {config, state, size.empty() ? std::nullopt : std::optional(pixels(size)), optional(at)});
      if (ended == kiosk::begin_again) ::execv("/proc/self/exe", argv);
      return ended == kiosk::begin_again ? int{kiosk::exit_failed} : ended;
    }
    if (*tour) {
      tour_options.config = config;
      tour_options.state = state;
      if (!size.empty()) tour_options.size = pixels(size);
      if (!panel.empty()) {
        tour_options.panel_mm = parse_pair<float>(panel);
        if (!tour_options.panel_mm)
          throw CLI::ValidationError("“" + panel +
                                     "” is no size; write width x height in millimetres, such as 268x476");
      }
      tour_options.language = optional(language);
      tour_options.text_size = *ui::text_size_named(text);
      tour_options.theme = *ui::theme_named(theme);
      tour_options.at = optional(at);
      return kiosk::tour_command(tour_options);
    }
    if (*schedule) {
      schedule_options.config = config;
      schedule_options.state = state;
      schedule_options.at = optional(at);
      return kiosk::schedule_command(schedule_options);
    }
    if (*check) return kiosk::check(config, state, json);
    if (*preview) {
      preview_options.config = config;
      preview_options.state = state;
      preview_options.at = optional(at);
      return kiosk::preview(preview_options);
    }
    if (*restore) return kiosk::restore(config, state);
    if (*confirm) return kiosk::confirm({config, state, optional(checked_by), optional(at)});
    if (*import) {
      import_options.format = optional(import_format);
      import_options.out = optional(import_out);
      import_options.config = optional(import_config);
      return kiosk::import_lists(import_options);
    }
    if (recovery_key) return kiosk::recovery_keygen(key_file);
    if (from_words) return kiosk::key_from_words(key_file);
    if (*keygen) return kiosk::keygen(key_file, root_key);
    if (*recipients) return kiosk::recipients(recipient_options);
    if (*open) return kiosk::open_requests(key_file, files, json);
    if (*enroll) return kiosk::enroll(url, code, state);
    if (*export_) return kiosk::outbox_export(state, parcel);
    if (*import_receipts) return kiosk::outbox_import(state, parcel);
    if (*base) return kiosk::base(base_options);
    if (*sign) return kiosk::sign_config(signed_folder, key_file);
    if (*trust) return kiosk::trust(key_file, state);
    if (*pin) return kiosk::set_pin(state);
    if (*counts) return kiosk::counts(state, optional(csv));
    return kiosk::outbox(state, json);
  } catch (const CLI::ParseError& error) {
    return app.exit(error);
  }
}
