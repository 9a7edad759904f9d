// The work: what waits, opening one, how the call went.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "collector/inbox/asking.h"
#include "collector/inbox/counts.h"
#include "intake/envelope.h"

namespace porchlight::collector {
namespace {

std::int64_t seconds_of(Instant instant) {
  return instant.time_since_epoch().count();
}

Json known(Instant instant) {
  return instant == Instant{} ? Json(nullptr) : Json(seconds_of(instant));
}

const char* word_of(intake::WhenToCall when) {
  switch (when) {
    case intake::WhenToCall::mornings:
      return "mornings";
    case intake::WhenToCall::afternoons:
      return "afternoons";
    case intake::WhenToCall::evenings:
      return "evenings";
    default:
      break;
  }
  return "soon";
}

// What the list may know: the header's, and the work's. No personal data, and no envelope.
Json json_of(const Listed& request, const Person& person, const InboxSettings& settings, Instant now) {
  const auto header = intake::read_header(request.envelope);
  const bool is_late = settings.promise > minutes(0) && now > request.received + settings.promise;
  const bool past_promise = is_late && request.tries == 0 && request.finished == Instant{} && header &&
                            header->when == intake::WhenToCall::as_soon_as_possible;
  const bool held = !request.holder.empty() && request.held_until > now;
  return {{"id", request.id},
          {"kiosk", request.place.empty() ? request.kiosk : request.place},
          {"past_promise", past_promise},
          {"received", seconds_of(request.received)},
          {"language", header ? Json(header.value().language) : Json(nullptr)},
          {"wanted", header ? Json(word_of(header.value().when)) : Json(nullptr)},
          {"holder", held ? Json(request.holder) : Json(nullptr)},
          {"mine", held && request.holder == person.name},
          {"held_until", held ? Json(seconds_of(request.held_until)) : Json(nullptr)},
          {"version", request.version},
          {"tries", request.tries},
          {"result", request.result},
          {"call_again", known(request.call_again)},
          {"finished", known(request.finished)}};
}

Answer gone() {
  return refusal(409, "gone", "Somebody else has this request, or it was taken back.");
}

int page_of(const Asking& asking) {
  const auto asked = asking.query.find("page");
  if (asked == asking.query.end() || asked->second.empty() || asked->second.size() > 4 ||
      !std::ranges::all_of(asked->second, [](char c) { return c >= '0' && c <= '9'; }))
    return 0;
  return std::stoi(asked->second);
}

Json json_of(Told count) {
  return count ? Json(*count) : Json(nullptr);
}

}  // namespace

Answer list_requests(Asking& asking) {
  const auto asked = asking.query.find("show");
  const std::string show = asked == asking.query.end() ? "waiting" : asked->second;
  Work work(asking.sql());
  // Before the list: what comes between the two is told once more, not missed.
  const auto mark = work.mark(asking.person->team);
  if (!mark) return answer_of(mark.error());
  const auto page = work.list(*asking.person,
                              show == "mine"       ? Work::Show::mine
                              : show == "finished" ? Work::Show::finished
                                                   : Work::Show::waiting,
                              page_of(asking), asking.now);
  if (!page) return answer_of(page.error());
  const auto people = People(asking.sql()).people(asking.person->team);
  if (!people) return answer_of(people.error());
  Json duty = Json::array();
  for (const Person& person : *people)
    if (!person.removed && person.duty_until > asking.now)
      duty.push_back({{"name", person.name}, {"until", seconds_of(person.duty_until)}});
  Json requests = Json::array();
  for (const Listed& request : page->requests)
    requests.push_back(json_of(request, *asking.person, asking.desk.settings, asking.now));
  return ok({{"now", seconds_of(asking.now)},
             {"mark", mark->all},
             {"sealing", mark->sealing},
             {"waiting", page->waiting},
             {"mine", page->mine},
             {"finished", page->finished},
             {"duty", std::move(duty)},
             {"at_once", listed_at_once},
             {"requests", std::move(requests)}});
}

Answer open_request(Asking& asking) {
  const auto version = asking.number("version");
  if (!version) return not_understood();
  const auto opened = Work(asking.sql()).open(asking.name, *version, *asking.person, asking.now);
  if (!opened) return answer_of(opened.error());
  if (!*opened) return gone();
  const Opened& request = **opened;
  return ok({{"envelope", to_base64(request.envelope)},
             {"seal", request.seal ? Json(to_base64(*request.seal)) : Json(nullptr)},
             {"kiosk", request.kiosk},
             {"kiosk_key", to_base64(request.kiosk_key.bytes)},
             {"version", request.version},
             {"held_until", seconds_of(request.held_until)}});
}

Answer report_call(Asking& asking) {
  const auto version = asking.number("version");
  const auto result = call_result(asking.text("result").value_or(""));
  if (!version || !result) return not_understood();
  Report report{.result = *result, .again = {}, .number = asking.bytes<32>("number")};
  if (*result == CallResult::call_again) {
    const auto at = asking.number("call_again");
    if (!at) return not_understood();
    report.again = Instant(seconds(*at));
    if (report.again <= asking.now || report.again > asking.now + call_again_within) return not_understood();
  }
  const auto done = Work(asking.sql()).report(asking.name, *version, report, *asking.person, asking.now);
  if (!done) return answer_of(done.error());
  if (!*done) return gone();
  return ok({{"done", true}});
}

Answer set_duty(Asking& asking) {
  const auto until = asking.number("until");
  if (!until) return not_understood();
  const Instant end{seconds(*until)};
  if (end != Instant{} && (end <= asking.now || end > asking.now + std::chrono::days(1)))
    return not_understood();
  if (const auto set = People(asking.sql()).set_duty(asking.person->name, end); !set)
    return answer_of(set.error());
  return ok({{"until", *until}});
}

Answer tell_counts(Asking& asking) {
  const auto counted = counts(asking.sql(), asking.person->team, asking.now);
  if (!counted) return answer_of(counted.error());
  return ok({{"days", counts_over.count()},
             {"asked", json_of(counted->asked)},
             {"reached", json_of(counted->reached)},
             {"half_within_s", counted->half_within ? Json(counted->half_within->count()) : Json(nullptr)}});
}

Answer tell_counts_csv(Asking& asking) {
  auto csv = counts_csv(asking.sql(), asking.person->team, asking.now);
  if (!csv) return answer_of(csv.error());
  Answer answer{.status = 200, .content_type = "text/csv; charset=utf-8", .body = std::move(*csv)};
  answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"porchlight-counts.csv\"");
  return answer;
}

}  // namespace porchlight::collector
