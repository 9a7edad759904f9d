#include "language/format.h"

#include <catch2/catch_test_macros.hpp>

using namespace porchlight;
using namespace porchlight::language;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {
constexpr year_month_day tuesday = 2026y / November / 24;
#define NBSP "\u00a0"
}  // namespace

TEST_CASE("Dates in the United States", "[format]") {
  const Formats formats("en", "US");
  CHECK(formats.weekday_month_day(tuesday) == "Tuesday, November 24");
  CHECK(formats.month_day(tuesday) == "November 24");
  CHECK(formats.month_day_year(tuesday) == "November 24, 2026");
  CHECK(formats.weekday(Tuesday) == "Tuesday");
  CHECK(formats.short_weekday(Tuesday) == "Tue");
  CHECK(formats.short_weekday_day(tuesday) == "Tue 24");
  CHECK(formats.day(tuesday) == "24");
}

TEST_CASE("Dates in Spanish", "[format]") {
  const Formats formats("es", "US");
  CHECK(formats.weekday_month_day(tuesday) == "martes, 24 de noviembre");
  CHECK(formats.month_day(tuesday) == "24 de noviembre");
  CHECK(formats.month_day_year(tuesday) == "24 de noviembre de 2026");
  CHECK(formats.weekday(Wednesday) == "miércoles");
  CHECK(formats.short_weekday_day(tuesday) == "mar 24");
}

