// Language leak: whoever has chosen another language meets no English that is not marked as English, which is
// then spoken and shaped as such. Names of places and meetings are what they are in every language.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <set>

#include "kiosk/sentences.h"
#include "kiosk/stage.h"
#include "kiosk/toured.h"
#include "language/catalog.h"
#include "support/project_folder.h"

namespace porchlight::kiosk::test {
namespace {

// Shorter messages are found as a whole node only: "Open" is a word in the name of many a meeting.
constexpr int words_of_a_sentence = 4;

int words_in(std::string_view text) {
  int words = 0;
  bool inside = false, hole = false;
  for (const char c : text) {
    if (c == '{') hole = true;
    const bool letter = !hole && c != ' ' && c != '\n' && c != '}';
    words += letter && !inside;
    inside = letter;
    if (c == '}') hole = false;
  }
  return words;
}

// The text within the quotes of a line of a catalog.
std::string unquoted(const std::string& line) {
  std::string text;
  const std::size_t first = line.find('"'), last = line.rfind('"');
  for (std::size_t i = first + 1; i < last; ++i) {
    if (line[i] == '\\') ++i;
    text += line[i];
  }
  return text;
}

// Every message id of the program, from a catalog, which has them all.
const std::vector<std::string>& all_messages() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> messages;
    std::ifstream file(support::project_folder() + "/assets/locale/es.po");
    bool in_id = false;
    for (std::string line; std::getline(file, line);) {
      if (line.starts_with("msgid"))
        messages.push_back(unquoted(line)), in_id = true;
      else if (in_id && line.starts_with("\""))
        messages.back() += unquoted(line);
      else
        in_id = false;
    }
    std::erase(messages, "");
    for (std::string& message : messages) message = without_stars(message);
    return messages;
  }();
  return all;
}

// The lines of the English pages that are other ones in `language`.
std::set<std::string> english_lines(const Language& language) {
  const auto lines_of = [](const Language& of) {
    std::set<std::string> lines;
    const auto pages = example_site()->pages.find(of);
    if (pages == example_site()->pages.end()) return lines;
    for (const guide::Page& page : pages->second) {
      lines.insert(page.title);
      lines.insert(page.summary);
      const std::string text = guide::plain_text(page);
      for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1)
        lines.insert(text.substr(at, text.find('\n', at) - at));
    }
    return lines;
  };
  std::set<std::string> english = lines_of("en");
  for (const std::string& line : lines_of(language)) english.erase(line);
  return english;
}

// What is English in a text that should be in the language of the catalog; empty: nothing.
class English {
 public:
  explicit English(const Language& language) : lines_(english_lines(language)) {
    const language::Catalog catalog(language);
    for (const std::string& message : all_messages())
      if (without_stars(catalog.tr(message)) != message)
        (words_in(message) >= words_of_a_sentence ? sentences_ : words_).insert(message);
  }

  std::string in(const std::string& text) const {
    if (words_.contains(text) || lines_.contains(text)) return text;
    for (const std::string& sentence : sentences_)
      if (text.size() >= sentence.size() / 2 && says(text, sentence)) return sentence;
    return {};
  }

 private:
  std::set<std::string> words_, sentences_, lines_;
};

TEST_CASE("no message and no page is English without saying so, in any other language", "[layout]") {
  std::map<Language, English> known;
  std::set<std::string> found;
  std::size_t looked_at = 0;
  for (const Walk& walk : all_walks()) {
    if (walk.language == "en") continue;
    const English& english = known.try_emplace(walk.language, walk.language).first->second;
    for (const SeenScreen& screen : walk.screens)
      for (const SeenNode& node : screen.nodes) {
        if (!node.language.empty()) continue;
        for (const std::string* text : {&node.name, &node.value, &node.hint}) {
          ++looked_at;
          if (const std::string what = english.in(*text); !what.empty())
            found.insert(walk.language + " " + screen.id + ": “" + *text + "” is English: “" + what + "”");
        }
      }
  }
  std::string all;
  for (const std::string& one : found) all += "\n" + one;
  INFO(found.size() << " found:" << all);
  CHECK(found.empty());
  CHECK(looked_at > 1000);
}

TEST_CASE("English is found where it is, and not in a name that has the same words", "[layout]") {
  const English english("es");
  CHECK_FALSE(english.in("Start over").empty());
  CHECK_FALSE(english.in("The call shows as (415) 555-0100.").empty());
  CHECK_FALSE(english.in(example_site()->page("overdose", "en")->title).empty());
  CHECK(english.in("Empezar de nuevo").empty());
  CHECK(english.in("Open Door Group").empty());
  CHECK(english.in("(415) 555-0100").empty());
}

}  // namespace
}  // namespace porchlight::kiosk::test
