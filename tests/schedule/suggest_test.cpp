#include "schedule/suggest.h"

#include "making.h"

using namespace porchlight;
using namespace porchlight::schedule;
using namespace std::chrono;

namespace {

std::string suggestion(Weekday day, std::string_view text, Wording where, const std::string& name = {}) {
  Meeting meeting = tuesday_meeting();
  meeting.recurrence.rule = Weekly{on({day})};
  meeting.start = TimeOfDay(19 * 60);
  if (!name.empty()) meeting.name = name;
  return suggested_repeats(meeting, text, where).value_or("");
}

std::string in_notes(Weekday day, std::string_view text) {
  return suggestion(day, text, Wording::notes);
}

std::string in_name(Weekday day, std::string_view text) {
  return suggestion(day, text, Wording::name);
}

}  // namespace

TEST_CASE("a note that a meeting is only on some weeks is noticed") {
  struct Case {
    Weekday day;
    const char* text;
    const char* repeats;
  };
  const Case cases[] = {
      {Saturday, "3rd Saturday only", "3rd"},
      {Saturday, "3rd Sat. ONLY!", "3rd"},
      {Saturday, "1st Saturday of the month only/until 8:15 pm/Parish hall", "1st"},
      {Saturday, "Only meets 1st Saturday of the month. It is in the cellar.", "1st"},
      {Saturday, "2nd Saturday", "2nd"},
      {Saturday, "last & first Sat only", "1st, last"},
      {Saturday, "1st/3rd Saturdays only", "1st, 3rd"},
      {Saturday, "1st, 3rd and 5th Saturdays only", "1st, 3rd, 5th"},
      {Saturday, "1st-3rd Saturdays only", "1st, 2nd, 3rd"},
      {Saturday, "1st Saturday and 3rd Saturday only", "1st, 3rd"},
      {Saturday, "First & third Saturdays of each month", "1st, 3rd"},
      {Saturday, "This is a monthly meeting, held on the 4th Saturday.", "4th"},
      {Saturday, "Once a month, on the last Saturday", "last"},
      {Thursday, "We meet ONLY on the 2nd Thursday of the month.", "2nd"},
      {Sunday, "This meeting is held on the first Sunday of each month only. Bring a friend.", "1st"},
      {Sunday, "Meeting occurs on the 2nd and 4th Sundays of the month only. Bring a chair.", "2nd, 4th"},
      {Thursday, "Meets at a residence on the last Thursday of the month. Ask for the address.", "last"},
      {Wednesday, "Meets 1st & 3rd Weds", "1st, 3rd"},
      {Wednesday, "Note: meets 1st & 3rd Wednesdays, upstairs", "1st, 3rd"},
      {Wednesday, "Meets: 2nd and 4th Wednesday", "2nd, 4th"},
      {Wednesday, "Meeting is the 2nd & 4th Wednesdays", "2nd, 4th"},
      {Tuesday, "Meets every 1st and 3rd Tuesday at 7:00 pm", "1st, 3rd"},
      {Tuesday, "Meets 1st & 3rd", "1st, 3rd"},
      {Tuesday, "1st & 3rd only", "1st, 3rd"},
      {Tuesday, "1st & 3rd", "1st, 3rd"},
      {Monday, "Meets every other Monday", "every 2 weeks"},
      {Monday, "Every other Monday", "every 2 weeks"},
      {Monday, "every other Mon only", "every 2 weeks"},
      {Monday, "Ring the bell. We meet every other week.", "every 2 weeks"},
      {Monday, "Meets bi-weekly", "every 2 weeks"},
      {Monday, "Alternate Mondays", "every 2 weeks"},
      {Monday, "Meets every two weeks.", "every 2 weeks"},
      {Monday, "Business meeting: last Monday of the month. Meets every other Monday.", "every 2 weeks"},
  };
  for (const Case& each : cases) {
    INFO(each.text);
    CHECK(in_notes(each.day, each.text) == each.repeats);
  }
}

