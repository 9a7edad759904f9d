// Request: a visitor's wish to be called, while it is being filled in, and the check before it is sealed.
// Never asked: surname, address, birth date, substance, free text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/local_text.h"
#include "intake/secret.h"

namespace porchlight::intake {

enum class WhenToCall : unsigned char { as_soon_as_possible = 1, mornings = 2, afternoons = 3, evenings = 4 };

// What the caller does when somebody else, or nobody, picks up.
enum class IfNotMe : unsigned char { say_nothing = 1, voicemail_is_fine = 2 };

struct Draft {
  SecretText name;                 // a first name or nickname; may stay empty
  SecretText number;               // the digits as typed, nothing else
  std::optional<WhenToCall> when;  // nothing is preselected
  IfNotMe if_not_me = IfNotMe::say_nothing;

  bool anything_typed() const { return !name.empty() || !number.empty() || when.has_value(); }
};

enum class NumberProblem {
  none,
  incomplete,  // no number of this country is as short
  emergency,   // 911, 988 and the like: help lines, not a visitor's phone
  premium,     // costs the caller money
  impossible,  // too long, or no such form of number
};

// `country`: ISO 3166, where a number without "+" belongs. Does not reject what libphonenumber merely does
// not know: its data is older than the newest numbers.
NumberProblem check_number(std::string_view digits, std::string_view country);

// How the digits look as far as they are typed: "(415) 555-01". The result is written into a SecretText,
// since it is as private as the digits.
SecretText format_as_typed(std::string_view digits, std::string_view country);

// The same with only its last four digits: to be known again by who typed it, and by nobody else.
SecretText masked(std::string_view digits, std::string_view country);

// A number that stands on the screen, read: taking it apart costs milliseconds, a frame has few, so it is
// done anew only when the digits have changed. As private as they are.
class NumberReading {
 public:
  void read(std::string_view digits, std::string_view country);
  void clear();

  NumberProblem problem() const { return problem_; }
  std::string_view formatted() const { return formatted_.view(); }
  std::string_view masked() const { return masked_.view(); }

 private:
  SecretText digits_, formatted_, masked_;
  std::string country_;
  NumberProblem problem_ = NumberProblem::incomplete;
};

// The number as callers dial it: "+14155550137". Precondition: check_number() says none.
SecretText international(std::string_view digits, std::string_view country);

}  // namespace porchlight::intake
