// Nothing is cut off, nothing lies over anything else, and everything can be hit: on every screen of the
// tour, in every language, on the three panels, in all four text sizes (not each with each in the short
// form).
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>

#include "kiosk/toured.h"
#include "language/catalog.h"

namespace porchlight::kiosk::test {
namespace {

// Boxes are rounded to a tenth of a pixel, and drawn at whole pixels.
constexpr float tolerance_mm = 0.05f;
constexpr float tolerance_px = 1;

// Sizes of ui/theme.h, and VVSG 2.0, 7.2-I.
constexpr float least_target_mm = 12.7f, least_gap_mm = 2.54f, main_target_mm = 20, key_mm = 14;
constexpr float away_from_what_sends_mm = 30;

// Finds are gathered, so that one run names all of them.
class Findings {
 public:
  void add(const SeenScreen& screen, const std::string& what) { add(screen.where + ": " + what); }
  void add(const std::string& what) { all_.push_back(what); }
  void check() const {
    constexpr std::size_t listed = 60;
    std::string text;
    for (std::size_t i = 0; i < std::min(all_.size(), listed); ++i) text += "\n" + all_[i];
    INFO(all_.size() << " found:" << text);
    CHECK(all_.empty());
  }

 private:
  std::vector<std::string> all_;
};

std::string mm(float value) {
  std::string text = std::to_string(value);
  return text.substr(0, text.find('.') + 2) + " mm";
}

std::string quoted(const std::string& name) {
  return "“" + name + "”";
}

std::vector<const SeenNode*> targets(const SeenScreen& screen) {
  std::vector<const SeenNode*> all;
  for (const SeenNode& node : screen.nodes)
    if (node.tappable && !node.offscreen) all.push_back(&node);
  return all;
}

template <class Check>
void on_every_screen(Check check) {
  Findings findings;
  for (const Walk& walk : all_walks())
    for (const SeenScreen& screen : walk.screens) check(screen, findings);
  findings.check();
}

TEST_CASE("the tour goes to its end in every language, on all panels, in all text sizes", "[layout]") {
  Findings findings;
  for (const Walk& walk : all_walks()) {
    if (!walk.trouble.empty()) findings.add(walk.where + ": " + walk.trouble);
    if (walk.screens.size() < 45)
      findings.add(walk.where + ": only " + std::to_string(walk.screens.size()) + " screens");
  }
  findings.check();
  std::set<std::string> languages;
  for (const Walk& walk : all_walks()) languages.insert(walk.language);
  CHECK(languages.size() == language::available_languages().size());
  CHECK(all_walks().size() >= 8 + 1 + 2 * (languages.size() - 1));
}

TEST_CASE("no text is cut and nothing leaves its place on any screen", "[layout]") {
  on_every_screen([](const SeenScreen& screen, Findings& findings) {
    for (const SeenNode& node : screen.nodes)
      if (node.clipped) findings.add(screen, quoted(node.name) + " is clipped");
  });
}

TEST_CASE("no text lies over another", "[layout]") {
  bool something_scrolls = false;
  on_every_screen([&](const SeenScreen& screen, Findings& findings) {
    std::vector<const SeenText*> texts;
    for (const SeenText& text : screen.texts)
      if (!screen.nodes[text.node].offscreen) texts.push_back(&text);
    for (std::size_t a = 0; a < texts.size(); ++a)
      for (std::size_t b = a + 1; b < texts.size(); ++b) {
        const SeenNode &one = screen.nodes[texts[a]->node], &other = screen.nodes[texts[b]->node];
        something_scrolls = something_scrolls || one.scroll != 0;
        // What scrolls ends where its viewport does; beyond it nothing is drawn.
        if (one.scroll == other.scroll && gap(texts[a]->px, texts[b]->px) < -tolerance_px)
          findings.add(screen, quoted(one.name) + " and " + quoted(other.name) + " lie over each other");
      }
  });
  CHECK(something_scrolls);  // else the JSON does not say what scrolls, and too little was compared
}

TEST_CASE("everything that can be tapped is large enough to be hit", "[layout]") {
  on_every_screen([](const SeenScreen& screen, Findings& findings) {
    // The four small ones of the review each stand in a row of their own, far from each other.
    const std::string change = language::Catalog(screen.language).tr("Change");
    for (const SeenNode& node : screen.nodes) {
      if (!node.tappable) continue;
      float least = least_target_mm;
      if (node.role == "key") least = key_mm;
      if (node.role == "button" && !(screen.id == "check" && node.name.starts_with(change)))
        least = main_target_mm;
      const float side = std::min(node.mm.width, node.mm.height);
      if (side < least - tolerance_mm)
        findings.add(screen, quoted(node.name) + " is " + mm(side) + ", should be " + mm(least));
    }
  });
}

TEST_CASE("between two things that can be tapped there is always a gap", "[layout]") {
  on_every_screen([](const SeenScreen& screen, Findings& findings) {
    const auto all = targets(screen);
    for (std::size_t a = 0; a < all.size(); ++a)
      for (std::size_t b = a + 1; b < all.size(); ++b) {
        if (all[a]->scroll != all[b]->scroll) continue;
        const float between = gap(all[a]->mm, all[b]->mm);
        if (between < least_gap_mm - tolerance_mm)
          findings.add(screen,
                       quoted(all[a]->name) + " and " + quoted(all[b]->name) +
                           (between < 0 ? " lie over each other" : " are only " + mm(between) + " apart"));
      }
  });
}

TEST_CASE("everything on a screen has a name, and what can be tapped a name of its own", "[layout]") {
  on_every_screen([](const SeenScreen& screen, Findings& findings) {
    std::set<std::string> names;
    for (std::size_t i = 0; i < screen.nodes.size(); ++i) {
      const SeenNode& node = screen.nodes[i];
      if (node.name.find_first_not_of(" \n") == std::string::npos)
        findings.add(screen, node.role + " (node " + std::to_string(i) + ") has no name");
      else if (node.tappable && !names.insert(node.name).second)
        findings.add(screen, quoted(node.name) + " can be tapped in two places");
    }
  });
}

TEST_CASE("what sends or erases stands apart from all else that can be tapped", "[layout]") {
  int seen = 0;
  on_every_screen([&](const SeenScreen& screen, Findings& findings) {
    const auto all = targets(screen);
    for (const SeenNode* final : all) {
      if (!final->sends_or_erases) continue;
      ++seen;
      for (const SeenNode* other : all) {
        if (other == final) continue;
        const float apart = distance(final->mm, other->mm.centre_x(), other->mm.centre_y());
        if (apart < away_from_what_sends_mm - tolerance_mm)
          findings.add(screen, quoted(final->name) + " is " + mm(apart) + " from the centre of " +
                                   quoted(other->name));
      }
    }
  });
  CHECK(seen >= 3 * static_cast<int>(all_walks().size()));  // to send, to cancel, to take back
}

// What a hand may still be tapping when a screen appears that can send or erase: the main button of the
// screens before it, and what it tapped to come here.
struct Button {
  std::string screen, message;
};
const std::map<std::string, std::vector<Button>> before{
    {"check", {{"when", "Next"}}},
    {"start-over",
     // On the screens before it is asked in another place: it keeps clear of the main button it is asked
     // over. Over each question of the form: start_over_test.cpp.
     {{"when", "Next"}, {"check", "Yes, call me"}, {"check", "Start over"}}},
    {"still", {{"name", "Next"}, {"phone", "Next"}, {"when", "Next"}, {"check", "Yes, call me"}}},
    // It keeps clear of the button that opened it, which the tour taps on thanks-received.
    {"cancel",
     {{"thanks", "Done: clear the screen"},
      {"thanks-received", "Cancel this request now"},
      {"thanks-received", "Done: clear the screen"}}},
    // It erases nothing until eight digits were typed there, which no hand does by shaking.
    {"withdraw", {{"ask", "Take back a request"}}},
};

void hold_against(const Walk& walk, const Button& button, const SeenScreen& screen, const SeenNode& final,
                  Findings& findings) {
  const SeenScreen* last = walk.screen(button.screen);
  const std::string name = language::Catalog(walk.language).tr(button.message);
  if (last == nullptr) return findings.add(screen, "the tour has no screen “" + button.screen + "”");
  const auto there = std::find_if(last->nodes.begin(), last->nodes.end(), [&](const SeenNode& node) {
    return node.role == "button" && node.name == name;
  });
  if (there == last->nodes.end())
    findings.add(*last, "there is no " + quoted(name));
  else if (!there->offscreen && gap(final.mm, there->mm) < 0)
    findings.add(
        screen, quoted(final.name) + " lies where " + quoted(name) + " was on the screen “" + last->id + "”");
}

TEST_CASE("what sends or erases never lies where the hand was on the screen before", "[layout]") {
  Findings findings;
  for (const Walk& walk : all_walks())
    for (const SeenScreen& screen : walk.screens)
      for (const SeenNode& final : screen.nodes) {
        if (!final.sends_or_erases || final.offscreen) continue;
        const auto from = before.find(screen.id);
        if (from == before.end())
          findings.add(screen, quoted(final.name) + ": this test does not know the screens before");
        else
          for (const Button& button : from->second) hold_against(walk, button, screen, final, findings);
      }
  findings.check();
}

}  // namespace
}  // namespace porchlight::kiosk::test
