// What a stick brings: read, checked and compared, with its signature.
#include "delivery/stick_offer.h"

#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "delivery/config_folder.h"
#include "intake/file_signature.h"
#include "intake/random.h"

namespace porchlight::delivery {
namespace {

namespace fs = std::filesystem;

constexpr const char* newer = "Name,Day,Time\nSerenity,Tuesday,8:00 PM\nHope,Friday,6:00 PM\n";

struct Plugged {
  ConfigFolder config;
  TemporaryFolder stick_folder;
  const std::string state = config.folder.state();
  const std::string stick = stick_folder.path.string();
  intake::SeededRandom random{7};
  intake::SigningPair signer = intake::make_signing_pair(random);

  Plugged() { fs::create_directory(stick + "/kiosk-config"); }
  void bring(const std::string& name, const std::string& text) const {
    std::ofstream(stick + "/kiosk-config/" + name, std::ios::binary) << text;
  }
  void sign() const {
    std::ofstream(stick + "/kiosk-config.sig")
        << intake::sign_files(*site::read_files(stick + "/kiosk-config"), signer.secret) << "\r\n";
  }
  StickOffer offer() const {
    auto looked = look_at_stick(stick, config.path, state, std::nullopt);
    REQUIRE(looked.ok());
    REQUIRE(looked->has_value());
    return std::move(**looked);
  }
};

TEST_CASE("a stick's files are checked and compared with what is shown, in words, and taken over") {
  Plugged plugged;
  plugged.bring("meetings.csv", newer);
  const StickOffer offer = plugged.offer();
  CHECK(offer.can_be_shown);
  CHECK_FALSE(offer.signed_by_trusted);
  CHECK(offer.words(20).at(0).starts_with("1 added, 1 changed"));
  CHECK(offer.words(20).at(1) == "Files: meetings.csv");
  REQUIRE(take_over(offer, plugged.config.path, plugged.state).ok());
  CHECK(site::read_files(plugged.config.path)->at("meetings.csv") == newer);
  CHECK(site::read_files(plugged.config.path)->contains("kiosk.toml"));
  CHECK_FALSE(look_at_stick(plugged.stick, plugged.config.path, plugged.state, std::nullopt)->has_value());
  REQUIRE(put_back(plugged.config.path, plugged.state));
}

TEST_CASE("what cannot be shown is refused in words that say where it is wrong") {
  Plugged plugged;
  plugged.bring("kiosk.toml", "languages = [\"en\"]\n[facility\nname = 1\n");
  const StickOffer offer = plugged.offer();
  CHECK_FALSE(offer.can_be_shown);
  CHECK(offer.words(20).at(0) == "This cannot be shown, and is not taken.");
  CHECK(offer.words(20).at(1).starts_with("kiosk.toml:2"));
  REQUIRE(write_problems(offer, plugged.stick).ok());
  CHECK(fs::file_size(plugged.stick + "/problems.html") > 100);
}

TEST_CASE("only the key that was pinned vouches for a stick, and only for these files") {
  Plugged plugged;
  plugged.bring("meetings.csv", newer);
  plugged.sign();
  CHECK_FALSE(plugged.offer().signed_by_trusted);  // nobody is trusted yet
  REQUIRE(trust_signer(intake::make_signing_pair(plugged.random).key, plugged.state).ok());
  CHECK_FALSE(plugged.offer().signed_by_trusted);
  REQUIRE(trust_signer(plugged.signer.key, plugged.state).ok());
  CHECK(plugged.offer().signed_by_trusted);
  plugged.bring("meetings.csv", std::string(newer) + "Faith,Sunday,6:00 PM\n");
  CHECK_FALSE(plugged.offer().signed_by_trusted);
  plugged.bring("meetings.csv", newer);
  plugged.bring("changes.csv", "Date,Meeting,What\n");
  CHECK_FALSE(plugged.offer().signed_by_trusted);
}

TEST_CASE("a link on a stick is not followed: it could show any file of the computer") {
  Plugged plugged;
  plugged.bring("meetings.csv", newer);
  fs::create_directories(plugged.stick + "/kiosk-config/pages/en");
  fs::create_symlink("/etc/passwd", plugged.stick + "/kiosk-config/pages/en/welcome.md");
  const auto looked = look_at_stick(plugged.stick, plugged.config.path, plugged.state, std::nullopt);
  REQUIRE_FALSE(looked.ok());
  CHECK(looked.error().what.find("links") != std::string::npos);
  plugged.sign();
  fs::remove_all(plugged.stick + "/kiosk-config");
  fs::create_directory_symlink(plugged.config.path, plugged.stick + "/kiosk-config");
  CHECK_FALSE(look_at_stick(plugged.stick, plugged.config.path, plugged.state, std::nullopt).ok());
}

TEST_CASE("a stick without kiosk-config, or with what is there already, offers nothing") {
  Plugged plugged;
  CHECK_FALSE(look_at_stick(plugged.stick, plugged.config.path, plugged.state, std::nullopt)->has_value());
  plugged.bring("meetings.csv", site::read_files(plugged.config.path)->at("meetings.csv"));
  plugged.bring("letter.docx", "not ours");
  CHECK_FALSE(look_at_stick(plugged.stick, plugged.config.path, plugged.state, std::nullopt)->has_value());
}

TEST_CASE("words that do not fit say how many more there are") {
  Plugged plugged;
  std::string table = "Name,Day,Time\n";
  for (int i = 0; i < 30; ++i) table += "Meeting " + std::to_string(i) + ",Monday,7:00 PM\n";
  plugged.bring("meetings.csv", table);
  const std::vector<std::string> words = plugged.offer().words(5);
  CHECK(words.size() == 6);
  CHECK(words.back().find("more: see problems.html") != std::string::npos);
}

}  // namespace
}  // namespace porchlight::delivery
