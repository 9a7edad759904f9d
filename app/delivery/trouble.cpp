#include "delivery/trouble.h"

#include <algorithm>
#include <array>

namespace porchlight::delivery {
namespace {

struct Row {
  Trouble trouble;
  std::string_view name;
  TroubleWords words;
};

constexpr std::string_view goes_on =
    "Requests stay on this kiosk, sealed, and are offered again by themselves.";
constexpr std::string_view held = "It stays on this kiosk and is offered again every hour; the others go on.";
constexpr std::string_view hourly = "Requests stay on this kiosk, sealed, and are offered again every hour.";

constexpr std::array rows{
    Row{Trouble::no_network,
        "no_network",
        {"The collector cannot be reached.",
         "Look at the network cable or the Wi-Fi of the kiosk, and whether its internet works.", goes_on}},
    Row{Trouble::timeout,
        "timeout",
        {"The collector does not answer in time.",
         "Nothing, if it goes by itself. Else ask who runs the collector, or who runs your network.",
         goes_on}},
    Row{Trouble::login_page,
        "login_page",
        {"Something else answers in the place of the collector: most often a network that wants you to log "
         "in.",
         "Log the kiosk in to the network, or ask who runs it to let the kiosk through.", goes_on}},
    Row{Trouble::wrong_certificate,
        "wrong_certificate",
        {"Whoever answers cannot show that it is the collector: its certificate is not valid.",
         "Look whether date and time of the kiosk are right. Ask who runs the collector whether its "
         "certificate "
         "has run out, and who runs your network whether it looks into what is sent.",
         goes_on}},
    Row{Trouble::wrong_clock,
        "wrong_clock",
        {"The clock of this kiosk is wrong, so the collector cannot be believed.",
         "Set date and time, or switch on “set the time by itself” (timedatectl set-ntp true).", goes_on}},
    Row{Trouble::changed_on_the_way,
        "changed_on_the_way",
        {"What is sent is changed on its way.",
         "Ask who runs your network to let the kiosk speak to the collector directly, without a proxy.",
         goes_on}},
    Row{Trouble::signature,
        "signature",
        {"The collector does not take the signature of this kiosk: something changes what is sent, or the "
         "kiosk has another key than it was enrolled with.",
         "If the state folder is new or was put back from a copy, enroll the kiosk again: porchlight enroll.",
         goes_on}},
    Row{Trouble::another_request,
        "another_request",
        {"The answers that come are for other requests than those that were sent.",
         "Ask who runs your network to let the kiosk speak to the collector directly, without a proxy.",
         goes_on}},
    Row{Trouble::unknown_kiosk,
        "unknown_kiosk",
        {"The collector does not know this kiosk.",
         "Ask who runs the collector for a new code, and enroll the kiosk again: porchlight enroll.",
         hourly}},
    Row{Trouble::revoked,
        "revoked",
        {"This kiosk was revoked at the collector.",
         "Ask who runs the collector. With a new code the kiosk can be enrolled again: porchlight enroll.",
         hourly}},
    Row{Trouble::busy,
        "busy",
        {"The collector is too busy to take requests.", "Nothing, if it goes by itself within an hour.",
         goes_on}},
    Row{Trouble::full,
        "full",
        {"The disk of the collector is full.", "Tell who runs the collector.", goes_on}},
    Row{Trouble::refused,
        "refused",
        {"The collector refuses a request.",
         "Tell who runs the collector. The request can be fetched from the kiosk: porchlight outbox export.",
         held}},
    Row{Trouble::too_large,
        "too_large",
        {"The collector says that a request is too large.",
         "Tell who runs the collector: something before it takes less than it must.", held}},
    Row{Trouble::other_version,
        "other_version",
        {"The collector does not understand how this kiosk says that it is well: they are of different "
         "versions.",
         "Update the one that is older.", "Requests go on."}},
    Row{Trouble::not_a_collector,
        "not_a_collector",
        {"What answers at the address of the collector is none.",
         "Ask who runs the collector whether its address has changed, and enroll the kiosk again: porchlight "
         "enroll.",
         goes_on}},
    Row{Trouble::recipients,
        "recipients",
        {"The collector offers recipients that the root key did not sign.",
         "Tell who runs the collector, today: somebody may want to read requests.",
         "They are not taken. Requests are sealed to the recipients from before."}},
    Row{Trouble::base,
        "base",
        {"The collector offers files for all kiosks that the root key did not sign.",
         "Tell who runs the collector, today: somebody may want to change what visitors read.",
         "They are not taken. The files from before go on being shown."}},
    Row{Trouble::disk,
        "disk",
        {"The disk of this kiosk cannot be written.", "Free some space on it, or have it replaced.",
         "What waits is kept, and offered again when the disk can be written."}},
    Row{Trouble::no_key,
        "no_key",
        {"The key of this kiosk, kiosk.key in its state folder, cannot be read.",
         "Put it back; or delete collector.json and enroll the kiosk again: porchlight enroll.",
         "Requests that wait stay on this kiosk."}},
};

const Row& row_of(Trouble trouble) {
  return *std::ranges::find(rows, trouble, &Row::trouble);
}

}  // namespace

TroubleWords words_for(Trouble trouble) {
  return row_of(trouble).words;
}

std::string_view name_of(Trouble trouble) {
  return row_of(trouble).name;
}

std::optional<Trouble> trouble_named(std::string_view name) {
  const auto found = std::ranges::find(rows, name, &Row::name);
  return found == rows.end() ? std::nullopt : std::optional(found->trouble);
}

}  // namespace porchlight::delivery
