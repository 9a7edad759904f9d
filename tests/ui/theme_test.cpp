#include "ui/theme.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>
#include <vector>

namespace porchlight::ui {
namespace {

using Role = Color Theme::*;

struct Pair {
  const char* name;
  Role text, fill;
};

// Every color of text with every fill it stands on. Who uses a new pair adds it here.
const std::vector<Pair> texts = {
    {"ink on background", &Theme::ink, &Theme::background},
    {"ink on surface", &Theme::ink, &Theme::surface},
    {"ink on sunken", &Theme::ink, &Theme::sunken},
    {"muted on background", &Theme::muted, &Theme::background},
    {"muted on surface", &Theme::muted, &Theme::surface},
    {"muted on sunken", &Theme::muted, &Theme::sunken},
    {"primary on background", &Theme::primary, &Theme::background},
    {"primary on surface", &Theme::primary, &Theme::surface},
    {"on_primary on primary", &Theme::on_primary, &Theme::primary},
    {"on_primary_muted on primary", &Theme::on_primary_muted, &Theme::primary},
    {"on_tint on tint", &Theme::on_tint, &Theme::tint},
    {"on_lamp on lamp", &Theme::on_lamp, &Theme::lamp},
    {"on_note on note", &Theme::on_note, &Theme::note},
    {"on_help on help", &Theme::on_help, &Theme::help},
    {"on_help_tint on help_tint", &Theme::on_help_tint, &Theme::help_tint},
};

// What shows where a control ends, and where the focus is (WCAG 2.2, 1.4.11).
const std::vector<Pair> edges = {
    {"edge on background", &Theme::edge, &Theme::background},
    {"edge on surface", &Theme::edge, &Theme::surface},
    {"edge on sunken", &Theme::edge, &Theme::sunken},
    {"live_edge on background", &Theme::live_edge, &Theme::background},
    {"live_edge on surface", &Theme::live_edge, &Theme::surface},
    {"primary on background", &Theme::primary, &Theme::background},
    {"primary on surface", &Theme::primary, &Theme::surface},
    {"primary on tint", &Theme::primary, &Theme::tint},
    {"focus on background", &Theme::focus, &Theme::background},
    {"focus on surface", &Theme::focus, &Theme::surface},
    {"focus on sunken", &Theme::focus, &Theme::sunken},
    {"focus on tint", &Theme::focus, &Theme::tint},
    {"focus on note", &Theme::focus, &Theme::note},
    {"focus on help_tint", &Theme::focus, &Theme::help_tint},
    {"help on background", &Theme::help, &Theme::background},
    {"help on surface", &Theme::help, &Theme::surface},
};

void check_pairs(const Theme& theme, std::string_view theme_name, const std::vector<Pair>& pairs,
                 double least) {
  for (const Pair& pair : pairs) {
    const double found = contrast(theme.*pair.text, theme.*pair.fill);
    INFO(theme_name << ": " << pair.name << " is " << found << " to 1");
    CHECK(found >= least);
  }
}

TEST_CASE("text can be read on everything it stands on: ten to one, and twenty to one in high contrast") {
  for (const ThemeName name : {ThemeName::standard, ThemeName::dark})
    check_pairs(theme(name), name_of(name), texts, 10);
  for (const ThemeName name : {ThemeName::white_on_black, ThemeName::black_on_white})
    check_pairs(theme(name), name_of(name), texts, 20);
}

TEST_CASE("the rest screen can be read from afar") {
  for (const bool dim : {false, true}) {
    const Theme& resting = rest_theme(dim);
    for (const Role text : {&Theme::ink, &Theme::muted, &Theme::lamp})
      CHECK(contrast(resting.*text, resting.background) >= 10);
  }
}

TEST_CASE("where a control ends and where the focus is can be seen in every theme") {
  for (const ThemeName name :
       {ThemeName::standard, ThemeName::dark, ThemeName::white_on_black, ThemeName::black_on_white})
    check_pairs(theme(name), name_of(name), edges, 3);
}

TEST_CASE("the contrast of two colors is WCAG's") {
  CHECK(std::abs(contrast(Color::hex(0x000000), Color::hex(0xFFFFFF)) - 21) < 1e-9);
  CHECK(std::abs(contrast(Color::hex(0x336699), Color::hex(0x336699)) - 1) < 1e-9);
  // The grey that is known to pass 4.5 to 1 on white, and the next lighter one, which does not.
  CHECK(contrast(Color::hex(0x767676), Color::hex(0xFFFFFF)) >= 4.5);
  CHECK(contrast(Color::hex(0x777777), Color::hex(0xFFFFFF)) < 4.5);
  CHECK(contrast(Color::hex(0xFFFFFF), Color::hex(0x767676)) ==
        contrast(Color::hex(0x767676), Color::hex(0xFFFFFF)));
}

TEST_CASE("capitals are as high as each text size promises, and a larger size is never smaller") {
  constexpr TextSize sizes[] = {TextSize::s, TextSize::m, TextSize::l, TextSize::xl};
  // Of what is read in running text: VVSG 2.0, 7.1-G and 7.1-H.
  constexpr std::pair<float, float> ranges_mm[] = {{3.5f, 4.2f}, {4.8f, 5.6f}, {6.4f, 7.1f}, {8.5f, 9.0f}};
  for (const TextRole role :
       {TextRole::body, TextRole::small, TextRole::label, TextRole::day_small, TextRole::bar})
    for (std::size_t i = 0; i < 4; ++i) {
      const float capital_mm = look(role, sizes[i]).capital.value;
      INFO("role " << static_cast<int>(role) << ", size " << name_of(sizes[i]) << ": " << capital_mm
                   << " mm");
      CHECK(capital_mm >= ranges_mm[i].first);
      CHECK(capital_mm <= ranges_mm[i].second);
    }
  // The rest screen has one size: nobody stands before it.
  for (int role = 0; role < static_cast<int>(TextRole::rest_clock); ++role)
    for (std::size_t i = 0; i < 4; ++i) {
      const float capital_mm = look(static_cast<TextRole>(role), sizes[i]).capital.value;
      INFO("role " << role << ", size " << name_of(sizes[i]));
      CHECK(capital_mm >= ranges_mm[i].first);
      if (i > 0) CHECK(capital_mm >= look(static_cast<TextRole>(role), sizes[i - 1]).capital.value);
    }
}

TEST_CASE("themes and text sizes are found again by the names they have on the command line") {
  for (const ThemeName name :
       {ThemeName::standard, ThemeName::dark, ThemeName::white_on_black, ThemeName::black_on_white})
    CHECK(theme_named(name_of(name)) == name);
  for (const TextSize size : {TextSize::s, TextSize::m, TextSize::l, TextSize::xl})
    CHECK(text_size_named(name_of(size)) == size);
  CHECK_FALSE(theme_named("blue"));
  CHECK_FALSE(text_size_named("xxl"));
}

}  // namespace
}  // namespace porchlight::ui
