#include <algorithm>
#include <string>
#include <unordered_map>

#include "schedule/fold.h"
#include "schedule/kind.h"

namespace porchlight::schedule {

namespace {

using enum Subject;

// As each fellowship describes itself. “FA” alone is not a code: both Families Anonymous and Food Addicts use
// it.
constexpr Fellowship table[] = {
    {"AA", "Alcoholics Anonymous", alcohol, true},
    {"NA", "Narcotics Anonymous", drugs, true},
    {"CA", "Cocaine Anonymous", drugs, true},
    {"CMA", "Crystal Meth Anonymous", drugs, true},
    {"HA", "Heroin Anonymous", drugs, true},
    {"MA", "Marijuana Anonymous", drugs, true},
    {"PA", "Pills Anonymous", drugs, true},
    {"DAA", "Drug Addicts Anonymous", drugs, true},
    {"AAA", "All Addictions Anonymous", alcohol, true, drugs},
    {"DRA", "Dual Recovery Anonymous", alcohol, true, drugs},
    {"DTR", "Double Trouble in Recovery", alcohol, true, drugs},
    {"Wellbriety", "Wellbriety", alcohol, true, drugs},
    {"CR", "Celebrate Recovery", alcohol, true, drugs},
    {"SMART", "SMART Recovery", alcohol, false, drugs},
    {"LifeRing", "LifeRing Secular Recovery", alcohol, false, drugs},
    {"RD", "Recovery Dharma", alcohol, false, drugs},
    {"Refuge", "Refuge Recovery", alcohol, false, drugs},
    {"WFS", "Women for Sobriety", alcohol, false, drugs},
    {"SOS", "Secular Organizations for Sobriety", alcohol, false, drugs},
    {"MM", "Moderation Management", alcohol, false},
    {"Al-Anon", "Al-Anon Family Groups", family_and_friends, true},
    {"Alateen", "Alateen", teens, true, family_and_friends},
    {"Nar-Anon", "Nar-Anon Family Groups", family_and_friends, true},
    {"Narateen", "Narateen", teens, true, family_and_friends},
    {"Families Anonymous", "Families Anonymous", family_and_friends, true},
    {"Co-Anon", "Co-Anon Family Groups", family_and_friends, true},
    {"Gam-Anon", "Gam-Anon", family_and_friends, true},
    {"PAL", "Parents of Addicted Loved Ones", family_and_friends, false},
    {"SMART F&F", "SMART Recovery Family & Friends", family_and_friends, false},
    {"ACA", "Adult Children of Alcoholics & Dysfunctional Families", other, true, family_and_friends},
    {"CoDA", "Co-Dependents Anonymous", other, true},
    {"OA", "Overeaters Anonymous", other, true},
    {"Food Addicts", "Food Addicts in Recovery Anonymous", other, true},
    {"EDA", "Eating Disorders Anonymous", other, true},
    {"CEA-HOW", "Compulsive Eaters Anonymous-HOW", other, true},
    {"GA", "Gamblers Anonymous", other, true},
    {"NicA", "Nicotine Anonymous", other, true},
    {"DA", "Debtors Anonymous", other, true},
    {"UA", "Underearners Anonymous", other, true},
    {"EA", "Emotions Anonymous", other, true},
    {"WA", "Workaholics Anonymous", other, true},
    {"ITAA", "Internet and Technology Addicts Anonymous", other, true},
    {"SAA", "Sex Addicts Anonymous", other, true},
    {"SA", "Sexaholics Anonymous", other, true},
    {"SLAA", "Sex and Love Addicts Anonymous", other, true},
    {"SCA", "Sexual Compulsives Anonymous", other, true},
    {"SIA", "Survivors of Incest Anonymous", other, true},
    {"RCA", "Recovering Couples Anonymous", other, true},
};

struct Name {
  std::string_view name;  // folded
  std::string_view code;
};

constexpr Name names[] = {
    {"a a", "AA"},
    {"n a", "NA"},
    {"alanon", "Al-Anon"},
    {"naranon", "Nar-Anon"},
    {"coanon", "Co-Anon"},
    {"gamanon", "Gam-Anon"},
    {"adult children of alcoholics", "ACA"},
    {"acoa", "ACA"},
    {"codependents anonymous", "CoDA"},
    {"life ring", "LifeRing"},
    {"lifering recovery", "LifeRing"},
    {"dharma", "RD"},
    {"smart family friends", "SMART F&F"},
    {"save our selves", "SOS"},
};

}  // namespace

std::span<const Fellowship> fellowships() {
  return table;
}

const Fellowship* find_fellowship(std::string_view code) {
  const auto found = std::find_if(std::begin(table), std::end(table),
                                  [&](const Fellowship& fellowship) { return fellowship.code == code; });
  return found == std::end(table) ? nullptr : &*found;
}

const Fellowship* parse_fellowship(std::string_view text) {
  static const auto by_name = [] {
    std::unordered_map<std::string, const Fellowship*> map;
    for (const Fellowship& fellowship : table) map.emplace(fold(fellowship.code), &fellowship);
    for (const Fellowship& fellowship : table) map.emplace(fold(fellowship.name), &fellowship);
    for (const Name& name : names) map.emplace(name.name, find_fellowship(name.code));
    return map;
  }();
  const auto found = by_name.find(fold(text));
  return found == by_name.end() ? nullptr : found->second;
}

}  // namespace porchlight::schedule
