#include "intake/request.h"

#include <phonenumbers/asyoutypeformatter.h>
#include <phonenumbers/phonenumberutil.h>
#include <phonenumbers/shortnumberinfo.h>

#include <algorithm>

namespace porchlight::intake {
namespace {

using i18n::phonenumbers::AsYouTypeFormatter;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;
using i18n::phonenumbers::ShortNumberInfo;

// libphonenumber takes and gives std::string only.
struct WipedString {
  std::string text;
  WipedString() = default;
  explicit WipedString(std::string_view from) : text(from) {}
  WipedString(const WipedString&) = delete;
  WipedString& operator=(const WipedString&) = delete;
  ~WipedString() { wipe(text); }
};

struct WipedNumber {
  PhoneNumber number;
  WipedNumber() = default;
  WipedNumber(const WipedNumber&) = delete;
  WipedNumber& operator=(const WipedNumber&) = delete;
  ~WipedNumber() { number.Clear(); }
};

PhoneNumberUtil& util() {
  // The first call also sets a logger that keeps quiet.
  static PhoneNumberUtil& the = *PhoneNumberUtil::GetInstance();
  return the;
}

SecretText secret(std::string_view text) {
  SecretText result;
  result.append(text);
  return result;
}

bool only_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

constexpr int nanp_calling_code = 1;  // United States, Canada and most of the Caribbean

// Help lines that libphonenumber's data does not call an emergency, or is too old to know: 988 and the N11
// codes.
bool is_nanp_service_code(std::string_view digits) {
  return digits == "988" || (digits.size() == 3 && digits[0] >= '2' && digits.ends_with("11"));
}

// The North American plan has had the form NXX-NXX-XXXX since 1995 (N: 2 to 9), and no area code ends in 11.
// Which of them are in use changes every year, so nothing more is asked.
bool has_nanp_form(const PhoneNumber& number) {
  const auto area = number.national_number() / 10'000'000,
             exchange = number.national_number() / 10'000 % 1'000;
  return area >= 200 && area % 100 != 11 && exchange >= 200;
}

NumberProblem problem_of(const PhoneNumber& number, const std::string& country) {
  switch (util().IsPossibleNumberWithReason(number)) {
    case PhoneNumberUtil::IS_POSSIBLE:
      break;
    case PhoneNumberUtil::TOO_SHORT:
    case PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY:
    case PhoneNumberUtil::INVALID_LENGTH:
      return NumberProblem::incomplete;
    default:
      return NumberProblem::impossible;
  }
  // E.164 ends at 15 digits; the numbering plans that libphonenumber knows go further.
  constexpr std::size_t max_international = 1 + 15;
  WipedString whole;
  util().Format(number, PhoneNumberUtil::E164, &whole.text);
  if (whole.text.size() > max_international) return NumberProblem::impossible;
  // In some plans (Germany's) a help line is as long as a number may be.
  static const ShortNumberInfo short_numbers;
  if (short_numbers.IsValidShortNumberForRegion(number, country)) return NumberProblem::emergency;
  const auto type = util().GetNumberType(number);
  if (type == PhoneNumberUtil::PREMIUM_RATE || type == PhoneNumberUtil::SHARED_COST)
    return NumberProblem::premium;
  if (number.country_code() == nanp_calling_code && !has_nanp_form(number)) return NumberProblem::impossible;
  return NumberProblem::none;
}

}  // namespace

NumberProblem check_number(std::string_view digits, std::string_view country) {
  const StackWipe stack;
  const bool international_form = digits.starts_with('+');
  if (!only_digits(digits.substr(international_form ? 1 : 0))) return NumberProblem::impossible;

  const std::string region(country);
  const WipedString typed(digits);
  static const ShortNumberInfo short_numbers;
  if (short_numbers.IsEmergencyNumber(typed.text, region)) return NumberProblem::emergency;
  if (util().GetCountryCodeForRegion(region) == nanp_calling_code && is_nanp_service_code(digits))
    return NumberProblem::emergency;

  WipedNumber parsed;
  switch (util().Parse(typed.text, region, &parsed.number)) {
    case PhoneNumberUtil::NO_PARSING_ERROR:
      return problem_of(parsed.number, region);
    case PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR:
    case PhoneNumberUtil::TOO_LONG_NSN:
      return NumberProblem::impossible;
    default:
      return NumberProblem::incomplete;
  }
}

SecretText format_as_typed(std::string_view digits, std::string_view country) {
  const StackWipe stack;
  const std::unique_ptr<AsYouTypeFormatter> formatter(util().GetAsYouTypeFormatter(std::string(country)));
  WipedString formatted;
  for (const char digit : digits) {
    wipe(formatted.text);
    formatter->InputDigit(static_cast<char32_t>(static_cast<unsigned char>(digit)), &formatted.text);
  }
  return secret(formatted.text);
}

void NumberReading::read(std::string_view digits, std::string_view country) {
  if (digits == digits_.view() && country == country_) return;
  clear();
  digits_.append(digits);
  country_ = country;
  if (digits.empty()) return;
  problem_ = check_number(digits, country);
  formatted_ = format_as_typed(digits, country);
  masked_ = intake::masked(digits, country);
}

void NumberReading::clear() {
  digits_.clear();
  formatted_.clear();
  masked_.clear();
  problem_ = NumberProblem::incomplete;
}

SecretText masked(std::string_view digits, std::string_view country) {
  constexpr std::size_t shown = 4;
  const SecretText formatted = format_as_typed(digits, country);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  std::size_t left = static_cast<std::size_t>(std::ranges::count_if(formatted.view(), is_digit));
  SecretText result;
  for (const char& c : formatted.view()) {
    const bool hidden = is_digit(c) && left > shown;
    if (is_digit(c)) --left;
    result.append(hidden ? std::string_view("•") : std::string_view(&c, 1));
  }
  return result;
}

SecretText international(std::string_view digits, std::string_view country) {
  const StackWipe stack;
  const WipedString typed(digits);
  WipedNumber parsed;
  WipedString formatted;
  if (util().Parse(typed.text, std::string(country), &parsed.number) == PhoneNumberUtil::NO_PARSING_ERROR)
    util().Format(parsed.number, PhoneNumberUtil::E164, &formatted.text);
  return secret(formatted.text);
}

}  // namespace porchlight::intake
