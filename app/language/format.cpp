#include "language/format.h"

#include <unicode/dtptngen.h>
#include <unicode/listformatter.h>
#include <unicode/localebuilder.h>
#include <unicode/measunit.h>
#include <unicode/numberformatter.h>
#include <unicode/numsys.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <array>
#include <memory>

namespace porchlight::language {

namespace {

constexpr double metres_per_mile = 1609.344;
constexpr double metres_per_kilometre = 1000;
// Where road signs show miles: CLDR supplemental data, unitPreferenceData, length-road.
constexpr std::array miles_countries{"US", "GB", "LR", "MM"};

std::string utf8(const icu::UnicodeString& text) {
  std::string result;
  text.toUTF8String(result);
  return result;
}

icu::UnicodeString utf16(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

// By the language that most people of a country read.
bool writes_latin_digits(std::string_view country) {
  if (country.size() != 2) return false;
  UErrorCode status = U_ZERO_ERROR;
  icu::LocaleBuilder builder;
  builder.setRegion(icu::StringPiece(country.data(), static_cast<int32_t>(country.size())));
  icu::Locale people = builder.build(status);
  people.addLikelySubtags(status);
  const std::unique_ptr<icu::NumberingSystem> digits(icu::NumberingSystem::createInstance(people, status));
  return U_SUCCESS(status) && digits && digits->getName() == std::string_view("latn");
}

enum class Region { of_the_language, of_the_country };

// "pt-PT" in the United States keeps the words of Portugal and takes the clock of the country; "es" has no
// region of its own and takes both from the country. Without the calendar keyword ar_SA writes Islamic dates
// and th_TH the year 2569.
icu::Locale make_locale(const Language& language, std::string_view country, Region region) {
  for (const std::string_view tag : {std::string_view(language), std::string_view("en")}) {
    UErrorCode status = U_ZERO_ERROR;
    icu::LocaleBuilder builder;
    builder.setLanguageTag(icu::StringPiece(tag.data(), static_cast<int32_t>(tag.size())));
    const icu::Locale spoken = builder.build(status);
    if (U_FAILURE(status) || *spoken.getLanguage() == '\0') continue;
    if (country.size() == 2 && (region == Region::of_the_country || *spoken.getCountry() == '\0'))
      builder.setRegion(icu::StringPiece(country.data(), static_cast<int32_t>(country.size())));
    builder.setUnicodeLocaleKeyword("ca", "gregory");
    if (writes_latin_digits(country)) builder.setUnicodeLocaleKeyword("nu", "latn");
    icu::Locale locale = builder.build(status);
    if (U_SUCCESS(status)) return locale;
  }
  return icu::Locale("en", nullptr, nullptr, "calendar=gregorian");
}

// "h:mm a" -> "h:mm". ICU's own skeleton for this, Jmm, pads to 07:00.
icu::UnicodeString without_period(const icu::UnicodeString& pattern) {
  icu::UnicodeString result;
  bool quoted = false;
  for (int32_t i = 0; i < pattern.length(); ++i) {
    const char16_t c = pattern[i];
    if (c == u'\'') quoted = !quoted;
    if (!quoted && (c == u'a' || c == u'b' || c == u'B')) continue;
    result += c == u'\u202f' || c == u'\u00a0' ? u' ' : c;
  }
  return result.trim();
}

UDate at(Formats::Date date, std::chrono::minutes time = {}) {
  using Milliseconds = std::chrono::duration<double, std::milli>;
  return Milliseconds(std::chrono::sys_days(date).time_since_epoch() + time).count();
}

// Any Monday serves to name the days; this one is 2024-01-01.
constexpr std::chrono::sys_days some_monday{std::chrono::days{19723}};

// Only a missing ICU data file makes these fail: a broken installation, hence no error to hand on.
using DateFormat = std::unique_ptr<icu::SimpleDateFormat>;

DateFormat by_pattern(const icu::UnicodeString& pattern, const icu::Locale& locale) {
  UErrorCode status = U_ZERO_ERROR;
  auto format = std::make_unique<icu::SimpleDateFormat>(pattern, locale, status);
  format->setTimeZone(*icu::TimeZone::getGMT());
  return format;
}

// Turns a skeleton ("which fields") into the pattern of a language ("in which order, with what between").
class Patterns {
 public:
  explicit Patterns(const icu::Locale& locale)
      : generator_(icu::DateTimePatternGenerator::createInstance(locale, status_)) {}
  icu::UnicodeString operator()(const char16_t* skeleton) {
    return generator_ ? generator_->getBestPattern(skeleton, status_) : icu::UnicodeString(skeleton);
  }

 private:
  UErrorCode status_ = U_ZERO_ERROR;
  std::unique_ptr<icu::DateTimePatternGenerator> generator_;
};

std::string write(const DateFormat& format, UDate when) {
  icu::UnicodeString text;
  return utf8(format->format(when, text));
}

std::string never_breaking(const std::string& text) {
  icu::UnicodeString result = utf16(text);
  for (int32_t i = 0; i < result.length(); ++i)
    if (result[i] == u' ' || result[i] == u'\u202f' || result[i] == u'\u2009') result.setCharAt(i, u'\u00a0');
  return utf8(result);
}

}  // namespace

struct Formats::Icu {
  icu::Locale words;   // for dates and sentences
  icu::Locale habits;  // for times and numbers
  DateFormat weekday_month_day, month_day, month_day_year, weekday, short_weekday, short_weekday_day, day,
      time, time_without_period;
  icu::number::LocalizedNumberFormatter number, distance;
  std::unique_ptr<icu::ListFormatter> list;
  double metres_per_unit = metres_per_kilometre;

