// Words of both directions in one line, and pages that are not translated.
#include "screens/scene.h"

#include "making.h"
#include "screens/page_parts.h"

namespace porchlight::screens::test {
namespace {

TEST_CASE("a number in an Arabic sentence keeps its order, in an English one nothing is added", "[screens]") {
  CHECK(fill("اتصل بـ {number} الآن", {{"number", "(415) 555-0137"}}) ==
        "اتصل بـ \u2068(415) 555-0137\u2069 الآن");
  CHECK(fill("Call {number} now", {{"number", "(415) 555-0137"}}) == "Call (415) 555-0137 now");
  CHECK(fill("بعد {n} دقيقة", {{"n", "25"}}) == "بعد 25 دقيقة");
}

TEST_CASE("the parts of a line keep together where one of them is read from the right", "[screens]") {
  CHECK(joined({"Room 4", "0.6 mi"}) == "Room 4 · 0.6 mi");
  CHECK(joined({"Room 4", "قريب"}) == "\u2068Room 4\u2069 · قريب");
  CHECK(joined({"قريب", "", "الآن."}) == "قريب · الآن");
}

guide::Page page(const Language& language) {
  return *guide::parse_page("overdose", language,
                            "---\ntitle: Overdose\nsummary: What to do\nshelf: safety\nreviewed: 2026-11-03\n"
                            "words: ours\n---\nCall.\n");
}

TEST_CASE("a page in the visitor's language is not foreign, any other one is marked with its own",
          "[screens]") {
  Stage stage;
  Scene scene = stage.scene();
  CHECK(foreign(scene, page("en")).empty());
  CHECK(foreign(scene, page("es")) == "es");
}

}  // namespace
}  // namespace porchlight::screens::test
