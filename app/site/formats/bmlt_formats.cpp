#include "site/formats/bmlt_formats.h"

#include <algorithm>

#include "schedule/kind.h"
#include "site/encoding.h"
#include "site/formats/flat_records.h"
#include "site/formats/types.h"
#include "site/words.h"

namespace porchlight::site {
namespace {

// Worldwide, all languages share one code; which one it is stands only in the name: "English speaking".
constexpr std::string_view some_language = "LANG";

// Keys that the server itself gives a meaning, so that they are the same on each: online, both ways, room
// closed.
struct ReservedKey {
  std::string_view key, kind;
};
constexpr ReservedKey reserved_keys[] = {{"VM", "ONL"}, {"HY", "ONL"}, {"TC", "TC"}};

std::vector<std::string> languages_of(std::string_view name) {
  std::vector<std::string> languages;
  for (const std::string& word : split(name, " /,&-"))
    if (std::string code = language_code(word);
        !code.empty() && std::find(languages.begin(), languages.end(), code) == languages.end())
      languages.push_back(std::move(code));
  return languages;
}

void find_meaning(BmltFormat& format) {
  for (const ReservedKey& reserved : reserved_keys)
    if (format.key == reserved.key || format.world_id == reserved.key) format.kind = reserved.kind;
  if (!format.kind.empty()) return;
  if (format.world_id == some_language) format.languages = languages_of(format.name);
  if (!format.languages.empty()) return;
  const schedule::Kind* kind = schedule::kind_of_world_id(format.world_id);
  if (!kind) kind = schedule::parse_kind(format.name);
  if (!kind) return;
  format.kind = kind->code;
  if (!kind->language.empty()) format.languages.emplace_back(kind->language);
}

// Two of the same key that say the same may both be meant.
bool say_the_same(const BmltFormat& a, const BmltFormat& b) {
  return a.kind == b.kind && a.languages == b.languages && (!a.kind.empty() || a.name == b.name);
}

void report_unknown(const BmltFormat& format, TableReport& report) {
  if (!format.kind.empty() || !format.languages.empty()) return;
  report.notice({"name_string", format.name, 0, 0},
                {in_quotes(format.name) + " is not a type the kiosk knows.",
                 "Nothing, if visitors understand it.", "They read it as it stands."});
}

void report_double_key(const std::string& key, TableReport& report) {
  report.notice({"key_string", key, 0, 0},
                {"The key " + in_quotes(key) + " stands for two formats that differ.",
                 "Give one of them another key, on the server.",
                 "Meetings that name it by its key alone do not show it."});
}

}  // namespace

class BmltFormats::Reader final : public FlatRecords {
 public:
  Reader(std::string_view text, const Language& language, TableReport& report, BmltFormats& formats)
      : FlatRecords(text, "formats", report, {"format", "formats", "This format is not shown."}),
        language_(language),
        report_(report),
        formats_(formats) {}

 private:
  void judge() override {
    BmltFormat format{record().text("id"),
                      record().text("key_string"),
                      record().text("world_id"),
                      record().text("lang"),
                      record().text("name_string"),
                      {},
                      {}};
    if (format.name.empty()) format.name = format.key;
    if (format.name.empty())
      return report_.leave_out(
          {}, {"It has neither a key nor a name.", "Take it out of the list.", "This format is not shown."});
    find_meaning(format);
    const bool told = formats_.by_id_.contains(format.id),
               unclear = formats_.unclear_keys_.contains(format.key);
    const std::string key = format.key;
    if (!told) report_unknown(format, report_);
    formats_.add(std::move(format), language_);
    if (!unclear && formats_.unclear_keys_.contains(key)) report_double_key(key, report_);
  }

  const Language& language_;
  TableReport& report_;
  BmltFormats& formats_;
};

BmltFormats BmltFormats::read(std::string_view text, const Language& language, TableReport& report) {
  BmltFormats formats;
  Reader(text, language, report, formats).read();
  return formats;
}

void BmltFormats::add(BmltFormat format, const Language& language) {
  if (const auto same = by_id_.find(format.id); same != by_id_.end()) {
    // The same one in another language.
    if (format.language == language) formats_[same->second] = std::move(format);
    return;
  }
  const std::size_t index = formats_.size();
  if (!format.id.empty()) by_id_.emplace(format.id, index);
  const auto [other, is_new] = by_key_.emplace(format.key, index);
  if (!is_new && !say_the_same(formats_[other->second], format)) unclear_keys_.insert(format.key);
  formats_.push_back(std::move(format));
}

const BmltFormat* BmltFormats::by_id(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &formats_[found->second];
}

const BmltFormat* BmltFormats::by_key(std::string_view key) const {
  const auto found = by_key_.find(key);
  return found == by_key_.end() || unclear_keys_.contains(key) ? nullptr : &formats_[found->second];
}

ReadTable read_bmlt_formats(std::string_view bytes, const TableContext& context) {
  TableReport report(context.file, "bmlt-formats");
  const Decoded decoded = decode(bytes);
  static_cast<void>(BmltFormats::read(decoded.text, context.languages.front(), report));
  return report.finish({});
}

}  // namespace porchlight::site
