// The house as DESIGN.md draws it, held against the source. The first cases read app/; the others plant one
// fault each and show that its rule finds it.
#include <catch2/catch_test_macros.hpp>

#include "architecture/rules.h"
#include "support/project_folder.h"

using namespace porchlight::architecture;

namespace {

const House& app() {
  static const House house = read_house(std::filesystem::path(porchlight::support::project_folder()) / "app");
  return house;
}

std::string lines(const Findings& findings) {
  std::string text;
  for (const std::string& finding : findings) text += finding + "\n";
  return text;
}

constexpr const char* rooms =
    "# room(none KNOWS none)\n"
    "room(base USES fmt::fmt)\n"
    "room(schedule KNOWS base  USES date::date-tz)\n"
    "room(site KNOWS schedule)\n"
    "room(kiosk KNOWS site\n  USES x)\n";

House with(std::string path, std::string text) {
  return House(rooms, {File(std::move(path), std::move(text))});
}

}  // namespace

TEST_CASE("The source is really read", "[architecture]") {
  CHECK(app().files.size() > 50);
  CHECK(app().knows.size() >= 12);
  CHECK(app().knows.at("base").empty());
  CHECK(app().knows.at("kiosk").contains("base"));
}

#define HOUSE_HAS_NO(rule)                        \
  do {                                            \
    const std::string found = lines(rule(app())); \
    INFO(found);                                  \
    CHECK(found.empty());                         \
  } while (false)

TEST_CASE("Arrows run downward only", "[architecture]") {
  HOUSE_HAS_NO(arrows_that_run_upward);
}
TEST_CASE("Each library is known to its own rooms only", "[architecture]") {
  HOUSE_HAS_NO(libraries_outside_their_room);
}
TEST_CASE("No heavy library stands in a header", "[architecture]") {
  HOUSE_HAS_NO(libraries_in_public_headers);
}
TEST_CASE("Schedule, guide and intake know no screen, file, socket or clock", "[architecture]") {
  HOUSE_HAS_NO(rooms_that_reach_outside);
}
TEST_CASE("Only the clock asks the system for the time", "[architecture]") {
  HOUSE_HAS_NO(clocks_beside_the_clock);
}
TEST_CASE("Nothing is printed outside the commands", "[architecture]") {
  HOUSE_HAS_NO(output_outside_commands);
}
TEST_CASE("No clipboard and no field with a history is used", "[architecture]") {
  HOUSE_HAS_NO(ways_onto_the_clipboard);
}
TEST_CASE("Nothing is left unfinished in the source", "[architecture]") {
  HOUSE_HAS_NO(unfinished_work);
}
TEST_CASE("Names say what a thing is", "[architecture]") {
  HOUSE_HAS_NO(names_that_say_nothing);
}
TEST_CASE("Headers can be included twice and keep their names to themselves", "[architecture]") {
  HOUSE_HAS_NO(headers_without_guard);
}
TEST_CASE("Files are a short read", "[architecture]") {
  HOUSE_HAS_NO(files_too_long);
}

TEST_CASE("An arrow upward is found", "[planted]") {
  CHECK(lines(arrows_that_run_upward(with("schedule/a.cpp", "\n#include \"site/b.h\"\n"))) ==
        "schedule/a.cpp:2: schedule does not know site\n");
  CHECK(lines(arrows_that_run_upward(with("a/b.cpp", "#include \"base/b.h\"\n"))) ==
        "a/b.cpp:1: a does not know base\n");
  CHECK_FALSE(arrows_that_run_upward(with("site/a.cpp", "#include \"b.h\"\n")).empty());
  CHECK_FALSE(arrows_that_run_upward(with("site/a.cpp", "#include \"site/../kiosk/b.h\"\n")).empty());
  CHECK_FALSE(arrows_that_run_upward(House("room(a KNOWS b)\nroom(b KNOWS a)\n", {})).empty());
  CHECK(arrows_that_run_upward(with("site/a.cpp", "#include \"base/b.h\"\n#include \"site/c.h\"\n")).empty());
  CHECK(arrows_that_run_upward(with("kiosk/a.cpp", "#include \"schedule/b.h\"\n")).empty());
  CHECK(arrows_that_run_upward(with("main.cpp", "#include \"kiosk/b.h\"\n")).empty());
}