  Icu(const Language& language, std::string_view country);
};

Formats::Icu::Icu(const Language& language, std::string_view country)
    : words(make_locale(language, country, Region::of_the_language)),
      habits(make_locale(language, country, Region::of_the_country)) {
  UErrorCode status = U_ZERO_ERROR;
  const bool english = words.getLanguage() == std::string_view("en");
  Patterns dates(words);
  weekday_month_day = by_pattern(dates(u"EEEEMMMMd"), words);
  month_day = by_pattern(dates(u"MMMMd"), words);
  month_day_year = by_pattern(dates(u"yMMMMd"), words);
  weekday = by_pattern(u"cccc", words);
  short_weekday = by_pattern(u"ccc", words);
  // For English the CLDR has "24 Tue", which nobody writes over a list of days.
  short_weekday_day = by_pattern(english ? u"EEE d" : dates(u"EEEd"), words);
  day = by_pattern(dates(u"d"), words);
  const icu::UnicodeString clock = words == habits ? dates(u"jmm") : Patterns(habits)(u"jmm");
  time = by_pattern(clock, habits);
  time_without_period = by_pattern(without_period(clock), habits);

  const bool miles =
      std::find(miles_countries.begin(), miles_countries.end(), country) != miles_countries.end();
  metres_per_unit = miles ? metres_per_mile : metres_per_kilometre;
  number = icu::number::NumberFormatter::withLocale(habits);
  distance = icu::number::NumberFormatter::withLocale(habits)
                 .unit(miles ? icu::MeasureUnit::getMile() : icu::MeasureUnit::getKilometer())
                 .unitWidth(UNUM_UNIT_WIDTH_SHORT)
                 .precision(icu::number::Precision::fixedFraction(1));
  // Our English sentences have no comma before "and"; those of the United States in the CLDR have.
  list.reset(icu::ListFormatter::createInstance(english ? icu::Locale("en", "001") : words, ULISTFMT_TYPE_AND,
                                                ULISTFMT_WIDTH_WIDE, status));
}

Formats::Formats(const Language& language, std::string_view country)
    : icu_(std::make_unique<Icu>(language, country)) {}
Formats::~Formats() = default;

std::string Formats::weekday_month_day(Date date) const {
  return write(icu_->weekday_month_day, at(date));
}
std::string Formats::month_day(Date date) const {
  return write(icu_->month_day, at(date));
}
std::string Formats::month_day_year(Date date) const {
  return write(icu_->month_day_year, at(date));
}
std::string Formats::short_weekday_day(Date date) const {
  return write(icu_->short_weekday_day, at(date));
}
std::string Formats::day(Date date) const {
  return write(icu_->day, at(date));
}

std::string Formats::weekday(std::chrono::weekday day) const {
  return write(icu_->weekday, at(some_monday + (day - std::chrono::Monday)));
}

std::string Formats::short_weekday(std::chrono::weekday day) const {
  return write(icu_->short_weekday, at(some_monday + (day - std::chrono::Monday)));
}

std::string Formats::time(TimeOfDay time) const {
  return never_breaking(write(icu_->time, at(some_monday, time)));
}

std::string Formats::time_without_period(TimeOfDay time) const {
  return never_breaking(write(icu_->time_without_period, at(some_monday, time)));
}

std::string Formats::number(long n) const {
  UErrorCode status = U_ZERO_ERROR;
  return utf8(icu_->number.formatInt(n, status).toString(status));
}

std::string Formats::distance(double metres) const {
  UErrorCode status = U_ZERO_ERROR;
  return never_breaking(
      utf8(icu_->distance.formatDouble(metres / icu_->metres_per_unit, status).toString(status)));
}

std::string Formats::list(const std::vector<std::string>& items) const {
  std::vector<icu::UnicodeString> texts;
  for (const std::string& item : items) texts.push_back(utf16(item));
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString text;
  return utf8(icu_->list->format(texts.data(), static_cast<int32_t>(texts.size()), text, status));
}

std::string Formats::begin_line(std::string_view text) const {
  icu::UnicodeString line = utf16(text);
  return utf8(line.toTitle(nullptr, icu_->words, U_TITLECASE_WHOLE_STRING | U_TITLECASE_NO_LOWERCASE));
}

}  // namespace porchlight::language