TEST_CASE("a note in Spanish that a meeting is only on some weeks is noticed") {
  CHECK(in_notes(Saturday, "Solo el primer y tercer sábado de cada mes") == "1st, 3rd");
  CHECK(in_notes(Friday, "Se reúne el último viernes del mes.") == "last");
  CHECK(in_notes(Friday, "Nos reunimos el 2do y 4to viernes") == "2nd, 4th");
  CHECK(in_notes(Sunday, "Segundo y cuarto domingo solamente") == "2nd, 4th");
  CHECK(in_notes(Sunday, "1er domingo del mes únicamente") == "1st");
  CHECK(in_notes(Monday, "El grupo se reúne cada dos semanas") == "every 2 weeks");
  CHECK(in_notes(Monday, "Cada quince días") == "every 2 weeks");
  for (const char* text :
       {"Orador el primer lunes", "Reunión de servicio el último lunes del mes",
        "No hay reunión el último lunes", "Abierta el primer lunes de cada mes",
        "Se celebran cumpleaños el último lunes del mes", "Cada lunes", "Tradición el 3er lunes"}) {
    INFO(text);
    CHECK(in_notes(Monday, text) == "");
  }
}

TEST_CASE("a name that says on which weeks is noticed") {
  CHECK(in_name(Thursday, "Planning Committee (2nd Thursday)") == "2nd");
  CHECK(in_name(Thursday, "Planning Committee - 2nd Thursday") == "2nd");
  CHECK(in_name(Friday, "Loud and Clear (Women) 2nd & 4th Fridays Only") == "2nd, 4th");
  CHECK(in_name(Monday, "Lakeside - 1st and 3rd Mondays 7:00 pm Central - In-Person") == "1st, 3rd");
  CHECK(in_name(Monday, "Lakeside Sisters 1st & 3rd Mondays") == "1st, 3rd");
  CHECK(in_name(Monday, "Lakeside Sisters (1st & 3rd)") == "1st, 3rd");
  CHECK(in_name(Monday, "Lakeside Sisters (every other Monday)") == "every 2 weeks");
  CHECK(in_name(Monday, "Last Monday") == "last");
}

TEST_CASE("a name that only sounds so is left alone") {
  for (const char* name :
       {"First Monday Group", "First Things First", "Third Tradition", "Last Monday Speaker",
        "Birthday Night (last Monday)x Speaker 2nd Monday", "Every Monday", "Monday 1st Step",
        "Hope (No Mtg On The 1st Monday of month!)", "Hope (Closed on 3rd Monday every month)",
        "Hope (Speaker last Monday)", "Hope (1st)", "Second Chance", "4th Dimension", "Steps 1-3 (Mondays)",
        "Hope (1st and 3rd Mondays 6:00 pm)", "Book Study 1st & 3rd Monday"}) {
    INFO(name);
    CHECK(in_name(Monday, name) == "");
  }
}