TEST_CASE("A library in a strange room is found", "[planted]") {
  CHECK(lines(libraries_outside_their_room(with("screens/a.cpp", "#include <imgui.h>\n"))) ==
        "screens/a.cpp:1: imgui.h does not belong to this room\n");
  for (const char* header :
       {"GLFW/glfw3.h", "glad/gl.h", "sqlite3.h", "curl/curl.h", "unicode/locid.h", "sodium.h",
        "nlohmann/json.hpp", "toml++/toml.h", "md4c.h", "pango/pango.h", "CLI/CLI.hpp"}) {
    CAPTURE(header);
    CHECK(libraries_outside_their_room(with("schedule/a.cpp", "# include \"" + std::string(header) + "\""))
              .size() == 1);
  }
  CHECK(libraries_outside_their_room(with("ui/a.cpp", "#include <imgui.h>\n")).empty());
}

TEST_CASE("A heavy library in a header is found", "[planted]") {
  CHECK(libraries_in_public_headers(with("site/a.h", "#include <nlohmann/json.hpp>\n")).size() == 1);
  CHECK(libraries_in_public_headers(with("site/a.cpp", "#include <nlohmann/json.hpp>\n")).empty());
}

TEST_CASE("A file, a socket or a clock in a quiet room is found", "[planted]") {
  CHECK(rooms_that_reach_outside(with("guide/a.cpp", "#include <fstream>\n")).size() == 1);
  CHECK(rooms_that_reach_outside(with("intake/a.cpp", "#include <sys/socket.h>\n")).size() == 1);
  CHECK(rooms_that_reach_outside(with("schedule/a.cpp", "auto t = std::time(nullptr);\n")).size() == 1);
  CHECK(rooms_that_reach_outside(with("storage/a.cpp", "#include <fstream>\n")).empty());
}

TEST_CASE("A second clock is found", "[planted]") {
  CHECK(
      lines(clocks_beside_the_clock(with("site/a.cpp", "auto t =\n  std::chrono::system_clock::now();\n"))) ==
      "site/a.cpp:2: system_clock::now beside base/clock.h\n");
  CHECK(clocks_beside_the_clock(with("base/clock.cpp", "std::chrono::system_clock::now();\n")).empty());
  CHECK(clocks_beside_the_clock(with("site/a.cpp", "// not system_clock::now()\n")).empty());
}

TEST_CASE("Something printed is found, and text that only looks like it is not", "[planted]") {
  CHECK(output_outside_commands(with("ui/a.cpp", "std::printf(\"x\");\nstd::cerr << 1;\n")).size() == 2);
  CHECK(output_outside_commands(with("ui/a.cpp", "std::snprintf(b, 3, \"printf(\"); /* puts */ inputs(1);\n"))
            .empty());
  CHECK(output_outside_commands(with("main.cpp", "puts(\"x\");\n")).empty());
  CHECK(output_outside_commands(with("kiosk/command_check.cpp", "puts(\"x\");\n")).empty());
  CHECK(output_outside_commands(with("ui/a.cpp", "auto s = R\"q(a \" puts( b)q\"; int n = 1'000; puts(s);\n"))
            .size() == 1);
}

TEST_CASE("A way onto the clipboard is found", "[planted]") {
  CHECK(lines(ways_onto_the_clipboard(
            with("platform/window.cpp", "\nglfwSetClipboardString(window, text);\n"))) ==
        "platform/window.cpp:2: glfwSetClipboardString brings what was typed out of the visit\n");
  CHECK(ways_onto_the_clipboard(with("ui/a.cpp", "ImGui::SetClipboardText(text);\n")).size() == 1);
  CHECK(ways_onto_the_clipboard(with("ui/a.cpp", "ImGui::InputText(\"a\", b, 9);\n")).size() == 1);
  CHECK(ways_onto_the_clipboard(with("ui/a.cpp", "io.Platform_SetClipboardTextFn = f;\n")).size() == 1);
  CHECK(ways_onto_the_clipboard(with("platform/gui.cpp", "io.Platform_SetClipboardTextFn = nullptr;\n"))
            .empty());
}

TEST_CASE("What is unfinished, nameless, unguarded or too long is found", "[planted]") {
  CHECK(unfinished_work(with("ui/a.cpp",
                             "// TO"
                             "DO later\n"))
            .size() == 1);
  CHECK(names_that_say_nothing(with("ui/a.h", "class TextureManager {};\n")).size() == 1);
  CHECK(names_that_say_nothing(with("ui/string_utils.cpp", "\n")).size() == 1);
  CHECK(headers_without_guard(with("ui/a.h", "int x;\n")).size() == 1);
  CHECK(headers_without_guard(with("ui/a.h", "#pragma once\nusing namespace std;\n")).size() == 1);
  CHECK(files_too_long(with("ui/a.cpp", std::string(401, '\n'))).size() == 1);
  CHECK(files_too_long(with("ui/a.cpp", std::string(400, '\n'))).empty());
}
