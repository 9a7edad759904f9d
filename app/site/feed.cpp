#include "site/feed.h"

#include <fmt/format.h>

#include <chrono>

#include "site/words.h"

namespace porchlight::site {
namespace {

struct Words {
  std::string what, to_do;
};

Words words_for(FeedTrouble trouble, const std::string& detail) {
  switch (trouble) {
    case FeedTrouble::no_network:
      return {"It cannot be reached.",
              "Look whether this kiosk has internet, and whether the address is right."};
    case FeedTrouble::timeout:
      return {"It does not answer in time.", "Nothing, if it comes back; else ask whoever runs that site."};
    case FeedTrouble::not_secure:
      return {"The site cannot prove that it is the one named, or this kiosk’s clock is wrong.",
              "Look at the clock. If it is right, ask whoever runs that site."};
    case FeedTrouble::not_https:
      return {"The address does not begin with https://.",
              "Write https://, or plain_http = true below if the site has no other."};
    case FeedTrouble::redirected_elsewhere:
      return {
          "It sends the kiosk on to another site: " + in_quotes(detail) + ".",
          "If the list has moved there, write the new address. Else somebody must log in to this network."};
    case FeedTrouble::too_large:
      return {"It is too large.", "Ask for a list of your region only."};
    case FeedTrouble::refused:
      return {"The site answers with the error " + detail + ".",
              "Open the address in a browser, and correct it."};
    case FeedTrouble::web_page:
      return {"There is a web page and no list of meetings.",
              "Open the address in a browser. It may be another one, or this network wants a log-in."};
    case FeedTrouble::no_meetings:
      return {"No meeting in it can be read.",
              "Save the list as a file and run: porchlight import FILE. That names what is wrong."};
    case FeedTrouble::cannot_keep:
      return {"It cannot be kept on this disk.", "Free some space, or look at the state folder."};
  }
  return {};
}

std::string date_text(Instant instant) {
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(instant));
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

}  // namespace

std::optional<Problem> feed_problem(const Feed& feed, const FeedState& state) {
  Problem problem;
  problem.file = "kiosk.toml";
  problem.line = feed.line;
  problem.field = "url";
  problem.value = feed.url;
  const std::string name = in_quotes(feed.name);
  if (state.held_meetings) {
    problem.severity = Problem::Severity::repair;
    problem.what = fmt::format("The newest list of {} has {} in the place of {}.", name,
                               counted(*state.held_meetings, "meeting", "meetings"), state.meetings);
    problem.to_do =
        fmt::format("If that is right, write least_meetings = {} below it. Else ask whoever makes the list.",
                    *state.held_meetings);
    problem.meanwhile = "The list of " + date_text(state.fetched) + " is shown.";
    return problem;
  }
  if (!state.trouble && state.bytes) return std::nullopt;
  if (!state.trouble) {
    problem.severity = Problem::Severity::notice;
    problem.what = "The list of " + name + " has not been fetched yet.";
    problem.to_do = "Wait a minute.";
    problem.meanwhile = "Nothing of it is shown.";
    return problem;
  }
  const Words words = words_for(*state.trouble, state.detail);
  problem.severity = state.bytes ? Problem::Severity::repair : Problem::Severity::left_out;
  problem.what = "The list of " + name + " could not be fetched since " + date_text(state.trouble_since) +
                 ". " + words.what;
  problem.to_do = words.to_do;
  problem.meanwhile = state.bytes ? "The list of " + date_text(state.fetched) + " is shown."
                                  : std::string("Nothing of it is shown.");
  return problem;
}

}  // namespace porchlight::site