TEST_CASE("Every day of the week has its own name", "[format]") {
  const Formats formats("en", "US");
  const char* const names[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
  for (unsigned day = 0; day < 7; ++day) CHECK(formats.weekday(weekday(day)) == names[day]);
}

TEST_CASE("The country decides between 7:00 PM and 19:00", "[format]") {
  CHECK(Formats("en", "US").time(19h) == "7:00" NBSP "PM");
  const std::string spanish = Formats("es", "US").time(19h);  // ICU 72 says "p. m.", ICU 76 "p.m."
  CHECK((spanish == "7:00" NBSP "p." NBSP "m." || spanish == "7:00" NBSP "p.m."));
  CHECK(Formats("es", "ES").time(19h) == "19:00");
  CHECK(Formats("en", "DE").time(19h) == "19:00");
  CHECK(Formats("de", "US").time(19h) == "7:00" NBSP "PM");
  CHECK(Formats("pt-PT", "US").time(19h).find("7:00") != std::string::npos);
  CHECK(Formats("pt-PT", "DE").time(19h) == "19:00");
}

TEST_CASE("Midnight and noon", "[format]") {
  const Formats formats("en", "US");
  CHECK(formats.time(0min) == "12:00" NBSP "AM");
  CHECK(formats.time(12h) == "12:00" NBSP "PM");
  CHECK(formats.time(24h) == "12:00" NBSP "AM");
  CHECK(formats.time(23h + 59min) == "11:59" NBSP "PM");
  CHECK(formats.time_without_period(0min) == "12:00");
}

TEST_CASE("A span of time needs its AM or PM only once", "[format]") {
  CHECK(Formats("en", "US").time_without_period(19h) == "7:00");
  CHECK(Formats("en", "US").time_without_period(7h + 5min) == "7:05");
  CHECK(Formats("es", "US").time_without_period(19h) == "7:00");
  CHECK(Formats("de", "DE").time_without_period(19h) == "19:00");
}

TEST_CASE("No time and no distance can break over two lines", "[format]") {
  for (const char* language : {"en", "es", "fr", "ar", "zh-Hans", "ko", "vi", "bg"}) {
    const Formats formats(language, "US");
    for (int hour = 0; hour < 24; ++hour) {
      const std::string text = formats.time(hours(hour));
      CAPTURE(language, text);
      CHECK(!text.empty());
      CHECK(text.find(' ') == std::string::npos);
      CHECK(text.find("\u202f") == std::string::npos);
      CHECK(formats.time_without_period(hours(hour)).size() <= text.size());
    }
    CHECK(formats.distance(1000).find(' ') == std::string::npos);
  }
}

TEST_CASE("The year is the Gregorian one, whatever the language", "[format]") {
  CHECK(Formats("th", "TH").month_day_year(tuesday).find("2026") != std::string::npos);
  CHECK(Formats("ar", "SA").month_day_year(tuesday).find("نوفمبر") != std::string::npos);
  CHECK(Formats("fa", "US").month_day(tuesday).find("نوامبر") != std::string::npos);
  CHECK(Formats("zh-Hans", "US").month_day_year(tuesday) == "2026年11月24日");
  CHECK(Formats("ja", "JP").day(tuesday) == "24日");
}

TEST_CASE("A language that nobody knows is written as English", "[format]") {
  for (const char* language : {"", "xx", "-", "no such language", "en-US-POSIX-x", "\xff"}) {
    CAPTURE(language);
    const Formats formats(language, "US");
    CHECK(formats.weekday_month_day(tuesday).find("24") != std::string::npos);
    CHECK(!formats.time(19h).empty());
  }
  CHECK(Formats("no such language", "US").weekday_month_day(tuesday) == "Tuesday, November 24");
  CHECK(Formats("en", "").month_day(tuesday) == "November 24");
  CHECK(Formats("en", "nowhere").month_day(tuesday) == "November 24");
}

TEST_CASE("Miles where road signs have miles, kilometres elsewhere", "[format]") {
  CHECK(Formats("en", "US").distance(1000) == "0.6" NBSP "mi");
  CHECK(Formats("en", "GB").distance(1609.344) == "1.0" NBSP "mi");
  CHECK(Formats("en", "CA").distance(1000) == "1.0" NBSP "km");
  CHECK(Formats("de", "DE").distance(1540) == "1,5" NBSP "km");
  CHECK(Formats("es", "US").distance(0) == "0.0" NBSP "mi");
}

TEST_CASE("Numbers are grouped as the language does", "[format]") {
  CHECK(Formats("en", "US").number(1234567) == "1,234,567");
  CHECK(Formats("de", "DE").number(1234567) == "1.234.567");
  CHECK(Formats("en", "US").number(0) == "0");
}

TEST_CASE("A list reads as a person would say it", "[format]") {
  const Formats english("en", "US");
  CHECK(english.list({}).empty());
  CHECK(english.list({"alcohol"}) == "alcohol");
  CHECK(english.list({"alcohol", "drugs"}) == "alcohol and drugs");
  CHECK(english.list({"alcohol", "drugs", "family"}) == "alcohol, drugs and family");
  CHECK(Formats("es", "US").list({"alcohol", "drogas", "familia"}) == "alcohol, drogas y familia");
  CHECK(Formats("es", "US").list({"padres", "hijos"}) == "padres e hijos");
}

TEST_CASE("A line begins with a capital, and the rest stays", "[format]") {
  CHECK(Formats("es", "US").begin_line("martes, 24 de noviembre") == "Martes, 24 de noviembre");
  CHECK(Formats("es", "US").begin_line("él y AA") == "Él y AA");
  CHECK(Formats("en", "US").begin_line("7:00 PM") == "7:00 PM");
  CHECK(Formats("en", "US").begin_line("").empty());
}

TEST_CASE("Digits are the language's own, unless the country writes Latin ones", "[format]") {
  CHECK(Formats("ar", "US").number(25) == "25");
  CHECK(Formats("ar", "US").time(19h) == "7:00" NBSP "م");
  CHECK(Formats("ar", "US").month_day_year(tuesday) == "24 نوفمبر 2026");
  CHECK(Formats("ar", "EG").number(25) == "٢٥");
  CHECK(Formats("ar", "EG").month_day_year(tuesday) == "٢٤ نوفمبر ٢٠٢٦");
  CHECK(Formats("ar", "").number(25) == "٢٥");
  CHECK(Formats("fa", "US").number(25) == "25");
  CHECK(Formats("en", "EG").number(25) == "25");
}

TEST_CASE("Each language writes dates in its own order and grammar", "[format]") {
  CHECK(Formats("ar", "US").weekday_month_day(tuesday) == "الثلاثاء، 24 نوفمبر");
  CHECK(Formats("ru", "US").weekday_month_day(tuesday) == "вторник, 24 ноября");
  CHECK(Formats("fr", "US").month_day(tuesday) == "24 novembre");
  CHECK(Formats("fr", "FR").time(19h) == "19:00");
  CHECK(Formats("vi", "US").weekday(Tuesday) == "Thứ Ba");
  CHECK(Formats("zh-Hans", "US").weekday_month_day(tuesday) == "11月24日星期二");
  CHECK(Formats("zh-Hans", "US").time(19h) == "下午7:00");
}
