#include <rapidcheck.h>
#include <catch2/catch_test_macros.hpp>

#include <nlohmann/json.hpp>

#include "site/json_cursor.h"

using porchlight::site::JsonCursor;
using Next = JsonCursor::Next;

namespace {

// All of a text, written as the JSON library writes it; "broken" when it is.
// Names too may hold bytes that are no UTF-8.
std::string as_json(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string rewritten(JsonCursor& cursor) {
  const Next coming = cursor.next();
  std::string text, written;
  switch (coming) {
    case Next::text:
      cursor.text(text);
      return as_json(text);
    case Next::bare:
      return std::string(cursor.bare());
    case Next::list:
      cursor.enter();
      while (cursor.next() != Next::end && !cursor.broken())
        written += (written.empty() ? "" : ",") + rewritten(cursor);
      if (!cursor.broken()) cursor.leave();
      return "[" + written + "]";
    case Next::object: {
      cursor.enter();
      for (std::string name; cursor.key(name);)
        written += (written.empty() ? "" : ",") + as_json(name) + ":" + rewritten(cursor);
      if (!cursor.broken()) cursor.leave();
      return "{" + written + "}";
    }
    case Next::end:
    case Next::broken:
      break;
  }
  return "broken";
}

std::string rewritten(std::string_view json) {
  JsonCursor cursor(json);
  const std::string written = rewritten(cursor);
  return cursor.broken() ? "broken" : written;
}

std::string text_of(std::string_view json) {
  JsonCursor cursor(json);
  std::string text;
  REQUIRE(cursor.next() == Next::text);
  cursor.text(text);
  return cursor.broken() ? "broken" : text;
}

nlohmann::json any_value(int depth) {
  const int kind = *rc::gen::inRange(0, depth > 3 ? 4 : 6);
  if (kind == 0) return nullptr;
  if (kind == 1) return *rc::gen::arbitrary<bool>();
  if (kind == 2) return *rc::gen::arbitrary<int>();
  if (kind == 3)
    return *rc::gen::container<std::string>(
        rc::gen::element('a', '"', '\\', '/', '\n', '\t', '\x01', '{', '}', '[', ']', ',', ':', '\'', ' '));
  const int size = *rc::gen::inRange(0, 4);
  nlohmann::json value = kind == 4 ? nlohmann::json::array() : nlohmann::json::object();
  for (int i = 0; i < size; ++i) {
    if (kind == 4)
      value.push_back(any_value(depth + 1));
    else
      value["k\"" + std::to_string(i)] = any_value(depth + 1);
  }
  return value;
}

}  // namespace

TEST_CASE("What is JSON is read as what it says") {
  REQUIRE(rc::check("as another reader does", [] {
    const nlohmann::json value = any_value(0);
    RC_ASSERT(rewritten(value.dump()) == value.dump());
    RC_ASSERT(rewritten(value.dump(2)) == value.dump());
  }));
  CHECK(text_of(R"("St. Brendan\u2019s \ud83d\ude00 \"hall\" \/ \\")") == "St. Brendan’s 😀 \"hall\" / \\");
}

TEST_CASE("What is nearly JSON is read as it was meant, and said to be mended") {
  const std::pair<const char*, const char*> cases[] = {
      {"[NaN, Infinity, -Infinity]", "[NaN,Infinity,-Infinity]"},
      {R"({name: "A"})", R"({"name":"A"})"},
      {R"({'name': 'A "B"'})", R"({"name":"A \"B\""})"},
      {"[\"a\nb\tc\"]", R"(["a\nb\tc"])"},
      {R"(["it\'s"])", R"(["it's"])"}};
  for (const auto& [json, meant] : cases) {
    INFO(json);
    JsonCursor cursor(json);
    CHECK(rewritten(cursor) == meant);
    CHECK(cursor.take_mended());
  }
  // A comma too many says nothing.
  CHECK(rewritten("[1,,2,]") == "[1,2]");
  CHECK(rewritten(R"({"a":1,})") == R"({"a":1})");
  // Half a pair, as of a text that was cut.
  CHECK(text_of(R"("a\ud83d")") == "a\uFFFD");
  CHECK(text_of(R"("a\ud83d\n")") == "a\uFFFD\n");
}

TEST_CASE("What breaks off is broken where it breaks") {
  for (const char* json : {"[", "{", "[1", R"(["a)", R"({"a)", R"({"a")", R"({"a":)", R"({"a":1)", R"(["a\)",
                           R"(["\u12)", "[:]", R"({"a" 1})", R"({[1]:2})"}) {
    INFO(json);
    CHECK(rewritten(json) == "broken");
  }
}

TEST_CASE("A hundred thousand brackets are skipped, and no stack overflows") {
  const std::string deep(100'000, '['), shallow(100'000, ']');
  JsonCursor cursor(deep);
  cursor.skip();
  CHECK(cursor.broken());
  const std::string whole = deep + shallow;
  JsonCursor second(whole);
  second.skip();
  CHECK_FALSE(second.broken());
  CHECK(second.at_end_of_text());
}

TEST_CASE("Behind an element that is broken the next one is found") {
  // One quotation mark too many, so that no bracket can be told from text.
  const std::string_view json = R"([{"id":1,"notes":"a 5" pipe"}, {"id":2}, {"id":3}])";
  JsonCursor cursor(json);
  cursor.enter();
  REQUIRE(cursor.next() == Next::object);
  const auto element = cursor.place();
  cursor.enter();
  std::string key;
  for (std::string text; cursor.key(key);) {
    if (cursor.next() == Next::text)
      cursor.text(text);
    else
      cursor.skip();
  }
  REQUIRE(cursor.broken());
  REQUIRE(cursor.resume_behind(element));
  CHECK(cursor.next() == Next::object);
  CHECK(json.substr(cursor.offset()).starts_with(R"({"id":2})"));
}

TEST_CASE("No bytes break the reader of JSON") {
  REQUIRE(rc::check("any characters", [] {
    const std::string text = *rc::gen::container<std::string>(rc::gen::element(
        '{', '}', '[', ']', '"', '\'', ',', ':', '\\', 'u', 'a', '1', ' ', '\n', '\xC3', '-'));
    rewritten(text);
    JsonCursor cursor(text);
    const auto begin = cursor.place();
    if (cursor.next() != Next::end && cursor.next() != Next::broken) cursor.skip();
    cursor.resume_behind(begin);
    RC_ASSERT(cursor.offset() <= text.size() + 1);
  }));
}
