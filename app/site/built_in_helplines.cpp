#include "site/help_files.h"
#include "site/known_texts.h"

namespace porchlight::site {

using language::message;

std::vector<guide::Helpline> built_in_helplines() {
  const std::vector<Language> languages = language::available_languages();
  const std::vector<language::Catalog> catalogs(languages.begin(), languages.end());
  const auto text = [&](std::string_view english) { return known_text(english, catalogs); };

  guide::Helpline emergency;
  emergency.id = emergency.number = "911";
  emergency.name = text(message("Emergency"));
  emergency.when_to_call = text(message("Won’t wake, slow breathing, blue or gray lips, a seizure"));
  emergency.hours.always = true;
  emergency.languages = {"en", "es"};
  emergency.free = true;
  emergency.answered_by = text(message("A public dispatcher, who sends an ambulance, fire crew or police"));
  emergency.emergency = true;

  // https://988lifeline.org/get-help/what-to-expect
  guide::Helpline crisis;
  crisis.id = crisis.number = crisis.text_number = "988";
  crisis.name = text(message("988 Suicide & Crisis Lifeline"));
  crisis.when_to_call = text(message("Thinking about suicide, or worried about someone?"));
  crisis.hours.always = true;
  crisis.languages = {"en", "es"};
  crisis.language_hint = text(message("Español: 2"));
  crisis.free = true;
  crisis.answered_by =
      text(message("Trained counselors at over 200 crisis centers. You need not give a name."));

  // https://www.samhsa.gov/find-help/helplines/national-helpline
  guide::Helpline referral;
  referral.id = "referral";
  referral.number = "1-800-662-4357";
  referral.name = text(message("Treatment referral, any state"));
  referral.when_to_call = text(message("Looking for treatment?"));
  referral.hours.always = true;
  referral.languages = {"en", "es"};
  referral.free = true;
  referral.answered_by = text(message(
      "A government referral line. They ask for a ZIP code and name places near you. They do not counsel."));
  return {emergency, crisis, referral};
}

}  // namespace porchlight::site