TEST_CASE("a note of what happens on some weeks, or of when there is none, is left alone") {
  for (const char* text : {"Business meeting: 1st Monday",
                           "Business meeting 1st Monday",
                           "Business meeting is held every 1st Monday of the month after the meeting.",
                           "1st Monday is a speaker-only meeting",
                           "No meeting last Monday of the month",
                           "We do not meet on the 3rd Monday",
                           "Meets every week except the last Monday",
                           "Meets every Monday. 1st Monday only: potluck",
                           "Birthday chips given on the last Monday of the month.",
                           "Birthday meeting last Monday",
                           "Birthday meeting (last Monday)",
                           "Speaker (2nd Monday only)",
                           "1st Monday: Big Book / 2nd Monday: Step Meeting",
                           "1st Monday Big Book / 2nd Monday: Step Meeting",
                           "1st Mon book, 2nd Mon steps, 3rd Mon speaker",
                           "1st & 2nd OD/3rd OSD/4th OS",
                           "1st/3rd Topic/2nd/4th Spkr",
                           "Living Well (No Mtg On The 1st Monday of month!)",
                           "Closed on 3rd Monday every month",
                           "Last Monday, Step Mtg",
                           "Last Monday of month / Step Meeting",
                           "Speaker meeting on last Monday of the month",
                           "Speaker/last Monday only",
                           "Every other Monday is JFT.",
                           "1st Monday is a step meeting. Every other Monday is JFT.",
                           "Speaker 2nd Monday",
                           "Anniv held on the last Monday of the month are open meetings.",
                           "Tradition Study on 2nd Monday of each month",
                           "1st Monday of month speaker",
                           "1st wk Step",
                           "Last week of the month is an open step meeting",
                           "2nd floor",
                           "First Monday of every month is a Speaker meeting.",
                           "Third Tradition",
                           "Meets every Monday",
                           "First Things First",
                           "Open, 1st Monday only: closed",
                           "Open last Monday only",
                           "Step meeting last Monday only",
                           "Women only 2nd Monday",
                           "Women only, 2nd Monday of the month",
                           "Childcare 1st & 3rd Mondays only",
                           "Pizza last Monday only",
                           "In person last Monday only",
                           "Meets in person on the 1st Monday of the month",
                           "Meets online every other Monday",
                           "Meets in the chapel on the 1st Monday of the month",
                           "Meets 1st Monday in the chapel",
                           "Alateen meets next door 1st Monday only",
                           "Format: 1st Monday, speaker",
                           "Choir next door: 1st Monday only",
                           "Choir next door 1st Monday only",
                           "Meets upstairs. Potluck last Monday of the month",
                           "Alternates each week between speaker and Big Book",
                           "Alternate books",
                           "Alternating Mondays speaker and topic",
                           "Bi-weekly business meeting",
                           "Meets every other month",
                           "Meets every other Monday of the month",
                           "Meets every 2nd Monday",
                           "1st - 3rd Mondays only",
                           "First three Mondays steps",
                           "Last two Mondays of the month only",
                           "3rd Monday of the month 9:30 PM to 10:30 PM",
                           "Meets 1st Monday. Meets 3rd Monday in the park.",
                           "Every 3rd Monday is Step mtg",
                           "Meets on the 1st of the month",
                           "",
                           "Monday"}) {
    INFO(text);
    CHECK(in_notes(Monday, text) == "");
  }
}

TEST_CASE("a note of another weekday, or at a meeting that is not weekly on one day, says nothing") {
  CHECK(in_notes(Friday, "3rd Saturday only") == "");
  Meeting twice = tuesday_meeting();
  twice.recurrence.rule = Weekly{on({Tuesday, Saturday})};
  CHECK_FALSE(suggested_repeats(twice, "3rd Saturday only", Wording::notes));
  Meeting monthly = tuesday_meeting();
  monthly.recurrence.rule = Monthly{on({Saturday}), {3}};
  CHECK_FALSE(suggested_repeats(monthly, "3rd Saturday only", Wording::notes));
}

TEST_CASE("a note that it is not held in some weeks, or for a time, is noticed") {
  Meeting meeting = tuesday_meeting();
  meeting.recurrence.rule = Weekly{on({Friday})};
  for (const char* text :
       {"Meeting is not held on the last Friday of each month", "No meeting the first Friday of the month.",
        "Every Friday except the 3rd Friday", "No meeting in July and August",
        "Cancelled until further notice", "Bring a chair. We do not meet on the 2nd Friday."}) {
    INFO(text);
    CHECK(leaves_weeks_out(meeting, text));
  }
  for (const char* text : {"Open meeting last Friday", "No meeting is too small for coffee", "No pets",
                           "No meeting the first Monday of the month", "Closed except to new people",
                           "Do not park in the lot on the last Friday", ""}) {
    INFO(text);
    CHECK_FALSE(leaves_weeks_out(meeting, text));
  }
}

TEST_CASE("words of the meeting's own name do not stand in the way") {
  CHECK(suggestion(Monday, "The Lakeside Planning Committee meets only on the 2nd Monday.", Wording::notes,
                   "Lakeside Planning Committee") == "2nd");
  CHECK(suggestion(Monday, "The Lakeside Planning Committee meets only on the 2nd Monday.", Wording::notes,
                   "Hope") == "");
}
