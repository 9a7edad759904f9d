#include "ui/keyboard.h"

#include <catch2/catch_test_macros.hpp>
#include <set>

#include "base/assets.h"
#include "language/catalog.h"
#include "language/letters.h"

namespace porchlight::ui {
namespace {

std::vector<Keyboard> all_layouts() {
  std::vector<Keyboard> all;
  for (const std::string_view path : assets_under("keyboards/")) {
    const auto layout = parse_keyboard(*asset(path));
    INFO(path);
    if (!layout.ok()) FAIL(layout.error().what);
    all.push_back(*layout);
  }
  return all;
}

TEST_CASE("every language that is offered has a keyboard of its own") {
  std::set<Language> found;
  for (const Keyboard& layout : all_layouts()) found.insert(layout.language);
  for (const Language& language : language::available_languages()) {
    INFO(language);
    CHECK(found.contains(language));
    CHECK(keyboard_for(language).language == language);
  }
  CHECK(keyboard_for("xx").language == "en");
}

TEST_CASE("each layer of each keyboard can be come to, left and corrected on") {
  for (const Keyboard& layout : all_layouts()) {
    std::set<std::string> reached{"letters"};
    for (std::size_t before = 0; before != reached.size();) {
      before = reached.size();
      for (const auto& [layer, rows] : layout.layers)
        if (reached.contains(layer))
          for (const auto& row : rows)
            for (const std::string& key : row)
              if (layout.layers.contains(key)) reached.insert(key);
    }
    for (const auto& [layer, rows] : layout.layers) {
      INFO(layout.language << ", layer " << layer);
      CHECK(reached.contains(layer));
      std::multiset<std::string> keys;
      for (const auto& row : rows) keys.insert(row.begin(), row.end());
      CHECK(keys.count("delete") == 1);
      CHECK((layer != "letters" || keys.contains("space")));
      CHECK((layer == "letters" || keys.contains("letters") || keys.contains("latin")));
      for (const std::string& key : keys) {
        INFO(key);
        CHECK(keys.count(key) == 1);
      }
    }
  }
}

TEST_CASE("every keyboard types the Latin letters, in which most meetings are named, and all ten digits") {
  for (const Keyboard& layout : all_layouts()) {
    std::set<std::string> keys;
    for (const auto& [layer, rows] : layout.layers)
      for (const auto& row : rows) keys.insert(row.begin(), row.end());
    INFO(layout.language);
    for (char letter = 'a'; letter <= 'z'; ++letter) {
      INFO(letter);
      CHECK(keys.contains(std::string(1, letter)));
    }
    for (char digit = '0'; digit <= '9'; ++digit) CHECK(keys.contains(std::string(1, digit)));
  }
}

TEST_CASE("the key of a layer has the label that its keyboard gives it, else the usual one") {
  const auto layout = parse_keyboard(R"({"language": "ru", "labels": {"letters": "АБВ"},
    "layers": {"letters": [["й"], ["latin"]], "latin": [["q"], ["letters", "oghams"]], "oghams": [["ᚁ"]]}})");
  REQUIRE(layout.ok());
  CHECK(layout->label("letters") == "АБВ");
  CHECK(layout->label("latin") == "ABC");
  CHECK(layout->label("oghams") == "oghams");
}

TEST_CASE("a keyboard file that is wrong says what is wrong") {
  const auto what = [](std::string_view json) { return parse_keyboard(json).error().what; };
  CHECK(what("{}").find("\"layers\"") != std::string::npos);
  CHECK(what(R"({"language": "xx", "layers": {"signs": [["a"]]}})").find("\"letters\"") != std::string::npos);
  CHECK(what(R"({"language": "xx", "layers": {"letters": [["a", "accent"]]}})").find("accent") !=
        std::string::npos);
  CHECK(what(R"({"language": "xx", "layers": {"letters": [["a", 1]]}})").find("row") != std::string::npos);
  CHECK(
      what(R"({"language": "xx", "labels": {"letters": 1}, "layers": {"letters": [["a"]]}})").find("label") !=
      std::string::npos);
}

std::string all_keys(const Keyboard& layout, bool capitals) {
  std::string all = " ";
  for (const auto& [layer, rows] : layout.layers)
    for (const auto& row : rows)
      for (const std::string& key : row)
        all += (capitals ? language::upper(key, layout.language) : key) + " ";
  return all;
}

// Of these letters, those that are on no key.
std::string missing(const Language& language, std::string_view letters, bool capitals) {
  const std::string keys = all_keys(keyboard_for(language), capitals);
  std::string none;
  for (std::size_t at = 0; at < letters.size();) {
    const auto byte = static_cast<unsigned char>(letters[at]);
    const std::size_t bytes = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : 3;
    const std::string letter(letters.substr(at, bytes));
    if (keys.find(" " + letter + " ") == std::string::npos) none += letter;
    at += bytes;
  }
  return none;
}

void has_letters(const Language& language, std::string_view small, std::string_view capital) {
  INFO(language);
  CHECK(missing(language, small, false) == "");
  CHECK(missing(language, capital, true) == "");
}

TEST_CASE("a keyboard has every letter of its language, and shift its capital") {
  has_letters("ru", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ");
  has_letters("vi", "aàảãáạăằẳẵắặâầẩẫấậđeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ",
              "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬĐEÈẺẼÉẸÊỀỂỄẾỆIÌỈĨÍỊOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢUÙỦŨÚỤƯỪỬỮỨỰYỲỶỸÝỴ");
  has_letters("fr", "àâæçéèêëîïôœùûüÿ", "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ");
  has_letters("es", "áéíñóúü", "ÁÉÍÑÓÚÜ");
  has_letters("ar", "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئىة", "");
}

TEST_CASE("a capital is the one that the language writes") {
  CHECK(language::upper("ж", "ru") == "Ж");
  CHECK(language::upper("ñ", "es") == "Ñ");
  CHECK(language::upper("ộ", "vi") == "Ộ");
  CHECK(language::upper("i", "tr") == "İ");
  CHECK(language::upper("i", "en") == "I");
  CHECK(language::upper("ب", "ar") == "ب");
  CHECK(language::upper("’", "en") == "’");
}

}  // namespace
}  // namespace porchlight::ui
